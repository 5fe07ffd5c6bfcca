from __future__ import annotations

import pytest

from requests_app.common.codes import ServiceCodeKind, clean_service_code
from requests_app.knowledge.codes import code_record, code_suggestions
from requests_app.knowledge.plans import PlanFacts
from requests_app.models.care import CareKind, LevelOfCare

JOB = PlanFacts(source="JOB", detail="PRIVATE_EMPLOYER", is_self_funded="YES")
MEDICARE = PlanFacts(source="MEDICARE", detail="MEDICARE_ADVANTAGE")


def codes(level: str, kind: str = CareKind.BEHAVIORAL, plan: PlanFacts | None = JOB) -> list[str]:
    return [found.code for found in code_suggestions(level, kind, plan)]


@pytest.mark.parametrize(
    ("level", "some", "none_of"),
    [
        (LevelOfCare.VISIT, {"90791", "90837"}, {"H0015", "0905"}),
        (LevelOfCare.OUTPATIENT_PROGRAM, {"H0015", "S9480", "0905", "0906"}, {"H0035", "90837"}),
        (LevelOfCare.DAY_PROGRAM, {"H0035", "S0201", "0912", "0913"}, {"H0015", "0905"}),
        (LevelOfCare.RESIDENTIAL, {"H0017", "H0018", "H0019", "1001", "1002"}, {"H0035"}),
    ],
)
def test_a_level_of_care_suggests_its_codes(level, some, none_of):
    assert some <= set(codes(level))
    assert not none_of & set(codes(level))


@pytest.mark.parametrize("level", ["", LevelOfCare.SURGERY, LevelOfCare.OTHER, "SOMETHING"])
def test_where_the_records_know_too_little_nothing_is_suggested(level):
    assert codes(level) == []


@pytest.mark.parametrize("kind", [one for one in CareKind.values if one != "BEHAVIORAL"] + [""])
def test_codes_of_behavioral_care_are_not_suggested_for_other_care(kind):
    assert codes(LevelOfCare.OUTPATIENT_PROGRAM, kind) == []


def test_codes_that_medicare_does_not_pay_are_not_suggested_to_its_plans():
    found = codes(LevelOfCare.OUTPATIENT_PROGRAM, plan=MEDICARE)

    assert not [code for code in found if code[0] in "HST"]


def test_every_suggestion_has_our_words_a_unit_a_source_and_a_shape_that_the_form_takes():
    for level in LevelOfCare.values:
        for found in code_suggestions(level, CareKind.BEHAVIORAL):
            assert found.record.text.en
            assert found.record.source
            assert str(found.unit) or found.kind == "REVENUE"
            read = clean_service_code(found.code)
            assert (read.kind == ServiceCodeKind.REVENUE) == (found.kind == "REVENUE")


def test_a_code_we_know_is_found_and_another_is_not():
    record = code_record("S9480")

    assert record is not None
    assert "intensive outpatient" in record.text.en
    assert code_record("99999") is None
