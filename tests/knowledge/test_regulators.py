"""Who regulates this plan, how do I reach them, how do I complain: for every plan in every state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from requests_app.common.states import STATE_NAMES
from requests_app.knowledge import store
from requests_app.knowledge.plan_kinds import all_plans
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.regulators import Place, RegulatorAnswer, regulators_for
from tests.knowledge.plan_strategies import DAYS, plans

TODAY = date(2026, 11, 22)


def ids(places: tuple[Place, ...]) -> list[str]:
    return [place.record.id for place in places]


def main_of(plan: PlanFacts) -> list[str]:
    return ids(regulators_for(plan, TODAY).main)


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_every_plan_in_every_state_has_somebody_to_complain_to(state: str) -> None:
    for plan in all_plans():
        answer = regulators_for(plan.facts(state=state), TODAY)
        named = (*answer.main, *answer.also, *answer.free_help)

        assert answer.main, plan.slug
        assert answer.why, plan.slug
        assert all(place.name and _can_be_reached(place) for place in named), plan.slug
        assert all(place.record.jurisdiction in {"US", state} for place in named), plan.slug
        assert any(place.reach.phones for place in named), plan.slug
        assert answer.is_certain or answer.ask or len(answer.main) == 1, plan.slug


def _can_be_reached(place: Place) -> bool:
    reach = place.reach
    return bool(reach.phones or reach.complaint_url or reach.website or reach.address)


@pytest.mark.parametrize(
    ("plan", "main"),
    [
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "YES", "AZ"), ["us-ebsa"]),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ"), ["az-regulator"]),
        (PlanFacts("JOB", "FEDERAL_JOB", "", "AZ"), ["us-fehb-opm-address"]),
        (PlanFacts("JOB", "STATE_LOCAL_JOB", "YES", "AZ"), ["us-cms-nonfederal"]),
        (PlanFacts("JOB", "STATE_LOCAL_JOB", "NO", "AZ"), ["az-regulator"]),
        (PlanFacts("JOB", "CHURCH_JOB", "YES", "AZ"), ["az-regulator"]),
        (PlanFacts("MARKETPLACE", "ON_MARKETPLACE", "", "AZ"), ["az-regulator"]),
        (PlanFacts("MARKETPLACE", "OFF_MARKETPLACE", "", "AZ"), ["az-regulator"]),
        (PlanFacts("SCHOOL", "", "NO", "AZ"), ["az-regulator"]),
        (PlanFacts("MEDICAID", "MEDICAID_PLAN", "", "AZ"), ["az-medicaid-agency"]),
        (PlanFacts("MEDICAID", "", "", "AZ"), ["az-medicaid-agency"]),
        (PlanFacts("MEDICARE", "MEDICARE_ADVANTAGE", "", "AZ"), ["us-medicare"]),
        (PlanFacts("MEDICARE", "ORIGINAL_MEDICARE", "", "AZ"), ["us-medicare"]),
        (PlanFacts("MILITARY", "TRICARE", "", "AZ"), ["us-tricare-west-complaints"]),
        (PlanFacts("MILITARY", "TRICARE", "", "NY"), ["us-tricare-east-complaints"]),
        (PlanFacts("MILITARY", "VA", "", "AZ"), ["us-va-patient-advocate"]),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "CA", "HMO"), ["ca-regulator-second"]),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "MN", "HMO"), ["mn-regulator-second"]),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "MN", "PPO"), ["mn-regulator"]),
    ],
)
def test_each_kind_of_plan_has_its_own_answer(plan: PlanFacts, main: list[str]) -> None:
    assert main_of(plan) == main


def test_an_insured_job_plan_may_also_ask_the_department_of_labor() -> None:
    answer = regulators_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ"), TODAY)

    assert ids(answer.also) == ["us-ebsa"]
    assert answer.is_certain
    assert not answer.ask


def test_who_pays_is_asked_where_it_decides_and_both_answers_are_given() -> None:
    answer = regulators_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "UNSURE", "AZ"), TODAY)

    assert ids(answer.main) == ["us-ebsa", "az-regulator"]
    assert not answer.is_certain
    assert any("self-funded" in str(question) for question in answer.ask)
    assert len(answer.why) == 2


def test_in_california_the_card_says_which_office_it_is() -> None:
    answer = regulators_for(PlanFacts("MARKETPLACE", "OFF_MARKETPLACE", "", "CA", "PPO"), TODAY)

    assert set(ids(answer.main)) == {"ca-regulator", "ca-regulator-second"}
    assert not answer.is_certain
    assert any("DMHC" in str(question) for question in answer.ask)


@pytest.mark.parametrize(
    ("plan", "rule"),
    [
        (PlanFacts("JOB", "CHURCH_JOB", "YES", "OH"), "us-church-plan-who"),
        (PlanFacts("SCHOOL", "", "YES", "OH"), "us-student-self-funded-who"),
    ],
)
def test_where_no_source_names_one_office_the_answer_is_not_certain(plan: PlanFacts, rule: str) -> None:
    answer = regulators_for(plan, TODAY)

    assert not answer.is_certain
    assert [record.id for record in answer.rules] == [rule]
    assert answer.rules[0].needs_confirming


def test_an_unknown_state_is_asked_for_and_no_state_is_guessed() -> None:
    answer = regulators_for(PlanFacts("MARKETPLACE", "ON_MARKETPLACE"), TODAY)

    assert answer.main == ()
    assert not answer.is_certain
    assert any("state" in str(question) for question in answer.ask)


def test_people_with_medicare_are_told_of_the_free_counselors() -> None:
    medicare = regulators_for(PlanFacts("MEDICARE", "MEDICARE_ADVANTAGE", "", "OH"), TODAY)
    job = regulators_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "OH"), TODAY)

    assert "us-ship" in ids(medicare.free_help)
    assert "us-ship" not in ids(job.free_help)


@given(plans(), DAYS)
def test_nobody_of_another_state_is_ever_named(plan: PlanFacts, day: date) -> None:
    answer: RegulatorAnswer = regulators_for(plan, day)
    for place in (*answer.main, *answer.also, *answer.free_help):
        assert place.record.jurisdiction in {"US", plan.plan_state}
        assert place.record.place is not None


def test_every_state_is_in_one_tricare_region() -> None:
    west = store.record("us-tricare-regions").value["west"]

    assert set(west) < set(STATE_NAMES)
    assert len(west) == len(set(west)) == 26
