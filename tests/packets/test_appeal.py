"""The appeal packet: what answers the stated reason, the page on equal terms, a review outside the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from requests_app.casefile.schema import CaseFile
from requests_app.models import Recipient
from requests_app.packets import sheets
from requests_app.packets.contents import contents, filled_sections
from requests_app.packets.parts import Contents, Signer, SignerRole
from requests_app.packets.sheet_parts import Asked
from tests.packets.making import ARIZONA, BOTH, changed, example, measured, options_for

NO, FIRST, REVIEW, SECOND_NO = (UUID(int=number) for number in (1, 2, 3, 4))
LETTER: dict[str, Any] = {
    "number": 1,
    "sha256": "ef" * 32,
    "signed_name": "Dana Sample, MD",
    "signed_at": "2026-11-20T18:00:00Z",
    "text": ["The need is plain."],
    "answers": {"specialty": "Psychiatry", "is_urgent": True, "urgent_reason": "Risk grows."},
}
PAPERS = [
    {"kind": "REFERRAL", "received_at": "2026-11-20T10:00:00Z", "sha256": "ab" * 32, "page_keys": ["a"]},
    {"kind": "DENIAL_LETTER", "received_at": "2026-11-20T10:00:00Z", "sha256": "cd" * 32, "page_keys": ["b"]},
]
ROWS = [
    {"kind": "OFFICE", "number": 1},
    {"kind": "LETTER", "sha256": "ef" * 32},
    {"kind": "PAPER", "sha256": "ab" * 32},
    {"kind": "CALL", "number": 1},
]


def denied(name: str = ARIZONA, *, decision: dict[str, Any] | None = None, **appeal: Any) -> CaseFile:
    no = {
        "key": str(NO),
        "answer": "DENIED",
        "heard_on": "2026-11-19",
        "letter_dated_on": "2026-11-16",
        "is_in_writing": True,
        "reason": "NETWORK",
        "reason_words": "Providers are available.",
        **(decision or {}),
    }
    first = {"key": str(FIRST), "decision_key": str(NO), "level": "INTERNAL", "answer_rows": ROWS, **appeal}
    return changed(example(name), decisions=[no], appeals=[first], papers=PAPERS, letters=[LETTER])


def packet(file: CaseFile, about: UUID = FIRST, **values: Any) -> Contents:
    proof = measured(file)
    sections = filled_sections(file, proof, Recipient.APPEAL)
    chosen = options_for(file, sections=sections, recipient=Recipient.APPEAL, about=str(about), **values)
    return contents(file, chosen, proof)


def test_each_picked_record_is_named_with_its_place():
    appeal = packet(denied()).appeal
    assert appeal is not None
    reason = appeal.grounds[2]
    assert reason.heading == "3. The reason the plan gave"
    assert reason.paragraphs == ("The plan said: “Providers are available.”", "These records answer it:")
    assert [row.split(",")[0].split(":")[0] for row in reason.rows] == [
        "Row 1 of the search table",
        "The letter of Dana Sample",
        "Exhibit B",
        "Call 1 of the record",
    ]
    assert "can this care effectively be given in network" in reason.after[0]


def test_the_denial_comes_first_and_a_picked_paper_goes_with_it():
    exhibits = packet(denied()).exhibits
    assert exhibits is not None
    assert [row.title for row in exhibits.rows][:2] == ["Exhibit A: Denial letter", "Exhibit B: Referral"]


def test_a_record_that_is_gone_is_left_out():
    rows = [{"kind": "OFFICE", "number": 99}, {"kind": "PAPER", "sha256": "99" * 32}]
    appeal = packet(denied(answer_rows=rows)).appeal
    assert appeal is not None
    assert appeal.grounds[2].rows == ()
    assert "These records in this packet speak to it" in appeal.grounds[2].paragraphs[1]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("NETWORK", "its network has a provider"),
        ("NECESSITY", "not medically needed"),
        ("NOT_COVERED", "does not cover this care"),
        ("LATE", "asked too late"),
        ("PAPERS", "papers are missing"),
    ],
)
def test_a_coded_reason_is_told_when_its_words_are_not_known(reason, words):
    file = denied(decision={"reason": reason, "reason_words": ""})
    appeal = packet(file).appeal
    assert appeal is not None
    assert words in appeal.grounds[2].paragraphs[0]


def test_what_is_new_and_the_own_words_follow_as_they_were_typed():
    file = denied(new_proof="Two more offices were called", statement="First.\n\nSecond.")
    appeal = packet(file).appeal
    assert appeal is not None
    assert [one.heading for one in appeal.grounds[3:]] == [
        "What is new since the decision",
        "In my own words",
    ]
    assert appeal.grounds[3].paragraphs == ("Two more offices were called.",)
    assert appeal.grounds[4].paragraphs == ("First.", "Second.")
    staff = packet(file, signer=Signer(SignerRole.STAFF)).appeal
    assert staff is not None
    assert staff.grounds[4].heading == "As the person who asks puts it"


def test_the_page_on_equal_terms_only_for_behavioral_care_and_only_when_wanted():
    made = packet(denied())
    assert made.parity is not None
    assert made.parity.rule.record_id == "us-mhpaea-core"
    assert packet(denied(parity="NO")).parity is None
    assert packet(denied(BOTH)).parity is None
    file = denied()
    bare = options_for(file, recipient=Recipient.APPEAL, about=str(FIRST))
    assert contents(file, bare, replace(measured(file), rules=())).parity is None


def reviewed() -> CaseFile:
    file = denied(state="DECIDED", outcome="UPHELD", sent_on="2026-11-25", decided_on="2026-12-18")
    first = [one.model_dump(mode="json") for one in file.appeals]
    said = [one.model_dump(mode="json") for one in file.decisions]
    upheld = {
        **said[0],
        "key": str(SECOND_NO),
        "about": "APPEAL",
        "about_key": str(FIRST),
        "letter_dated_on": "2026-12-18",
        "reason": "NECESSITY",
        "reason_words": "Weekly visits are enough.",
    }
    outside = {"key": str(REVIEW), "decision_key": str(SECOND_NO), "level": "EXTERNAL"}
    return changed(file, decisions=[*said, upheld], appeals=[*first, outside])


def test_a_reviewer_outside_the_plan_gets_its_own_version():
    made = packet(reviewed(), REVIEW)
    assert made.title.startswith("External review")
    assert made.appeal is not None
    assert made.appeal.title == "Request for an external review"
    assert "external review of the decision of December 18, 2026" in made.appeal.paragraphs[0]
    assert (
        "asked to look again on November 25, 2026 and decided on December 18, 2026"
        in made.appeal.paragraphs[1]
    )
    assert "“Weekly visits are enough.”" in made.appeal.grounds[2].paragraphs[0]
    assert made.claim_file is None, "the plan has its file, the reviewer does not"
    assert made.decision.ask.startswith("We ask the reviewer to decide that ")


def test_the_first_appeal_still_speaks_of_the_first_no():
    made = packet(reviewed(), FIRST)
    assert made.appeal is not None
    assert "November 16, 2026" in made.appeal.paragraphs[0]


def test_papers_that_came_are_not_asked_for_again():
    assert packet(denied(claim_file_got_on="2026-11-21")).claim_file is None
    asked = packet(denied(claim_file_asked_on="2026-11-20")).claim_file
    assert asked is not None
    assert asked.intro.startswith("I asked for these papers on November 20, 2026.")


@pytest.mark.parametrize(
    ("timing", "words"),
    [("OVER", "care that has taken place"), ("STARTED", "has begun and goes on"), ("NOT_STARTED", "")],
)
def test_care_that_began_or_took_place_has_its_own_words(timing, words):
    file = changed(denied(), care={"timing": timing})
    appeal = packet(file).appeal
    assert appeal is not None
    told = " ".join(appeal.paragraphs[1:])
    assert (words in told) if words else not told


def test_nothing_speeds_up_care_that_is_over():
    appeal = packet(changed(denied(), care={"timing": "OVER"})).appeal
    assert "expedited" not in repr(appeal).lower()
    assert "waiting could cause harm" not in repr(appeal)


def test_the_sheet_for_the_call_between_the_doctors_is_one_page_however_long_the_letter_is():
    long = {"need": "Word " * 119, "why_not_network": "Word " * 119, "urgent_reason": "Word " * 119}
    letter = {**LETTER, "answers": {**LETTER["answers"], **long, "why_provider": "Word " * 119}}
    file = changed(denied(decision={"reason_words": "Words " * 130}), letters=[letter])
    proof = measured(file)
    asked = Asked(case=file, on=date(2026, 11, 22), proof=lambda: proof)
    pdf = PdfReader(BytesIO(sheets.printed(sheets.built("peer-to-peer", asked), asked)))
    assert len(pdf.pages) == 1
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "Call with the plan’s doctor" in text
    assert "Which guideline or criteria do you use" in text


@pytest.mark.parametrize(("is_expedited", "asks"), [(True, True), (False, False)])
def test_the_speed_is_that_of_the_appeal_and_not_of_the_first_request(is_expedited, asks):
    file = changed(denied(is_expedited=is_expedited), care={"clinician_says_waiting_harms": "YES"})
    made = packet(file)
    assert made.appeal is not None
    assert made.decision.speed.is_expedited is asks
    assert ("I ask for an expedited decision." in repr(made.appeal)) is asks
    assert "waiting could cause harm" in repr(made.appeal), "the need is told either way"


def test_the_plan_can_reach_the_clinician_for_the_call_between_the_doctors():
    call = {
        "clinician_name": "Dr. Sample",
        "clinician_phone": "602-555-0177",
        "clinician_times": "after 3 pm",
    }
    facts = packet(changed(denied(), peer_to_peers=[call])).decision.contact
    assert "Dr. Sample, 602-555-0177, after 3 pm" in [fact.value for fact in facts]


def test_a_decision_that_came_in_writing_is_not_asked_for_again():
    bare = changed(denied(decision={"letter_sha256": ""}), papers=[])
    asked = packet(bare).claim_file
    assert asked is not None
    assert "The decision itself, in writing, with its reason" not in asked.asked
    spoken = packet(changed(denied(decision={"is_in_writing": False}), papers=[])).claim_file
    assert spoken is not None
    assert "The decision itself, in writing, with its reason" in spoken.asked


def test_no_letter_of_a_clinician_is_spoken_of_that_is_not_there():
    file = denied(decision={"reason": "NECESSITY"})
    with_letter, without = packet(file).appeal, packet(changed(file, letters=[])).appeal
    assert with_letter is not None
    assert without is not None
    assert "part of the clinician’s letter" in with_letter.grounds[2].after[0]
    assert "clinician’s letter" not in without.grounds[2].after[0]


def test_the_rule_on_equal_terms_is_quoted_once():
    proof = measured(denied())
    assert {"us-mhpaea-core"} < {one.record_id for one in proof.rules}
    made = packet(denied())
    assert made.rules is not None
    assert "us-mhpaea-core" not in {one.record_id for one in made.rules.rows}
    without = packet(denied(parity="NO"))
    assert without.rules is not None
    assert "us-mhpaea-core" in {one.record_id for one in without.rules.rows}


def test_what_was_said_of_the_request_is_no_reason_of_the_second_no():
    call = {
        "kind": "CALL_4",
        "called_on": "2026-11-19",
        "answers": {"answer": "NO", "denial_reason": "Somebody is in network."},
    }
    file = reviewed()
    said = [one.model_dump(mode="json") for one in file.decisions]
    bare = changed(file, decisions=[said[0], {**said[1], "reason_words": ""}], insurer_calls=[call])
    assert "Somebody is in network." not in repr(packet(bare, REVIEW).appeal)
