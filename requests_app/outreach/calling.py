"""Call mode: which office to call next, what the buttons mean, and when to try again.

Pure: offices and their tries come in, no clock is asked. The rules follow the calls that regulators make
(docs/reference/outreach-protocol.md): at most three tries, in business hours, at different times of day.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from requests_app.common.business_days import ONE_DAY, is_business_day, next_business_day
from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.models.outreach import AttemptOutcome, DayPart, OutreachResult
from requests_app.outreach.queries import tries_of
from requests_app.outreach.results import ENOUGH_TRIES
from requests_app.outreach.steps import NOT_REACHED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPENS, CLOSES = time(8), time(17)
NOON, SUPPER = time(12), time(17)


@dataclass(frozen=True)
class Button:
    """What one tap writes down: how the try ended, and what came of the office."""

    code: str
    outcome: AttemptOutcome
    result: OutreachResult

    @property
    def label(self) -> StrOrPromise:
        """What the person taps: how the call ended when nobody spoke, else what they said."""
        return self.result.label if self.outcome == AttemptOutcome.REACHED else self.outcome.label


NOBODY = (
    Button("NO_ANSWER", AttemptOutcome.NO_ANSWER, OutreachResult.NO_ANSWER),
    Button("LEFT_MESSAGE", AttemptOutcome.LEFT_MESSAGE, OutreachResult.NO_ANSWER),
    Button("BUSY", AttemptOutcome.BUSY, OutreachResult.NO_ANSWER),
    Button("WRONG_NUMBER", AttemptOutcome.DEAD_NUMBER, OutreachResult.WRONG_NUMBER),
)
_ANSWERS = (
    OutreachResult.NOT_TAKING,
    OutreachResult.DOES_NOT_TREAT,
    OutreachResult.WRONG_AGE,
    OutreachResult.NOT_IN_NETWORK,
    OutreachResult.OFFERED_DATE,
    OutreachResult.WAIT_TOO_LONG,
    OutreachResult.TOO_FAR,
    OutreachResult.CAN_SEE_ME,
    OutreachResult.WEB_FORM_ONLY,
    OutreachResult.OTHER,
)
ANSWERED = tuple(Button(result.value, AttemptOutcome.REACHED, result) for result in _ANSWERS)
BUTTONS: dict[str, Button] = {button.code: button for button in (*NOBODY, *ANSWERED)}


def sheet_results() -> list[StrOrPromise]:
    """The boxes on paper, in the words and the order of the buttons; how a try ended has its own boxes."""
    return [button.label for button in ANSWERED]


class _Turn(IntEnum):
    """Whose turn it is: the order of the calls."""

    NEVER_CALLED = 0
    OTHER_TIME_OF_DAY = 1
    SAME_TIME_OF_DAY = 2
    WITHOUT_A_NUMBER = 3


@dataclass(frozen=True)
class Moment:
    """When the person calls, by the clock of the case."""

    day: date
    part: DayPart
    is_open: bool


def moment_at(at: datetime, *, zone: str, closed: Set[date]) -> Moment:
    """`is_open`: a weekday that is no holiday, in the hours when most offices take calls."""
    there = at.astimezone(ZoneInfo(zone))
    clock = there.time()
    part = DayPart.MORNING if clock < NOON else DayPart.AFTERNOON if clock < SUPPER else DayPart.EVENING
    return Moment(there.date(), part, is_business_day(there.date(), closed) and OPENS <= clock < CLOSES)


def needs_a_call(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> bool:
    """Never called, or nobody answered yet and three tries are not used up."""
    if not tries:
        return not office.result
    is_silent = office.result == OutreachResult.NO_ANSWER or (
        not office.result and tries[-1].outcome in NOT_REACHED
    )
    return is_silent and len(tries) < ENOUGH_TRIES


def queue(offices: Sequence[OutreachOffice], now: Moment) -> list[OutreachOffice]:
    """The offices to call now, in order. One that was tried in this part of this day waits for another."""
    turns = []
    for office in offices:
        tries = tries_of(office)
        if needs_a_call(office, tries) and (now.day, now.part) not in _times(tries):
            turns.append((_turn(office, tries, now), office.pk, office))
    return [office for _, _, office in sorted(turns, key=lambda one: one[:2])]


def to_try_later(offices: Sequence[OutreachOffice], now: Moment) -> list[OutreachOffice]:
    """Tried in this part of this day already, and not often enough."""
    waiting = []
    for office in offices:
        tries = tries_of(office)
        if needs_a_call(office, tries) and (now.day, now.part) in _times(tries):
            waiting.append(office)
    return sorted(waiting, key=lambda office: office.pk)


def called_today(offices: Sequence[OutreachOffice], now: Moment) -> int:
    """How many offices of today’s round are behind the person: a try today, and not in the queue again."""
    again = {office.pk for office in queue(offices, now)}
    return sum(
        office.pk not in again and any(one.contacted_on == now.day for one in tries_of(office))
        for office in offices
    )


def best_time(tries: Sequence[OutreachAttempt], now: Moment, closed: Set[date]) -> tuple[date, DayPart]:
    """When to try again: in business hours, at a time of day that was not tried yet if there is one."""
    tomorrow = next_business_day(now.day + ONE_DAY, closed)
    times = [(tomorrow, DayPart.MORNING), (tomorrow, DayPart.AFTERNOON)]
    if now.part == DayPart.MORNING and is_business_day(now.day, closed):
        times.insert(0, (now.day, DayPart.AFTERNOON))
    used = {one.day_part for one in tries}
    return next((when for when in times if when[1] not in used), times[0])


def _turn(office: OutreachOffice, tries: Sequence[OutreachAttempt], now: Moment) -> _Turn:
    if not office.phone:
        return _Turn.WITHOUT_A_NUMBER
    if not tries:
        return _Turn.NEVER_CALLED
    is_same = now.part in {one.day_part for one in tries}
    return _Turn.SAME_TIME_OF_DAY if is_same else _Turn.OTHER_TIME_OF_DAY


def _times(tries: Sequence[OutreachAttempt]) -> set[tuple[date, str]]:
    return {(one.contacted_on, one.day_part) for one in tries}
