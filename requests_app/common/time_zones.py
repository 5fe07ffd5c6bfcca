"""The time zone to use for a person when only the state is known.

Where a state has more than one zone this is the one most of its people live in, so somebody near a border
may be an hour off: the zone is kept with the case and can be changed there.
Source of the zones: IANA time zone database; 49 CFR part 71 sets the borders.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "America/New_York"

STATE_ZONES: dict[str, str] = {
    "AL": "America/Chicago", "AK": "America/Anchorage", "AZ": "America/Phoenix", "AR": "America/Chicago",
    "CA": "America/Los_Angeles", "CO": "America/Denver", "CT": "America/New_York", "DE": "America/New_York",
    "DC": "America/New_York", "FL": "America/New_York", "GA": "America/New_York", "HI": "Pacific/Honolulu",
    "ID": "America/Boise", "IL": "America/Chicago", "IN": "America/Indiana/Indianapolis",
    "IA": "America/Chicago", "KS": "America/Chicago", "KY": "America/Kentucky/Louisville",
    "LA": "America/Chicago", "ME": "America/New_York", "MD": "America/New_York", "MA": "America/New_York",
    "MI": "America/Detroit", "MN": "America/Chicago", "MS": "America/Chicago", "MO": "America/Chicago",
    "MT": "America/Denver", "NE": "America/Chicago", "NV": "America/Los_Angeles", "NH": "America/New_York",
    "NJ": "America/New_York", "NM": "America/Denver", "NY": "America/New_York", "NC": "America/New_York",
    "ND": "America/Chicago", "OH": "America/New_York", "OK": "America/Chicago", "OR": "America/Los_Angeles",
    "PA": "America/New_York", "RI": "America/New_York", "SC": "America/New_York", "SD": "America/Chicago",
    "TN": "America/Chicago", "TX": "America/Chicago", "UT": "America/Denver", "VT": "America/New_York",
    "VA": "America/New_York", "WA": "America/Los_Angeles", "WV": "America/New_York", "WI": "America/Chicago",
    "WY": "America/Denver",
}  # fmt: skip


def zone_of_state(state: str) -> str:
    return STATE_ZONES.get(state, DEFAULT_ZONE)


def day_at(moment: datetime, *, zone: str) -> date:
    """Which day it is there: after supper in Phoenix it is already tomorrow in UTC."""
    return moment.astimezone(ZoneInfo(zone)).date()


def moment_at(day: date, clock: time, *, zone: str) -> datetime | None:
    """The moment at which the clock there shows this time, in UTC.

    None for a time that was skipped when the clocks went forward. A time shown twice in the night they go
    back is the first of the two: a limit counted from it is never too late.
    """
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    moment = local.astimezone(UTC)
    is_real = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None)
    return moment if is_real else None
