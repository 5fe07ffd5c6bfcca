"""Days per party: every day once, whatever the zone, the clocks' change and the time of day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.cases.delays import PARTIES, days_per_party
from requests_app.common.time_zones import day_at

ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "Pacific/Honolulu",
)


@dataclass(frozen=True)
class Turn:
    waiting_on: str
    since: datetime
    until: datetime | None = None


def local(zone: str, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


def test_a_day_counts_for_whoever_has_the_step_at_its_end():
    zone = "America/Phoenix"
    handed_over = local(zone, 2026, 11, 20, 16)
    turns = [
        Turn("PATIENT", local(zone, 2026, 11, 16, 9), handed_over),
        Turn("PLAN", handed_over),
    ]

    found = days_per_party(turns, local(zone, 2026, 11, 23, 8), zone)

    assert found == {"PLAN": 3, "CLINICIAN": 0, "PATIENT": 4, "US": 0}


def test_a_turn_that_begins_and_ends_on_one_day_counts_nothing():
    zone = "America/New_York"
    turn = Turn("US", local(zone, 2026, 11, 20, 9), local(zone, 2026, 11, 20, 17))

    assert days_per_party([turn], local(zone, 2026, 12, 1), zone)["US"] == 0


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((2026, 10, 31, 23, 30), (2026, 11, 1, 23, 30)),
        ((2026, 3, 7, 23, 30), (2026, 3, 8, 23, 30)),
        ((2028, 2, 28, 12), (2028, 2, 29, 12)),
        ((2026, 12, 31, 23), (2027, 1, 1, 1)),
    ],
    ids=["25 hours", "23 hours", "leap day", "new year"],
)
@pytest.mark.parametrize("zone", ZONES)
def test_from_one_day_to_the_next_is_one_day(zone, start, end):
    turn = Turn("PLAN", local(zone, *start), local(zone, *end))

    assert days_per_party([turn], local(zone, 2030, 1, 1), zone)["PLAN"] == 1


def test_days_while_the_case_was_closed_are_nobodys():
    zone = "America/Denver"
    turns = [
        Turn("PLAN", local(zone, 2026, 5, 1, 9), local(zone, 2026, 5, 4, 9)),
        Turn("PATIENT", local(zone, 2026, 6, 1, 9), local(zone, 2026, 6, 3, 9)),
    ]

    assert sum(days_per_party(turns, local(zone, 2026, 7, 1), zone).values()) == 5


TEN_YEARS = 10 * 365 * 24 * 60
MOMENTS = st.integers(0, TEN_YEARS).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(
    st.sampled_from(ZONES),
    st.lists(MOMENTS, min_size=2, max_size=8, unique=True),
    st.lists(st.sampled_from(PARTIES), min_size=8, max_size=8),
)
def test_the_days_of_all_parties_together_are_the_days_that_passed(zone, moments, parties):
    moments = sorted(moments)
    turns = [Turn(party, *ends) for party, ends in zip(parties, pairwise(moments), strict=False)]

    found = days_per_party(turns, moments[-1] + timedelta(days=400), zone)

    passed = (day_at(moments[-1], zone=zone) - day_at(moments[0], zone=zone)).days
    assert sum(found.values()) == passed
    assert min(found.values()) >= 0
