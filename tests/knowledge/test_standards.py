from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.knowledge import library
from requests_app.knowledge.matching import applicable
from requests_app.knowledge.plans import PlanFacts, plan_types
from requests_app.knowledge.records import Confidence, Record
from requests_app.knowledge.standards import Standards, standards_for
from requests_app.knowledge.vocabulary import CARES, Fit, Kind, fit_of
from tests.knowledge.plan_strategies import DAYS, plans

TODAY = date(2026, 11, 22)


def job(state: str, network: str, level: str = "VISIT", *, funded: str = "NO") -> PlanFacts:
    return PlanFacts("JOB", "PRIVATE_EMPLOYER", funded, state, network, "BEHAVIORAL", level)


def records_in(found: Standards) -> list[Record]:
    limits = [limit.record for limit in (found.wait, found.distance) if limit is not None]
    return [*limits, *(match.record for match in found.others), *found.fallback]


@given(plans(), DAYS)
def test_no_rule_of_another_state_and_none_out_of_force_is_ever_given(plan: PlanFacts, day: date) -> None:
    for record in records_in(standards_for(plan, day)):
        assert record.jurisdiction in {"US", plan.plan_state}
        assert record.is_in_force(day)


@given(plans(st.sampled_from(["JOB", "SCHOOL"])), DAYS)
def test_state_law_is_never_cited_to_a_plan_that_surely_pays_for_itself(plan: PlanFacts, day: date) -> None:
    types = plan_types(plan)
    state_law = [record for record in records_in(standards_for(plan, day)) if record.jurisdiction != "US"]

    if "fully_insured" not in types.possible and "nyship" not in types.possible:
        assert state_law == []
    for record in state_law:
        assert types.fits(record.plan_types)


@given(plans(), DAYS)
def test_certain_means_in_every_case_that_is_still_open(plan: PlanFacts, day: date) -> None:
    found = standards_for(plan, day)
    for limit in (found.wait, found.distance):
        if limit is not None and limit.is_certain:
            assert plan_types(plan).surely_fits(limit.record.plan_types)
            assert not limit.record.area
            fit = fit_of(limit.record.care, care_kind=plan.care_kind, level_of_care=plan.level_of_care)
            assert fit == Fit.YES


@given(plans(), DAYS)
def test_a_rule_from_memory_is_never_the_main_one(plan: PlanFacts, day: date) -> None:
    found = standards_for(plan, day)
    for limit in (found.wait, found.distance):
        assert limit is None or limit.record.confidence != Confidence.RECALLED


@given(plans(), DAYS)
def test_a_limit_is_said_in_the_unit_of_its_record(plan: PlanFacts, day: date) -> None:
    wait = standards_for(plan, day).wait
    if wait is not None:
        assert (wait.days is None) != (wait.hours is None)
        assert (wait.unit == "business") == (wait.record.unit == "business_days")
        weeks = 7 if wait.record.unit == "weeks" else 1
        assert (wait.days or wait.hours) == wait.record.value * weeks


@given(plans(), DAYS)
def test_the_same_question_gets_the_same_answer(plan: PlanFacts, day: date) -> None:
    assert standards_for(plan, day) == standards_for(plan, day)


@given(plans(), DAYS)
def test_a_record_that_begins_or_ends_is_given_on_its_days_only(plan: PlanFacts, day: date) -> None:
    for kind in (Kind.WAIT_TIME, Kind.OON_RIGHT):
        given_ids = {match.record.id for match in applicable(plan, kind, on=day)}
        for record in library.records(kind=kind):
            if record.valid_from and day < record.valid_from:
                assert record.id not in given_ids


@pytest.mark.parametrize(
    ("plan", "wait", "days", "unit", "is_certain"),
    [
        (job("NY", "HMO"), "ny-wait-bh-initial", 10, "business", True),
        (job("IL", "PPO", "DAY_PROGRAM"), "il-wait-mh-initial", 10, "business", True),
        (job("WV", "EPO"), "wv-wait-bh", 10, "business", True),
        (job("TX", "HMO"), "tx-hmo-wait-routine-bh", 14, "calendar", True),
        (job("TX", "PPO"), None, None, None, None),
        (job("AZ", "HMO"), None, None, None, None),
        (job("NY", "HMO", "RESIDENTIAL"), None, None, None, None),
        # A rule about appointments is no sure rule about a bed, nor one about specialists about any care.
        (job("TX", "HMO", "RESIDENTIAL"), "tx-hmo-wait-routine-bh", 14, "calendar", False),
        (job("WV", "EPO", "RESIDENTIAL"), "wv-wait-bh", 10, "business", False),
        (
            PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "CA", "HMO", "OTHER", "VISIT"),
            "ca-wait-specialist",
            15,
            "business",
            False,
        ),
        (
            PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "CA", "HMO", "RARE", "VISIT"),
            "ca-wait-specialist",
            15,
            "business",
            True,
        ),
        (job("NY", "HMO", funded="YES"), None, None, None, None),
        (job("NY", "HMO", funded="UNSURE"), "ny-wait-bh-initial", 10, "business", False),
        (job("TX", ""), "tx-hmo-wait-routine-bh", 14, "calendar", False),
        (
            PlanFacts("MARKETPLACE", "ON_MARKETPLACE", "", "AZ", "HMO", "BEHAVIORAL", "VISIT"),
            "us-qhp-wait-behavioral",
            10,
            "business",
            True,
        ),
        (
            PlanFacts("MARKETPLACE", "ON_MARKETPLACE", "", "AZ", "HMO", "SURGERY", "SURGERY"),
            "us-qhp-wait-specialty",
            30,
            "business",
            True,
        ),
        (
            PlanFacts("MEDICAID", "MEDICAID_PLAN", "", "NM", "", "BEHAVIORAL", "VISIT"),
            "nm-medicaid-wait-bh",
            14,
            "calendar",
            True,
        ),
        (
            PlanFacts("MILITARY", "VA", "", "AZ", "", "BEHAVIORAL", "VISIT"),
            "us-va-wait-mental-health",
            20,
            "calendar",
            True,
        ),
        (PlanFacts("", "", "", "NY", "HMO", "BEHAVIORAL", "VISIT"), None, None, None, None),
    ],
)
def test_the_wait_that_counts(
    plan: PlanFacts, wait: str | None, days: int | None, unit: str | None, is_certain: bool | None
) -> None:
    found = standards_for(plan, TODAY).wait

    if wait is None:
        assert found is None
    else:
        assert found is not None
        assert (found.record.id, found.days, found.unit, found.is_certain) == (wait, days, unit, is_certain)


def test_the_widest_way_counts_where_the_county_is_not_known() -> None:
    found = standards_for(job("IL", "PPO"), TODAY)

    assert found.distance is not None
    assert (found.distance.miles, found.distance.minutes, found.distance.is_certain) == (60, 60, False)
    assert "il-travel-mh-metro" in {match.record.id for match in found.others}


def test_a_table_by_county_gives_its_widest_way_and_is_not_certain() -> None:
    found = standards_for(job("NV", "HMO"), TODAY).distance

    assert found is not None
    assert (found.miles, found.minutes, found.is_certain) == (100, 110, False)


def test_a_federal_rule_of_tomorrow_waits_for_its_day() -> None:
    plan = PlanFacts("MEDICAID", "MEDICAID_PLAN", "", "OH", "", "BEHAVIORAL", "VISIT")
    first = date(2027, 7, 9)

    assert standards_for(plan, first - timedelta(days=1)).wait is None
    began = standards_for(plan, first).wait
    assert began is not None
    assert began.record.id == "us-medicaid-wait-bh"
    assert not began.record.is_printable  # the plan’s contract period may start later


def test_a_self_funded_plan_gets_the_federal_rules_to_lean_on() -> None:
    found = standards_for(job("NY", "PPO", funded="YES"), TODAY)

    assert (found.wait, found.distance) == (None, None)
    assert found.fallback[0].id == "us-mhpaea-core"
    assert all(record.jurisdiction == "US" for record in found.fallback)


def test_parity_is_not_offered_for_care_it_is_not_about() -> None:
    plan = PlanFacts("JOB", "PRIVATE_EMPLOYER", "YES", "NY", "PPO", "SURGERY", "SURGERY")
    assert standards_for(plan, TODAY).fallback == ()


def test_every_kind_of_care_in_the_records_is_placed() -> None:
    used = {record.care for record in library.all_records() if record.kind in {"wait_time", "travel"}}
    assert used <= CARES.keys()


def test_a_look_up_takes_milliseconds() -> None:
    plan = PlanFacts("", "", "", "CA")
    standards_for(plan, TODAY)
    began = time.process_time()
    for _turn in range(50):
        standards_for(plan, TODAY)
    assert (time.process_time() - began) / 50 < 0.02


def test_parity_names_the_plans_that_are_exempt_wherever_it_is_printed() -> None:
    """Nobody tells us how many people an employer has, so the rule itself must say whom it does not bind."""
    text = library.record("us-mhpaea-core").text
    assert "50 or fewer employees" in text.en
    assert "50 empleados o menos" in text.es
