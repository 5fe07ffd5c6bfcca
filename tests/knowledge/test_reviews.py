from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.reviews import reviews_for
from tests.knowledge.plan_strategies import DAYS, plans

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("plan", "reviews"),
    [
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", "AZ"), {"az-external-review": True}),
        (PlanFacts("JOB", "PRIVATE_EMPLOYER", "YES", "AZ"), {"us-aca-external-window": True}),
        (
            PlanFacts("JOB", "PRIVATE_EMPLOYER", "", "AZ"),
            {"az-external-review": False, "us-aca-external-window": False},
        ),
        (PlanFacts("JOB", "FEDERAL_JOB", "", "AZ"), {"us-fehb-opm-review": True}),
        (PlanFacts("MEDICAID", "MEDICAID_PLAN", "", "AZ"), {"us-medicaid-fair-hearing": True}),
        (PlanFacts("MEDICARE", "MEDICARE_ADVANTAGE", "", "AZ"), {"us-ma-appeal-window": True}),
        (PlanFacts("MILITARY", "VA", "", "AZ"), {}),
    ],
)
def test_each_kind_of_plan_has_its_own_review(plan: PlanFacts, reviews: dict[str, bool]) -> None:
    assert {match.record.id: match.is_certain for match in reviews_for(plan, TODAY)} == reviews


@given(plans(), DAYS)
def test_the_process_of_another_state_is_never_named(plan: PlanFacts, day: date) -> None:
    for match in reviews_for(plan, day):
        assert match.record.jurisdiction in {"US", plan.plan_state}
