"""Every page of the policy at an address of the sample case, and who may open it. Prints JSON."""

from __future__ import annotations

import json
import os
import time
from typing import Any

import django

VISITOR, PATIENT, STAFF, CLINICIAN = "visitor", "patient", "staff", "clinician"
BEFORE_THE_CODE = ("clinicians:landing", "clinicians:code")


def plan() -> dict[str, Any]:
    from django.db import transaction

    from requests_app.accounts.policy import ROWS, STAFF_ONLY, Who
    from tests.architecture.samples import make_samples, routes
    from tests.databases import see_everything
    from tests.factories.people import make_member

    see_everything()
    with transaction.atomic():
        samples = make_samples()
        admin = make_member(samples.facility, role="ADMIN")
    known = dict(routes())
    openers = {
        Who.PUBLIC: VISITOR,
        Who.DEMO: VISITOR,
        Who.CLINICIAN: CLINICIAN,
        **dict.fromkeys(STAFF_ONLY, STAFF),
    }
    return {
        "sessions": {
            PATIENT: _session(samples.patient),
            STAFF: _session(admin, second_factor=True),
            CLINICIAN: _behind_a_link(samples.letter_request),
        },
        "pages": [
            [
                name,
                samples.url(name),
                CLINICIAN if name in BEFORE_THE_CODE else openers.get(row.who, PATIENT),
            ]
            for name, row in ROWS.items()
            if name in known
            and "GET" in row.methods
            and row.who is not Who.API
            and not name.startswith(("mfa_", "account_"))
        ],
    }


def _behind_a_link(letter_request: Any) -> str:
    from django.test import Client

    from tests.factories.letters import let_in

    return str(let_in(Client(), letter_request).session.session_key)


def _session(user: Any, *, second_factor: bool = False) -> str:
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
    print(json.dumps(plan()))
