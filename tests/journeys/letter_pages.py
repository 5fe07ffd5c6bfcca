"""A patient who asked a clinician for a letter. Prints where it is, as JSON; the link is in the mail."""

from __future__ import annotations

import json
import os
import sys

import django


def seed() -> dict[str, str]:
    from tests.databases import see_everything
    from tests.factories.cases import make_case
    from tests.factories.letters import make_letter_request
    from tests.factories.people import make_facility, make_user

    see_everything()
    patient = make_user(email="asks@example.com")
    case = make_case(user=patient, facility=make_facility(name="Example Desert Center"))
    asked = make_letter_request(case, by=patient)
    return {"request": str(asked.public_id), "email": asked.email, "patient": patient.email}


def row() -> dict[str, str]:
    """Everything kept about the requests, as text."""
    from requests_app.models import ClinicianLetter, ClinicianMessage, ClinicianRequest, Document
    from tests.databases import see_everything

    see_everything()
    kept = ClinicianRequest.objects.values().get()
    counts = {
        model.__name__: model.objects.count() for model in (ClinicianLetter, ClinicianMessage, Document)
    }
    return {name: str(value) for name, value in (kept | counts).items()}


def unlock() -> dict[str, str]:
    """As if the half hour were over."""
    from requests_app.models import ClinicianRequest
    from tests.databases import see_everything

    see_everything()
    ClinicianRequest.objects.update(locked_until=None, wrong_codes=0, code_sent_at=None, code_hash="")
    return {}


DO = {"row": row, "unlock": unlock}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(DO.get(sys.argv[-1], seed)()))
