"""Whose claim is it? A remittance tells name and numbers, no birth date: only what is certain fits."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.claims.statement import Statement
from requests_app.eobs.person import Known
from requests_app.eobs.remittance_matching import Fit, Request, fit, requests_of

BORN = date(1990, 3, 4)
ANA = Request(1, Known("Ana Sample", BORN, "SHP123456789"), frozenset({"PT-1001"}), frozenset({"CLM-9"}))
BEN = Request(2, Known("Ben Example", date(1985, 1, 2), "SHP555000111"))


def claim(
    name: str = "Ana Sample", member: str = "SHP123456789", account: str = "", number: str = ""
) -> Statement:
    return Statement(
        source="X12", patient_name=name, member_id=member, patient_account=account, claim_number=number
    )


# name, member number, account, claim number in the file -> the requests it fits
TABLE = [
    ("name and number", claim(), (1,)),
    ("last name first", claim("SAMPLE, ANA"), (1,)),
    ("a middle initial", claim("ANA M SAMPLE"), (1,)),
    ("the number with blanks and a dash", claim(member="SHP 123-456789"), (1,)),
    ("the number with the digits of a family member", claim(member="SHP12345678901"), (1,)),
    ("the other of two people", claim("Ben Example", "SHP555000111"), (2,)),
    ("the same name, another number", claim(member="SHP000000000"), None),
    ("the same number, another name", claim("Rita Sample"), None),
    ("the same number, a child", claim("Leo Sample"), None),
    ("the same number, no name", claim(""), None),
    ("a name alone", claim(member=""), None),
    ("a part of the number", claim(member="SHP1234"), None),
    ("a son of the same name and number", claim("Ana Sample JR"), None),
    ("a Spanish title in front", claim("Sra. Ana Sample"), (1,)),
    ("a generation written first", claim("SAMPLE III, ANA"), None),
    ("nothing at all", claim("", ""), None),
    ("no number, a known account", claim(member="", account="PT-1001"), (1,)),
    ("no number, a known account, written otherwise", claim(member="", account="pt1001"), (1,)),
    ("no number, a known claim", claim(member="", number="CLM9"), (1,)),
    ("a known account, another name", claim("Ben Example", "", account="PT-1001"), None),
    ("a known account, another number", claim(member="SHP999999999", account="PT-1001"), None),
    ("a known account, no name", claim("", "", account="PT-1001"), None),
    ("an account nobody knows", claim(member="", account="PT-9999"), None),
    ("a very short account", claim(member="", account="1"), None),
]


@pytest.mark.parametrize(("told", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_claim_fits_only_the_person_it_surely_is_of(told, expected):
    found = fit(told, requests_of([ANA, BEN]))

    assert (found.requests if found else None) == expected


def test_how_it_was_known_is_said():
    requests = requests_of([ANA])

    assert fit(claim(), requests) == Fit((1,))
    assert fit(claim(member="", account="PT-1001"), requests) == Fit((1,), is_by_number=True)


def test_several_requests_of_one_person_are_all_offered():
    again = Request(3, Known("Ana Sample", BORN, "SHP123456789"))

    found = fit(claim(), requests_of([ANA, again]))

    assert found is not None
    assert found.requests == (1, 3)


@pytest.mark.parametrize(
    "other",
    [
        Request(3, Known("Ana Sample", date(1960, 3, 4), "SHP123456789")),
        Request(3, Known("Ana Sample", None, "SHP123456789")),
        Request(3, Known("Ana Sample", BORN, "SHP12345678901")),
    ],
    ids=["another birth date", "no birth date", "another member of the family"],
)
def test_what_fits_two_people_fits_nobody(other):
    assert fit(claim(), requests_of([ANA, other])) is None


def test_requests_without_name_or_number_fit_nothing():
    empty = Request(4, Known())

    assert fit(claim("", ""), requests_of([empty])) is None
    assert fit(claim(), requests_of([empty])) is None
