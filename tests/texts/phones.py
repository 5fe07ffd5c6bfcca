"""People who get texts, and what was caught of them."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from django.conf import settings

from requests_app import tasks
from requests_app.models import TextChoice, User
from requests_app.outbox import worker
from requests_app.texts import caught
from tests.databases import see_everything

PHONE = "+16025550142"


def opted_in(user: User, *, at: datetime, phone: str = PHONE, told_at: datetime | None = None) -> TextChoice:
    return TextChoice.objects.create(
        user=user, phone=phone, confirmed_at=at, opted_in_at=at, told_how_to_stop_at=told_at or at
    )


def sweep_all(now: datetime) -> None:
    """Reminders, and then the mails and texts they had queued."""
    for _round in ("causes", "messages"):
        worker.sweep(handlers=tasks.HANDLERS, now=now)
        see_everything()


def bodies() -> list[str]:
    """Every text caught so far, the oldest first."""
    return [one.body for one in reversed(caught.newest(limit=1000))]


def signed(path: str, form: dict[str, str]) -> dict[str, str]:
    """The header with which Twilio marks a call, reckoned here a second time."""
    text = settings.SITE_URL + path + "".join(f"{name}{form[name]}" for name in sorted(form))
    mark = hmac.new(settings.TEXT_KEY.encode(), text.encode(), hashlib.sha1).digest()
    return {"X-Twilio-Signature": base64.b64encode(mark).decode()}
