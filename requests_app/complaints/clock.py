"""When to ask where a complaint is. Pure.

No rule on file says by when an office must answer a complaint: its own word counts, and without one the day
is ours, to ask, and promises nothing.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from requests_app.common.business_days import (
    ONE_DAY,
    add_business_days,
    closed_days_between,
    next_business_day,
)

ASK_AFTER = 10


@dataclass(frozen=True)
class AskOn:
    """The day to ask, and how it was found: after the day the office named, or `days` after the sending."""

    day: date
    named_day: date | None
    start: date
    days: int
    skipped: tuple[date, ...]


def ask_on(*, sent_on: date, named_day: date | None, closed: Set[date], after: int = ASK_AFTER) -> AskOn:
    """`after`: how many business days are waited where no day was named."""
    if named_day is not None:
        day = next_business_day(named_day + ONE_DAY, closed)
        return AskOn(day, named_day, named_day, 1, closed_days_between(named_day, day, closed))
    day = add_business_days(sent_on, after, closed)
    return AskOn(day, None, sent_on, after, closed_days_between(sent_on, day, closed))
