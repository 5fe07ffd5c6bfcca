"""A patient whose request was sent, with calls and a letter. Prints the case and a session, as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django


def seed(email: str) -> dict[str, Any]:
    from django.utils import timezone

    from requests_app.models import Case, CaseStatus, NextAction, WaitingOn
    from tests.databases import see_everything
    from tests.factories.cases import make_case
    from tests.factories.letters import make_letter_request, make_signed_letter
    from tests.factories.people import make_user
    from tests.journeys.sample_pages import _session
    from tests.tracks.pages import call, send

    see_everything()
    patient = make_user(email=email)
    case = make_case(user=patient, path="GAP_EXCEPTION")
    type(case.coverage).objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    for number in range(1, 4):
        office = case.offices.create(
            organization=case.organization,
            name=f"Example Office {number}",
            phone=f"602-555-010{number}",
            result="NOT_TAKING",
            found_in="PLAN_WEBSITE",
        )
        office.attempts.create(
            organization=case.organization, contacted_on="2026-10-05", channel="PHONE", outcome="REACHED"
        )
    make_signed_letter(make_letter_request(case, by=patient))
    today = timezone.localdate()
    sent = send(case, today - timedelta(days=30))
    call(
        case,
        "CALL_2",
        called_on=today - timedelta(days=26),
        person="Jo",
        reference="C-2",
        request_number="REQ-9",
        answers={"received": "YES"},
    )
    Case.objects.filter(pk=case.pk).update(
        status=CaseStatus.SENT,
        next_action=NextAction.CALL_3,
        waiting_on=WaitingOn.PLAN,
        waiting_since=sent.recorded_at,
    )
    return {"case": str(case.public_id), "session": _session(patient)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed(sys.argv[1])))
