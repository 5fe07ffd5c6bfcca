"""Count a limit from a day or a moment, with time in which the clock stood still. Pure, no product words.

Days: the day it starts from never counts. Months: the same day of a later month, or its last day where there
is no such day, which is never later than any other way of counting. Hours: real hours, so that a night on
which the clocks change has one more or one less on the wall.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from requests_app.common.business_days import add_business_days, count_business_days, next_business_day
from requests_app.knowledge.records import Record
from requests_app.knowledge.vocabulary import DAY_UNITS

HOURS_A_DAY = 24
MONTHS_A_YEAR = 12
NO_DAYS: frozenset[date] = frozenset()


class Unit(StrEnum):
    BUSINESS_DAYS = "BUSINESS_DAYS"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    MONTHS = "MONTHS"
    HOURS = "HOURS"


@dataclass(frozen=True)
class Limit:
    amount: int
    unit: Unit

    @classmethod
    def of(cls, record: Record) -> Limit | None:
        """None: the record does not name one number of days, months or hours."""
        if not isinstance(record.value, int) or isinstance(record.value, bool):
            return None
        if record.unit == "hours":
            return cls(record.value, Unit.HOURS)
        if record.unit == "months":
            return cls(record.value, Unit.MONTHS)
        if record.unit.removesuffix("_minimum") == "calendar_days":
            return cls(record.value, Unit.CALENDAR_DAYS)
        if record.unit not in DAY_UNITS:
            return None
        unit, times = DAY_UNITS[record.unit]
        found = Unit.BUSINESS_DAYS if unit == "business" else Unit.CALENDAR_DAYS
        return cls(record.value * times, found)

    @property
    def in_days(self) -> Limit:
        """Hours whose first hour nobody knows, as whole days; every other limit as it is."""
        if self.unit != Unit.HOURS:
            return self
        return Limit(-(-self.amount // HOURS_A_DAY), Unit.CALENDAR_DAYS)


@dataclass(frozen=True)
class Still:
    """The clock stood still after `start`, up to and with `end`; None: it still does."""

    start: date
    end: date | None


@dataclass(frozen=True)
class Counted:
    """`on`: the last day, None while the clock stands still; `left`: what is left of it, in the limit’s unit
    (calendar days for months), once it runs on. `pauses`: those that moved the day."""

    on: date | None
    left: int
    pauses: tuple[Still, ...]


def last_day(start: date, limit: Limit, closed: Set[date] = NO_DAYS) -> date:
    """The last day of a limit that starts on a day; hours count as whole days."""
    limit = limit.in_days
    if limit.unit == Unit.BUSINESS_DAYS:
        return add_business_days(start, limit.amount, closed)
    if limit.unit == Unit.MONTHS:
        return _months_later(start, limit.amount)
    return start + timedelta(days=limit.amount)


def moment_after(start: datetime, hours: int) -> datetime:
    """Real hours later, as a UTC moment: what the wall clock showed meanwhile does not matter."""
    if start.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return start.astimezone(UTC) + timedelta(hours=hours)


def with_pauses(start: date, limit: Limit, pauses: Iterable[Still], closed: Set[date] = NO_DAYS) -> Counted:
    """What was left of the limit when the clock stopped is counted on from the day it runs again.

    A pause that began before the start counts from the start; one that began after the last day had passed
    moves nothing.
    """
    is_business = limit.unit == Unit.BUSINESS_DAYS
    due = last_day(start, limit, closed)
    used: list[Still] = []
    for pause in joined(pauses):
        began = max(pause.start, start)
        if began > due or (pause.end is not None and pause.end <= began):
            continue
        left = count_business_days(began, due, closed) if is_business else (due - began).days
        used.append(Still(began, pause.end))
        if pause.end is None:
            return Counted(None, left, tuple(used))
        due = _on_from(pause.end, left, closed) if is_business else pause.end + timedelta(days=left)
    return Counted(due, 0, tuple(used))


def joined(pauses: Iterable[Still]) -> tuple[Still, ...]:
    """In order, and those that overlap or touch as one: no day is given back twice."""
    found: list[Still] = []
    for pause in sorted(pauses, key=lambda one: one.start):
        last = found[-1] if found else None
        if last is None or (last.end is not None and last.end < pause.start):
            found.append(pause)
        elif last.end is not None:
            end = None if pause.end is None else max(last.end, pause.end)
            found[-1] = Still(last.start, end)
    return tuple(found)


def _on_from(day: date, left: int, closed: Set[date]) -> date:
    return add_business_days(day, left, closed) if left else next_business_day(day, closed)


def _months_later(start: date, months: int) -> date:
    index = start.year * MONTHS_A_YEAR + start.month - 1 + months
    year, month = divmod(index, MONTHS_A_YEAR)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest))
