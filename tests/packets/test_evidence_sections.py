"""The sections that show evidence and rules, as words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from requests_app.casefile.schema import CaseFile
from requests_app.models import Recipient
from requests_app.packets.contents import contents, filled_sections
from requests_app.packets.parts import Contents, Section
from requests_app.packets.proof import Proof
from requests_app.packets.recipients import BY_ITSELF, FIXED, SECTIONS_FOR
from tests.packets.making import ARIZONA, TEXAS, changed, example, measured, options_for

MARKETPLACE = "php-marketplace"
SIGNED = {
    "number": 2,
    "covers": ["1. Sample Clinic. Contacted: Nov 2, 2026, by phone. Said it is not taking new patients."],
    "covers_sha256": "cd" * 32,
    "signed_name": "Maya Sample",
    "signed_at": "2026-11-21T04:00:00Z",
}


def packet(file: CaseFile, proof: Proof | None = None, **options) -> Contents:
    chosen = {"sections": frozenset(Section), **options}
    return contents(file, options_for(file, **chosen), proof or measured(file))


def row_of(file: CaseFile, name: str):
    search = packet(file).search
    assert search is not None
    return next(row for row in search.rows if row.name == name)


def told(row) -> dict[str, str]:
    return {fact.label: fact.value for fact in row.more}


def test_a_row_tells_where_it_was_found_both_waits_and_both_distances():
    row = row_of(example(ARIZONA), "Camelback Demo Psychiatry")
    assert (row.wait, row.business_wait) == ("99", "66 business")
    assert told(row)["By ZIP code"] == "3.9 miles"
    assert told(row)["Distance, one way, as given"] == "6.5 miles"
    assert row.found[0].startswith("Found: plan’s website, Nov 1, 2026, Find care")
    assert row.found[1] == "Listing says: taking new patients"
    assert row.about[1] == "305 Demo Road, Phoenix, AZ 85016"


def test_each_try_says_how_it_ended():
    row = row_of(example(ARIZONA), "Copper State Placeholder Clinic")
    assert [line.rsplit(", ", 1)[1] for line in row.contacts] == [
        "no answer",
        "left a message",
        "no answer",
    ]


def test_an_offered_date_is_shown_with_what_is_missing_and_why_it_was_not_taken():
    file = example(MARKETPLACE)
    found = packet(file)
    assert found.search is not None
    row = row_of(file, "Durham Sample Stress Clinic")
    assert row.said.startswith("Offered first visit on November 24, 2026, but cannot give all of the care:")
    assert (row.wait, row.business_wait) == ("8", "6 business")
    (option,) = [line for line in found.search.options if "Durham" in line]
    assert "Why it was not chosen: One visit a week." in option
    assert "offered a first visit, but cannot give all of the care." in " ".join(found.letter.paragraphs)


def test_a_whole_offer_is_counted_by_itself_on_the_first_page_and_in_the_letter():
    office = {
        "name": "Sample Clinic",
        "result": "OFFERED_DATE",
        "first_open_on": "2026-11-24",
        "gives_all_care": "YES",
        "attempts": [{"contacted_on": "2026-11-16"}],
    }
    found = packet(changed(CaseFile(), offices=[office]))
    reasons = {one.label: one.number for one in found.decision.reasons}
    assert reasons["Offered a first visit"] == (
        "1 of 1 office; earliest first visit of these Nov 24, 2026 (8 calendar days after contact)"
    )
    assert found.search is not None
    assert [(one.label, one.number) for one in found.search.counts] == [("Offered a first visit", 1)]
    assert "One offered a first visit on November 24, 2026" in " ".join(found.letter.paragraphs)


def test_the_picture_stands_beside_a_standard_only_when_one_may_be_claimed():
    with_one = packet(example(TEXAS)).picture
    without = packet(example(ARIZONA)).picture
    assert with_one is not None
    assert without is not None
    assert with_one.title == "Wait and distance, beside the standard"
    assert [rule.citation for rule in with_one.standards] == ["28 TAC 11.1607(g)"]
    assert "None of the 8 offices contacted offered to start care within 14 days." in with_one.lead
    assert "Beside the standard" in with_one.columns
    assert (without.title, without.standards) == ("Wait and distance offered", ())
    assert "standard" not in f"{without.lead} {without.columns}".lower()
    assert "great circle" in " ".join(without.notes)


def test_an_office_inside_the_standard_is_shown_though_the_patient_found_the_wait_too_long():
    office = {
        "name": "Sample Clinic",
        "result": "WAIT_TOO_LONG",
        "first_open_on": "2026-11-20",
        "attempts": [{"contacted_on": "2026-11-09"}],
    }
    found = packet(changed(example(TEXAS), offices=[office]))
    assert found.picture is not None
    assert found.search is not None
    assert found.picture.lead == "The one office contacted offered to start care within 14 days."
    assert found.picture.rows[0].cells[-1] == "Inside the standard"
    assert found.search.options == (
        "Row 1, Sample Clinic: Offered first visit on November 20, 2026. Inside the standard. "
        "Why it was not chosen: Not given.",
    )
    reasons = {one.label: one.number for one in found.decision.reasons}
    assert reasons["Inside the standard"] == "1 of 1 office"


def test_the_standard_stands_beside_the_number_on_the_first_page():
    reasons = {one.label: one.number for one in packet(example(TEXAS)).decision.reasons}
    assert reasons["Wait"].endswith("; standard: 14 days")


def test_a_rule_that_must_be_confirmed_is_never_printed():
    """The federal limit for this plan is on file with an open question."""
    file = example(MARKETPLACE)
    proof = measured(file)
    assert proof.measures is not None
    assert proof.measures.wait_limit is None
    assert proof.measures.wait_to_confirm is not None
    found = packet(file, proof)
    assert found.rules is not None
    assert "us-qhp-wait-behavioral" not in {rule.record_id for rule in found.rules.rows}
    assert "standard:" not in " ".join(one.number for one in found.decision.reasons)


def test_rules_are_those_of_this_plan_and_this_care():
    texas = {rule.record_id for rule in measured(example(TEXAS)).rules}
    assert {"tx-hmo-wait-routine-bh", "tx-hmo-oon", "us-mhpaea-core"} <= texas
    arizona = {rule.record_id for rule in measured(example(ARIZONA)).rules}
    assert arizona == {"us-mhpaea-core", "us-nsa-directory-clock"}
    child = {rule.record_id for rule in measured(example("pediatric-subspecialty-caregiver")).rules}
    assert "us-mhpaea-core" not in child


def test_linked_requests_carry_their_numbers_and_the_standing_sentence_and_no_costs():
    found = packet(example(ARIZONA))
    assert found.asked is not None
    gap, agreement, authorization = found.asked.tracks
    assert (gap.name, gap.numbers) == ("Network gap exception", ("Reference GAP-550173",))
    assert agreement.outcome == "No answer yet"
    assert authorization.owner == "The facility’s admissions team"
    assert found.asked.standing.startswith("One approval does not imply another")
    for amount in ("6000.00", "6,000.00", "2140.50", "2,140.50", "14,000.00"):
        assert amount not in repr(found)


def test_a_due_day_that_is_only_common_or_read_in_a_rule_is_not_printed():
    def due(source: str) -> tuple[str, ...]:
        track = {"kind": "GAP", "asked_on": "2026-11-02", "answer_due_on": "2026-11-20"}
        found = packet(changed(CaseFile(), tracks=[{**track, "answer_due_from": source}])).asked
        assert found is not None
        return found.tracks[0].clock[1:]

    assert due("PHONE") == ("Answer due Nov 20, 2026 (as the plan said on the phone)",)
    assert due("Said by my broker") == ("Answer due Nov 20, 2026 (Said by my broker)",)
    assert due("COMMON") == due("RULE") == ()


def test_written_questions_show_their_clock_and_that_no_answer_came():
    found = packet(example(MARKETPLACE)).asked
    assert found is not None
    answered, waiting = found.questions
    assert answered.due[0] == "Nov 12, 2026"
    assert "No Surprises Act" in answered.due[1]
    assert answered.answer[0] == "In network, Nov 12, 2026"
    assert waiting.answer == ("No answer by Nov 22, 2026",)


def test_a_day_by_a_rule_that_may_not_be_claimed_is_left_out():
    question = {
        "about_name": "Sample Clinic",
        "asked_on": "2026-11-10",
        "way": "FAX",
        "due_on": "2026-11-12",
        "due_rule": "us-nsa-directory-clock",
    }
    found = packet(changed(CaseFile(), questions=[question])).asked
    assert found is not None
    assert found.questions[0].due == ()


def test_the_signed_statement_is_printed_as_it_was_signed():
    file = changed(example(ARIZONA), calls_statement=SIGNED)
    signed = packet(file).signed_calls
    assert signed is not None
    assert signed.lines == tuple(SIGNED["covers"])
    assert (signed.at, signed.has_changed) == ("November 20, 2026, 9:00 pm MST", False)
    later = packet(file, replace(measured(file), log_changed=True)).signed_calls
    assert later is not None
    assert later.has_changed


def test_what_is_empty_says_so():
    found = packet(CaseFile(), Proof())
    assert found.picture is not None
    assert found.picture.lead == "No contact with an office is recorded."
    assert (found.signed_calls.lines, found.rules.rows, found.exhibits.rows) == ((), (), ())


def test_what_has_something_in_it_is_ticked_at_first():
    file = changed(example(ARIZONA), calls_statement=SIGNED)
    given = set(SECTIONS_FOR[Recipient.INSURER]) - FIXED[Recipient.INSURER] - BY_ITSELF
    nothing = {Section.COVER, Section.EXHIBITS, Section.CLINICIAN}
    assert filled_sections(file, measured(file)) == given - nothing


def test_measures_come_back_from_storage_the_same():
    from requests_app.packets import proof

    found = measured(example(TEXAS))
    assert proof.from_json(proof.as_json(found)) == found
    assert proof.from_json({}) == Proof()
    other_day = measured(example(TEXAS), on=date(2026, 11, 23))
    assert proof.says_the_same(proof.as_json(found), proof.as_json(other_day))


def test_a_statement_nobody_signed_is_shown_on_the_check_page_and_never_printed():
    shown, printed = packet(CaseFile(), Proof()), packet(CaseFile(), Proof(), signed_name="Ana Example")

    assert shown.signed_calls is not None
    assert printed.signed_calls is None
    assert "signed-calls" not in [anchor for _title, anchor in printed.enclosures]


def test_an_office_that_cannot_give_all_of_the_care_needs_no_other_reason():
    office = {
        "name": "Example Clinic",
        "result": "CAN_SEE_ME",
        "gives_all_care": "NO",
        "missing_care": "No groups",
    }
    found = packet(changed(CaseFile(), offices=[office]))

    assert found.search is not None
    assert found.search.options == (
        "Row 1, Example Clinic: Said it can see the patient, but not give all of the care: No groups.",
    )
