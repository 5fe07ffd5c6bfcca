"""A patient whose request was sent, with calls and a letter. Prints the case and a session, as JSON."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django


def seed(email: str) -> dict[str, Any]:
    from requests_app.models import Case
    from tests.factories.letters import make_letter_request, make_signed_letter
    from tests.journeys import escalation_seed

    found = escalation_seed.seed(email)
    case = Case.objects.get(public_id=found["case"])
    make_signed_letter(make_letter_request(case, by=case.opened_by))
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed(sys.argv[1])))
