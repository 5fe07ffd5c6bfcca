from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.business_days import (
    add_business_days,
    closed_days_between,
    count_business_days,
    is_business_day,
    next_business_day,
)

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
closings = st.frozensets(st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)), max_size=80)
days_of_2024 = st.dates(min_value=date(2023, 12, 1), max_value=date(2025, 1, 31))
CHRISTMAS = date(2026, 12, 25)


@given(start=days_of_2024, number=st.integers(0, 60), closed=closings)
def test_counting_undoes_adding(start: date, number: int, closed: frozenset[date]) -> None:
    assert count_business_days(start, add_business_days(start, number, closed), closed) == number


@given(start=days_of_2024, number=st.integers(1, 60), closed=closings)
def test_a_counted_day_is_always_a_business_day_and_later(
    start: date, number: int, closed: frozenset[date]
) -> None:
    due = add_business_days(start, number, closed)

    assert due > start
    assert is_business_day(due, closed)


@given(start=days, end=days, closed=closings)
def test_counting_backwards_is_the_same_number_below_zero(
    start: date, end: date, closed: frozenset[date]
) -> None:
    assert count_business_days(start, end, closed) == -count_business_days(end, start, closed)


@given(day=days, closed=closings)
def test_the_next_business_day_skips_closed_days_only(day: date, closed: frozenset[date]) -> None:
    found = next_business_day(day, closed)

    passed_over = [day + timedelta(days=step) for step in range((found - day).days)]
    assert is_business_day(found, closed)
    assert not any(is_business_day(one, closed) for one in passed_over)


def test_a_friday_before_a_holiday_weekend() -> None:
    closed = frozenset({CHRISTMAS})

    assert add_business_days(date(2026, 12, 24), 1, closed) == date(2026, 12, 28)
    assert closed_days_between(date(2026, 12, 24), date(2026, 12, 28), closed) == (CHRISTMAS,)


def test_a_closed_day_on_a_weekend_is_not_named() -> None:
    saturday = date(2026, 12, 26)
    assert closed_days_between(date(2026, 12, 24), date(2026, 12, 28), frozenset({saturday})) == ()


def test_adding_a_negative_number_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        add_business_days(CHRISTMAS, -1, frozenset())
