"""Keep what somebody typed for a day, readable only by the browser that typed it."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from requests_app.models import HeldForm

LONGEST = 200_000


def hold(*, browser_key: str, path: str, body: str, at: datetime, person_id: int = 0) -> None:
    """Seal a form body (urlencoded) under this browser's key and the page's path, instead of an older one.

    `person_id` is who typed it, where that is known: a phone may be shared.
    """
    if len(body) > LONGEST:
        return
    sealed = _cipher(browser_key).encrypt(
        json.dumps({"path": path, "body": body, "person": person_id}).encode()
    )
    HeldForm.objects.update_or_create(
        name_hash=_name(browser_key, path),
        defaults={"sealed": sealed, "expires_at": at + settings.HELD_FORM_KEPT},
    )


def held(*, browser_key: str, path: str, at: datetime, person_id: int = 0) -> str | None:
    """The form body kept for this page, or None. A changed or foreign seal counts as nothing kept."""
    row = HeldForm.objects.filter(name_hash=_name(browser_key, path), expires_at__gt=at).first()
    if row is None:
        return None
    try:
        kept = json.loads(_cipher(browser_key).decrypt(bytes(row.sealed)))
    except InvalidToken:
        return None
    typed_by = kept.get("person", 0)
    return str(kept["body"]) if typed_by in (0, person_id) else None


def forget(*, browser_key: str, path: str) -> None:
    HeldForm.objects.filter(name_hash=_name(browser_key, path)).delete()


def forget_expired(*, at: datetime) -> int:
    return HeldForm.objects.filter(expires_at__lte=at).delete()[0]


def _name(browser_key: str, path: str) -> str:
    return hashlib.sha256(f"{browser_key}\n{path}".encode()).hexdigest()


def _cipher(browser_key: str) -> Fernet:
    ours = settings.DATA_KEYS[0]
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"held\n{ours}\n{browser_key}".encode()).digest()))
