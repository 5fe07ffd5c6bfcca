"""The thread of a case as plain data, for the files a person or a facility takes along. Not for packets."""

from __future__ import annotations

from typing import Any

from requests_app.messaging import queries
from requests_app.models import Case, CaseMessage

MOST = 10_000


def of_case(case: Case, *, for_staff: bool) -> list[dict[str, Any]]:
    """Oldest first. The patient side gets what was sent; staff also what waits or was called off."""
    found = queries.thread_of(case, for_staff=for_staff, limit=MOST)
    return [_row(message, for_staff=for_staff) for message in found]


def _row(message: CaseMessage, *, for_staff: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": str(message.public_id),
        "side": message.side,
        "language": message.language,
        "sent_at": message.sent_at.isoformat() if message.sent_at else None,
        "text": message.text,
    }
    if for_staff:
        row |= {
            "author": message.author.full_name or message.author.email,
            "written_at": message.written_at.isoformat(),
            "send_at": message.send_at.isoformat(),
            "called_off_at": message.called_off_at.isoformat() if message.called_off_at else None,
            "settled_at": message.settled_at.isoformat() if message.settled_at else None,
            "template": message.template.name if message.template else "",
        }
    return row
