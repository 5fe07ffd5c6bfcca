"""The facility's logo on the first page: frozen with the packet by its hash, it prints the same for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from requests_app.documents.queries import page_bytes
from requests_app.models import Organization
from requests_app.packets.logo import Logo

ADDRESS = "asset:logo.png"


def logo_now(organization: Organization) -> dict[str, str]:
    """What is kept with a packet that is asked for now; empty without a logo, or when its file is gone."""
    data = page_bytes(organization.logo_key) if organization.logo_key else None
    if data is None:
        return {}
    return {
        "key": organization.logo_key,
        "sha256": hashlib.sha256(data).hexdigest(),
        "words": organization.logo_words,
    }


def from_json(data: Mapping[str, Any]) -> Logo | None:
    return Logo(data["key"], data["sha256"], data["words"]) if data else None
