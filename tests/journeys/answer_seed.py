"""A patient who heard on call 4 that the plan says yes to a part. Prints the case and a session, as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django


def seed(email: str) -> dict[str, Any]:
    from django.utils import timezone

    from requests_app.models import Case
    from tests.journeys import escalation_seed
    from tests.tracks.pages import call

    found = escalation_seed.seed(email)
    case = Case.objects.get(public_id=found["case"])
    heard = call(
        case,
        "CALL_4",
        called_on=timezone.localdate() - timedelta(days=1),
        person="Kim",
        reference="C-4",
        answers={
            "answer": "PART",
            "provider_named": "YES",
            "facility_fees": "YES",
            "professional_fees": "NOT_STATED",
            "in_network_cost_share": "YES",
            "in_network_deductible": "NOT_STATED",
            "rate_signed": "NO",
            "no_billing_the_rest": "NOT_STATED",
            "authorization_number": "A-77",
            "left_out_reason": "More days after a review",
        },
    )
    return {**found, "call": str(heard.public_id)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed(sys.argv[1])))
