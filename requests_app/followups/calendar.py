"""Which weekdays do not count: US federal holidays and the days an organization is closed.

Pure: no Django, no clock. Federal holidays come from the `holidays` library (5 U.S.C. 6103 with the
Executive Order 11582 rule for a Saturday or Sunday). Single-day closings of federal offices by order of
a president are left out: health plans work on those days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays

# How far a calendar reaches when it is made from one day: pauses and appeals of a case fit well inside.
YEARS_BEFORE, YEARS_AFTER = 1, 6
LAST_YEAR = date.max.year - 1


@lru_cache(maxsize=64)
def federal_holidays(year: int) -> frozenset[date]:
    """Holidays observed in this year; New Year's Day on a Saturday is observed in the year before."""
    observed = holidays.country_holidays(
        "US", years=(year, min(year + 1, LAST_YEAR + 1)), observed=True, categories=("public",)
    )
    return frozenset(day for day in observed if day.year == year)


def closed_days(
    *, first_year: int, last_year: int, organization_days: Iterable[date] = ()
) -> frozenset[date]:
    years = range(first_year, last_year + 1)
    return frozenset(organization_days).union(*(federal_holidays(year) for year in years))


def closed_days_from(start: date, *, organization_days: Iterable[date] = ()) -> frozenset[date]:
    """Enough closed days to count anything from this day, and a year back."""
    return _federal_around(start.year).union(organization_days)


@lru_cache(maxsize=64)
def _federal_around(year: int) -> frozenset[date]:
    first = max(year - YEARS_BEFORE, date.min.year)
    return closed_days(first_year=first, last_year=min(year + YEARS_AFTER, LAST_YEAR))


def calendar_years(start: date, end: date) -> tuple[int, ...]:
    """The years whose calendar was looked at when `end` was counted from `start`."""
    first, last = sorted((start.year, end.year))
    return tuple(range(first, last + 1))
