"""A patient with an approval that ends in 25 days. Prints the case and a session, as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django


def seed(email: str) -> dict[str, Any]:
    from django.utils import timezone

    from requests_app.common.time_zones import day_at
    from requests_app.decisions.lines import add_line
    from requests_app.decisions.services import record_answer
    from requests_app.models import Case
    from tests.factories.people import actor_for
    from tests.journeys import escalation_seed

    found = escalation_seed.seed(email)
    case = Case.objects.get(public_id=found["case"])
    now, by = timezone.now(), actor_for(case.opened_by)
    today = day_at(now, zone=case.time_zone)
    answer = record_answer(
        case=case,
        answer="APPROVED",
        heard_on=today - timedelta(days=20),
        track="GAP",
        values={
            "decided_on": today - timedelta(days=20),
            "is_in_writing": True,
            "authorization_number": "AUTH-7",
            "starts_on": today - timedelta(days=18),
            "ends_on": today + timedelta(days=25),
        },
        by=by,
        at=now,
    )
    line = {"code": "H0015", "words": "program day", "units": 12, "unit": "DAYS"}
    add_line(decision=answer, typed=line, by=by, at=now)
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed(sys.argv[1])))
