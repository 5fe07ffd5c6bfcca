"""The earlier of the letter’s and the rule’s day, over every kind of plan. A wrong day here hurts people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from requests_app.common.states import STATE_NAMES
from requests_app.decisions.appeal_days import (
    CountsBy,
    Known,
    days_to_appeal,
    open_day_before,
)
from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge.plans import PlanFacts

TODAY = date(2026, 11, 23)
DATED = date(2026, 11, 2)
ERISA, FEHB = date(2027, 5, 1), date(2027, 5, 2)


def job(detail: str, funded: str = "", state: str = "AZ") -> PlanFacts:
    return PlanFacts(source="JOB", detail=detail, is_self_funded=funded, plan_state=state, plan_kind="PPO")


def other(source: str, detail: str = "", state: str = "AZ", funded: str = "") -> PlanFacts:
    return PlanFacts(source=source, detail=detail, plan_state=state, is_self_funded=funded, plan_kind="HMO")


# Plan, the day of a rule that surely holds, days that are to be confirmed: by record.
INTERNAL = {
    "private employer, self-funded": (job("PRIVATE_EMPLOYER", "YES"), ERISA, {"us-aca-internal-window"}),
    "private employer, insured": (job("PRIVATE_EMPLOYER", "NO"), ERISA, {"us-aca-internal-window"}),
    "private employer, funding unknown": (job("PRIVATE_EMPLOYER"), ERISA, {"us-aca-internal-window"}),
    "federal job": (job("FEDERAL_JOB"), FEHB, set()),
    "state or local job, self-funded": (job("STATE_LOCAL_JOB", "YES"), None, {"us-aca-internal-window"}),
    "state or local job, insured": (job("STATE_LOCAL_JOB", "NO"), None, {"us-aca-internal-window"}),
    "church, self-funded": (job("CHURCH_JOB", "YES"), None, set()),
    "church, insured": (job("CHURCH_JOB", "NO"), None, set()),
    "job, kind unknown": (
        job(""),
        None,
        {"us-erisa-appeal-window", "us-aca-internal-window", "us-fehb-reconsider"},
    ),
    "Marketplace": (other("MARKETPLACE", "ON_MARKETPLACE"), None, {"us-aca-internal-window"}),
    "bought directly": (other("MARKETPLACE", "OFF_MARKETPLACE"), None, {"us-aca-internal-window"}),
    "school, self-funded": (other("SCHOOL", funded="YES"), None, set()),
    "Medicaid plan": (other("MEDICAID", "MEDICAID_PLAN"), None, {"us-medicaid-appeal-window"}),
    "Medicaid of the state": (other("MEDICAID", "MEDICAID_STATE"), None, set()),
    "Medicare Advantage": (other("MEDICARE", "MEDICARE_ADVANTAGE"), None, {"us-ma-appeal-window"}),
    "Original Medicare": (other("MEDICARE", "ORIGINAL_MEDICARE"), None, set()),
    "TRICARE": (other("MILITARY", "TRICARE"), None, set()),
    "VA": (other("MILITARY", "VA"), None, set()),
    "no plan": (other("NONE"), None, set()),
}


@pytest.mark.parametrize("name", INTERNAL)
def test_the_rule_of_each_kind_of_plan(name):
    plan, by_rule, unsure = INTERNAL[name]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY)
    assert found.by_rule == by_rule
    assert {one.record.id for one in found.unsure} == unsure
    assert all(one.record.is_printable for one in found.sure)


@pytest.mark.parametrize("name", INTERNAL)
@pytest.mark.parametrize("days", [30, 60, 179, 180, 181, 365])
def test_the_earlier_of_letter_and_rule_counts_for_each_kind_of_plan(name, days):
    plan, by_rule, _unsure = INTERNAL[name]
    by_letter = DATED + timedelta(days=days)
    found = days_to_appeal(plan, Known(letter_dated_on=DATED, appeal_by=by_letter), on=TODAY)
    assert found.counts == (min(by_letter, by_rule) if by_rule else by_letter)
    expected = CountsBy.LETTER
    if by_rule is not None and by_rule <= by_letter:
        expected = CountsBy.BOTH if by_rule == by_letter else CountsBy.RULE
    assert found.source == expected


@pytest.mark.parametrize("name", INTERNAL)
def test_without_a_day_in_the_letter_only_a_sure_rule_counts(name):
    plan, by_rule, _unsure = INTERNAL[name]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY)
    assert found.counts == by_rule
    assert found.source == (CountsBy.RULE if by_rule else CountsBy.NOTHING)


@pytest.mark.parametrize("name", INTERNAL)
def test_without_the_date_of_the_letter_nothing_is_counted_from_a_guess(name):
    """Only the letter’s own day is left; the day somebody heard of it starts no clock."""
    plan = INTERNAL[name][0]
    by_letter = date(2027, 1, 15)
    nothing = days_to_appeal(plan, Known(), on=TODAY)
    assert (nothing.counts, nothing.safe_on, nothing.plan_on) == (None, None, None)
    told = days_to_appeal(plan, Known(appeal_by=by_letter), on=TODAY)
    assert (told.counts, told.source) == (by_letter, CountsBy.LETTER)


def test_the_day_of_the_decision_stands_in_for_the_date_of_the_letter():
    plan = INTERNAL["private employer, self-funded"][0]
    found = days_to_appeal(plan, Known(decided_on=date(2026, 11, 1)), on=TODAY)
    assert found.by_rule == date(2027, 4, 30)
    assert [one.is_from_letter for one in found.sure] == [False]
    both = days_to_appeal(plan, Known(decided_on=date(2026, 11, 1), letter_dated_on=DATED), on=TODAY)
    assert both.by_rule == ERISA


def test_a_day_to_be_confirmed_never_counts_but_is_the_day_to_be_safe_by():
    plan = INTERNAL["Medicaid plan"][0]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED, appeal_by=date(2027, 2, 1)), on=TODAY)
    assert (found.counts, found.source) == (date(2027, 2, 1), CountsBy.LETTER)
    assert found.safe_on == found.plan_on == date(2027, 1, 1)


def test_a_later_day_to_be_confirmed_changes_nothing():
    plan = INTERNAL["Medicaid plan"][0]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED, appeal_by=date(2026, 12, 2)), on=TODAY)
    assert (found.safe_on, found.plan_on) == (None, date(2026, 12, 2))


def test_the_shorter_time_of_a_second_source_is_the_day_to_be_safe_by():
    plan = INTERNAL["Medicare Advantage"][0]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY)
    assert found.counts is None
    assert found.safe_on == date(2027, 1, 1)


def test_a_second_appeal_goes_by_the_letter_alone():
    plan = INTERNAL["private employer, self-funded"][0]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY, level="SECOND")
    assert (found.rules, found.counts) == ((), None)


# Plan, the sure record and its day; the others are to be confirmed.
EXTERNAL = {
    "self-funded": (job("PRIVATE_EMPLOYER", "YES"), "us-aca-external-window", date(2027, 3, 2)),
    "state job, self-funded": (job("STATE_LOCAL_JOB", "YES"), "us-aca-external-window", date(2027, 3, 2)),
    "insured, Connecticut": (
        job("PRIVATE_EMPLOYER", "NO", "CT"),
        "ct-external-review",
        date(2027, 3, 2),
    ),
    "insured, California": (job("PRIVATE_EMPLOYER", "NO", "CA"), "ca-external-review", date(2027, 5, 2)),
    "insured, Maine": (job("PRIVATE_EMPLOYER", "NO", "ME"), "me-external-review", date(2027, 11, 2)),
    "insured, Florida": (
        other("MARKETPLACE", "OFF_MARKETPLACE", "FL"),
        "fl-external-review",
        date(2027, 3, 2),
    ),
    "insured, Arizona": (job("PRIVATE_EMPLOYER", "NO", "AZ"), None, None),
    "insured, Missouri": (job("PRIVATE_EMPLOYER", "NO", "MO"), None, None),
    "funding unknown": (job("PRIVATE_EMPLOYER", "", "CT"), None, None),
    "Medicaid plan": (other("MEDICAID", "MEDICAID_PLAN"), "us-medicaid-fair-hearing", date(2027, 3, 2)),
    "federal job": (job("FEDERAL_JOB"), None, None),
    "Medicare Advantage": (other("MEDICARE", "MEDICARE_ADVANTAGE"), None, None),
    "church, self-funded": (job("CHURCH_JOB", "YES"), None, None),
}


@pytest.mark.parametrize("name", EXTERNAL)
def test_the_time_for_an_external_review(name):
    plan, record_id, last_day = EXTERNAL[name]
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY, level="EXTERNAL")
    assert (found.record.id if found.record else None, found.by_rule) == (record_id, last_day)


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_an_insured_plan_never_rests_on_the_federal_time_alone(state):
    """The state’s own time may be shorter: it counts, or nothing does."""
    plan = job("PRIVATE_EMPLOYER", "NO", state)
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY, level="EXTERNAL")
    assert [one.record.id for one in found.sure] in ([], [f"{state.lower()}-external-review"])
    assert "us-aca-external-window" in {one.record.id for one in found.unsure}


@pytest.mark.parametrize(("state", "day"), [("KY", date(2027, 1, 1)), ("SC", date(2027, 1, 1))])
def test_states_whose_sources_differ_give_the_shorter_time_to_be_safe(state, day):
    plan = job("PRIVATE_EMPLOYER", "NO", state)
    found = days_to_appeal(plan, Known(letter_dated_on=DATED), on=TODAY, level="EXTERNAL")
    assert (found.counts, found.safe_on) == (None, day)


def test_months_end_on_the_last_day_of_a_shorter_month():
    plan = EXTERNAL["self-funded"][0]
    found = days_to_appeal(plan, Known(letter_dated_on=date(2026, 10, 31)), on=TODAY, level="EXTERNAL")
    assert found.by_rule == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 5, 1), date(2027, 4, 30)),
        (date(2026, 11, 26), date(2026, 11, 25)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_a_day_on_which_nobody_works_is_sent_by_the_day_before(day, expected):
    assert open_day_before(day, closed_days_from(date(2026, 11, 1))) == expected
