"""What follows from what is known of a track: whether it is part of the request, and its clock. Pure.

Nothing here promises a day. A clock says where its day comes from; the longer of the usual times is only what
is common.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_app.common.business_days import add_business_days, count_business_days
from requests_app.knowledge.records import Record
from requests_app.models.tracks import TrackKind, TrackOwner

# “5 to 15 business days is common; 1 to 3 days if care is urgent”, as on the page after the ten questions.
COMMON_DAYS = (5, 15)
COMMON_URGENT_DAYS = (1, 3)
USUAL_OWNER: dict[str, TrackOwner] = {
    TrackKind.GAP: TrackOwner.PATIENT,
    TrackKind.SCA: TrackOwner.PROVIDER,
    TrackKind.PRIOR_AUTH: TrackOwner.CLINICIAN,
}
IN_PATH: dict[str, frozenset[str]] = {
    "GAP_EXCEPTION": frozenset({TrackKind.GAP}),
    "SINGLE_CASE_AGREEMENT": frozenset({TrackKind.SCA}),
    "BOTH": frozenset({TrackKind.GAP, TrackKind.SCA}),
}
# Rules about the time to decide, by what is asked and how fast. A single case agreement is a deal: no rule.
_STANDARD = ("us-erisa-preservice-claim", "us-medicaid-pa-standard", "us-cms0057-standard")
_URGENT = ("us-erisa-urgent-claim", "us-medicaid-pa-expedited", "us-cms0057-expedited")
_ABOUT_EVERY_REQUEST = frozenset({"us-erisa-preservice-claim", "us-erisa-urgent-claim"})
HOURS_A_DAY = 24


class From(StrEnum):
    """Where the day of an answer comes from."""

    PHONE = "PHONE"
    LETTER = "LETTER"
    RULE = "RULE"
    COMMON = "COMMON"
    OTHER = "OTHER"


@dataclass(frozen=True)
class Heard:
    """A day that the plan named on a call."""

    due_on: date
    called_on: date | None


@dataclass(frozen=True)
class Clock:
    """By when an answer should come. `first_on` where it is a range: the day it may come from on."""

    due_on: date
    source: From
    source_text: str = ""
    first_on: date | None = None
    counted_from: date | None = None
    heard_on: date | None = None
    record: Record | None = None


def is_part(kind: str, *, wanted: str, path: str, approval_needed: str, has_begun: bool) -> str:
    """YES, NO or UNSURE: what the person said, else what the request and the calls say."""
    if wanted in ("YES", "NO", "UNSURE"):
        return wanted
    if has_begun:
        return "YES"
    if kind == TrackKind.PRIOR_AUTH:
        return approval_needed or "UNSURE"
    return "YES" if kind in IN_PATH.get(path, frozenset()) else "NO"


def main_kind(path: str) -> TrackKind:
    """The track that the request’s own calls are about."""
    return TrackKind.SCA if path == "SINGLE_CASE_AGREEMENT" else TrackKind.GAP


def rule_ids(kind: str, *, is_urgent: bool) -> tuple[str, ...]:
    if kind == TrackKind.SCA:
        return ()
    found = _URGENT if is_urgent else _STANDARD
    return (
        found if kind == TrackKind.PRIOR_AUTH else tuple(one for one in found if one in _ABOUT_EVERY_REQUEST)
    )


def rule_clock(record: Record, *, asked_on: date) -> Clock | None:
    """Counted in calendar days from the day it was asked; only units that are days or hours."""
    if not isinstance(record.value, int):
        return None
    days = {"calendar_days": record.value, "hours": -(-record.value // HOURS_A_DAY)}.get(record.unit)
    if days is None:
        return None
    return Clock(asked_on + timedelta(days=days), From.RULE, counted_from=asked_on, record=record)


def common_clock(*, asked_on: date, is_urgent: bool, closed: Callable[[date], Set[date]]) -> Clock:
    first, last = COMMON_URGENT_DAYS if is_urgent else COMMON_DAYS
    days_off = closed(asked_on)
    return Clock(
        add_business_days(asked_on, last, days_off),
        From.COMMON,
        first_on=add_business_days(asked_on, first, days_off),
        counted_from=asked_on,
    )


def days_left(due_on: date, today: date, closed: Set[date]) -> int:
    """Business days from today; 0 when the day is today or over."""
    return count_business_days(today, due_on, closed) if due_on > today else 0


def days_late(due_on: date, today: date) -> int:
    return max((today - due_on).days, 0)
