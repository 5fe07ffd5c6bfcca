"""Business days between many pairs of days at once, and what the middle and the slow tenth of them are."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from requests_app.common.business_days import is_business_day
from requests_app.followups.calendar import closed_days


class BusinessDays:
    """Counts like `common.business_days`, but in one step for any two days it was made for."""

    def __init__(self, first: date, last: date, *, closed: Iterable[date] = ()) -> None:
        found = closed_days(first_year=first.year, last_year=last.year, organization_days=closed)
        days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
        self._first = first
        self._sums = list(accumulate(int(is_business_day(day, found)) for day in days))

    def between(self, start: date, end: date) -> int:
        """Business days after `start`, up to and with `end`; 0 when `end` is earlier."""
        if end <= start:
            return 0
        return self._sums[(end - self._first).days] - self._sums[(start - self._first).days]


def of_pairs(pairs: Sequence[tuple[date, date]], *, closed: Iterable[date] = ()) -> list[int]:
    if not pairs:
        return []
    known = BusinessDays(min(min(pair) for pair in pairs), max(max(pair) for pair in pairs), closed=closed)
    return [known.between(start, end) for start, end in pairs]


def median(numbers: Sequence[float]) -> float | None:
    return round(float(statistics.median(numbers)), 1) if numbers else None


def slow_tenth(numbers: Sequence[float]) -> float | None:
    """The 90th percentile (nearest rank): nine of ten are at or below it."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    return float(ordered[max(0, -(-len(ordered) * 9 // 10) - 1)])


def midnight(day: date, zone: str) -> datetime:
    """When this day begins there."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
