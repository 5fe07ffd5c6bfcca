"""Twilio’s Programmable Messaging (docs/adr/0021): hand over a message, know Twilio’s calls by their mark.

What an answer means for “was it sent?” is decided here and nowhere else. Nothing of an answer goes into a log
but its status and Twilio’s error number.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from requests_app.common.outside import NoLine, NoWord, Service
from requests_app.texts.service import MaybeTaken, NotTaken

log = logging.getLogger(__name__)
SIGNATURE = "X-Twilio-Signature"
TAKEN = {200, 201, 202}
NO_RIGHT = {401, 403}
TRY_LATER = {429}
# Twilio error 21610: the receiver replied STOP to this sender. 21211, 21614: no number a text can go to.
SAID_STOP = 21610
WRONG_NUMBER = {21211, 21614}
# What Twilio reports of a message later; what is not here changes nothing.
DELIVERED, NOT_DELIVERED = {"delivered", "read"}, {"undelivered", "failed", "canceled"}
ON_ITS_WAY = {"accepted", "queued", "sending", "sent"}


class Twilio:
    name = "twilio"

    def hand_over(self, *, to_phone: str, body: str, key: UUID) -> str:
        path = f"/2010-04-01/Accounts/{quote(settings.TEXT_ACCOUNT, safe='')}/Messages.json"
        sender = "MessagingServiceSid" if settings.TEXT_FROM.startswith("MG") else "From"
        form = {"To": to_phone, sender: settings.TEXT_FROM, "Body": body, "StatusCallback": status_url(key)}
        try:
            status, answer = _service().post(path, urlencode(form).encode(), _headers())
        except NoLine:
            raise NotTaken("NO_LINE", again=True) from None
        except NoWord as fault:
            raise MaybeTaken(fault.fault) from None
        if status not in TAKEN:
            raise _refusal(status, answer)
        service_id = answer.get("sid") if isinstance(answer, dict) else None
        if not isinstance(service_id, str) or not 0 < len(service_id) <= 80:
            raise MaybeTaken("ODD_ANSWER")
        return service_id


def status_url(key: UUID) -> str:
    """Where Twilio tells how it went. Our key is in it, because the report may come before the answer."""
    return f"{settings.SITE_URL}{reverse('texts:status')}?key={key}"


def is_from_twilio(*, path: str, form: Mapping[str, str], signature: str) -> bool:
    """The mark is made with our secret over the address Twilio was given and the form, sorted by name."""
    signed = f"{settings.SITE_URL}{path}" + "".join(f"{name}{form[name]}" for name in sorted(form))
    # SHA-1 is what Twilio signs with; as a keyed hash it still holds.
    found = hmac.new(settings.TEXT_KEY.encode(), signed.encode(), hashlib.sha1).digest()
    return hmac.compare_digest(base64.b64encode(found), signature.encode())


def _refusal(status: int, answer: Any) -> NotTaken | MaybeTaken:
    code = answer.get("code") if isinstance(answer, dict) else None
    log.warning("the text service refused a message", extra={"status_code": status})
    if status in TRY_LATER:
        return NotTaken("SERVICE_BUSY", again=True)
    if 200 <= status < 300:
        return MaybeTaken("ODD_ANSWER")
    # A gateway says 503 also when the line behind it broke, so a 5xx proves nothing.
    if status >= 500:
        return MaybeTaken("SERVICE_FAULT")
    if status in NO_RIGHT:
        return NotTaken("NO_RIGHT")
    if code == SAID_STOP:
        return NotTaken("SAID_STOP", unwanted=True)
    return NotTaken("WRONG_NUMBER" if code in WRONG_NUMBER else "REFUSED")


def _service() -> Service:
    return Service(settings.TEXT_URL, settings.TEXT_SECONDS)


def _headers() -> dict[str, str]:
    pair = base64.b64encode(f"{settings.TEXT_ACCOUNT}:{settings.TEXT_KEY}".encode()).decode()
    return {
        "Authorization": f"Basic {pair}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
