"""The letter in words: what is said, what is left out, and the clinician’s own words as they are."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from django.utils import translation

from requests_app.casefile import schema
from requests_app.letters.text import ATTESTED, URGENT, hash_of, letter_text, moment_text, signature_lines
from tests.factories.letters import ANSWERS


def case(**parts):
    return schema.CaseFile.model_validate(
        {
            "patient": {"first_name": "Ana", "last_name": "Sample", "birth_date": "1990-03-27"},
            "coverage": {"insurer": "Sample Health Plan", "member_id": "SHP123456789"},
            "provider": {"name": "Example Desert Program", "npi": "1234567893"},
            **parts,
        }
    )


def text(**changes):
    return letter_text(schema.ClinicianAnswers.model_validate({**ANSWERS, **changes}), case())


def test_the_letter_says_everything_a_reviewer_looks_for():
    assert text() == [
        "Patient: Ana Sample, born March 27, 1990. Plan: Sample Health Plan.",
        "Written by: Dana Example, MD. Psychiatry, licensed in Arizona, number 12345, NPI 1234567893.",
        "I support the request to cover the care below with an out-of-network provider: "
        "Example Desert Program, NPI 1234567893.",
        "Diagnosis: F33.2 (Major depressive disorder, recurrent severe without psychotic features). "
        "For how long: since March 2024.",
        "Services: H0015, 36 units; revenue code 0905.",
        "Level of care: Outpatient program. Specialty: Psychiatry. "
        "Dates: from December 7, 2026 to February 5, 2027. Amount: 36 days, 3 days a week.",
        "Clinical need: Two medicines and weekly visits did not help.",
        "Why the in-network options do not fit: The offices in the log have waits of two months.",
        "Why this provider: The program treats severe depression three days a week.",
        "What delay would do: She got worse in October.",
        f"{URGENT} Reason: She cannot work or eat regularly.",
        "For a peer-to-peer call: 602-555-0177. Best times: weekdays noon to 1 pm.",
        ATTESTED,
    ]


def test_the_member_number_and_the_patients_address_are_not_in_it():
    words = "\n".join(text())
    assert "SHP123456789" not in words
    assert "member" not in words.lower()


@pytest.mark.parametrize(
    ("empty", "words"),
    [
        ({"since": ""}, "For how long"),
        ({"why_not_network": ""}, "in-network options"),
        ({"why_provider": ""}, "Why this provider"),
        ({"delay": ""}, "What delay"),
        ({"is_urgent": False}, "In my judgment"),
        ({"phone": ""}, "peer-to-peer"),
        ({"level_of_care": ""}, "Level of care"),
        ({"level_of_care": "OTHER"}, "Level of care"),
        ({"amount": None, "frequency": ""}, "Amount"),
        ({"starts_on": None, "ends_on": None}, "Dates"),
    ],
)
def test_what_was_not_answered_is_left_out(empty, words):
    found = "\n".join(text(**empty))
    assert words not in found
    assert "None" not in found
    assert not any(line.endswith(": ") or ".." in line for line in found.splitlines())


def test_an_empty_letter_says_nothing_but_that_it_is_true():
    assert letter_text(schema.ClinicianAnswers(), schema.CaseFile()) == [ATTESTED]


def test_own_words_stand_as_they_were_typed_whatever_they_are():
    typed = "Línea uno <b>&amp;</b>\nline two “quoted” %(name)s {x}"
    assert f"Clinical need: {typed}" in text(need=typed)


def test_a_code_outside_the_list_has_the_clinicians_words_or_none():
    assert "Diagnosis: Z99.99 (as I call it)." in text(
        since="", diagnoses=[{"kind": "DIAGNOSIS", "code": "Z99.99", "own_words": "as I call it"}]
    )
    assert "Diagnosis: Z99.99." in text(since="", diagnoses=[{"kind": "DIAGNOSIS", "code": "Z99.99"}])


def test_one_visit_is_not_visits():
    assert "Amount: 1 visit." in text(
        amount=1,
        amount_unit="VISITS",
        frequency="",
        level_of_care="",
        care_specialty="",
        starts_on=None,
        ends_on=None,
    )


def test_it_is_english_whatever_the_page_speaks():
    here = text()
    with translation.override("es"):
        assert text() == here


def test_the_hash_is_of_the_paragraphs():
    assert hash_of(["a", "b"]) == hashlib.sha256(b"a\n\nb").hexdigest()


def signed(at):
    return schema.ClinicianLetter.model_validate(
        {
            "number": 1,
            "answers": ANSWERS,
            "sha256": "",
            "signed_name": "Dana Example",
            "signed_at": at,
        }
    )


def test_the_signature_has_credentials_and_the_time_here_and_in_utc():
    at = datetime(2026, 11, 22, 21, 14, tzinfo=UTC)
    assert signature_lines(signed(at), "America/Phoenix") == [
        "Dana Example, MD",
        "Psychiatry",
        "Licensed in Arizona, number 12345",
        "NPI 1234567893",
        "Signed electronically on November 22, 2026 at 2:14 pm MST (21:14 UTC)",
    ]


def test_another_day_in_utc_is_said():
    at = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
    assert (
        moment_text(at, "America/Phoenix") == "November 22, 2026 at 7:05 pm MST (November 23, 2026 02:05 UTC)"
    )
