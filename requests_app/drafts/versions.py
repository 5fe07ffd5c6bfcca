"""What a page showed, as a short fingerprint: tells whether somebody saved other values meanwhile."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings


def version_of(values: Mapping[str, Any]) -> str:
    """A keyed fingerprint of stored values (any JSON-able or str()-able), 24 hex digits, telling nothing of them."""
    text = json.dumps({key: _plain(values[key]) for key in sorted(values)}, sort_keys=True)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def _plain(value: Any) -> Any:
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value)
