"""Cases in the states the product knows, made by the product's own services where there are any."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from requests_app.accounts.services import personal_organization
from requests_app.cases.services import open_case
from requests_app.models import Case, Organization, User
from tests.databases import see_everything
from tests.factories.people import actor_for, make_user

FILLED: dict[str, dict[str, Any]] = {
    "patient": {
        "first_name": "Ana",
        "last_name": "Sample",
        "birth_date": date(1990, 3, 27),
        "phone": "602-555-0142",
        "street": "12 Example Street",
        "city": "Phoenix",
        "state": "AZ",
        "zip_code": "85004",
        "reading_language": "en",
        "speaking_language": "English",
    },
    "coverage": {
        "source": "JOB",
        "is_self_funded": "YES",
        "plan_state": "AZ",
        "insurer": "Sample Health Plan",
        "plan_kind": "PPO",
        "member_id": "SHP123456789",
        "group_number": "GRP-001",
        "plan_phone": "800-555-0111",
        "is_subscriber": True,
    },
    "care": {
        "kind": "BEHAVIORAL",
        "timing": "NOT_STARTED",
        "how_soon": "WEEKS_2",
        "gap_reasons": ["WAIT", "NOT_TAKING"],
        "description": "intensive outpatient treatment for depression",
        "specialty": "Psychiatry",
        "level_of_care": "OUTPATIENT_PROGRAM",
        "starts_on": date(2026, 12, 7),
        "ends_on": date(2027, 2, 5),
        "amount": 36,
        "amount_unit": "DAYS",
        "frequency": "3 days a week",
        "clinician_says_waiting_harms": "YES",
        "codes_known": "TYPE_NOW",
    },
    "provider": {
        "name": "Example Desert Program",
        "credentials": "Licensed outpatient treatment center",
        "npi": "1234567893",
        "tax_id": "12-3456789",
        "phone": "480-555-0155",
        "fax": "480-555-0156",
        "street": "400 Sample Road",
        "city": "Scottsdale",
        "state": "AZ",
        "zip_code": "85251",
        "agreed": "YES",
        "first_date": date(2026, 12, 7),
        "reasons": ["TREATS_THIS", "SOONEST"],
        "why_text": "The program treats this problem and can start on December 7.",
    },
    "story": {
        "need_now": "My clinician asked me to start a program three days a week.",
        "tried": "I called offices on the plan’s list in November 2026.",
        "waiting": "I cannot work while I wait.",
    },
}


def make_case(
    *, user: User | None = None, facility: Organization | None = None, filled: bool = True, **fields
) -> Case:
    """A case of `user` (a new patient by default), in a facility or in the person's own space."""
    user = user or make_user()
    organization = facility or personal_organization(user=user)
    see_everything()
    case = open_case(
        organization=organization,
        user=user,
        for_whom=fields.pop("for_whom", "ME"),
        language=fields.pop("language", "en"),
        time_zone=fields.pop("time_zone", "America/Phoenix"),
        fields=fields,
        sections=FILLED if filled else {},
        by=actor_for(user),
        at=timezone.now(),
    )
    if filled:
        for kind, code in (("DIAGNOSIS", "F33.2"), ("SERVICE", "H0015"), ("REVENUE", "0905")):
            case.codes.create(organization=organization, kind=kind, code=code)
    return case
