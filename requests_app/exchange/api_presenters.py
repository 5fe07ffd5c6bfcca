"""Words and tables of the guide, and what was wrong with a body."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from requests_app.cases.consent_words import ConsentTo, words_of
from requests_app.common.dates import language
from requests_app.models import NextAction, WaitingOn

EXAMPLE = {
    "outside_id": {"system": "ehr", "value": "A-1001"},
    "patient": {
        "first_name": "Ana",
        "last_name": "Sample",
        "birth_date": "1990-04-02",
        "email": "ana@example.com",
        "phone": "602-555-0134",
        "state": "AZ",
    },
    "plan": {"insurer": "Example Health", "source": "JOB", "member_id": "XEX000000001"},
    "consent": {
        "given": True,
        "to": ["KEEP", "MAIL"],
        "given_by": "Ana Sample",
        "how": "VERBAL",
        "given_at": "2026-11-20T15:04:00Z",
    },
}
TOLD = {
    "id": "1f0e5a52-5f0c-4b0e-9a86-0d6a3a1c9a01",
    "event": "packet.ready",
    "case_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "happened_at": "2026-11-20T16:10:00Z",
}


def guide() -> dict[str, Any]:
    return {
        "base_url": settings.SITE_URL + reverse("api:cases").removesuffix("cases/"),
        "cases_url": settings.SITE_URL + reverse("api:cases"),
        "example": json.dumps(EXAMPLE, indent=2),
        "told": json.dumps(TOLD, indent=2),
        "consents": [
            {"name": one.value, "words": words_of(one, language=language(), facility=str(_("Your facility")))}
            for one in ConsentTo
        ],
        "next_actions": [{"name": value, "text": label} for value, label in NextAction.choices],
        "parties": [{"name": value, "text": label} for value, label in WaitingOn.choices],
        "per_minute": settings.ACCOUNT_RATE_LIMITS["api"].partition("/")[0],
    }


def faults(found: ValidationError) -> list[dict[str, str]]:
    """Where and what, in pydantic’s words without the values that were sent."""
    return [
        {"pointer": _pointer(one["loc"]), "detail": one["msg"].removeprefix("Value error, ")}
        for one in found.errors(include_url=False, include_context=False, include_input=False)[:50]
    ]


def _pointer(place: tuple[int | str, ...]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)
