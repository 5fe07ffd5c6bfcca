"""The short second look at the network: whom to call again, and what was heard since the approval. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from requests_app.models.outreach import OutreachResult

MOST = 5
ENOUGH = 3
# Those that came closest to giving the care first: if even they cannot now, the gap is still there.
_CLOSEST = (
    OutreachResult.CAN_SEE_ME,
    OutreachResult.OFFERED_DATE,
    OutreachResult.WAIT_TOO_LONG,
    OutreachResult.TOO_FAR,
    OutreachResult.NOT_TAKING,
    OutreachResult.NO_ANSWER,
    OutreachResult.WEB_FORM_ONLY,
    OutreachResult.OTHER,
)
# They will not change by waiting: another field, another age, no such number, not of this network.
_LAST = (
    OutreachResult.DOES_NOT_TREAT,
    OutreachResult.WRONG_AGE,
    OutreachResult.NOT_IN_NETWORK,
    OutreachResult.WRONG_NUMBER,
)
_TURN = {result: turn for turn, result in enumerate((*_CLOSEST, *_LAST))}


@dataclass(frozen=True)
class Asked:
    """An office of the log: its result, the days it was tried, and the soonest visit it offered."""

    key: int
    result: str
    tried_on: tuple[date, ...]
    first_open_on: date | None = None
    distance: float | None = None


@dataclass(frozen=True)
class Retest:
    """`chosen`: whom to call again, the closest first. `again`: of them, and of others, called since."""

    chosen: tuple[int, ...]
    again: frozenset[int]
    last_on: date | None

    @property
    def done(self) -> int:
        return len(self.again)

    @property
    def is_enough(self) -> bool:
        return self.done >= min(ENOUGH, max(len(self.chosen), 1))


def retest(offices: Iterable[Asked], *, since: date) -> Retest:
    """Only tries after the day of the approval count: the approval rests on those before it."""
    asked = [office for office in offices if office.result]
    days = {office.key: [day for day in office.tried_on if day > since] for office in asked}
    again = frozenset(key for key, found in days.items() if found)
    last = max((day for found in days.values() for day in found), default=None)
    return Retest(tuple(one.key for one in _chosen(asked, again)), again, last)


def _chosen(asked: Sequence[Asked], again: frozenset[int]) -> list[Asked]:
    """Who was called again stays in the list, whatever they said this time."""
    called = [office for office in asked if office.key in again]
    others = sorted((office for office in asked if office.key not in again), key=_order)
    return sorted(called, key=_order) + others[: max(MOST - len(called), 0)]


def _order(office: Asked) -> tuple[int, date, float, int]:
    return (
        _TURN.get(OutreachResult(office.result), len(_TURN)),
        office.first_open_on or date.max,
        office.distance if office.distance is not None else float("inf"),
        office.key,
    )
