"""Whom to call again, and which tries count: only those after the day of the approval."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.models.outreach import OutreachResult
from requests_app.renewals.retest import MOST, Asked, retest

APPROVED = date(2026, 12, 1)
BEFORE, AFTER = date(2026, 11, 20), date(2027, 1, 5)


def office(key: int, result: str = "NOT_TAKING", *tried: date, **known: object) -> Asked:
    return Asked(key, result, tried or (BEFORE,), **known)  # type: ignore[arg-type]


def test_those_who_came_closest_to_helping_are_called_first():
    asked = [
        office(1, "WRONG_NUMBER"),
        office(2, "NOT_TAKING"),
        office(3, "CAN_SEE_ME"),
        office(4, "WAIT_TOO_LONG"),
        office(5, "DOES_NOT_TREAT"),
        office(6, "OFFERED_DATE"),
    ]
    assert retest(asked, since=APPROVED).chosen == (3, 6, 4, 2, 5)


def test_of_two_that_offered_a_visit_the_sooner_comes_first_then_the_nearer():
    asked = [
        office(1, "WAIT_TOO_LONG", first_open_on=date(2027, 3, 1)),
        office(2, "WAIT_TOO_LONG", first_open_on=date(2027, 1, 20)),
        office(3, "WAIT_TOO_LONG", distance=12.0),
        office(4, "WAIT_TOO_LONG", distance=3.5),
    ]
    assert retest(asked, since=APPROVED).chosen == (2, 1, 4, 3)


@pytest.mark.parametrize("result", OutreachResult.values)
def test_every_result_has_its_place(result):
    assert retest([office(1, result)], since=APPROVED).chosen == (1,)


def test_names_without_a_result_are_not_called_again():
    assert retest([office(1, "")], since=APPROVED).chosen == ()


def test_no_more_than_a_few():
    assert len(retest([office(key) for key in range(20)], since=APPROVED).chosen) == MOST


def test_only_tries_after_the_day_of_the_approval_count():
    asked = [
        office(1, "NOT_TAKING", BEFORE),
        office(2, "NOT_TAKING", APPROVED),
        office(3, "NOT_TAKING", BEFORE, AFTER),
    ]
    found = retest(asked, since=APPROVED)
    assert found.again == {3}
    assert found.last_on == AFTER
    assert found.done == 1


def test_who_was_called_again_stays_in_the_list_whatever_they_said():
    asked = [*(office(key, "WAIT_TOO_LONG") for key in range(1, 8)), office(9, "WRONG_NUMBER", AFTER)]
    found = retest(asked, since=APPROVED)
    assert found.chosen[0] == 9
    assert len(found.chosen) == MOST


@pytest.mark.parametrize(
    ("offices", "called", "enough"), [(5, 2, False), (5, 3, True), (2, 2, True), (0, 0, False)]
)
def test_three_are_enough_or_all_where_there_are_fewer(offices, called, enough):
    asked = [office(key, "NOT_TAKING", AFTER if key < called else BEFORE) for key in range(offices)]
    assert retest(asked, since=APPROVED).is_enough is enough
