from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from requests_app.common.scope import set_scope
from requests_app.management.demo import (
    at_the_desk,
    cases,
    connections,
    insurers,
    many,
    many_at_once,
    messages,
    oversight,
    own_lists,
    people,
    told,
)
from requests_app.management.demo import facility as own_facility
from requests_app.management.demo.dates import weeks_since
from requests_app.management.demo.guard import refuse_outside_a_demonstration
from requests_app.models import Organization, User


class Command(BaseCommand):
    help = "Load the example cases with invented people. Safe to run again; refuses without DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--many",
            type=int,
            metavar="N",
            help="only see to it that the demo facility has N light cases, for measuring",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_outside_a_demonstration()
        facility, users = _people()
        if options["many"] is not None:
            self._many(facility, users, options["many"])
            return
        sign_ins = people.set_sign_ins(users)
        insurers.keep_contacts(facility=facility, users=users, today=timezone.localdate(), at=timezone.now())
        cases.load_cases(cases.Stage(facility=facility, users=users, shift=weeks_since(timezone.localdate())))
        messages.write_to_each_other(facility=facility, users=users, at=timezone.now())
        at_the_desk.fill_the_desk(facility=facility, users=users, at=timezone.now())
        many_at_once.do_many_at_once(facility=facility, users=users, at=timezone.now())
        own_lists.save_views(facility=facility, users=users, at=timezone.now())
        own_facility.keep_facility(facility=facility, users=users, at=timezone.now())
        connections.keep_connections(facility=facility, users=users, at=timezone.now())
        oversight.keep_watch(facility=facility, users=users, today=timezone.localdate(), at=timezone.now())
        self.stdout.write(told.sign_ins_text(sign_ins))

    def _many(self, facility: Organization, users: dict[str, User], wanted: int) -> None:
        staff = [users[people.LEAD], users[people.WORKER]]
        now = timezone.now()
        added = many.make_many(
            facility=facility, staff=staff, wanted=wanted, today=timezone.localdate(), at=now
        )
        self.stdout.write(f"{added} light cases added to {facility.name}")


@transaction.atomic
def _people() -> tuple[Organization, dict[str, User]]:
    facility = people.make_facility()
    set_scope([facility.pk])
    users = people.make_people(at=timezone.now())
    people.make_members(facility, users)
    return facility, users
