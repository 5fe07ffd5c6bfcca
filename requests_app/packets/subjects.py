"""Which appeal, complaint, renewal or claim a packet is about: one table for pages, services and contents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from requests_app.models import Case, Recipient

# Column of Packet, and the rows of the case it points at.
ABOUT: dict[str, tuple[str, str]] = {
    Recipient.APPEAL: ("appeal", "appeals"),
    Recipient.REGULATOR: ("complaint", "complaints"),
    Recipient.RENEWAL: ("renewal", "renewals"),
    Recipient.BILL: ("reprocessing", "reprocessings"),
}
OPEN = ("PREPARING", "SENT")


def subject_of(case: Case, recipient: str, about: str = "") -> Any:
    """The row named by its public id, else the newest that is still open; None: there is none."""
    if recipient not in ABOUT:
        return None
    rows = getattr(case, ABOUT[recipient][1]).order_by("-id")
    if about:
        return rows.filter(public_id=about).first() if _is_id(about) else None
    return rows.filter(state__in=OPEN).first()


def subject_named(case: Case, recipient: str, about: str) -> dict[str, Any]:
    """As `ask_for_packet` takes it."""
    subject = subject_of(case, recipient, about)
    return {ABOUT[recipient][0]: subject} if subject is not None else {}


def columns_of(recipient: str, subject: Any) -> dict[str, int | None]:
    """How Packet names it, with the columns of the other readers empty."""
    return {
        f"{column}_id": subject.pk if subject is not None and one == recipient else None
        for one, (column, _rows) in ABOUT.items()
    }


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
