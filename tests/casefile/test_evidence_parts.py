"""Costs, tracks, other papers, kept listings and written questions: their rules, and what an import takes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from requests_app.casefile import labels, schema
from requests_app.casefile.differences import differences
from requests_app.casefile.export import case_file
from requests_app.casefile.importer import import_case
from requests_app.casefile.reader import CaseFileRefused, read_case_file
from requests_app.common.actor import job
from requests_app.models import CallsStatement, CostFacts, Document, ListingCapture, Settlement
from tests.factories.people import make_facility, make_user

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
HEAD = {"format": "sca-portal-case", "version": 2}
HASH = "ab" * 32


def question(**fields):
    return {"about_name": "Sample Clinic", "asked_on": "2026-11-10", "way": "FAX", **fields}


def track(**fields):
    return {"tracks": [{"kind": "GAP", "asked_on": "2026-11-10", **fields}]}


def capture(**fields):
    return {"seen_on": "2026-11-02", "received_at": "2026-11-02T18:00:00Z", "sha256": HASH, **fields}


def statement(**fields):
    return {
        "number": 1,
        "covers": ["Nov 2, 2026: Sample Clinic"],
        "covers_sha256": HASH,
        "signed_name": "Maya Sample",
        "signed_at": "2026-11-20T18:00:00Z",
        **fields,
    }


FAULTS = {
    "detail of another source": (
        {"coverage": {"source": "JOB", "source_detail": "TRICARE"}},
        "$.coverage.source_detail",
        "PRIVATE_EMPLOYER",
    ),
    "detail where there is none": (
        {"coverage": {"source": "SCHOOL", "source_detail": "VA"}},
        "$.coverage.source_detail",
        "must be empty",
    ),
    "percent": ({"costs": {"in_coinsurance": "101"}}, "$.costs.in_coinsurance", "100 or less"),
    "costs of tomorrow": ({"costs": {"as_of": "2026-11-23"}}, "$.costs.as_of", "in the past"),
    "track twice": ({"tracks": [{"kind": "SCA"}, {"kind": "SCA"}]}, "$.tracks[1]", "twice"),
    "asked tomorrow": (track(asked_on="2026-11-23"), "$.tracks[0].asked_on", "in the past"),
    "due before it was asked": (track(answer_due_on="2026-11-09"), "$.tracks[0].answer_due_on", "asked_on"),
    "outcome before it was asked": (track(outcome_on="2026-11-09"), "$.tracks[0].outcome_on", "asked_on"),
    "outcome tomorrow": (track(outcome_on="2026-11-23"), "$.tracks[0].outcome_on", "in the past"),
    "paper twice": (
        {"stated_facts": [{"source": "CLINICIAN"}, {"source": "CLINICIAN"}]},
        "$.stated_facts[1]",
        "twice",
    ),
    "answered before it was asked": (
        {"questions": [question(answer="UNCLEAR", answered_on="2026-11-09")]},
        "$.questions[0].answered_on",
        "asked_on",
    ),
    "answer without its day": (
        {"questions": [question(answer="IN_NETWORK")]},
        "$.questions[0].answered_on",
        "because answer is given",
    ),
    "question of an office": (
        {"offices": [{"name": "Sample Clinic", "questions": [question(due_on="2026-11-09")]}]},
        "$.offices[0].questions[0].due_on",
        "asked_on",
    ),
    "listing seen tomorrow": (
        {"captures": [capture(seen_on="2026-11-23")]},
        "$.captures[0].seen_on",
        "in the past",
    ),
    "hash": ({"captures": [capture(sha256="AB")]}, "$.captures[0].sha256", "another form"),
    "control character in a line": (
        {"calls_statement": statement(covers=["a\u0000b"])},
        "$.calls_statement.covers",
        "control",
    ),
}


@pytest.mark.parametrize(("data", "path", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(data, path, words):
    with pytest.raises(CaseFileRefused) as refusal:
        read_case_file(json.dumps({**HEAD, **data}), today=TODAY)
    ((found, text),) = refusal.value.faults
    assert found == path
    assert words in text


def test_a_file_of_version_1_is_read_into_the_present_version():
    file = read_case_file(json.dumps({"format": "sca-portal-case", "version": 1}), today=TODAY)
    assert file == schema.CaseFile()
    assert file.version == schema.VERSION


WHOLE = {
    "offices": [{"name": "Sample Clinic", "captures": [capture()], "questions": [question()]}],
    "captures": [capture()],
    "questions": [question(about_name="Example Clinic")],
    "settlements": [
        {"topic": "AMOUNT", "source": "CLINICIAN", "choice": "OURS", "ours": "36", "theirs": "30"}
    ],
    "calls_statement": statement(),
}


@pytest.fixture
def stored(db):
    facility, owner = make_facility(), make_user()
    file = read_case_file(json.dumps({**HEAD, **WHOLE}), today=TODAY)
    by = job("test", scope=frozenset({facility.pk}))
    return import_case(file, organization=facility, user=owner, by=by, at=NOW)


def test_listings_and_the_signed_statement_are_not_imported(stored):
    assert not ListingCapture.objects.exists()
    assert not CallsStatement.objects.exists()
    found = case_file(stored)
    assert (found.captures, found.offices[0].captures, found.calls_statement) == ([], [], None)


def test_questions_go_back_to_their_office_or_stand_alone(stored):
    found = case_file(stored)
    assert [one.about_name for one in found.offices[0].questions] == ["Sample Clinic"]
    assert [one.about_name for one in found.questions] == ["Example Clinic"]


def test_a_settlement_holds_as_settled_by_the_owner_of_the_case(stored):
    row = Settlement.objects.get()
    assert (row.settled_by, row.settled_at) == (stored.opened_by, NOW)


def test_a_case_without_costs_gets_no_row_for_them(stored):
    assert not CostFacts.objects.exists()


def test_a_kept_listing_is_exported_with_its_office_and_stays_when_the_office_is_removed(stored):
    own = {"organization_id": stored.organization_id, "case": stored}
    document = Document.objects.create(
        kind="DIRECTORY_LISTING",
        media_type="image/png",
        byte_size=10,
        sha256=HASH,
        file_key="documents/a",
        pages=1,
        page_keys=["documents/a-1.png"],
        received_at=NOW,
        added_by=stored.opened_by,
        **own,
    )
    office = stored.offices.get()
    ListingCapture.objects.create(office=office, document=document, seen_on=date(2026, 11, 2), **own)
    (kept,) = case_file(stored).offices[0].captures
    assert (kept.sha256, kept.page_keys) == (HASH, ["documents/a-1.png"])
    stored.offices.update(removed_at=NOW)
    assert [one.sha256 for one in case_file(stored).captures] == [HASH]


def told(before, after):
    files = [schema.CaseFile.model_validate({**HEAD, **data}) for data in (before, after)]
    return [(one.path, one.kind, one.item) for one in differences(*files)]


def test_what_belongs_to_an_office_is_told_under_its_name():
    office = {"name": "Sample Clinic", "captures": [capture()], "questions": [question()]}
    answered = question(answer="UNCLEAR", answered_on="2026-11-12")
    after = {**office, "captures": [capture(shows="Taking patients")], "questions": [answered]}
    assert told({"offices": [office]}, {"offices": [after]}) == [
        ("offices.captures.shows", "added", "Sample Clinic"),
        ("offices.questions.answer", "added", "Sample Clinic"),
        ("offices.questions.answered_on", "added", "Sample Clinic"),
    ]


def test_tracks_and_papers_are_matched_by_their_kind():
    before = {"tracks": [{"kind": "GAP"}, {"kind": "SCA"}]}
    after = {"tracks": [{"kind": "GAP", "reference": "G-1"}], "stated_facts": [{"source": "PLAN_FORM"}]}
    assert told(before, after) == [
        ("tracks.reference", "added", "GAP"),
        ("tracks", "removed", "SCA"),
        ("stated_facts", "added", "PLAN_FORM"),
    ]
    assert labels.item_text("tracks.reference", "GAP") == "Network gap exception"
    assert labels.item_text("stated_facts", "PLAN_FORM") == "The plan’s form"


def test_a_statement_and_settlements_are_told_as_one_thing():
    after = {"calls_statement": statement(), "settlements": WHOLE["settlements"]}
    assert told({}, after) == [("settlements", "added", ""), ("calls_statement", "added", "")]
    again = {**after, "calls_statement": statement(number=2)}
    assert told(after, again) == [("calls_statement", "changed", "")]
