"""A claim as it comes down from a plan again and again: paid, the same, taken back, made again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from requests_app.claims.readers import fhir
from requests_app.eobs import services
from requests_app.models import Case, ExplanationOfBenefits, UnitsUsed
from tests.claims.fhir import making as plan
from tests.factories.bills import NOW, make_approval
from tests.factories.cases import make_case
from tests.factories.people import actor_for

DAY = {"start": "2026-11-10", "end": "2026-11-10"}


@pytest.fixture
def case(db) -> Case:
    case = make_case()
    make_approval(case)
    return case


def downloaded(case, number, **more):
    """Two units of what was approved, read from the plan's file and added."""
    told = plan.amounts(submitted=500, eligible=350, copay=30, benefit=320, memberliability=30)
    line = plan.line(1, "H0015", *told, servicedDate=DAY["start"], quantity={"value": 2})
    found = fhir.read(plan.as_bytes(plan.eob(number, line, kind="outpatient", billablePeriod=DAY, **more)))
    by = actor_for(case.opened_by)
    (kept,) = services.save_statements(
        case=case, statements=found.statements, source="FHIR", confirmed=(0,), by=by, at=NOW
    )
    return kept.fate.value


def state(case):
    """Which claims count, and how many units of the approval they used."""
    current = ExplanationOfBenefits.objects.filter(case=case, replaced_at=None, removed_at=None)
    used = UnitsUsed.objects.filter(case=case, removed_at=None).values_list("units", flat=True)
    return sorted(current.values_list("claim_number", "status")), sum(used, Decimal(0))


def test_taken_back_and_made_again_under_a_new_number(case):
    assert downloaded(case, "CL-1") == "NEW"
    assert state(case) == ([("CL-1", "PROCESSED")], 2)

    assert downloaded(case, "CL-1") == "SAME"
    assert downloaded(case, "CL-1", status="cancelled") == "CORRECTS"
    assert state(case) == ([("CL-1", "REVERSED")], 0)

    relationship = plan.concept(f"{plan.THO}/ex-relatedclaimrelationship", "prior")
    related = [{"relationship": relationship, "reference": {"value": "CL-1"}}]
    assert downloaded(case, "CL-2", related=related) == "CORRECTS"
    assert state(case) == ([("CL-2", "PROCESSED")], 2)
    assert ExplanationOfBenefits.objects.filter(case=case).count() == 3, "nothing of its history is lost"
