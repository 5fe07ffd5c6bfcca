"""The fast path: real hours from the moment it was asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.time_zones import day_at, moment_at
from requests_app.tracks.clock import (
    Common,
    Extension,
    Fast,
    From,
    Step,
)
from tests.present import present
from tests.tracks.clocks import ASKED_AT, BY_RULE, FAST_RULE, RULE, clock_from, letter, steps, told
from tests.tracks.test_counting import ZONES


@pytest.mark.parametrize(
    ("fast", "source", "due_at"),
    [
        (
            Fast(date(2026, 11, 20), ASKED_AT, "YES", 24, FAST_RULE),
            From.PHONE,
            ASKED_AT + timedelta(hours=24),
        ),
        (Fast(date(2026, 11, 20), ASKED_AT, "", None, FAST_RULE), From.RULE, ASKED_AT + timedelta(hours=72)),
        (Fast(date(2026, 11, 20), ASKED_AT, "YES", None, None), From.COMMON, ASKED_AT + timedelta(hours=72)),
    ],
)
def test_the_fast_path_is_counted_in_hours_from_its_moment(fast, source, due_at) -> None:
    clock = clock_from(fast=fast, common=Common())

    assert (clock.source, clock.due_at) == (source, due_at)
    assert clock.due_on == day_at(due_at, zone="America/New_York")
    assert not clock.is_over(due_at)
    assert clock.is_over(due_at + timedelta(seconds=1))


def test_without_the_hour_the_fast_path_is_counted_in_days() -> None:
    clock = clock_from(fast=Fast(date(2026, 11, 20), rule=FAST_RULE))

    assert (clock.due_on, clock.due_at) == (date(2026, 11, 23), None)
    assert "The hour is not known, so it is counted as 3 days." in told(clock)


def test_a_plan_that_does_not_take_it_as_urgent_has_the_usual_time() -> None:
    clock = clock_from(rule=RULE, fast=Fast(date(2026, 11, 20), ASKED_AT, "NO", None, FAST_RULE))

    assert (clock.due_on, clock.due_at) == (BY_RULE, None)
    assert steps(clock)[0] == Step.REFUSED_FAST


def test_a_rule_for_everybody_comes_before_what_is_common_on_the_fast_path() -> None:
    clock = clock_from(rule=RULE, common=Common(), fast=Fast(date(2026, 11, 20), ASKED_AT, "YES"))

    assert (clock.source, clock.due_on) == (From.RULE, BY_RULE)
    assert [way.source for way in clock.others] == [From.COMMON]


def test_the_earlier_of_a_named_day_and_the_fast_path_counts() -> None:
    fast = Fast(date(2026, 11, 20), ASKED_AT, "YES", 72)
    later, sooner = (
        clock_from(fast=fast, named=(letter(day),)) for day in (date(2026, 12, 1), date(2026, 11, 22))
    )

    assert later.due_at == ASKED_AT + timedelta(hours=72)
    assert (sooner.due_on, sooner.due_at) == (date(2026, 11, 22), None)
    after = Extension(date(2026, 11, 30), "PHONE", date(2026, 11, 23), "Records")
    assert clock_from(fast=fast, extensions=(after,)).due_on == date(2026, 11, 30)


def test_a_night_on_which_the_clocks_change_is_told_and_arizona_has_none() -> None:
    for zone, changes, shown in (
        ("America/New_York", True, "Monday, March 9, 2026, 4:00 pm (EDT)"),
        ("America/Phoenix", False, "Monday, March 9, 2026, 3:00 pm (MST)"),
    ):
        at = moment_at(date(2026, 3, 6), time(15), zone=zone)
        clock = clock_from(fast=Fast(date(2026, 3, 6), at, "YES", 72), zone=zone)
        assert (Step.CLOCK_CHANGE in steps(clock)) is changes
        assert f"The answer is due by {shown}." in told(clock)


@given(
    minutes=st.integers(0, 10 * 366 * 24 * 60),
    hours=st.integers(24, 72),
    zone=st.sampled_from(ZONES),
)
def test_a_promise_of_hours_is_that_many_real_hours_in_every_zone(minutes, hours, zone) -> None:
    moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    on = day_at(moment, zone=zone)
    clock = clock_from(start=None, zone=zone, fast=Fast(on, moment, "YES", hours))

    due_at = present(clock.due_at)
    assert (due_at - moment).total_seconds() == hours * 3600
    assert clock.due_on == due_at.astimezone(ZoneInfo(zone)).date()
    offsets = {one.astimezone(ZoneInfo(zone)).utcoffset() for one in (moment, due_at)}
    assert (Step.CLOCK_CHANGE in steps(clock)) is (len(offsets) == 2)
