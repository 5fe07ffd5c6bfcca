"""What is told beside the boxes is what would be told after signing; and what a letter starts from."""

from __future__ import annotations

import pytest

from requests_app.casefile import schema
from requests_app.clinicians.mismatches import ANSWERS_OF, PAGE_OF, notes, taken
from requests_app.clinicians.prefill import prefilled
from requests_app.letters.signing import stated_facts
from requests_app.strength.same_story import differences

CASE = {
    "care": {
        "codes": [
            {"kind": "DIAGNOSIS", "code": "F33.2", "added_by": "STAFF"},
            {"kind": "SERVICE", "code": "H0015", "units": 36, "own_words": "program day"},
            {"kind": "REVENUE", "code": "0905"},
        ],
        "starts_on": "2026-12-07",
        "ends_on": "2027-02-05",
        "amount": 36,
        "amount_unit": "DAYS",
        "level_of_care": "OUTPATIENT_PROGRAM",
        "specialty": "Psychiatry",
        "clinician_says_waiting_harms": "NO",
    },
    "provider": {
        "name": "Ana Sample, MD",
        "credentials": "MD",
        "specialty": "Psychiatry",
        "npi": "1234567893",
        "phone": "480-555-0155",
        "tax_id": "12-3456789",
    },
    "coverage": {"member_id": "SHP123456789"},
    "patient": {"phone": "602-555-0142", "first_name": "Luz"},
}
OTHER = {
    "diagnosis_codes": {"diagnoses": [{"kind": "DIAGNOSIS", "code": "F43.12"}]},
    "service_codes": {"services": [{"kind": "SERVICE", "code": "90837"}]},
    "level_of_care": {"level_of_care": "RESIDENTIAL"},
    "specialty": {"care_specialty": "Dermatology"},
    "starts_on": {"starts_on": "2027-01-04"},
    "ends_on": {"ends_on": "2027-03-05"},
    "amount": {"amount": 24},
    "urgency": {"is_urgent": True, "urgent_reason": "It would."},
}


def file(**changes):
    data = {**CASE, **{part: {**CASE[part], **values} for part, values in changes.items()}}
    return schema.CaseFile.model_validate(data)


def written(**changes):
    start = prefilled(file(), clinician_name="Dana Example").model_dump(mode="json")
    return schema.ClinicianAnswers.model_validate({**start, **changes})


def test_what_was_only_confirmed_differs_in_nothing():
    assert notes(written(), file()) == []


@pytest.mark.parametrize("topic", PAGE_OF)
def test_each_answer_that_differs_is_told_on_its_page(topic):
    (note,) = notes(written(**OTHER[topic]), file())
    assert (note.topic, note.page) == (topic, PAGE_OF[topic])
    assert note.can_take == (topic in ANSWERS_OF)


@pytest.mark.parametrize("topic", PAGE_OF)
def test_the_same_is_told_after_signing(topic):
    answers = written(**OTHER[topic])
    stated = {"source": "CLINICIAN", **stated_facts(answers, file())}
    case = file().model_copy(update={"stated_facts": [schema.StatedFacts.model_validate(stated)]})
    assert [one.topic for one in differences(case)] == [topic]


@pytest.mark.parametrize("topic", ANSWERS_OF)
def test_with_the_requests_value_nothing_differs_any_more(topic):
    answers = written(**OTHER[topic])
    settled = schema.ClinicianAnswers.model_validate(answers.model_dump() | taken(answers, file(), topic))
    assert notes(settled, file()) == []


def test_what_only_the_letter_says_is_no_difference():
    bare = file(care={"starts_on": None, "codes": [], "specialty": ""})
    assert notes(written(), bare) == []


def test_a_request_in_a_hurry_tells_a_letter_that_says_nothing_of_it():
    hurried = file(care={"clinician_says_waiting_harms": "YES"})
    assert [note.topic for note in notes(written(), hurried)] == ["urgency"]
    assert notes(written(is_urgent=True, urgent_reason="It would."), hurried) == []


def test_a_letter_starts_from_the_request_and_says_nothing_for_the_clinician():
    found = prefilled(file(), clinician_name="Dana Example")
    assert [one.code for one in found.diagnoses] == ["F33.2"]
    assert [(one.code, one.units, one.own_words) for one in found.services] == [
        ("H0015", 36, "program day"),
        ("0905", None, ""),
    ]
    assert (found.amount, found.amount_unit, found.level_of_care) == (36, "DAYS", "OUTPATIENT_PROGRAM")
    own_words = (found.need, found.why_not_network, found.why_provider, found.delay, found.urgent_reason)
    assert (*own_words, found.is_urgent) == ("", "", "", "", "", False)


def test_numbers_of_the_provider_are_the_clinicians_only_when_both_are_one_person():
    other = prefilled(file(), clinician_name="Dana Example")
    assert (other.name, other.npi, other.phone, other.credentials) == ("Dana Example", "", "", "")
    same = prefilled(file(), clinician_name="Dr. Ana Sample")
    assert (same.name, same.npi, same.phone, same.credentials) == (
        "Dr. Ana Sample",
        "1234567893",
        "480-555-0155",
        "MD",
    )


def test_nothing_private_that_the_letter_does_not_need_is_filled_in():
    text = prefilled(file(), clinician_name="Dr. Ana Sample").model_dump_json()
    assert [one for one in ("SHP123456789", "602-555-0142", "12-3456789") if one in text] == []
