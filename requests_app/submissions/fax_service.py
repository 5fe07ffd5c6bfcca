"""The fax service’s HTTP interface: hand over one fax, ask how it went, look for one that may have arrived.

Speaks Sinch Fax API v3 (docs/adr/0020). What the answers mean for “was it sent?” is decided here and nowhere
else: `NotTaken` is said only when the service cannot have the fax; everything unsure is `MaybeTaken`. Nothing
about a person is in a request but the file itself and the number; nothing of an answer goes into a log.
"""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings

from requests_app.common.outside import NoLine, NoWord, Service

log = logging.getLogger(__name__)
SERVICE = "sinch-v3"
# What the service takes at most.
MOST_FILE = 20 * 1024 * 1024
LABEL = "request"
TAKEN = {200, 201, 202}
# Said before anything is done with the request. A 5xx, even a gateway’s 503, may come after it was taken.
TRY_LATER = {429}
NO_RIGHT = {401, 402, 403}
# Codes of CALL_ERROR where nobody picked up: no page can have gone through.
NEVER_CONNECTED = {15: "CONGESTED", 16: "NO_ANSWER", 17: "BUSY", 19: "HUNG_UP", 30: "NO_FAX_MACHINE"}
WRONG_NUMBER = {32, 34, 49}


class NotTaken(Exception):
    """The service surely does not have it. `again`: later it may work."""

    def __init__(self, fault: str, *, again: bool) -> None:
        super().__init__(fault)
        self.fault, self.again = fault, again


class MaybeTaken(Exception):
    """Nobody knows: the request went out and no answer that can be read came back."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class NoAnswer(Exception):
    """A question (never a fax) got no usable answer; it may be asked again."""


class Ending(StrEnum):
    GOING = "GOING"
    DELIVERED = "DELIVERED"
    PARTLY = "PARTLY"
    NOT_CONNECTED = "NOT_CONNECTED"
    FAILED = "FAILED"


@dataclass(frozen=True)
class Report:
    """How one fax stands. `fault` is one of our own words."""

    ending: Ending
    pages_sent: int | None = None
    fault: str = ""
    ended_at: datetime | None = None


def is_set_up() -> bool:
    return bool(settings.FAX_URL)


def hand_over(*, to_number: str, pdf: bytes, request_key: UUID) -> str:
    """The service’s own id of the fax. Raises NotTaken or MaybeTaken. Asks once and never twice."""
    body = json.dumps(
        {
            "to": e164(to_number),
            **({"from": e164(settings.FAX_FROM)} if settings.FAX_FROM else {}),
            "files": [{"file": base64.b64encode(pdf).decode(), "fileType": "PDF"}],
            "labels": {LABEL: str(request_key)},
            "resolution": "FINE",
            "imageConversionMethod": "MONOCHROME",
            # Trying again is decided here, where it is known what may have gone through.
            "maxRetries": 0,
        }
    ).encode()
    try:
        status, answer = _service().post(_path("/faxes"), body, _headers())
    except NoLine:
        raise NotTaken("NO_LINE", again=True) from None
    except NoWord as fault:
        raise MaybeTaken(fault.fault) from None
    if status in TAKEN:
        service_id = answer.get("id") if isinstance(answer, dict) else None
        if not isinstance(service_id, str) or not 0 < len(service_id) <= 80:
            raise MaybeTaken("ODD_ANSWER")
        return service_id
    raise _refusal(status)


def ask(service_id: str, *, pages: int) -> Report:
    """How the fax stands now. `pages` is what it should have. Raises NoAnswer."""
    return _report(_get(f"/faxes/{quote(service_id, safe='')}"), pages)


def look_for(*, to_number: str, request_key: UUID, since: datetime) -> str | None:
    """The id of the fax that carries our key, when the service has one. Raises NoAnswer."""
    query = urlencode(
        {
            "direction": "OUTBOUND",
            "to": e164(to_number),
            "createTime": since.astimezone(UTC).date().isoformat(),
            "pageSize": 100,
        }
    )
    for one in _get(f"/faxes?{query}").get("faxes") or []:
        labels = one.get("labels") if isinstance(one, dict) else None
        if isinstance(labels, dict) and labels.get(LABEL) == str(request_key):
            return str(one.get("id") or "")[:80] or None
    return None


def e164(number: str) -> str:
    """602-555-0142 -> +16025550142"""
    digits = "".join(mark for mark in number if mark in "0123456789")
    return f"+{digits}" if len(digits) == 11 else f"+1{digits}"


def _refusal(status: int) -> NotTaken | MaybeTaken:
    log.warning("the fax service refused a fax", extra={"status_code": status})
    if status in TRY_LATER:
        return NotTaken("SERVICE_BUSY", again=True)
    if 200 <= status < 300:
        return MaybeTaken("ODD_ANSWER")
    if status >= 500:
        return MaybeTaken("SERVICE_FAULT")
    if status in NO_RIGHT:
        return NotTaken("NO_RIGHT", again=False)
    return NotTaken("REFUSED", again=False)


def _get(path: str) -> dict[str, Any]:
    try:
        status, answer = _service().get(_path(path), _headers())
    except NoWord:
        raise NoAnswer from None
    if status != 200 or not isinstance(answer, dict):
        log.warning("the fax service gave no usable answer", extra={"status_code": status})
        raise NoAnswer
    return answer


def _report(answer: dict[str, Any], pages: int) -> Report:
    status, sent = answer.get("status"), _count(answer.get("pagesSentSuccessfully"))
    ended_at = _moment(answer.get("completedTime"))
    if status == "COMPLETED":
        whole = sent is None or sent >= pages
        return Report(Ending.DELIVERED if whole else Ending.PARTLY, sent, "" if whole else "PARTLY", ended_at)
    if status == "FAILURE":
        return _failure(answer, sent, ended_at)
    if status in ("QUEUED", "IN_PROGRESS"):
        return Report(Ending.GOING, sent)
    raise NoAnswer


def _failure(answer: dict[str, Any], sent: int | None, ended_at: datetime | None) -> Report:
    kind, code = answer.get("errorType"), _count(answer.get("errorCode"))
    if sent:
        return Report(Ending.PARTLY, sent, "PARTLY", ended_at)
    if kind == "CALL_ERROR" and code in NEVER_CONNECTED:
        return Report(Ending.NOT_CONNECTED, sent, NEVER_CONNECTED[code], ended_at)
    if kind == "CALL_ERROR" and code in WRONG_NUMBER:
        return Report(Ending.FAILED, sent, "WRONG_NUMBER", ended_at)
    if kind == "DOCUMENT_CONVERSION_ERROR":
        return Report(Ending.FAILED, sent, "NOT_CONVERTED", ended_at)
    return Report(Ending.FAILED, sent, "CALL_BROKE", ended_at)


def _service() -> Service:
    return Service(settings.FAX_URL, settings.FAX_SECONDS)


def _path(path: str) -> str:
    return f"/v3/projects/{quote(settings.FAX_PROJECT, safe='')}{path}"


def _headers() -> dict[str, str]:
    pair = base64.b64encode(f"{settings.FAX_KEY}:{settings.FAX_SECRET}".encode()).decode()
    return {
        "Authorization": f"Basic {pair}",
        "Content-Type": "application/json",
        "Accept": "application/json",
    }


def _count(value: Any) -> int | None:
    """Numbers come as numbers or as text."""
    try:
        found = int(value)
    except (TypeError, ValueError):
        return None
    return found if 0 <= found < 32_000 else None


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
