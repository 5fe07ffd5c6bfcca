"""Which follow-up comes next, on which day, and at which moment its reminder goes out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from requests_app.common.business_days import (
    ONE_DAY,
    add_business_days,
    closed_days_between,
    next_business_day,
)
from requests_app.common.time_zones import day_at
from requests_app.followups.calendar import closed_days_from

CALL_2_AFTER = 3
CALL_2_AFTER_EXPEDITED = 1
CALL_3_EVERY = 3
CALL_AGAIN_AFTER = 1

REMINDER_TIME = time(9, 0)
QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(9, 0)
# Days before a last day on which it is told as well: a mail on the day itself comes too late for a letter.
TOLD_BEFORE: dict[str, tuple[int, ...]] = {
    "APPEAL_BY": (14, 3),
    "NEEDS_MORE": (3,),
    "PEER_BY": (2,),
    "OFFER": (2,),
    "CONTINUITY": (14,),
}


class Call(StrEnum):
    """Values of `FollowUp.kind` that this table of rules creates."""

    CALL_2 = "CALL_2"
    CALL_3 = "CALL_3"
    PROMISED = "PROMISED"


class Reason(StrEnum):
    AFTER_SENDING = "AFTER_SENDING"
    AFTER_SENDING_EXPEDITED = "AFTER_SENDING_EXPEDITED"
    NOT_FOUND = "NOT_FOUND"
    AFTER_CONTACT = "AFTER_CONTACT"
    AFTER_PROMISE = "AFTER_PROMISE"


@dataclass(frozen=True)
class PlannedFollowUp:
    """A day and why it is this day. `business_days` counts from `counted_from`; `skipped` did not count."""

    kind: Call
    due_on: date
    reason: Reason
    counted_from: date
    business_days: int
    skipped: tuple[date, ...]


@dataclass(frozen=True)
class Contact:
    """A call with the plan, as far as a day is counted from it."""

    called_on: date
    was_found: bool = True
    promised_on: date | None = None


@dataclass(frozen=True)
class Sending:
    sent_on: date
    is_expedited: bool


def after_sending(*, sent_on: date, is_expedited: bool, closed: Set[date]) -> tuple[PlannedFollowUp, ...]:
    """Sending creates call 2: does the plan have it? Call 3 follows from what is said there."""
    if is_expedited:
        planned = _plan(Call.CALL_2, Reason.AFTER_SENDING_EXPEDITED, sent_on, CALL_2_AFTER_EXPEDITED, closed)
    else:
        planned = _plan(Call.CALL_2, Reason.AFTER_SENDING, sent_on, CALL_2_AFTER, closed)
    return (planned,)


def after_not_found(*, contacted_on: date, closed: Set[date]) -> PlannedFollowUp:
    """The plan could not find it: it is sent again the same day, and call 2 comes again the next one."""
    return _plan(Call.CALL_2, Reason.NOT_FOUND, contacted_on, CALL_AGAIN_AFTER, closed)


def after_contact(
    *, contacted_on: date, closed: Set[date], promised_by: date | None = None, every: int = CALL_3_EVERY
) -> PlannedFollowUp:
    """Call 3 some business days after the last contact, or right after a promised day that is later."""
    planned = _plan(Call.CALL_3, Reason.AFTER_CONTACT, contacted_on, every, closed)
    if promised_by is None or promised_by < planned.due_on:
        return planned
    return _after_promised_day(Call.CALL_3, promised_by, closed)


def check_in_after(
    start: Contact | Sending, *, every: int = CALL_3_EVERY, office_days: Iterable[date] = ()
) -> PlannedFollowUp:
    """The check-in that follows a call with the plan, or the sending; a closed office makes no call."""
    office = frozenset(office_days)
    if isinstance(start, Sending):
        closed = closed_days_from(start.sent_on) | office
        return after_sending(sent_on=start.sent_on, is_expedited=start.is_expedited, closed=closed)[0]
    closed = (
        closed_days_from(start.called_on) | closed_days_from(start.promised_on or start.called_on) | office
    )
    if not start.was_found:
        return after_not_found(contacted_on=start.called_on, closed=closed)
    return after_contact(
        contacted_on=start.called_on, closed=closed, promised_by=start.promised_on, every=every
    )


def after_promise(*, promised_by: date, closed: Set[date]) -> PlannedFollowUp:
    """What the plan promised for a day is looked after on the first business day that follows it."""
    return _after_promised_day(Call.PROMISED, promised_by, closed)


def reminder_at(*, due_on: date, zone: str) -> datetime:
    """Nine in the morning of the due day where the person lives, as a UTC moment."""
    return datetime.combine(due_on, REMINDER_TIME, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def reminders_at(*, kind: str, due_on: date, zone: str) -> tuple[datetime, ...]:
    """Every moment at which this day is told: on the day, and before a last day."""
    days = [due_on - timedelta(days=before) for before in TOLD_BEFORE.get(kind, ())]
    return tuple(reminder_at(due_on=day, zone=zone) for day in (*days, due_on))


def reminders_after(moment: datetime, *, kind: str, due_on: date, zone: str) -> tuple[datetime, ...]:
    """Those still to come; when all are over, nine the next morning: whoever plans it late is here now."""
    to_come = tuple(one for one in reminders_at(kind=kind, due_on=due_on, zone=zone) if one > moment)
    return to_come or (reminder_after(moment, due_on=due_on, zone=zone),)


def reminder_after(moment: datetime, *, due_on: date, zone: str) -> datetime:
    """Nine on the due day; when that is over, nine the next morning: whoever plans it late is here now."""
    planned = reminder_at(due_on=due_on, zone=zone)
    if planned > moment:
        return planned
    return reminder_at(due_on=day_at(moment, zone=zone) + ONE_DAY, zone=zone)


def is_quiet(moment: datetime, *, zone: str) -> bool:
    local = moment.astimezone(ZoneInfo(zone)).time()
    return local >= QUIET_FROM or local < QUIET_UNTIL


def first_moment_to_send(moment: datetime, *, zone: str) -> datetime:
    """The moment itself, or the next nine in the morning when it falls into the quiet hours."""
    if not is_quiet(moment, zone=zone):
        return moment
    local = moment.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=1) if local.time() >= QUIET_FROM else local.date()
    return reminder_at(due_on=day, zone=zone)


def _plan(kind: Call, reason: Reason, start: date, days: int, closed: Set[date]) -> PlannedFollowUp:
    due_on = add_business_days(start, days, closed)
    return PlannedFollowUp(
        kind=kind,
        due_on=due_on,
        reason=reason,
        counted_from=start,
        business_days=days,
        skipped=closed_days_between(start, due_on, closed),
    )


def _after_promised_day(kind: Call, promised_by: date, closed: Set[date]) -> PlannedFollowUp:
    due_on = next_business_day(promised_by + ONE_DAY, closed)
    return PlannedFollowUp(
        kind=kind,
        due_on=due_on,
        reason=Reason.AFTER_PROMISE,
        counted_from=promised_by,
        business_days=1,
        skipped=closed_days_between(promised_by, due_on, closed),
    )
