from __future__ import annotations

from datetime import date

from requests_app.followups.calendar import calendar_years, closed_days, closed_days_from, federal_holidays
from requests_app.followups.wording import calendar_name


def test_the_eleven_federal_holidays_of_2026_are_closed_on_the_day_observed() -> None:
    weekdays = {day for day in federal_holidays(2026) if day.weekday() < 5}

    assert weekdays == {
        date(2026, 1, 1), date(2026, 1, 19), date(2026, 2, 16), date(2026, 5, 25), date(2026, 6, 19),
        date(2026, 7, 3), date(2026, 9, 7), date(2026, 10, 12), date(2026, 11, 11), date(2026, 11, 26),
        date(2026, 12, 25),
    }  # fmt: skip


def test_a_new_years_day_on_a_saturday_closes_the_last_day_of_the_old_year() -> None:
    assert date(2027, 12, 31) in federal_holidays(2027)


def test_a_day_federal_offices_closed_by_a_single_order_still_counts() -> None:
    assert date(2025, 12, 26) not in federal_holidays(2025)


def test_days_an_organization_is_closed_are_added() -> None:
    own = date(2026, 11, 27)

    assert own in closed_days(first_year=2026, last_year=2026, organization_days=[own])
    assert own not in closed_days(first_year=2026, last_year=2026)


def test_planning_near_the_end_of_a_year_knows_the_next_one() -> None:
    assert date(2027, 1, 1) in closed_days_from(date(2026, 12, 30))


def test_the_calendar_is_named_with_its_years() -> None:
    assert calendar_name(calendar_years(date(2026, 11, 20), date(2026, 11, 25))) == "US federal holidays 2026"
    assert (
        calendar_name(calendar_years(date(2026, 12, 30), date(2027, 1, 5)))
        == "US federal holidays 2026 to 2027"
    )


def test_days_of_our_own_office_are_named_too() -> None:
    name = calendar_name([2026], with_office_days=True)
    assert name == "US federal holidays 2026 and days our office is closed"
