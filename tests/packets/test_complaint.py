"""What a complaint packet says of the complaint it is made for, and of what was done to get an answer."""

from __future__ import annotations

from datetime import date

from requests_app.casefile.schema import CaseFile
from requests_app.models import Recipient
from requests_app.packets.contents import contents
from requests_app.packets.more_parts import Complaint
from requests_app.packets.proof import Proof
from requests_app.packets.regulator_facts import regulator_facts
from tests.packets.making import ARIZONA, changed, example, options_for
from tests.packets.test_sheets_stalled import NAMED, RULE, SENT, STEP

FIRST, SECOND = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
COMPLAINTS = [
    {
        "key": FIRST,
        "office_id": "us-ebsa",
        "office_name": "US Department of Labor",
        "reasons": ["NO_ANSWER", "PROMISE"],
        "statement": "Nobody answers since November 5.",
    },
    {"key": SECOND, "office_id": "az-regulator", "office_name": "Arizona office", "reasons": ["DIRECTORY"]},
]


def complained(**parts) -> CaseFile:
    return changed(example(ARIZONA), complaints=COMPLAINTS, escalations=[STEP], **parts)


def complaint(file: CaseFile, about: str = "") -> Complaint:
    regulator = {**regulator_facts(file, on=date(2026, 11, 23)), **SENT, "due": [RULE, NAMED]}
    options = options_for(file, recipient=Recipient.REGULATOR, about=about)
    found = contents(file, options, Proof(regulator=regulator)).complaint
    assert found is not None
    return found


def words(found: Complaint) -> str:
    return " ".join(text for ground in found.grounds for text in ground.paragraphs)


def test_it_goes_to_the_office_that_was_chosen_and_says_what_was_ticked_and_typed() -> None:
    found = complaint(complained(), FIRST)

    assert [one.name.startswith("US Department of Labor") for one in found.to] == [True]
    assert found.to[0].ways
    text = words(found)
    assert "The plan did not answer in time. The plan did not do what it promised." in text
    assert "Nobody answers since November 5." in text
    assert "why it did not do what it promised" in found.asked


def test_two_complaints_are_two_packets() -> None:
    found = complaint(complained(), SECOND)

    assert [one.name for one in found.to] == ["Arizona office"]
    assert found.to[0].ways == (), "it is none of the offices of this plan: nothing of it is printed"
    assert "to correct its list of providers" in found.asked
    assert "Nobody answers" not in words(found)


def test_days_and_steps_are_told_with_their_sources() -> None:
    text = words(complaint(complained(), FIRST))

    assert "It was sent to the plan by fax on November 2, 2026" in text
    assert "The time that Example Code 1-2-3 gives the plan ended on November 17, 2026." in text
    assert "November 20, 2026: asked for a supervisor (Sam; reference S-1)." in text


def test_what_happened_after_the_sending_stands_among_the_days() -> None:
    file = complained(
        decisions=[
            {"answer": "DENIED", "heard_on": "2026-11-21", "decided_on": "2026-11-19", "reason": "NETWORK"}
        ],
        appeals=[{"level": "INTERNAL", "state": "SENT", "sent_on": "2026-11-22", "number": "A-1"}],
    )
    made = contents(file, options_for(file, recipient=Recipient.REGULATOR), Proof(regulator=SENT))

    assert made.timeline is not None
    told = [(row.day, row.what) for row in made.timeline.rows]
    assert ("Nov 2, 2026", "Sent to the plan") in told
    assert ("Nov 19, 2026", "The plan said no") in told
    assert ("Nov 20, 2026", "Asked the plan for a supervisor") in told
    assert ("Nov 22, 2026", "Appeal sent") in told


def test_a_phone_number_that_still_has_to_be_confirmed_is_not_printed() -> None:
    file = changed(
        example(ARIZONA),
        coverage={"is_self_funded": "NO", "plan_state": "AL", "source_detail": "PRIVATE_EMPLOYER"},
        complaints=[{"key": FIRST, "office_id": "al-regulator", "office_name": "Alabama office"}],
    )

    assert complaint(file, FIRST).to[0].ways == ()


def test_what_the_plan_wanted_and_when_it_had_it_is_told_and_no_answer_twice() -> None:
    wanted = {"what": "The notes", "asked_on": "2026-11-10", "done_on": "2026-11-12"}
    file = complained(
        decisions=[
            {"answer": "NEEDS_MORE", "heard_on": "2026-11-10", "track": "GAP", "wanted": [wanted]},
            {"answer": "DENIED", "heard_on": "2026-11-19", "track": "GAP"},
        ],
        tracks=[{"kind": "GAP", "outcome": "DENIED", "outcome_on": "2026-11-19"}],
    )
    made = contents(file, options_for(file, recipient=Recipient.REGULATOR), Proof(regulator=SENT))

    assert (
        "On November 10, 2026 the plan wanted more: The notes. It has it since November 12, 2026."
        in words(complaint(file, FIRST))
    )
    assert made.timeline is not None
    told = [(row.day, row.what) for row in made.timeline.rows]
    assert ("Nov 12, 2026", "The plan has what it wanted") in told
    assert [what for day, what in told if day == "Nov 19, 2026"] == ["The plan said no"]
