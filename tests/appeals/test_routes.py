"""Where a review outside the plan goes, by kind of plan and state; and what stands before it."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.appeals.routes import Route, points, ways
from requests_app.common.states import STATE_NAMES
from requests_app.knowledge.plans import PlanFacts

ON = date(2026, 11, 23)


def plan(source: str, detail: str = "", funded: str = "", state: str = "AZ") -> PlanFacts:
    return PlanFacts(source=source, detail=detail, is_self_funded=funded, plan_state=state, plan_kind="PPO")


EXTERNAL = {
    "private employer, self-funded": (plan("JOB", "PRIVATE_EMPLOYER", "YES"), {Route.FEDERAL}, True),
    "private employer, insured in Arizona": (plan("JOB", "PRIVATE_EMPLOYER", "NO"), {Route.STATE}, False),
    "private employer, insured in New York": (
        plan("JOB", "PRIVATE_EMPLOYER", "NO", "NY"),
        {Route.STATE},
        True,
    ),
    "private employer, funding unknown": (
        plan("JOB", "PRIVATE_EMPLOYER"),
        {Route.STATE, Route.FEDERAL},
        False,
    ),
    "federal job": (plan("JOB", "FEDERAL_JOB"), {Route.OPM}, False),
    "state or local job, self-funded": (plan("JOB", "STATE_LOCAL_JOB", "YES"), {Route.FEDERAL}, True),
    "church, self-funded": (plan("JOB", "CHURCH_JOB", "YES"), {Route.LETTER}, False),
    "school, self-funded": (plan("SCHOOL", "", "YES"), {Route.LETTER}, False),
    "Medicaid plan": (plan("MEDICAID", "MEDICAID_PLAN"), {Route.HEARING}, True),
    "Medicaid of the state": (plan("MEDICAID", "MEDICAID_STATE"), {Route.LETTER}, False),
    "Medicare Advantage": (plan("MEDICARE", "MEDICARE_ADVANTAGE"), {Route.MEDICARE}, False),
    "Original Medicare": (plan("MEDICARE", "ORIGINAL_MEDICARE"), {Route.LETTER}, False),
    "TRICARE": (plan("MILITARY", "TRICARE"), {Route.LETTER}, False),
}


@pytest.mark.parametrize("name", EXTERNAL)
def test_who_reviews_outside_the_plan(name):
    facts, routes, is_sure = EXTERNAL[name]
    found = ways(facts, level="EXTERNAL", on=ON)
    assert {one.route for one in found} == routes
    assert all(one.is_sure for one in found) == is_sure


@pytest.mark.parametrize("name", EXTERNAL)
@pytest.mark.parametrize("level", ["INTERNAL", "SECOND"])
def test_the_plan_itself_looks_again_first(name, level):
    assert [one.route for one in ways(EXTERNAL[name][0], level=level, on=ON)] == [Route.PLAN]


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_each_state_has_its_own_record_and_an_unsure_one_is_not_called_sure(state):
    (way,) = ways(plan("JOB", "PRIVATE_EMPLOYER", "NO", state), level="EXTERNAL", on=ON)
    assert way.record is not None
    assert way.record.jurisdiction == state
    assert way.is_sure == way.record.is_printable


def test_a_reason_about_the_network_leads_to_the_clinical_question():
    found = points(
        plan("JOB", "PRIVATE_EMPLOYER", "YES"), reason="NETWORK", is_urgent=False, had_first_appeal=True
    )
    texts = [str(one.text) for one in found]
    assert any("can this care effectively be given in network?" in text for text in texts)
    assert any("medical judgment" in text for text in texts)
    assert all(
        one.record.needs_confirming for one in found if one.record and one.record.confidence != "verified"
    )


@pytest.mark.parametrize(("is_urgent", "expected"), [(True, 1), (False, 0)])
def test_both_at_once_only_when_waiting_is_dangerous(is_urgent, expected):
    found = points(
        plan("JOB", "PRIVATE_EMPLOYER", "YES"),
        reason="NECESSITY",
        is_urgent=is_urgent,
        had_first_appeal=False,
    )
    at_once = [one for one in found if one.record and one.record.id == "us-aca-external-simultaneous"]
    assert len(at_once) == expected


def test_where_no_record_holds_nothing_is_claimed():
    assert points(plan("MILITARY", "TRICARE"), reason="NETWORK", is_urgent=False, had_first_appeal=True) == ()
