"""How many days a case waited for whom. Pure.

A day counts for the party who owed the next step at its end, in the time zone of the case. So a turn that
begins and ends on one day counts nothing, and the days of all parties together are the days that passed,
less those in which the case was closed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from requests_app.common.time_zones import day_at
from requests_app.models import WaitingOn

PARTIES = (WaitingOn.PLAN, WaitingOn.CLINICIAN, WaitingOn.PATIENT, WaitingOn.US)


class Turn(Protocol):
    """Whose turn it was, and from when to when; the one that goes on has no end."""

    @property
    def waiting_on(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...


def days_per_party(spans: Iterable[Turn], until: datetime, zone: str) -> dict[str, int]:
    """Days of each party up to `until`, by their keys in PARTIES."""
    found = {str(party): 0 for party in PARTIES}
    for span in spans:
        end = min(span.until or until, until)
        if end > span.since:
            found[span.waiting_on] += (day_at(end, zone=zone) - day_at(span.since, zone=zone)).days
    return found
