"""Ways to reach an insurer, as the pages show them: each with its source, its day, and a warning when old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from requests_app.cases.told_ways import ToldWays
from requests_app.insurers.queries import is_old
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.readiness import ReadinessTest, insurer_name, tests_for
from requests_app.knowledge.store import record
from requests_app.models import Case, ContactWay, InsurerContact

CALLED = (ContactWay.PHONE, ContactWay.FAX)
READ = (ContactWay.PORTAL, ContactWay.FORM)


@dataclass(frozen=True)
class Shown:
    contact: InsurerContact
    is_old: bool
    is_called: bool
    web_address: str


@dataclass(frozen=True)
class OwnWay:
    """What the person’s card says, or what the plan said on the phone."""

    label: str
    value: str
    source: str
    told_on: date | None = None
    is_called: bool = False


@dataclass(frozen=True)
class LooksFor:
    test: ReadinessTest
    insurer: str
    record: object


def shown(contacts: list[InsurerContact], *, today: date) -> list[Shown]:
    return [
        Shown(
            contact=one,
            is_old=is_old(one, on=today),
            is_called=one.way in CALLED,
            web_address=_web_address(one),
        )
        for one in contacts
    ]


def own_ways(case: Case, told: ToldWays) -> list[OwnWay]:
    found = []
    if case.coverage.plan_phone:
        on_card = _("From the insurance card")
        found.append(OwnWay(_("Phone"), case.coverage.plan_phone, on_card, is_called=True))
    said = _("The plan said it in a call")
    for label, value, is_called in (
        (_("Fax"), told.fax, True),
        (_("Website or portal"), told.website, False),
        (_("Mail address"), told.mail, False),
    ):
        if value:
            found.append(OwnWay(label, value, said, told.told_on, is_called))
    return found


def looks_for(case: Case, plan: PlanFacts) -> list[LooksFor]:
    return [
        LooksFor(test, insurer_name(test), record(test.record_id))
        for test in tests_for(case.coverage.insurer, plan)
    ]


def _web_address(contact: InsurerContact) -> str:
    """Where a link may lead: only what staff wrote as a web address."""
    value = contact.value
    if contact.way not in READ or " " in value or "." not in value:
        return ""
    return value if value.lower().startswith(("https://", "http://")) else f"https://{value}"
