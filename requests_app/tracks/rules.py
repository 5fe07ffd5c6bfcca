"""What follows from what is known of a track: whether it is part of the request, and its clock. Pure.

Nothing here promises a day. A clock says where its day comes from; the longer of the usual times is only what
is common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from requests_app.common.business_days import count_business_days
from requests_app.models.tracks import TrackKind, TrackOwner
from requests_app.tracks.clock_parts import From as From

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
# Once the care is over, only this time is on file.
_AFTER_CARE = ("us-erisa-postservice-claim",)
# The record that lets a plan stop its clock and take longer once, by the record of the time itself.
LONGER_BY = {"us-erisa-preservice-claim": "us-erisa-preservice-extension"}
HAS_IT = ("IN_REVIEW", "NEEDS_MORE", "DECIDED")


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


def rule_ids(kind: str, *, is_urgent: bool, is_over: bool = False) -> tuple[str, ...]:
    if kind == TrackKind.SCA:
        return ()
    if is_over:
        return _AFTER_CARE
    found = _URGENT if is_urgent else _STANDARD
    return (
        found if kind == TrackKind.PRIOR_AUTH else tuple(one for one in found if one in _ABOUT_EVERY_REQUEST)
    )


@dataclass(frozen=True)
class Sent:
    on: date
    by_mail: bool = False
    is_expedited: bool = False


def sending_that_counts(sent: Sequence[Sent], had_it_on: Iterable[date]) -> Sent | None:
    """The first sending after which the plan said that it has the request; else the last one.

    Something sent later is then an addition and starts no clock anew; what the plan could not find did not
    start one. `sent` oldest first.
    """
    known = sorted(had_it_on)
    for one, after in pairwise(sent):
        if any(one.on <= day < after.on for day in known):
            return one
    return sent[-1] if sent else None


def has_it(answers: Mapping[str, Any]) -> bool:
    """What was heard on a call says that the plan has the request."""
    return answers.get("received") == "YES" or answers.get("status") in HAS_IT


def days_left(due_on: date, today: date, closed: Set[date]) -> int:
    """Business days from today; 0 when the day is today or over."""
    return count_business_days(today, due_on, closed) if due_on > today else 0


def days_late(due_on: date, today: date) -> int:
    return max((today - due_on).days, 0)
