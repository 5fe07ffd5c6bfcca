from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given

from requests_app.knowledge.plan_kinds import all_plans, named_plan, named_plan_of
from requests_app.knowledge.plans import PlanFacts, plan_facts_of, plan_types
from requests_app.knowledge.vocabulary import PLAN_TYPES
from tests.knowledge.plan_strategies import plans


@given(plans())
def test_every_plan_is_described_in_the_words_of_the_records(plan: PlanFacts) -> None:
    types = plan_types(plan)

    assert types.possible <= PLAN_TYPES
    assert types.certain <= types.possible
    assert "all" in types.certain


@given(plans())
def test_knowing_less_never_rules_anything_out(plan: PlanFacts) -> None:
    less = PlanFacts(plan.source, "", "", plan.plan_state, "")

    assert plan_types(plan).possible <= plan_types(less).possible


@pytest.mark.parametrize(
    ("plan", "certain", "not_possible"),
    [
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "YES", "AZ"), "erisa_self_funded", "fully_insured"),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ", "HMO"), "fully_insured_hmo", "erisa_self_funded"),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ", "PPO"), "fully_insured_ppo", "fully_insured_hmo"),
        (PlanFacts("JOB", "FEDERAL_JOB", "NO", "AZ"), "fehb", "fully_insured"),
        (PlanFacts("JOB", "STATE_LOCAL_JOB", "YES", "AZ"), "nonfederal_self_funded", "erisa_self_funded"),
        (PlanFacts("JOB", "CHURCH_JOB", "YES", "AZ"), "church_self_funded", "erisa_self_funded"),
        (PlanFacts("MARKETPLACE", "ON_MARKETPLACE", "", "AZ"), "individual_ffe", "individual_sbe"),
        (PlanFacts("MARKETPLACE", "ON_MARKETPLACE", "", "CA"), "individual_sbe", "individual_ffe"),
        (PlanFacts("MARKETPLACE", "OFF_MARKETPLACE", "", "AZ"), "fully_insured", "individual_on_exchange"),
        (PlanFacts("SCHOOL", "", "YES", "AZ"), "student_self_funded", "fully_insured"),
        (PlanFacts("SCHOOL", "", "NO", "AZ"), "student_insured", "student_self_funded"),
        (PlanFacts("MEDICAID", "MEDICAID_STATE"), "medicaid_ffs", "medicaid_mco"),
        (PlanFacts("MEDICARE", "MEDICARE_ADVANTAGE"), "medicare_advantage", "original_medicare"),
        (PlanFacts("MILITARY", "VA"), "va", "tricare"),
    ],
)
def test_what_is_known_decides(plan: PlanFacts, certain: str, not_possible: str) -> None:
    types = plan_types(plan)

    assert certain in types.certain
    assert not_possible not in types.possible


def test_a_rule_for_both_kinds_of_funding_is_certain_before_the_funding_is_known() -> None:
    types = plan_types(PlanFacts("JOB", "PRIVATE_EMPLOYER", "UNSURE", "AZ"))

    assert types.surely_fits(("erisa_self_funded", "group_fully_insured"))
    assert not types.surely_fits(("erisa_self_funded",))
    assert types.fits(("fully_insured",))


def test_rows_and_parts_of_a_case_file_give_the_same_facts() -> None:
    coverage = SimpleNamespace(
        source="JOB", source_detail="FEDERAL_JOB", is_self_funded="", plan_state="AZ", plan_kind="PPO"
    )
    care = SimpleNamespace(kind="BEHAVIORAL", level_of_care="VISIT")

    assert plan_facts_of(coverage, care) == PlanFacts(
        "JOB", "FEDERAL_JOB", "", "AZ", "PPO", "BEHAVIORAL", "VISIT"
    )


def test_every_plan_in_an_address_is_read_back() -> None:
    plans_named = all_plans()

    assert [named_plan(plan.slug) for plan in plans_named] == list(plans_named)
    assert len({plan.slug for plan in plans_named}) == len(plans_named)


@pytest.mark.parametrize("slug", ["", "va-insured", "job-paid-by-nobody", "-insured", "medicaid"])
def test_an_address_nobody_makes_names_no_plan(slug: str) -> None:
    assert named_plan(slug) is None


@pytest.mark.parametrize(
    ("plan", "slug"),
    [
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "YES", "AZ"), "job-self-funded"),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "UNSURE", "AZ"), "job"),
        (PlanFacts("SCHOOL", "", "NO", "AZ"), "school-insured"),
        (PlanFacts("MILITARY", "VA", "YES", "AZ"), "va"),
        (PlanFacts("JOB", "", "YES", "AZ"), None),
        (PlanFacts(), None),
    ],
)
def test_the_plan_of_a_case_has_an_address_when_its_kind_is_known(plan: PlanFacts, slug: str | None) -> None:
    named = named_plan_of(plan)
    assert (named.slug if named else None) == slug
