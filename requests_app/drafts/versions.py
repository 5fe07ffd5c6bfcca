"""What a page showed, as a fingerprint: tells which fields somebody saved anew since."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

DIGITS = 8


def version_of(values: Mapping[str, Any]) -> str:
    """A keyed fingerprint of stored values (JSON-able or str()-able): 8 hex digits a field, in name order.

    It tells nothing of the values, and field by field what has changed between two of them.
    """
    return "".join(_digest(name, values[name]) for name in sorted(values))


def changed_fields(values: Mapping[str, Any], shown_version: str) -> set[str]:
    """Which of the values differ now from those a page with `shown_version` showed.

    When the page sent no fingerprint of these fields, nothing is known of what the person saw: then every
    value that is not empty counts as changed.
    """
    if len(shown_version) != DIGITS * len(values):
        return {name for name, value in values.items() if plain(value) not in ("", [])}
    return {
        name
        for place, name in enumerate(sorted(values))
        if _digest(name, values[name]) != shown_version[place * DIGITS : (place + 1) * DIGITS]
    }


def plain(value: Any) -> Any:
    """A value as it is compared: nothing given is one thing, however the field says it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return str(value)


def _digest(name: str, value: Any) -> str:
    text = json.dumps([name, plain(value)])
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:DIGITS]
