"""Papers and the clinician’s letters in a case file: what is written and read, what an import leaves out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from requests_app.casefile import labels, schema
from requests_app.casefile.differences import differences
from requests_app.casefile.export import case_file, file_text
from requests_app.casefile.importer import import_case
from requests_app.casefile.order import in_order
from requests_app.casefile.reader import CaseFileRefused, read_case_file
from requests_app.common.actor import job
from requests_app.models import ClinicianLetter, ClinicianRequest, Document
from tests.factories.people import make_facility, make_user

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HEAD = {"format": "sca-portal-case", "version": 3}
HASH = "ab" * 32


def paper(**fields):
    return {"kind": "REFERRAL", "received_at": "2026-11-02T18:00:00Z", "sha256": HASH, **fields}


def letter(answers=None, **fields):
    return {
        "number": 1,
        "answers": {"name": "Ana Sample", "credentials": "MD", "npi": "1234567893", **(answers or {})},
        "text": ["I treat Maya Sample.", "Diagnosis: F33.2."],
        "sha256": HASH,
        "signed_name": "Ana Sample",
        "signed_at": "2026-11-20T18:00:00Z",
        **fields,
    }


def code(**fields):
    return {"kind": "SERVICE", "code": "H0015", **fields}


FAULTS = {
    "kind of paper": ({"papers": [paper(kind="PHOTO")]}, "$.papers[0].kind", "REFERRAL"),
    "no pages": ({"papers": [paper(pages=0)]}, "$.papers[0].pages", "1"),
    "signed tomorrow": (
        {"letters": [letter(signed_at="2026-11-24T18:00:00Z")]},
        "$.letters[0].signed_at",
        "in the past",
    ),
    "ends before it starts": (
        {"letters": [letter({"starts_on": "2026-12-07", "ends_on": "2026-12-06"})]},
        "$.letters[0].answers.ends_on",
        "starts_on",
    ),
    "amount of nothing": ({"letters": [letter({"amount": 3})]}, "$.letters[0].answers.amount_unit", "VISITS"),
    "code not as it is kept": (
        {"letters": [letter({"services": [code(code="0905")]})]},
        "$.letters[0].answers.services[0].code",
        "5 letters",
    ),
    "modifier of a diagnosis": (
        {"letters": [letter({"diagnoses": [code(kind="DIAGNOSIS", code="F33.2", modifier="HQ")]})]},
        "$.letters[0].answers.diagnoses[0].modifier",
        "service codes only",
    ),
}


@pytest.mark.parametrize(("data", "path", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(data, path, words):
    with pytest.raises(CaseFileRefused) as refusal:
        read_case_file(json.dumps({**HEAD, **data}), today=TODAY)
    ((found, text),) = refusal.value.faults
    assert found == path
    assert words in text


def test_a_file_with_both_can_be_read_again():
    data = {**HEAD, "papers": [paper(title="From Dr. Sample")], "letters": [letter({"diagnoses": []})]}
    file = in_order(read_case_file(json.dumps(data), today=TODAY))
    assert read_case_file(file_text(file), today=TODAY) == file


def test_papers_keep_their_order_and_the_newest_signature_comes_last():
    file = schema.CaseFile.model_validate(
        {
            "papers": [paper(title="b"), paper(title="a")],
            "letters": [
                letter(signed_name="New"),
                letter(signed_name="Old", signed_at="2026-11-01T18:00:00Z"),
            ],
        }
    )
    found = in_order(file)
    assert [one.title for one in found.papers] == ["b", "a"]
    assert [one.signed_name for one in found.letters] == ["Old", "New"]


def told(before, after):
    files = [schema.CaseFile.model_validate({**HEAD, **data}) for data in (before, after)]
    return [(one.path, one.kind, one.item) for one in differences(*files)]


def test_a_paper_is_told_by_its_name_or_by_what_it_is():
    before = {"papers": [paper()]}
    after = {
        "papers": [paper(in_packet=True, page_keys=["new"]), paper(sha256="cd" * 32, title="From school")]
    }
    assert told(before, after) == [
        ("papers.in_packet", "changed", "REFERRAL"),
        ("papers", "added", "From school"),
    ]
    assert labels.item_text("papers", "REFERRAL") == "A referral"
    assert labels.item_text("papers", "From school") == "From school"


def test_a_letter_is_told_as_one_thing():
    assert told({}, {"letters": [letter()]}) == [("letters", "added", "")]
    assert told({"letters": [letter()]}, {"letters": [letter(number=2)]}) == [("letters", "changed", "")]


@pytest.fixture
def stored(db):
    facility, owner = make_facility(), make_user()
    data = {**HEAD, "papers": [paper()], "letters": [letter()]}
    by = job("test", scope=frozenset({facility.pk}))
    file = read_case_file(json.dumps(data), today=TODAY)
    return import_case(file, organization=facility, user=owner, by=by, at=NOW)


def test_papers_and_letters_are_not_imported(stored):
    assert not Document.objects.exists()
    assert not ClinicianLetter.objects.exists()
    found = case_file(stored)
    assert (found.papers, found.letters) == ([], [])


def asked(case, **fields):
    return ClinicianRequest.objects.create(
        organization_id=case.organization_id,
        case=case,
        clinician_name="Ana Sample",
        way="PAPER",
        asked_by=case.opened_by,
        asked_at=NOW,
        **fields,
    )


def written(request, number, state="SIGNED", **fields):
    answers = {"name": "Ana Sample", "diagnoses": [{"kind": "DIAGNOSIS", "code": "F33.2"}]}
    signed = {"signed_name": "Ana Sample", "signed_at": NOW + timedelta(minutes=number)}
    return ClinicianLetter.objects.create(
        organization_id=request.organization_id,
        case=request.case,
        request=request,
        number=number,
        state=state,
        answers=answers,
        text=[f"Version {number}"],
        text_sha256=HASH,
        saved_at=NOW,
        **(signed if state == "SIGNED" else {}),
        **fields,
    )


def test_the_newest_signed_version_of_each_clinician_is_exported(stored):
    first, second = asked(stored), asked(stored)
    written(first, 1)
    written(second, 1)
    written(first, 2)
    written(first, 3, state="DRAFT")
    found = case_file(stored).letters
    assert [one.text for one in found] == [["Version 1"], ["Version 2"]]
    assert found[0].answers.diagnoses[0].code == "F33.2"
    assert {one.sha256 for one in found} == {HASH}


def test_a_letter_of_a_request_that_was_taken_back_is_left_out(stored):
    written(asked(stored, revoked_at=NOW), 1)
    assert case_file(stored).letters == []


def test_an_uploaded_letter_carries_the_hash_of_its_paper(stored):
    request = asked(stored)
    document = Document.objects.create(
        organization_id=stored.organization_id,
        case=stored,
        kind="CLINICIAN_LETTER",
        media_type="application/pdf",
        byte_size=10,
        sha256="cd" * 32,
        file_key="documents/a",
        pages=2,
        page_keys=["documents/a-1.png", "documents/a-2.png"],
        received_at=NOW,
        from_clinician=request,
    )
    written(request, 1, document=document)
    found = case_file(stored)
    assert [(one.is_uploaded, one.sha256) for one in found.letters] == [(True, "cd" * 32)]
    assert [(one.is_from_clinician, one.sha256, one.pages) for one in found.papers] == [(True, "cd" * 32, 2)]
