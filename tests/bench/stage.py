"""Rows to measure with, and how many queries each page asks of few and of many rows. Prints JSON.

Run inside the portal's environment.
"""

from __future__ import annotations

import json
import os
import time
from datetime import date, timedelta
from io import StringIO
from typing import Any

import django

FEW, MANY = 3, 30


def stage() -> dict[str, Any]:
    from django.core.management import call_command

    from requests_app.management.demo.people import LEAD
    from requests_app.models import User
    from tests.databases import see_everything
    from tests.factories.people import make_user

    counts: dict[str, dict[str, int]] = {}
    for number, key in ((FEW, "few"), (MANY, "many")):
        call_command("demo_data", many=number, verbosity=0, stdout=StringIO())
        see_everything()
        lead, patient = User.objects.get(email=LEAD), make_user()
        case = case_with(number, patient)
        for name, queries in {**_of_case(case, patient), **_of_lists(lead)}.items():
            counts.setdefault(name, {})[key] = queries
    see_everything()
    patient = make_user()
    case = case_with(12, patient)
    return {
        "queries": counts,
        "case": str(case.public_id),
        "patient": _session(patient, second_factor=False),
        "lead": _session(lead, second_factor=True),
        "packets": {str(number): str(case_with(number, make_user()).public_id) for number in (12, 200)},
    }


def case_with(number: int, user: Any) -> Any:
    """A filled case with this many offices, a call for every three of them, and codes."""
    from requests_app.models import FollowUp, InsurerCall, OutreachAttempt, OutreachOffice
    from tests.databases import see_everything
    from tests.factories.cases import make_case

    case = make_case(user=user)
    see_everything()
    own = {"organization_id": case.organization_id, "case": case}
    offices = OutreachOffice.objects.bulk_create(
        OutreachOffice(
            **own,
            name=f"Example Office {place:03}",
            phone=f"602-555-01{place % 100:02}",
            city="Phoenix",
            zip_code=("85004", "85251", "86001", "85701")[place % 4],
            specialty="Psychiatry",
            found_in="PLAN_WEBSITE",
            result=("WAIT_TOO_LONG", "NOT_TAKING", "TOO_FAR", "NO_ANSWER")[place % 4],
            first_open_on=date(2027, 2, 1) if place % 4 == 0 else None,
            distance=144 if place % 4 == 2 else None,
            distance_unit="MILES" if place % 4 == 2 else "",
        )
        for place in range(number)
    )
    OutreachAttempt.objects.bulk_create(
        OutreachAttempt(
            organization_id=case.organization_id,
            office=office,
            contacted_on=date(2026, 11, 2) + timedelta(days=place % 18),
            channel="PHONE",
            spoke_with="Kim",
        )
        for place, office in enumerate(offices)
    )
    for place in range(-(-number // 3)):
        InsurerCall.objects.create(
            **own, kind="CALL_1", called_on=date(2026, 11, 17), person="Jo", reference=f"REF-{place}"
        )
        FollowUp.objects.create(**own, kind="OWN", what="Call back", due_on=date(2026, 12, 1))
    _add_bills(case, number)
    return case


def _add_bills(case: Any, number: int) -> None:
    """An approval and this many statements, half of them out of network; one was sent back."""
    from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob

    make_approval(case)
    for place in range(number):
        make = make_eob if place % 2 else make_wrong_eob
        eob = make(case, claim_number=f"CLM-{place:04}")
        if not place:
            make_reprocessing(case, eob=eob, state="SENT")


def _of_case(case: Any, patient: Any) -> dict[str, int]:
    from django.urls import reverse

    names = (
        "tracker:task_list",
        "tracker:timeline",
        "tracker:standing",
        "eobs:eob_list",
        "eobs:eob_picture",
        "intake:codes",
        "outreach:office_list",
        "outreach:call_sheet",
        "insurer_calls:call_list",
        "followups:follow_up_list",
        "packets:packet_list",
        "packets:review",
        "evidence:picture",
        "evidence:rules",
        "strength:check",
        "strength:same_story",
        "listings:listing_list",
        "tracks:track_list",
    )
    found = {}
    for name in names:
        found[name] = _queries(reverse(name, args=[case.public_id]), patient, second_factor=False)
    wizard = reverse("intake:step", kwargs={"case_id": case.public_id, "task": "care", "step": "need"})
    found["intake:step"] = _queries(wizard, patient, second_factor=False)
    return found


def _of_lists(lead: Any) -> dict[str, int]:
    from requests_app.management.demo.many import OWNER
    from requests_app.models import User

    owner = User.objects.get(email=OWNER)
    return {
        "desk:queue": _queries("/q/", lead, second_factor=True),
        "bills_desk:desk": _queries("/q/bills/", lead, second_factor=True),
        "tracker:my_cases": _queries("/cases/", owner, second_factor=False),
    }


def _queries(url: str, user: Any, *, second_factor: bool) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.databases import see_everything
    from tests.factories.people import sign_in

    client = Client(HTTP_HOST="127.0.0.1")
    sign_in(client, user, second_factor=second_factor)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    see_everything()
    return len(asked)


def _session(user: Any, *, second_factor: bool) -> str:
    from django.test import Client

    from tests.factories.people import sign_in

    client = Client()
    sign_in(client, user, second_factor=second_factor)
    session = client.session
    session.update({"seen_at": int(time.time()), "began_at": int(time.time())})
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(stage()))
