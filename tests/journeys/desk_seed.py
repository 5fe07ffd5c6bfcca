"""A facility with a case worker and a morning’s work: ten cases that are late, two that wait. Prints JSON."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from typing import Any

import django

LATE, WAITING = 10, 2


def seed() -> dict[str, Any]:
    from django.utils import timezone

    from requests_app.models import Case, Organization, User
    from tests.factories.cases import make_case
    from tests.journeys import seed as base

    found = base.seed()
    facility = Organization.objects.get(slug=base.SLUG)
    today = timezone.localdate()
    cases = [make_case(facility=facility) for _number in range(LATE + WAITING)]
    for number, case in enumerate(cases):
        due = today - timedelta(days=1) if number < LATE else today + timedelta(days=9)
        Case.objects.filter(pk=case.pk).update(next_action="CALL_1", waiting_on="US", due_on=due)
    worker = User.objects.get(email=base.STAFF_EMAIL)
    return {
        **found,
        "worker": worker.pk,
        "late": [str(one.public_id) for one in cases[:LATE]],
        "waiting": [str(one.public_id) for one in cases[LATE:]],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed()))
