"""The insurers' own tests: each need is judged met, missing, or not about this request."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from requests_app.casefile.schema import CaseFile
from requests_app.knowledge.readiness_records import Need
from requests_app.knowledge.store import readiness
from requests_app.strength.facts import facts_of
from requests_app.strength.readiness import ASK, JUDGES, MET, MISSING, NOT_ABOUT, states
from requests_app.strength.trials.clean import CONTROLS, ON
from requests_app.strength.trials.flaw import flaw
from requests_app.strength.trials.offices import GROVE, VALLEY


def judged(need: Need, *changes: tuple[str, Any], control: str = "adult") -> set[str]:
    """The states of this need in a changed clean request, whosever test it is."""
    test = next(one for one in readiness().tests if one.needs == need)
    case = CaseFile.model_validate(flaw("x", "x", "x", *changes).applied_to(CONTROLS[control]))
    facts = facts_of(case, on=ON)
    facts = type(facts)(**{**_fields(facts), "readiness": (test,)})
    return {one.state for one in states(facts)}


def _fields(facts: Any) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in type(facts).__dataclass_fields__}


def test_every_need_of_the_library_has_a_judge():
    assert set(JUDGES) == set(Need)


@pytest.mark.parametrize(
    ("need", "changes", "state"),
    [
        (Need.THREE_CONTACTED, [], MET),
        (Need.THREE_CONTACTED, [("offices", [])], MISSING),
        (Need.OUTSIDE_LIMITS, [], MISSING),
        (Need.OUTSIDE_LIMITS, [(f"offices[{VALLEY}].first_open_on", "2027-01-11")], MET),
        (Need.OUTSIDE_LIMITS, [("offices", [])], MISSING),
        (Need.OUTSIDE_LIMITS, [("coverage.is_self_funded", "YES")], ASK),
        (Need.NUMBER_FIRST, [], MET),
        (Need.NUMBER_FIRST, [("tracks[0].reference", "")], MISSING),
        (Need.NUMBER_FIRST, [("insurer_calls[0].answers.needs_approval", "NO")], NOT_ABOUT),
        (Need.FACILITY_APART, [], ASK),
        (Need.FACILITY_APART, [("care.level_of_care", "VISIT")], NOT_ABOUT),
        (Need.FACILITY_APART, [("care.codes[2].code", "S9485")], MISSING),
        (Need.BEFORE_CARE, [], MET),
        (Need.BEFORE_CARE, [("care.timing", "OVER")], MISSING),
        (Need.BEFORE_CARE, [("care.timing", "")], NOT_ABOUT),
        (Need.PLAN_LIST_ASKED, [], MET),
        (Need.CLINICIAN_PAPERS, [], MET),
        (Need.CLINICIAN_PAPERS, [("stated_facts", [])], MISSING),
        (Need.PROVIDER_DETAILS, [], MET),
        (Need.PROVIDER_DETAILS, [("provider.tax_id", "")], MISSING),
        (Need.IN_NETWORK_LEVEL, [], MET),
        (Need.IN_PERSON, [], MET),
        (Need.IN_PERSON, [(f"offices[{GROVE}].visit_mode", "IN_PERSON")], NOT_ABOUT),
        (Need.IN_WRITING, [], NOT_ABOUT),
        (
            Need.IN_WRITING,
            [
                ("insurer_calls[2].kind", "CALL_4"),
                ("insurer_calls[2].answers", {"answer": "YES", "letter_sent": "YES"}),
            ],
            MET,
        ),
        (
            Need.IN_WRITING,
            [
                ("insurer_calls[2].kind", "CALL_4"),
                ("insurer_calls[2].answers", {"answer": "YES", "letter_sent": "NO"}),
            ],
            MISSING,
        ),
        (Need.RIGHT_DEPARTMENT, [], MET),
        (Need.RIGHT_DEPARTMENT, [("insurer_calls[0].answers.deciding_team", "")], MISSING),
        (Need.PERSON_REFERRED, [], ASK),
        (Need.PERSON_REFERRED, [("tracks[0].owner", "CLINICIAN")], MET),
        (Need.EARLY_NOTICE, [], NOT_ABOUT),
        (Need.EARLY_NOTICE, [("care.gap_reasons", ["CONTINUITY"])], MET),
        (
            Need.EARLY_NOTICE,
            [("care.gap_reasons", ["CONTINUITY"]), ("care.starts_on", "2026-06-01")],
            ASK,
        ),
        (Need.NONE_TRAINED, [(f"offices[{VALLEY}].first_open_on", "2027-01-11")], MET),
        (Need.NONE_TRAINED, [], MISSING),
    ],
)
def test_a_need_is_judged(need, changes, state):
    assert judged(need, *changes) == {state}


def test_who_may_start_asks_for_the_patient_or_the_provider():
    by_provider = [("tracks[1]", {"kind": "GAP", "owner": "PROVIDER"})]
    provider = next(one for one in readiness().tests if one.value == "PROVIDER")
    patient = next(one for one in readiness().tests if one.value == "PATIENT")

    assert judged_test(provider) == MISSING
    assert judged_test(provider, *by_provider) == MET
    assert judged_test(patient) == MET
    assert judged_test(patient, ("insurer_calls[0].made_by", "STAFF")) == MISSING


def judged_test(test: Any, *changes: tuple[str, Any]) -> str:
    case = CaseFile.model_validate(flaw("x", "x", "x", *changes).applied_to(CONTROLS["adult"]))
    facts = facts_of(case, on=ON)
    (found,) = states(type(facts)(**{**_fields(facts), "readiness": (test,)}))
    return found.state


def test_an_insurers_own_test_stands_for_the_general_one():
    case = CaseFile.model_validate(deepcopy(CONTROLS["spanish"]))
    tests = facts_of(case, on=date(2026, 11, 18)).readiness
    three = [one for one in tests if one.needs == Need.THREE_CONTACTED]

    assert [one.insurer for one in three] == ["cigna"]
