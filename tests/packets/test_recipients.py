"""One packet for each reader: what is in it, in which order, in which language, and what it never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.casefile.schema import CaseFile
from requests_app.models import Recipient
from requests_app.packets.contents import contents, filled_sections
from requests_app.packets.parts import Contents, Section
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.recipients import BY_ITSELF, FIXED, SECTIONS_FOR, TOLD, choosable, language_of
from requests_app.packets.regulator_facts import regulator_facts
from requests_app.packets.rendering import render
from requests_app.packets.services import ask_for_packet
from tests.factories.people import actor_for
from tests.packets.making import (
    ARIZONA,
    NAMES,
    TEXAS,
    changed,
    example,
    measured,
    options_for,
    page_texts,
    stored_case,
)

LETTER = {
    "number": 1,
    "answers": {
        "name": "Dana Example",
        "credentials": "MD",
        "npi": "1234567893",
        "phone": "555-0142",
        "peer_times": "weekdays 12 to 1 pm",
        "why_provider": "Trained for this care.",
        "is_urgent": True,
        "urgent_reason": "A stay in hospital becomes likely.",
    },
    "text": ["The need is plain.", "Waiting does harm."],
    "sha256": "ab" * 32,
    "signed_name": "Dana Example",
    "signed_at": "2026-11-20T18:00:00Z",
}
NO = {
    "kind": "CALL_4",
    "called_on": "2026-11-21",
    "reference": "R-9",
    "answers": {"answer": "NO", "decided_on": "2026-11-20", "denial_reason": "The network has room."},
}
DENIAL = {
    "kind": "DENIAL_LETTER",
    "title": "Letter of November",
    "dated_on": "2026-11-19",
    "received_at": "2026-11-20T10:00:00Z",
    "sha256": "cd" * 32,
    "page_keys": ["documents/sample/denial-1.png"],
    "in_packet": False,
}


def packet(file: CaseFile, recipient: str, proof: Proof = NOTHING, **values) -> Contents:
    filled = filled_sections(file, proof, recipient)
    return contents(file, options_for(file, sections=filled, recipient=recipient, **values), proof)


def denied(file: CaseFile) -> CaseFile:
    calls = [one.model_dump(mode="json") for one in file.insurer_calls]
    return changed(file, insurer_calls=[*calls, NO], papers=[DENIAL], letters=[LETTER])


def words(part: object) -> str:
    return repr(part)


@pytest.mark.parametrize("recipient", Recipient.values)
def test_every_reader_gets_the_fixed_sections_in_the_order_of_the_list(recipient):
    made = packet(example(ARIZONA), recipient, measured(example(ARIZONA)))
    order = [piece.section for piece in made.pieces]
    assert order == [one for one in SECTIONS_FOR[Recipient(recipient)] if one in order]
    assert set(order) >= FIXED[Recipient(recipient)]
    assert all(piece.part is not None for piece in made.pieces)
    assert not set(choosable(recipient)) & (FIXED[Recipient(recipient)] | BY_ITSELF)
    assert TOLD[Recipient(recipient)].name


@pytest.mark.parametrize("recipient", Recipient.values)
@pytest.mark.parametrize("name", [ARIZONA, "empty"])
def test_every_reader_gets_a_pdf_whatever_is_known(recipient, name):
    file = CaseFile() if name == "empty" else denied(example(name))
    proof = replace(measured(file), regulator=regulator_facts(file, on=date(2026, 11, 22)))
    every = options_for(file, sections=frozenset(Section), recipient=recipient)
    printed = render(file, every, proof)
    assert printed.pages == len(page_texts(printed.pdf))


def test_only_the_copy_of_the_patient_is_in_the_language_of_the_request():
    assert [language_of(one, "es") for one in Recipient] == ["en", "en", "es", "en", "en", "en", "en"]


def test_what_the_patient_typed_stays_as_typed_in_their_language():
    file = example(TEXAS)
    made = packet(file, Recipient.PATIENT, measured(file), language="es")
    assert made.language == "es"
    assert made.statement is not None
    assert file.story.need_now in [part.value for part in made.statement.parts]
    assert made.rules is not None
    assert made.rules.rows[0].text == measured(file).rules[0].text_es
    assert "de noviembre de 2026" in made.made or "de diciembre" in made.made


def test_an_appeal_puts_access_first_need_second_and_the_plans_reason_third():
    made = packet(denied(example(ARIZONA)), Recipient.APPEAL)
    assert made.appeal is not None
    assert [one.heading[:2] for one in made.appeal.grounds] == ["1.", "2.", "3."]
    assert "“The network has room.”" in words(made.appeal.grounds[2])
    assert "I appeal the decision of November 20, 2026" in made.appeal.paragraphs[0]
    assert made.appeal.asked[0] == "reverse the denial of this request"


def test_an_appeal_without_a_recorded_reason_claims_none():
    made = packet(example(ARIZONA), Recipient.APPEAL)
    assert made.appeal is not None
    assert len(made.appeal.grounds) == 2
    assert "Decision of" not in words(made.appeal.about)


@pytest.mark.parametrize("recipient", [Recipient.APPEAL, Recipient.REGULATOR])
@pytest.mark.parametrize("word", ["unfair", "odds", "likely to", "deadline", "guarantee", "must approve"])
def test_no_fairness_no_odds_no_deadline(recipient, word):
    made = packet(denied(example(ARIZONA)), recipient)
    told = words((made.appeal, made.claim_file, made.complaint))
    assert word not in told


@pytest.mark.parametrize("recipient", Recipient.values)
def test_the_denial_letter_is_attached_by_itself_where_it_belongs(recipient):
    made = packet(denied(example(ARIZONA)), recipient)
    titles = [row.title for row in made.exhibits.rows] if made.exhibits else []
    is_wanted = recipient in (Recipient.APPEAL, Recipient.REGULATOR)
    assert ("Exhibit A: Denial letter" in titles) == is_wanted


def test_a_letter_gives_the_reason_for_speed_and_the_number_for_peer_to_peer():
    file = changed(example(ARIZONA), letters=[LETTER], care={"clinician_says_waiting_harms": "NO"})
    made = packet(file, Recipient.INSURER)
    assert made.decision.speed.is_expedited
    assert made.decision.speed.anchor == "clinician-letter"
    assert "555-0142, weekdays 12 to 1 pm" in words(made.decision.contact)
    assert made.clinician_letters is not None
    (row,) = made.clinician_letters.rows
    assert row.paragraphs == ("The need is plain.", "Waiting does harm.")
    assert row.at == "November 20, 2026, 18:00 UTC (November 20, 2026, 11:00 am MST)"


def test_a_complaint_names_an_office_only_when_it_is_sure():
    file = example(ARIZONA)
    sure = Proof(regulator=regulator_facts(file, on=date(2026, 11, 22)))
    assert packet(file, Recipient.REGULATOR, sure).complaint.to[0].name.startswith("US Department of Labor")
    unknown = changed(file, coverage={"source": "UNSURE", "source_detail": "UNSURE", "is_self_funded": ""})
    unsure = Proof(regulator=regulator_facts(unknown, on=date(2026, 11, 22)))
    made = packet(unknown, Recipient.REGULATOR, unsure)
    assert made.complaint.to == ()
    assert made.complaint.to_note == "Which office watches over this plan is not confirmed yet."


def test_the_days_of_a_complaint_stand_in_order_and_name_each_try_once():
    file = denied(example(ARIZONA))
    made = packet(file, Recipient.REGULATOR)
    assert made.timeline is not None
    tries = sum(len(office.attempts) for office in file.offices if office.result)
    contacts = [row for row in made.timeline.rows if row.what.startswith("Contacted ")]
    assert len(contacts) == tries


@pytest.mark.parametrize("name", NAMES)
def test_a_clinician_is_asked_with_what_is_known_and_never_told_the_member_number(name):
    file = example(name)
    made = packet(file, Recipient.CLINICIAN)
    assert made.request_sheet is not None
    assert len(made.request_sheet.prompts) == 4
    assert not file.coverage.member_id or file.coverage.member_id not in words(made.request_sheet)


@pytest.mark.usefixtures("db")
def test_numbers_run_over_all_readers_and_each_is_held_against_its_own_last_one():
    case = stored_case()

    def ask(recipient: str, name: str = "Maya Sample"):
        return ask_for_packet(
            case=case,
            sections=frozenset({Section.SEARCH}),
            signed_name=name,
            recipient=recipient,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )

    plan, copy = ask(Recipient.INSURER), ask(Recipient.PATIENT)
    case.provider.npi = "1679576722"
    case.provider.save()
    again = ask(Recipient.INSURER)
    assert [plan.number, copy.number, again.number] == [1, 2, 3]
    assert ask(Recipient.PATIENT).number == 4
    assert again.evidence["changes"]["since"] == 1
    told = {one["label"]: one["text"] for one in again.evidence["changes"]["rows"]}
    assert told["NPI"].startswith("1679576722 (before: ")
    assert "changes" not in plan.evidence


@pytest.mark.usefixtures("db")
def test_a_copy_to_keep_is_not_called_unsent(client_for):
    """Whoever sent the request long ago must not fear that it never went out."""
    case = stored_case()
    client, here = client_for(case.opened_by), reverse("packets:review", args=[case.public_id])

    assert "Not sent yet" in client.get(here, {"for": "INSURER", "with": "search"}).text
    for_me = client.get(here, {"for": "PATIENT", "with": "search"}).text
    assert "Your copy: check it first" in for_me
    assert "ot sent yet" not in for_me
