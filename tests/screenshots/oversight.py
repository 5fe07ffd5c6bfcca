"""Rows of the demo facility that the addresses of oversight name."""

from __future__ import annotations

from typing import Any

SLUG = "example-valley"


def values_for(route: str) -> dict[str, Any]:
    from requests_app.models import Erasure, LegalHold, Organization

    if route == "oversight:hold_end":
        return {"hold_id": LegalHold.objects.filter(organization__slug=SLUG)[0].public_id}
    if route == "oversight:erasure_confirm":
        return {"organization_id": Organization.objects.get(slug=SLUG).public_id}
    if route in ("oversight:erasure_proof", "oversight:erasure_call_off"):
        return {"erasure_id": Erasure.objects.filter(organization__slug=SLUG)[0].public_id}
    return {}


def insurer() -> Any:
    from requests_app.models import InsurerProfile

    return InsurerProfile.objects.filter(organization__slug=SLUG)[0]
