from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.knowledge.insurer_names import is_named, same_company, states_in, words_of
from requests_app.knowledge.readiness import insurer_of


def company(typed: str) -> str:
    found = insurer_of(typed)
    return found.id if found else ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("UnitedHealthcare", "unitedhealthcare"),
        ("united health care", "unitedhealthcare"),
        ("United Healthcare of Arizona, Inc.", "unitedhealthcare"),
        ("UNITEDHEALTHCARE CHOICE PLUS (PPO)", "unitedhealthcare"),
        ("UHC", "unitedhealthcare"),
        ("Optum", "unitedhealthcare"),
        ("Cigna/Evernorth", "cigna"),
        ("Cigna Health and Life Insurance Company", "cigna"),
        ("Aetna Better Health of Arizona", "aetna"),
        ("Blue Cross and Blue Shield of Oklahoma", "bcbs-oklahoma"),
        ("BlueCross BlueShield of Oklahoma (PPO)", "bcbs-oklahoma"),
        ("BCBS OK", "bcbs-oklahoma"),
        ("Kaiser Permanente Northwest", "kaiser"),
        ("Ambetter from Arizona Complete Health", "ambetter"),
    ],
)
def test_a_company_is_known_by_the_names_people_type(typed, meant):
    assert company(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "1199SEIU United Healthcare Workers East",
        "United Healthcare Workers",
        "United Concordia",
        "OptumRx",
        "Optum Bank",
        "Signa",
        "Aetnaville Mutual",
        "Not Aetna",
        "Blue Cross Blue Shield of Arizona",
        "Blue Cross Blue Shield",
        "Blue Cross Blue Shield of Texas",
        "Kaiser Aluminum",
        "Example Health of Arizona",
        "",
        "!!!",
    ],
)
def test_another_company_is_never_taken_for_one_we_know(typed):
    assert company(typed) == ""


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("Example Health of Arizona", {"AZ"}),
        ("Example Health of New York, Inc.", {"NY"}),
        ("Example Health of Washington, District of Columbia", {"WA", "DC"}),
        ("Example Health OK", {"OK"}),
        ("OK Health", set()),
        ("Example in or me", {"ME"}),
        ("Example Health", set()),
    ],
)
def test_the_state_in_a_name_is_read(typed, states):
    assert states_in(typed) == states


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Example Health", "example health plan of Arizona", True),
        ("Example Health Plan, Inc.", "Example Health", True),
        ("Example Health", "Example Dental", False),
        ("Example Health", "", False),
        ("", "", False),
        ("Health", "Health Net", False),
    ],
)
def test_two_typed_names_mean_one_company(one, other, is_same):
    assert same_company(one, other) is is_same
    assert same_company(other, one) is is_same


@given(st.text(max_size=120))
def test_no_name_breaks_the_reading(typed):
    company(typed)
    states_in(typed)
    assert is_named(typed, [typed]) is bool(words_of(typed))
