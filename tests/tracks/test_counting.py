"""Ten years of days in six US zones, counted the long way round and compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.business_days import count_business_days, is_business_day
from requests_app.common.time_zones import day_at, moment_at
from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge import library
from requests_app.tracks.counting import Limit, Still, Unit, joined, last_day, moment_after, with_pauses
from tests.present import present

FIRST, LAST = date(2024, 1, 1), date(2033, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
# Arizona stays behind when the others go forward.
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "Pacific/Honolulu",
)
ten_years = st.dates(FIRST, LAST)
units = st.sampled_from([Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS])


@st.composite
def pauses(draw, most: int = 4) -> list[Still]:
    starts = draw(st.lists(ten_years, max_size=most))
    lengths = draw(st.lists(st.integers(0, 90), min_size=len(starts), max_size=len(starts)))
    return [Still(day, day + timedelta(days=long)) for day, long in zip(starts, lengths, strict=True)]


def walked(start: date, amount: int, unit: Unit, stops: list[Still], closed: frozenset[date]) -> date:
    """One day after the other: a day counts unless the clock stood still on it, or it is no business day."""

    def stood_still(day: date) -> bool:
        return any(stop.start < day <= stop.end for stop in stops if stop.end)

    day, left = start, amount
    while left:
        day += timedelta(days=1)
        counts = unit == Unit.CALENDAR_DAYS or is_business_day(day, closed)
        left -= counts and not stood_still(day)
    return day


@given(
    start=ten_years,
    amount=st.integers(1, 60),
    unit=units,
    near=st.lists(st.tuples(st.integers(-20, 90), st.integers(0, 40)), max_size=4),
)
def test_counting_with_pauses_is_the_same_as_walking_day_by_day(start, amount, unit, near) -> None:
    closed = closed_days_from(start)
    stops = [
        Still(start + timedelta(days=after), start + timedelta(days=after + long)) for after, long in near
    ]

    counted = with_pauses(start, Limit(amount, unit), stops, closed).on
    reference = walked(start, amount, unit, stops, closed)

    assert counted is not None
    # On the very last day a clock may be stopped, too: then the answer is due when it runs again.
    stopped_on_it = [one.end for one in joined(stops) if one.start <= reference < present(one.end)]
    if stopped_on_it:
        assert counted >= reference
    else:
        assert counted == reference


@given(start=ten_years, amount=st.integers(0, 60), unit=units, stops=pauses())
def test_a_pause_never_makes_a_day_earlier(start, amount, unit, stops) -> None:
    closed = closed_days_from(start)
    limit = Limit(amount, unit)
    plain = last_day(start, limit, closed)

    counted = with_pauses(start, limit, stops, closed)

    assert counted.on is not None
    assert counted.on >= plain
    longest = sum((one.end - max(one.start, start)).days for one in counted.pauses if one.end)
    assert (counted.on - plain).days <= longest * 2 + 14
    if unit == Unit.CALENDAR_DAYS:
        assert (counted.on - plain).days == longest


@given(start=ten_years, amount=st.integers(1, 60), unit=units, stops=pauses(), order=st.randoms())
def test_the_order_in_which_pauses_were_written_down_does_not_matter(start, amount, unit, stops, order):
    closed, limit = closed_days_from(start), Limit(amount, unit)
    shuffled = list(stops)
    order.shuffle(shuffled)

    assert with_pauses(start, limit, stops, closed) == with_pauses(start, limit, shuffled, closed)
    assert with_pauses(start, limit, stops + stops, closed).on == with_pauses(start, limit, stops, closed).on


@given(start=ten_years, amount=st.integers(1, 60), unit=units, after=st.integers(0, 60))
def test_an_open_pause_keeps_what_is_left_for_later(start, amount, unit, after) -> None:
    closed, limit = closed_days_from(start), Limit(amount, unit)
    stopped = start + timedelta(days=after)
    plain = last_day(start, limit, closed)

    counted = with_pauses(start, limit, [Still(stopped, None)], closed)

    if stopped > plain:
        assert counted.on == plain
    else:
        assert counted.on is None
        went = count_business_days(start, stopped, closed) if unit == Unit.BUSINESS_DAYS else after
        assert counted.left == amount - went


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_ten_years_hours_are_real_and_end_on_a_real_day(zone: str) -> None:
    there = ZoneInfo(zone)
    for day in ALL_DAYS:
        for clock in (time(0, 30), time(14, 15), time(23, 45)):
            asked = moment_at(day, clock, zone=zone)
            assert asked is not None
            assert asked.astimezone(there).time() == clock
            assert day_at(asked, zone=zone) == day
            for hours in (24, 48, 72):
                due = moment_after(asked, hours)
                assert (due - asked).total_seconds() == hours * 3600
                wall = due.astimezone(there).replace(tzinfo=None) - datetime.combine(day, clock)
                before, after = (present(at.astimezone(there).utcoffset()) for at in (asked, due))
                assert wall == timedelta(hours=hours) + after - before
                assert abs(after - before) <= timedelta(hours=1)


def test_arizona_and_hawaii_never_change_their_clocks_and_the_others_do_twice_a_year() -> None:
    nights = {
        zone: sum(
            datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
            != datetime.combine(day + timedelta(days=1), time(12), ZoneInfo(zone)).utcoffset()
            for day in ALL_DAYS
        )
        for zone in ZONES
    }

    assert nights == {zone: 0 if zone in ("America/Phoenix", "Pacific/Honolulu") else 20 for zone in ZONES}


@pytest.mark.parametrize(
    ("zone", "asked", "hours", "due"),
    [
        # The night of March 8, 2026 has 23 hours, that of November 1 has 25.
        ("America/New_York", "2026-03-06 15:00", 72, "2026-03-09 16:00"),
        ("America/New_York", "2026-10-30 15:00", 72, "2026-11-02 14:00"),
        ("America/Phoenix", "2026-03-06 15:00", 72, "2026-03-09 15:00"),
        ("America/Chicago", "2026-03-07 15:00", 24, "2026-03-08 16:00"),
        ("America/Los_Angeles", "2026-10-31 23:30", 24, "2026-11-01 22:30"),
        ("America/Denver", "2027-12-31 23:00", 48, "2028-01-02 23:00"),
        ("America/New_York", "2028-02-28 09:00", 24, "2028-02-29 09:00"),
        ("Pacific/Honolulu", "2028-02-28 22:00", 48, "2028-03-01 22:00"),
    ],
)
def test_hours_over_nights_on_which_the_clocks_change(zone, asked, hours, due) -> None:
    when = datetime.fromisoformat(asked)
    moment = moment_at(when.date(), when.time(), zone=zone)

    assert moment is not None
    there = moment_after(moment, hours).astimezone(ZoneInfo(zone))
    assert f"{there:%Y-%m-%d %H:%M}" == due


def test_a_time_that_was_skipped_is_none_and_one_shown_twice_is_the_first() -> None:
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)

    assert moment_at(spring, time(2, 30), zone="America/New_York") is None
    assert moment_at(spring, time(2, 30), zone="America/Phoenix") == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)
    assert moment_at(autumn, time(1, 30), zone="America/New_York") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_hours_need_a_moment_that_knows_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        moment_after(datetime(2026, 3, 8, 2, 30, tzinfo=UTC).replace(tzinfo=None), 24)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (date(2026, 11, 18), 15, Unit.CALENDAR_DAYS, date(2026, 12, 3)),
        (date(2026, 12, 20), 15, Unit.CALENDAR_DAYS, date(2027, 1, 4)),
        (date(2028, 2, 20), 15, Unit.CALENDAR_DAYS, date(2028, 3, 6)),
        # Thanksgiving does not count.
        (date(2026, 11, 24), 3, Unit.BUSINESS_DAYS, date(2026, 11, 30)),
        # Christmas on a Friday, New Year's Day on a Friday.
        (date(2026, 12, 23), 7, Unit.BUSINESS_DAYS, date(2027, 1, 5)),
        # New Year's Day 2028 is a Saturday, so the Friday before is closed.
        (date(2027, 12, 29), 2, Unit.BUSINESS_DAYS, date(2028, 1, 3)),
        # Juneteenth 2027 is a Saturday: Friday the 18th; Independence Day a Sunday: Monday the 5th.
        (date(2027, 6, 16), 2, Unit.BUSINESS_DAYS, date(2027, 6, 21)),
        (date(2027, 7, 2), 1, Unit.BUSINESS_DAYS, date(2027, 7, 6)),
        # Asked on a Saturday: Monday is the first day.
        (date(2026, 11, 21), 1, Unit.BUSINESS_DAYS, date(2026, 11, 23)),
        (date(2026, 10, 31), 4, Unit.MONTHS, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, Unit.MONTHS, date(2028, 2, 29)),
        (date(2026, 8, 15), 6, Unit.MONTHS, date(2027, 2, 15)),
        (date(2026, 12, 1), 12, Unit.MONTHS, date(2027, 12, 1)),
        (date(2026, 11, 18), 72, Unit.HOURS, date(2026, 11, 21)),
        (date(2026, 11, 18), 25, Unit.HOURS, date(2026, 11, 20)),
    ],
)
def test_the_last_day_of_a_limit(start, amount, unit, due) -> None:
    assert last_day(start, Limit(amount, unit), closed_days_from(start)) == due


@pytest.mark.parametrize(
    ("stops", "due"),
    [
        ([], date(2026, 12, 3)),
        ([(date(2026, 11, 20), date(2026, 11, 30))], date(2026, 12, 13)),
        # Began before the start: counts from the start.
        ([(date(2026, 11, 10), date(2026, 11, 20))], date(2026, 12, 5)),
        # On the last day: due when it runs again.
        ([(date(2026, 12, 3), date(2026, 12, 10))], date(2026, 12, 10)),
        # Too late to move anything.
        ([(date(2026, 12, 4), date(2026, 12, 20))], date(2026, 12, 3)),
        # The second one falls into the time that the first one gave.
        (
            [(date(2026, 12, 1), date(2026, 12, 6)), (date(2026, 12, 7), date(2026, 12, 9))],
            date(2026, 12, 10),
        ),
        # Twice the same days are given once.
        (
            [(date(2026, 11, 20), date(2026, 11, 30)), (date(2026, 11, 25), date(2026, 12, 2))],
            date(2026, 12, 15),
        ),
        ([(date(2026, 11, 20), date(2026, 11, 20))], date(2026, 12, 3)),
    ],
)
def test_fifteen_days_with_pauses(stops, due) -> None:
    found = with_pauses(date(2026, 11, 18), Limit(15, Unit.CALENDAR_DAYS), [Still(*one) for one in stops])

    assert found.on == due


def test_a_pause_over_a_holiday_gives_back_business_days_only() -> None:
    start = date(2026, 11, 23)
    closed = closed_days_from(start)
    week = [Still(date(2026, 11, 24), date(2026, 12, 1))]

    # Wednesday, Friday, Monday and Tuesday did not count: four of the five that are left follow.
    assert with_pauses(start, Limit(5, Unit.BUSINESS_DAYS), week, closed).on == date(2026, 12, 7)


def test_a_limit_is_read_from_a_record_in_its_own_unit() -> None:
    units_of = {
        "us-erisa-preservice-claim": Limit(15, Unit.CALENDAR_DAYS),
        "us-erisa-urgent-claim": Limit(72, Unit.HOURS),
        "us-aca-external-window": Limit(4, Unit.MONTHS),
        "us-erisa-appeal-window": Limit(180, Unit.CALENDAR_DAYS),
        "ny-access-complaint": Limit(3, Unit.BUSINESS_DAYS),
        "az-pa-timelines": None,
    }

    assert {name: Limit.of(library.record(name)) for name in units_of} == units_of
