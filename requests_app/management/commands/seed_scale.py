from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from requests_app.accounts.services import ensure_person
from requests_app.common.scope import set_scope
from requests_app.management.demo.guard import refuse_outside_a_demonstration
from requests_app.management.scale.cases import fill
from requests_app.models import Membership, Organization, Role, User

PATIENT = "scale-patient@example.com"
SLUG = "scale-"
# Facilities differ in size as real ones do: the largest of 500 has about a tenth of all cases.
FLATTEN = 1.75
TEAM = (Role.ADMIN, Role.LEAD, Role.CASE_WORKER, Role.CASE_WORKER, Role.INTAKE, Role.AUDITOR)


class Command(BaseCommand):
    help = "Fill an empty database with many cases over many facilities, for measuring. Needs DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=1_000_000)
        parser.add_argument("--facilities", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_outside_a_demonstration()
        cases, facilities = options["cases"], options["facilities"]
        if not 0 < facilities <= cases:
            raise CommandError("There must be at least one facility, and at least one case for each.")
        if Organization.objects.filter(slug__startswith=SLUG).exists():
            raise CommandError("This database was seeded before.")
        patient = ensure_person(email=PATIENT, language="en")
        first = 1
        for place, size in enumerate(sizes(cases, facilities)):
            made = _facility(place, size, first, patient)
            first += size
            if place < 3 or not (place + 1) % 50:
                self.stdout.write(f"{place + 1} of {facilities} facilities, {first - 1:,} cases: {made}")
                self.stdout.flush()


def sizes(cases: int, facilities: int) -> list[int]:
    """How many cases each facility has, the largest first; at least one each, in all exactly `cases`."""
    weights = [1 / (place + FLATTEN) for place in range(facilities)]
    spare = cases - facilities
    found = [1 + int(spare * weight / sum(weights)) for weight in weights]
    found[0] += cases - sum(found)
    return found


@transaction.atomic
def _facility(place: int, size: int, first: int, patient: User) -> dict[str, int]:
    facility = Organization.objects.create(
        kind=Organization.Kind.FACILITY,
        name=f"Example Facility {place + 1:03}",
        slug=f"{SLUG}{place + 1}",
        phone="602-555-0100",
    )
    set_scope([facility.pk])
    with connection.cursor() as cursor:
        # A page may not take long; filling a hundred thousand rows may.
        cursor.execute("SET LOCAL statement_timeout = 0")
    team = [
        ensure_person(email=f"{role.lower()}{number}@facility{place + 1}.example.com", language="en")
        for number, role in enumerate(TEAM)
    ]
    Membership.objects.bulk_create(
        Membership(organization=facility, user=user, role=role) for user, role in zip(team, TEAM, strict=True)
    )
    workers = [user.pk for user, role in zip(team, TEAM, strict=True) if role != Role.AUDITOR]
    return fill(
        {
            "organization": facility.pk,
            "patient": patient.pk,
            "staff": workers,
            "heads": len(workers),
            "first": first,
            "last": first + size - 1,
        }
    )
