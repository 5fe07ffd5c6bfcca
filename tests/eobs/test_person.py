from __future__ import annotations

from datetime import date

import pytest

from requests_app.eobs.person import Known, Likeness, Whose, likeness, same_member, whose
from tests.eobs.claims import claim

ANA = Known("Ana Sample", date(1990, 3, 27), "SHP123456789")
OTHER_DAY = date(2015, 6, 1)
ABSENT = {"patient_name": "", "patient_born_on": None, "member_id": ""}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # two agree, none disagrees
        ({}, Whose.MINE),
        ({"member_id": ""}, Whose.MINE),
        ({"patient_born_on": None}, Whose.MINE),
        ({"patient_name": "SAMPLE, ANA MARIA"}, Whose.MINE),
        ({"member_id": "OLD-CARD-1"}, Whose.MINE),
        ({"member_id": "SHP12345678901"}, Whose.MINE),
        # one thing alone is not enough
        ({"patient_born_on": None, "member_id": ""}, Whose.UNSURE),
        ({"patient_born_on": None, "member_id": "ZZZ"}, Whose.UNSURE),
        ({"patient_name": "", "patient_born_on": None}, Whose.UNSURE),
        ({"patient_name": "", "member_id": ""}, Whose.UNSURE),
        # a twin has the birth date and the member number
        ({"patient_name": ""}, Whose.UNSURE),
        ({"patient_name": "Amy Sample"}, Whose.UNSURE),
        (ABSENT, Whose.UNSURE),
        # an initial, a married name
        ({"patient_name": "A Sample"}, Whose.UNSURE),
        ({"patient_name": "Ana Example"}, Whose.UNSURE),
        # somebody else
        ({"patient_born_on": OTHER_DAY}, Whose.ANOTHER),
        ({"patient_name": "", "patient_born_on": OTHER_DAY}, Whose.ANOTHER),
        ({"patient_name": "Ben Sample"}, Whose.ANOTHER),
        ({"patient_name": "Ben Sample", "patient_born_on": None}, Whose.ANOTHER),
        ({"patient_name": "Ben Example"}, Whose.ANOTHER),
        ({"patient_name": "A Sample", "patient_born_on": None, "member_id": ""}, Whose.ANOTHER),
    ],
)
def test_whose_a_claim_is(told, expected):
    assert whose(ANA, claim(**told)) is expected


@pytest.mark.parametrize("missing", ["name", "born_on", "member_id"])
def test_what_the_case_does_not_know_makes_nothing_sure_that_was_not(missing):
    known = Known(**{**ANA.__dict__, missing: None if missing == "born_on" else ""})

    assert whose(known, claim(patient_born_on=OTHER_DAY)) is not Whose.MINE or missing == "born_on"
    assert whose(known, claim(patient_name="Ben Other")) is not Whose.MINE


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Ana Sample", "SAMPLE ANA", Likeness.SAME),
        ("Ana Sample", "Sample, Ana M.", Likeness.SAME),
        ("Ana María Peña Sample", "ANA PENA SAMPLE", Likeness.SAME),
        ("Ana Sample", "Anna Sample", Likeness.NEAR),
        # Father and son share name and number: an initial tells them apart, or leaves it open.
        ("John A Sample", "SAMPLE, JOHN B.", Likeness.NEAR),
        ("John A. Sample", "SAMPLE, JOHN A", Likeness.SAME),
        ("John Sample", "SAMPLE, JOHN B", Likeness.SAME),
        ("John Adam Sample", "SAMPLE, JOHN A", Likeness.SAME),
        ("John Adam Sample", "SAMPLE, JOHN B", Likeness.NEAR),
        ("J Sample", "K Sample", Likeness.NEAR),
        # Last names that look like the letters after a name; titles of one person.
        ("Wei Ma", "Wei Do", Likeness.NEAR),
        ("Wei Ma", "MA, WEI", Likeness.SAME),
        ("Mrs. Ana Sample", "Ana Maria Sample", Likeness.SAME),
        # Letters that cannot be compared say nothing, so the person is asked.
        ("李伟", "LI WEI", Likeness.UNTOLD),
        ("李伟", "李伟", Likeness.SAME),
        ("李伟", "李强", Likeness.OTHER),
        ("Ñ Sample", "N SAMPLE", Likeness.SAME),
        ("Ana Sample", "Bo Sample", Likeness.OTHER),
        ("Ana Sample", "", Likeness.UNTOLD),
    ],
)
def test_likeness_of_names(ours, theirs, expected):
    assert likeness(ours, theirs) is expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("SHP123456789", "shp-123 456 789", True),
        ("SHP123456789", "SHP12345678901", True),
        ("SHP123456789", "SHP123456780", False),
        ("AB1", "AB123", False),
        ("", "SHP1", None),
    ],
)
def test_member_numbers(ours, theirs, expected):
    assert same_member(ours, theirs) is expected
