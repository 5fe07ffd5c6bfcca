from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import number_format

from requests_app.common import dates

DAY = date(2026, 3, 27)


@pytest.mark.parametrize(
    ("language", "long", "weekday", "clock"),
    [
        ("en", "March 27, 2026", "Friday, March 27, 2026", "2:14 pm"),
        ("es", "27 de marzo de 2026", "viernes 27 de marzo de 2026", "2:14 p.\N{NO-BREAK SPACE}m."),
    ],
)
def test_dates_are_written_as_people_of_the_language_write_them(language, long, weekday, clock):
    with translation.override(language):
        assert dates.long_date(DAY) == long
        assert dates.weekday_date(DAY) == weekday
        assert dates.clock_time(time(14, 14)) == clock


def test_short_dates_follow_the_case_of_the_language():
    assert dates.short_date(DAY) == "Mar 27"
    with translation.override("es"):
        assert dates.short_date(DAY) == "27 mar"


def test_spanish_numbers_look_as_in_the_united_states():
    with translation.override("es"):
        assert number_format(Decimal("1250.50"), force_grouping=True) == "1,250.50"


def test_months_are_spelled_out():
    assert dates.long_date(date(2026, 9, 3)) == "September 3, 2026"
