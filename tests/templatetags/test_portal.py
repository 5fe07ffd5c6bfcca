from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from requests_app.common import marks
from requests_app.templatetags import portal


def test_dates_and_times_follow_the_active_zone():
    moment = datetime(2026, 6, 3, 1, 30, tzinfo=UTC)

    with timezone.override("America/Phoenix"):
        assert portal.long_date(moment) == "June 2, 2026"
        assert portal.date_and_time(moment) == "June 2, 2026, 6:30 pm"


def test_a_missing_date_is_an_empty_text():
    assert portal.long_date(None) == ""
    assert portal.clock_time(date(2026, 6, 3)) == ""


@pytest.mark.parametrize(
    ("value", "text"), [(Decimal("1250"), "$1,250.00"), (0, "$0.00"), (None, ""), ("x", "")]
)
def test_money_shows_dollars_and_cents(value, text):
    assert portal.money(value) == text


def test_numbers_are_masked_to_the_last_four():
    assert portal.masked("XQZ12345678") == "•••• 5678"
    assert portal.masked("123") == "••••"
    assert portal.masked(None) == ""


def test_a_phone_number_is_a_link_where_one_taps_and_text_where_one_does_not():
    html = portal.tel("602-555-0142 ext. 5")

    assert 'class="tel" href="tel:+1-602-555-0142;ext=5"' in html
    assert 'class="tel-text"' in html


def test_a_phone_number_with_markup_in_it_is_escaped():
    assert "<script" not in portal.tel("<script>602-555-0142")


def test_every_status_has_a_text_and_done_is_never_completed():
    texts = [str(text) for text, _style in marks.STATUSES.values()]

    assert "Done" in texts
    assert "Completed" not in texts
    assert ">Done</span>" in portal.status_tag("DONE")


def test_an_answer_left_out_reads_not_given_but_zero_is_an_answer():
    assert portal.or_not_given("") == "Not given"
    assert portal.or_not_given(0) == 0
