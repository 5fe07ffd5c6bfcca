"""Add and count business days: Monday to Friday without the closed days that are passed in."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_business_day(day: date, closed: Set[date]) -> bool:
    return day.weekday() < SATURDAY and day not in closed


def next_business_day(day: date, closed: Set[date]) -> date:
    """The day itself when it is a business day, else the first one after it."""
    while not is_business_day(day, closed):
        day += ONE_DAY
    return day


def add_business_days(start: date, days: int, closed: Set[date]) -> date:
    """The n-th business day after `start`. The start itself never counts, whatever day it is."""
    if days < 0:
        raise ValueError("days must be 0 or more")
    day = start
    for _ in range(days):
        day = next_business_day(day + ONE_DAY, closed)
    return day


def count_business_days(start: date, end: date, closed: Set[date]) -> int:
    """How many business days come after `start`, up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -count_business_days(end, start, closed)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_business_day(day, closed) for day in days)


def closed_days_between(start: date, end: date, closed: Set[date]) -> tuple[date, ...]:
    """Closed weekdays after `start`, up to and with `end`: the days worth naming when a date is explained."""
    return tuple(sorted(day for day in closed if start < day <= end and day.weekday() < SATURDAY))
