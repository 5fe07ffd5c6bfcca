"""A patient whose request is filled in but for the letter and the diagnosis. Prints both, as JSON."""

from __future__ import annotations

import json
import os
import sys

import django


def seed(email: str) -> dict[str, str]:
    from tests.databases import see_everything
    from tests.factories.cases import make_case
    from tests.factories.people import make_user

    see_everything()
    patient = make_user(email=email)
    case = make_case(user=patient)
    case.codes.filter(kind="DIAGNOSIS").delete()
    for number in range(1, 4):
        office = case.offices.create(
            organization=case.organization,
            name=f"Example Office {number}",
            phone=f"602-555-010{number}",
            result="NOT_TAKING",
            found_in="PLAN_WEBSITE",
        )
        office.attempts.create(
            organization=case.organization, contacted_on="2026-11-16", channel="PHONE", outcome="REACHED"
        )
    return {"case": str(case.public_id), "email": email}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    print(json.dumps(seed(sys.argv[1])))
