"""What is used and left: by line, in all, and about when it runs out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.renewals.units import Line, Standing, Use, pace, units_of

DAY = date(2027, 1, 4)


def line(key: int, units: int | None = 36, unit: str = "DAYS") -> Line:
    return Line(key, f"H00{key}", units, unit)


def use(units: int, of: int | None = 1) -> Use:
    return Use(of, units, DAY)


def test_nothing_used_leaves_all_of_it():
    found = units_of([line(1)], [])
    assert [(one.approved, one.used, one.left) for one in found.lines] == [(36, 0, 36)]
    assert [(one.approved, one.used, one.left) for one in found.in_all] == [(36, 0, 36)]


def test_each_line_counts_its_own_and_all_lines_count_together():
    found = units_of([line(1, 36), line(2, 12)], [use(10, 1), use(2, 2), use(5, 1)])
    assert [(one.used, one.left) for one in found.lines] == [(15, 21), (2, 10)]
    assert [(one.approved, one.used, one.left) for one in found.in_all] == [(48, 17, 31)]


def test_lines_counted_in_different_units_are_never_added_up():
    found = units_of([line(1, 36, "DAYS"), line(2, 20, "HOURS")], [use(6, 1), use(4, 2)])
    assert [(one.unit, one.approved, one.used) for one in found.in_all] == [("DAYS", 36, 6), ("HOURS", 20, 4)]


def test_what_is_of_no_known_line_counts_in_all_only():
    found = units_of([line(1, 10), line(2, 10)], [use(3, None), use(1, 1)])
    assert [one.used for one in found.lines] == [1, 0]
    assert found.in_all[0].used == 4
    assert found.loose == 3


def test_what_is_of_no_known_line_is_in_no_total_when_units_differ():
    found = units_of([line(1, 10, "DAYS"), line(2, 10, "HOURS")], [use(3, None)])
    assert [one.used for one in found.in_all] == [0, 0]
    assert found.loose == 3


def test_a_line_that_was_taken_out_still_has_its_uses_in_all():
    found = units_of([line(1, 10)], [use(2, 1), use(3, 99)])
    assert (found.lines[0].used, found.in_all[0].used, found.loose) == (2, 5, 3)


def test_an_amount_that_was_not_stated_is_not_known_to_be_left():
    found = units_of([line(1, None), line(2, 10)], [use(4, 1)])
    assert found.lines[0].left is None
    assert found.in_all[0].approved is None
    assert found.in_all[0].left is None


def test_an_approval_without_lines_counts_what_was_used():
    found = units_of([], [use(4, None)])
    assert found.lines == ()
    assert [(one.approved, one.used, one.left) for one in found.in_all] == [(None, 4, None)]


def test_more_than_approved_leaves_none_and_is_said():
    standing = units_of([line(1, 10)], [use(12)]).lines[0]
    assert (standing.left, standing.over, standing.is_used_up) == (0, 2, True)


@given(st.lists(st.tuples(st.sampled_from([1, 2, None]), st.integers(1, 50)), max_size=30))
def test_nothing_that_was_used_is_lost_or_counted_twice(given_uses):
    uses = [use(units, of) for of, units in given_uses]
    found = units_of([line(1, 40), line(2, 40)], uses)
    assert sum(one.used for one in found.lines) + found.loose == sum(one.units for one in uses)
    assert found.in_all[0].used == sum(one.units for one in uses)


@pytest.mark.parametrize(
    ("used", "today", "runs_out"),
    [
        # 12 in 28 days: 24 left last 56 days.
        (12, date(2027, 1, 31), date(2027, 3, 28)),
        # 1 in 7 days: 35 left last 245 days.
        (1, date(2027, 1, 10), date(2027, 9, 12)),
        # A part of a day is a day.
        (13, date(2027, 1, 31), date(2027, 3, 22)),
    ],
)
def test_the_pace_so_far_says_about_when_it_runs_out(used, today, runs_out):
    guess = pace(Standing(None, "DAYS", 36, used), starts_on=DAY, today=today)
    assert guess is not None
    assert guess.runs_out_on == runs_out


@pytest.mark.parametrize(
    ("standing", "starts_on", "today"),
    [
        (Standing(None, "DAYS", 36, 12), None, date(2027, 2, 1)),
        (Standing(None, "DAYS", None, 12), DAY, date(2027, 2, 1)),
        (Standing(None, "DAYS", 36, 0), DAY, date(2027, 2, 1)),
        (Standing(None, "DAYS", 36, 36), DAY, date(2027, 2, 1)),
        (Standing(None, "DAYS", 36, 3), DAY, date(2027, 1, 9)),
        (Standing(None, "DAYS", 36, 3), DAY, date(2027, 1, 2)),
    ],
    ids=["no start", "no amount", "nothing used", "all used", "less than a week", "not begun"],
)
def test_there_is_no_guess_without_something_to_guess_from(standing, starts_on, today):
    assert pace(standing, starts_on=starts_on, today=today) is None


def billed(units: int, of: int | None = 1) -> Use:
    return Use(of, units, DAY, is_billed=True)


def test_what_bills_tell_and_what_was_entered_may_be_the_same_visits():
    found = units_of([line(1)], [use(3), billed(2)])
    assert [(one.used, one.entered, one.billed) for one in found.lines] == [(3, 3, 2)]

    found = units_of([line(1)], [use(3), billed(5)])
    assert [(one.used, one.left) for one in found.in_all] == [(5, 31)]


def test_units_of_no_known_line_may_be_those_of_the_bills():
    found = units_of([line(1)], [use(3, None), billed(2)])
    assert (found.in_all[0].used, found.loose) == (3, 3)


@given(st.lists(st.tuples(st.sampled_from([1, 2, None]), st.integers(1, 40), st.booleans()), max_size=12))
def test_never_less_than_either_and_never_more_than_both(told):
    uses = [Use(key, units, DAY, is_billed=flag and key is not None) for key, units, flag in told]
    found = units_of([line(1), line(2)], uses)
    for one in (*found.lines, *found.in_all):
        assert max(one.entered, one.billed) <= one.used <= one.entered + one.billed
