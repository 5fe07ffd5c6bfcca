from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.casefile.schema import CaseFile
from requests_app.common.names import same_name
from requests_app.strength.same_story import differences
from requests_app.strength.same_text import amount_in, same_specialty, service_codes_in
from requests_app.strength.trials.clean import CONTROLS

CLEAN = CONTROLS["adult"]


def case_with(**changes: Any) -> CaseFile:
    """`letter`, `form` and `heard` change those papers and the call, anything else the part of that name."""
    data = deepcopy(CLEAN)
    data["stated_facts"][0] |= changes.pop("letter", {})
    data["stated_facts"][1] |= changes.pop("form", {})
    data["insurer_calls"][1]["answers"] |= changes.pop("heard", {})
    for name, value in changes.items():
        data[name] = value if isinstance(value, list) else data[name] | value
    return CaseFile.model_validate(data)


def pairs(case: CaseFile) -> list[tuple[str, str, str, str]]:
    return [(one.topic, one.source, one.ours, one.theirs) for one in differences(case)]


def test_papers_that_say_the_same_do_not_differ():
    assert differences(case_with()) == ()


@pytest.mark.parametrize(
    "letter",
    [
        {"diagnosis_codes": ["F332"]},
        {"service_codes": ["S9480", "0905", "90791"]},
        {"service_codes": ["S9480", "90791"]},
        {"provider_name": "EXAMPLE DESERT PROGRAM, LLC"},
        {"provider_name": "Example Desert"},
        {"specialty": "Psychiatrist"},
        {"specialty": "psychiatry and trauma therapy"},
        {"starts_on": None, "amount": None, "provider_npi": "", "waiting_harms": ""},
        {"waiting_harms": "UNSURE"},
    ],
)
def test_another_way_of_writing_is_no_difference(letter):
    assert differences(case_with(letter=letter)) == ()


def test_both_values_are_told_with_who_said_them():
    (found,) = differences(case_with(letter={"starts_on": "2026-12-14"}))

    assert (found.topic, found.source) == ("starts_on", "CLINICIAN")
    assert (found.ours, found.theirs) == ("2026-12-07", "2026-12-14")
    assert found.said_by == "Dr. Ana Example, MD"
    assert not found.is_settled


def test_what_only_the_other_paper_says_is_missing_here():
    (found,) = differences(
        case_with(letter={"specialty": "Psychiatry"}, care={"specialty": ""}, form={"specialty": ""})
    )

    assert found.is_missing_here
    assert found.theirs == "Psychiatry"


def test_a_letter_is_compared_with_all_codes_a_call_only_with_new_ones():
    fewer = case_with(letter={"service_codes": ["S9480"]}, heard={"service_codes": "S9480"})
    other = case_with(heard={"service_codes": "H0035"})

    assert pairs(fewer) == [("service_codes", "CLINICIAN", "0905 90791 S9480", "S9480")]
    assert pairs(other) == [("service_codes", "LOG", "0905 90791 S9480", "H0035")]


def test_codes_that_the_patient_read_out_are_not_the_providers():
    assert pairs(case_with(heard={"service_codes": "H0035", "codes_said_by": "PATIENT"})) == []


def test_what_was_not_understood_on_the_phone_is_not_compared():
    heard = {
        "npi": "they will look it up",
        "tax_id": "12",
        "amount": "12 to 16 visits",
        "service_codes": "IOP",
    }
    assert pairs(case_with(heard=heard)) == []


def test_the_last_call_with_the_provider_counts():
    calls = deepcopy(CLEAN["insurer_calls"])
    calls.append({**deepcopy(calls[1]), "called_on": "2026-11-16"})
    calls[1]["answers"]["npi"] = "2000004004"

    assert pairs(case_with(insurer_calls=calls)) == []


def test_a_settled_difference_is_owed_until_either_value_changes():
    settled = {
        "topic": "amount",
        "source": "CLINICIAN",
        "choice": "OURS",
        "ours": "36 DAYS",
        "theirs": "24 DAYS",
        "owed_by": "CLINICIAN",
    }
    (same,) = differences(case_with(letter={"amount": 24}, settlements=[settled]))
    (theirs,) = differences(case_with(letter={"amount": 30}, settlements=[settled]))
    (ours,) = differences(
        case_with(
            letter={"amount": 24},
            form={"amount": 12},
            care={"amount": 12},
            heard={"amount": ""},
            settlements=[settled],
        )
    )

    assert (same.is_settled, same.owed_by) == (True, "CLINICIAN")
    assert not theirs.is_settled
    assert not ours.is_settled
    assert same.version not in (theirs.version, ours.version)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        ("Dr. Ana Sample MD", "Ana Sample", True),
        ("Sample, Ana", "Dra. Ana M. Sample, Ph.D.", True),
        ("José Núñez", "Jose Nunez", True),
        ("Ana Sample", "Ana Example", False),
        ("Sample", "Ana Sample", False),
        ("Example Desert Program", "Placeholder Hills Hospital", False),
        ("Dr.", "MD", False),
        ("王小明", "王小明", True),
        ("王小明", "李小龙", False),
    ],
)
def test_names_are_compared_without_titles(ours, theirs, is_same):
    assert same_name(ours, theirs) is is_same


@pytest.mark.parametrize(
    ("ours", "theirs", "is_same"),
    [
        ("Psychology", "Psychologist", True),
        ("Hand surgery", "Surgery of the hand", True),
        ("Cardiology", "Dermatology", False),
        ("Pediatric rheumatology", "Rheumatology", True),
    ],
)
def test_specialties_are_compared_by_their_stems(ours, theirs, is_same):
    assert same_specialty(ours, theirs) is is_same


def test_codes_are_read_from_a_sentence():
    assert service_codes_in("S9480 and 90837-95, revenue code 0905, since 2026, about 12.") == [
        "S9480",
        "90837",
        "0905",
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("36 days", (36, "DAYS")),
        ("12 Visitas", (12, "VISITS")),
        ("28 sessions.", (28, "VISITS")),
        ("about 12 visits", None),
        ("12 to 16 visits", None),
        ("36", None),
        ("", None),
    ],
)
def test_an_amount_is_read_only_when_it_is_one_number_with_a_unit(text, amount):
    assert amount_in(text) == amount


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_any_two_texts_never_fails_and_goes_both_ways(ours, theirs):
    assert same_name(ours, theirs) == same_name(theirs, ours)
    assert same_specialty(ours, theirs) == same_specialty(theirs, ours)
    assert same_name(ours, ours)
    assert len(service_codes_in(ours)) == len(set(service_codes_in(ours)))
    amount_in(theirs)
