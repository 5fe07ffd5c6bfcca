from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.business_days import is_business_day
from requests_app.common.time_zones import STATE_ZONES
from requests_app.followups.calendar import closed_days_from
from requests_app.followups.schedule import (
    Call,
    Reason,
    after_contact,
    after_not_found,
    after_sending,
    first_moment_to_send,
    is_quiet,
    reminder_at,
)
from requests_app.followups.wording import rule_text

THANKSGIVING = date(2026, 11, 26)
zones = st.sampled_from(sorted(set(STATE_ZONES.values())))
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


def test_call_2_comes_three_business_days_after_sending_and_says_which_day_did_not_count() -> None:
    sent_on = date(2026, 11, 24)

    (call,) = after_sending(sent_on=sent_on, is_expedited=False, closed=closed_days_from(sent_on))

    assert (call.kind, call.reason) == (Call.CALL_2, Reason.AFTER_SENDING)
    assert call.due_on == date(2026, 11, 30)
    assert call.skipped == (THANKSGIVING,)
    assert (call.counted_from, call.business_days) == (sent_on, 3)


def test_an_urgent_request_is_called_about_on_the_next_business_day() -> None:
    sent_on = date(2026, 11, 25)

    (call,) = after_sending(sent_on=sent_on, is_expedited=True, closed=closed_days_from(sent_on))

    assert call.due_on == date(2026, 11, 27)
    assert call.reason == Reason.AFTER_SENDING_EXPEDITED


def test_when_the_plan_cannot_find_it_call_2_comes_again_the_next_business_day() -> None:
    friday = date(2026, 11, 20)
    assert after_not_found(contacted_on=friday, closed=closed_days_from(friday)).due_on == date(2026, 11, 23)


def test_call_3_comes_three_business_days_after_the_last_contact() -> None:
    monday = date(2026, 11, 16)

    call = after_contact(contacted_on=monday, closed=closed_days_from(monday))

    assert (call.kind, call.reason, call.due_on) == (Call.CALL_3, Reason.AFTER_CONTACT, date(2026, 11, 19))


def test_a_later_promise_moves_call_3_to_the_first_business_day_after_it() -> None:
    monday = date(2026, 11, 16)

    call = after_contact(contacted_on=monday, promised_by=date(2026, 11, 25), closed=closed_days_from(monday))

    assert (call.reason, call.due_on) == (Reason.AFTER_PROMISE, date(2026, 11, 27))
    assert call.skipped == (THANKSGIVING,)


def test_a_promise_for_the_due_day_itself_is_given_that_day() -> None:
    monday = date(2026, 11, 16)

    call = after_contact(contacted_on=monday, promised_by=date(2026, 11, 19), closed=closed_days_from(monday))

    assert call.due_on == date(2026, 11, 20)


def test_an_earlier_promise_changes_nothing() -> None:
    monday = date(2026, 11, 16)
    closed = closed_days_from(monday)

    with_promise = after_contact(contacted_on=monday, promised_by=date(2026, 11, 17), closed=closed)

    assert with_promise == after_contact(contacted_on=monday, closed=closed)


@given(contacted_on=days, promised_by=st.none() | days)
def test_every_planned_day_is_a_business_day_after_the_contact(
    contacted_on: date, promised_by: date | None
) -> None:
    closed = closed_days_from(max(contacted_on, promised_by or contacted_on))
    closed |= closed_days_from(contacted_on)

    call = after_contact(contacted_on=contacted_on, promised_by=promised_by, closed=closed)

    assert call.due_on > contacted_on
    assert promised_by is None or call.due_on > promised_by
    assert is_business_day(call.due_on, closed)


@pytest.mark.parametrize(
    ("due_on", "zone", "utc_hour"),
    [
        (date(2026, 3, 6), "America/New_York", 14),
        (date(2026, 3, 9), "America/New_York", 13),
        (date(2026, 3, 9), "America/Phoenix", 16),
        (date(2026, 11, 2), "America/Los_Angeles", 17),
    ],
)
def test_the_reminder_goes_out_at_nine_before_and_after_the_clocks_change(
    due_on: date, zone: str, utc_hour: int
) -> None:
    moment = reminder_at(due_on=due_on, zone=zone)
    assert moment == datetime(due_on.year, due_on.month, due_on.day, utc_hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "quiet"), [((19, 59), False), ((20, 0), True), ((3, 0), True), ((8, 59), True), ((9, 0), False)]
)
def test_quiet_hours_run_from_eight_in_the_evening_to_nine(local: tuple[int, int], quiet: bool) -> None:
    moment = datetime(2026, 11, 20, *local, tzinfo=ZoneInfo("America/Denver"))
    assert is_quiet(moment, zone="America/Denver") == quiet


SIX_YEARS_OF_MINUTES = 6 * 366 * 24 * 60
moments = st.integers(0, SIX_YEARS_OF_MINUTES).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(moment=moments, zone=zones)
def test_a_moment_in_the_quiet_hours_waits_for_the_next_nine(moment: datetime, zone: str) -> None:
    sendable = first_moment_to_send(moment, zone=zone)

    assert not is_quiet(sendable, zone=zone)
    assert 0 <= (sendable - moment).total_seconds() <= 14 * 3600


def test_every_reason_has_a_text() -> None:
    assert all(rule_text(reason, 3) for reason in Reason)
    assert rule_text(Reason.AFTER_CONTACT, 1) == "1 business day after your last call"
    assert rule_text(Reason.AFTER_CONTACT, 5) == "5 business days after your last call"
