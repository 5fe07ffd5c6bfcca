"""How long somebody has to wait for a first visit: the one definition for pages, evidence and packet.

Pure: no Django, no clock. Days are days of the case, so a change of the clocks moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_app.common.business_days import count_business_days
from requests_app.followups.calendar import closed_days


@dataclass(frozen=True)
class Wait:
    """From the contact to the first open visit. The day of the contact itself is never counted."""

    contacted_on: date
    first_open_on: date
    calendar_days: int
    business_days: int


def wait_days(contacts: Iterable[date], first_open_on: date | None) -> Wait | None:
    """Counted from the last contact on or before the offered day; None without an offer or a contact.

    The last contact is the one at which this day was offered: an earlier, unanswered call would make the
    wait look longer than what the office said.
    """
    if first_open_on is None:
        return None
    before = [day for day in contacts if day <= first_open_on]
    if not before:
        return None
    start = max(before)
    closed = closed_days(first_year=start.year, last_year=first_open_on.year)
    return Wait(
        contacted_on=start,
        first_open_on=first_open_on,
        calendar_days=(first_open_on - start).days,
        business_days=count_business_days(start, first_open_on, closed),
    )
