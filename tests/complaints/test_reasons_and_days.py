"""What a complaint can stand on, when to ask where it is, and which offices it can go to."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.complaints.clock import ask_on
from requests_app.complaints.offices import DECIDES, HAS_A_SAY, MAY_DECIDE, offices_for
from requests_app.complaints.reasons import OnFile, suggested
from requests_app.followups.calendar import closed_days
from requests_app.knowledge.plans import PlanFacts

CLOSED = closed_days(first_year=2026, last_year=2027)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (OnFile(), ()),
        (OnFile(is_late=True), ("NO_ANSWER",)),
        (OnFile(is_late=True, was_denied=True, denied_reason="NETWORK"), ("SAID_NETWORK",)),
        (OnFile(was_denied=True, denied_reason="NECESSITY"), ("SAID_NO",)),
        (OnFile(was_denied=True), ()),
        (OnFile(offices_without_place=3, wrong_listings=1), ("NO_NETWORK", "DIRECTORY")),
        (OnFile(nothing_in_writing=True, was_sent_twice=True), ("NO_WRITING", "LOST")),
        (OnFile(promise_is_over=True), ("PROMISE",)),
    ],
)
def test_a_reason_is_suggested_only_when_a_row_stands_behind_it(known, expected) -> None:
    assert suggested(known) == expected


def test_without_a_named_day_the_day_to_ask_is_ours_and_counted() -> None:
    found = ask_on(sent_on=date(2026, 11, 18), named_day=None, closed=CLOSED)

    assert (found.day, found.days, found.named_day) == (date(2026, 12, 3), 10, None)
    assert found.skipped == (date(2026, 11, 26),)


def test_after_a_day_the_office_named_it_is_asked_on_the_next_business_day() -> None:
    found = ask_on(sent_on=date(2026, 11, 18), named_day=date(2026, 12, 24), closed=CLOSED)

    assert (found.day, found.start) == (date(2026, 12, 28), date(2026, 12, 24))
    assert found.skipped == (date(2026, 12, 25),)


def test_of_an_insured_job_plan_one_office_decides_and_another_has_a_say() -> None:
    found = offices_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ"), TODAY)

    assert [(one.id, one.role) for one in found.all] == [("az-regulator", DECIDES), ("us-ebsa", HAS_A_SAY)]
    assert [one.id for one in found.surely] == ["az-regulator"]


def test_when_nobody_knows_who_pays_both_are_named_and_none_is_ticked() -> None:
    found = offices_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "UNSURE", "AZ"), TODAY)

    assert {one.id for one in found.all} == {"us-ebsa", "az-regulator"}
    assert {one.role for one in found.all} == {MAY_DECIDE}
    assert found.surely == ()
    assert any("self-funded" in str(one) for one in found.answer.ask)
