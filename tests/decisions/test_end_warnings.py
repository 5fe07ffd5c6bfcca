"""The warnings before an approval ends: 30 and 14 days before whatever ends first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.decisions.end_warnings import DAYS_BEFORE, EndOf, first_end, warnings_before
from requests_app.models import ApprovedLine

END = date(2027, 3, 31)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def line(ends_on: date | None, code: str = "H0015") -> ApprovedLine:
    return ApprovedLine(code=code, ends_on=ends_on)


@pytest.mark.parametrize(
    ("ends_on", "renew_by", "lines", "of", "on"),
    [
        (END, None, [], EndOf.APPROVAL, END),
        (END, date(2027, 3, 1), [], EndOf.RENEW_BY, date(2027, 3, 1)),
        (END, None, [date(2027, 2, 28)], EndOf.LINE, date(2027, 2, 28)),
        (END, END, [END], EndOf.RENEW_BY, END),
        (END, None, [END], EndOf.APPROVAL, END),
        (None, None, [date(2027, 2, 28), None], EndOf.LINE, date(2027, 2, 28)),
    ],
)
def test_what_ends_first_counts(ends_on, renew_by, lines, of, on):
    found = first_end(ends_on=ends_on, renew_by=renew_by, lines=[line(day) for day in lines])
    assert found is not None
    assert (found.of, found.on) == (of, on)


def test_without_any_day_nothing_ends():
    assert first_end(ends_on=None, renew_by=None, lines=[line(None)]) is None


def test_a_line_that_ends_first_is_named():
    found = first_end(ends_on=END, renew_by=None, lines=[line(END), line(date(2027, 1, 31), "90837")])
    assert found is not None
    assert found.line == "90837"


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2027, 1, 1), [date(2027, 3, 1), date(2027, 3, 17)]),
        (date(2027, 3, 1), [date(2027, 3, 1), date(2027, 3, 17)]),
        (date(2027, 3, 2), [date(2027, 3, 17)]),
        (date(2027, 3, 17), [date(2027, 3, 17)]),
        (date(2027, 3, 18), [date(2027, 3, 18)]),
        (END, [END]),
        (date(2027, 4, 1), []),
    ],
)
def test_thirty_and_fourteen_days_before(today, days):
    assert [one.due_on for one in warnings_before(END, today=today)] == days


@given(DAYS, DAYS)
def test_each_warning_comes_today_or_later_and_not_after_the_end(end, today):
    found = warnings_before(end, today=today)
    assert all(today <= one.due_on <= end for one in found)
    assert bool(found) == (end >= today)
    assert all(one.due_on + timedelta(days=one.days_before) == end for one in found)
    assert (
        len(found) == len([days for days in DAYS_BEFORE if end - timedelta(days=days) >= today])
        or len(found) == 1
    )
