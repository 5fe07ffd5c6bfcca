"""One business day, for the plans the rule is about, and silence for the others."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.listings.clock import business_days_left, clock_of
from tests.factories.cases import make_case

TODAY = date(2026, 11, 22)


def case_with(source: str, detail: str = "", **coverage):
    case = make_case()
    for name, value in {"source": source, "source_detail": detail, **coverage}.items():
        setattr(case.coverage, name, value)
    case.coverage.save()
    return case


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("source", "detail"),
    [("JOB", "PRIVATE_EMPLOYER"), ("MARKETPLACE", "ON_MARKETPLACE"), ("MARKETPLACE", "OFF_MARKETPLACE")],
)
def test_a_private_plan_has_one_business_day(source, detail):
    clock = clock_of(case_with(source, detail), on=TODAY)

    assert clock is not None
    assert (clock.days, clock.is_certain) == (1, True)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("MEDICAID", "MEDICAID_PLAN"),
        ("MEDICARE", "MEDICARE_ADVANTAGE"),
        ("MILITARY", "TRICARE"),
        ("JOB", "FEDERAL_JOB"),
        ("NONE", ""),
    ],
)
def test_no_clock_is_claimed_for_other_plans(source, detail):
    assert clock_of(case_with(source, detail), on=TODAY) is None


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("source", ["", "UNSURE", "JOB"])
def test_a_plan_we_know_too_little_of_is_not_certain(source):
    clock = clock_of(case_with(source), on=TODAY)

    assert clock is not None
    assert not clock.is_certain


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        (date(2026, 6, 1), date(2026, 6, 2)),
        (date(2026, 6, 5), date(2026, 6, 8)),
        (date(2026, 6, 6), date(2026, 6, 8)),
        (date(2026, 11, 25), date(2026, 11, 27)),
        (date(2026, 7, 2), date(2026, 7, 6)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2028, 2, 28), date(2028, 2, 29)),
    ],
    ids=[
        "Monday",
        "Friday",
        "Saturday",
        "before Thanksgiving",
        "before July 4 (kept on 3)",
        "New Year",
        "leap day",
    ],
)
def test_the_day_is_counted_without_weekends_and_holidays(asked_on, due_on):
    clock = clock_of(case_with("JOB", "PRIVATE_EMPLOYER"), on=TODAY)

    assert clock is not None
    assert clock.due_on(asked_on, "PORTAL") == due_on


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("way", ["FAX", "MAIL"])
def test_on_paper_no_day_is_counted(way):
    clock = clock_of(case_with("JOB", "PRIVATE_EMPLOYER"), on=TODAY)

    assert clock is not None
    assert clock.due_on(TODAY, way) is None


def test_days_left_are_business_days():
    assert business_days_left(date(2026, 11, 27), date(2026, 11, 25)) == 1
    assert business_days_left(date(2026, 11, 25), date(2026, 11, 25)) == 0
    assert business_days_left(date(2027, 1, 4), date(2026, 12, 31)) == 1
