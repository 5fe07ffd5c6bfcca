from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.business_days import is_business_day
from requests_app.followups.calendar import closed_days
from requests_app.outreach.waits import Wait, wait_days

# The years around now, with two leap days and a New Year's Day that is observed in the year before.
DAYS = st.dates(min_value=date(2023, 12, 1), max_value=date(2029, 1, 31))
CLOSED = closed_days(first_year=2023, last_year=2030)


def _wait(contacted_on: date, first_open_on: date) -> Wait:
    found = wait_days([contacted_on], first_open_on)
    assert found is not None
    return found


def _both(contacted_on: date, first_open_on: date) -> tuple[int, int]:
    found = _wait(contacted_on, first_open_on)
    return found.calendar_days, found.business_days


@pytest.mark.parametrize(
    ("contacted_on", "first_open_on", "expected"),
    [
        (date(2026, 11, 16), date(2026, 11, 16), (0, 0)),  # the same day
        (date(2026, 11, 16), date(2026, 11, 17), (1, 1)),
        (date(2026, 11, 20), date(2026, 11, 23), (3, 1)),  # over a weekend
        (date(2026, 11, 21), date(2026, 11, 22), (1, 0)),  # Saturday to Sunday
        (date(2026, 11, 25), date(2026, 11, 27), (2, 1)),  # Thanksgiving
        (date(2026, 7, 2), date(2026, 7, 6), (4, 1)),  # July 4 on a Saturday: closed on Friday
        (date(2026, 12, 30), date(2027, 1, 4), (5, 2)),  # New Year's Day
        (date(2027, 12, 30), date(2028, 1, 3), (4, 1)),  # New Year on a Saturday: closed in the old year
        (date(2028, 2, 28), date(2028, 3, 1), (2, 2)),  # the leap day
        (date(2027, 2, 28), date(2027, 3, 1), (1, 1)),  # no leap day
        (date(2026, 3, 6), date(2026, 3, 9), (3, 1)),  # clocks go forward
        (date(2026, 10, 30), date(2026, 11, 2), (3, 1)),  # clocks go back
        (date(2026, 1, 1), date(2027, 1, 1), (365, 250)),  # a whole year
    ],
)
def test_a_wait_is_counted_in_calendar_and_in_business_days(contacted_on, first_open_on, expected) -> None:
    assert _both(contacted_on, first_open_on) == expected


def test_the_wait_is_counted_from_the_last_contact_before_the_offered_day() -> None:
    contacts = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 14)]

    found = wait_days(contacts, date(2026, 12, 7))

    assert found == Wait(date(2026, 11, 9), date(2026, 12, 7), 28, 18)


def test_the_last_year_that_can_be_typed_is_counted_too() -> None:
    assert _both(date(2026, 11, 16), date(2100, 12, 31))[0] == 27_073


@given(st.lists(DAYS, max_size=6))
def test_no_offer_is_no_wait(contacts) -> None:
    assert wait_days(contacts, None) is None


@given(st.lists(st.integers(min_value=1, max_value=900), max_size=6), DAYS)
def test_an_offer_before_every_contact_is_no_wait(later_by, first_open_on) -> None:
    contacts = [first_open_on + timedelta(days=days) for days in later_by]

    assert wait_days(contacts, first_open_on) is None


@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_the_order_of_contacts_and_later_contacts_change_nothing(contacts, first_open_on) -> None:
    known = wait_days(contacts, first_open_on)
    later = [first_open_on + timedelta(days=1)]

    assert wait_days(later + contacts[::-1], first_open_on) == known


@given(DAYS, st.integers(min_value=0, max_value=700))
def test_business_days_are_the_open_weekdays_among_the_calendar_days(contacted_on, days) -> None:
    found = _wait(contacted_on, contacted_on + timedelta(days=days))

    counted = [contacted_on + timedelta(days=offset) for offset in range(1, days + 1)]
    assert found.calendar_days == days
    assert found.business_days == sum(is_business_day(day, CLOSED) for day in counted)


@given(DAYS, st.integers(min_value=0, max_value=400), st.integers(min_value=0, max_value=400))
def test_a_wait_is_the_sum_of_its_parts(contacted_on, first, second) -> None:
    middle = contacted_on + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole, one, two = _both(contacted_on, end), _both(contacted_on, middle), _both(middle, end)

    assert whole == (one[0] + two[0], one[1] + two[1])


@given(DAYS, st.integers(min_value=0, max_value=399))
def test_one_day_later_is_never_fewer_days(contacted_on, days) -> None:
    now = _both(contacted_on, contacted_on + timedelta(days=days))
    later = _both(contacted_on, contacted_on + timedelta(days=days + 1))

    assert later[0] == now[0] + 1
    assert now[1] <= later[1] <= now[1] + 1
