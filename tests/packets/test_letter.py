from __future__ import annotations

import re

import pytest

from requests_app.casefile.schema import CaseFile, Office
from requests_app.packets.contents import contents
from requests_app.packets.parts import Letter, Section
from tests.packets.making import ARIZONA, BOTH, CHILD, NAMES, changed, example, options_for


def letter(file: CaseFile, **options) -> Letter:
    return contents(file, options_for(file, **options)).letter


def text_of(file: CaseFile, **options) -> str:
    found = letter(file, **options)
    return "\n".join([*found.paragraphs, found.asked_intro, *found.asked, found.closing])


def office(result: str, day: str = "2026-11-03", **fields) -> dict:
    attempts = fields.pop("attempts", [{"contacted_on": day}])
    return {"name": "Example Clinic", "result": result, "attempts": attempts, **fields}


def with_offices(*offices: dict) -> CaseFile:
    return changed(CaseFile(), offices=list(offices))


def test_a_case_with_nothing_in_it_claims_nothing():
    text = text_of(CaseFile())
    assert text.startswith("I am a member of the plan. I ask the plan to cover care with the provider")
    for claim in ("contacted", "opened", "because", "clinician", "agreed", "accepts", "code", "Not given"):
        assert claim not in text


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_argues_or_hedges(name):
    text = text_of(example(name))
    own = text.replace(example(name).provider.why_text, "")
    assert not re.search(
        r"and/or|\bfair|\bjust\b|\bdeserve|\bbest\b|\blaw\b|\blegal|\bact\b|\bright to\b", own
    )
    assert "None" not in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("offices", "said"),
    [
        (
            [office("NOT_TAKING")],
            "1 office listed as in network was contacted on November 3, 2026. One said "
            "it is not taking new patients.",
        ),
        (
            [office("NOT_TAKING"), office("NOT_TAKING", "2026-11-05")],
            "2 offices listed as in network were contacted between November 3, 2026 and November 5, 2026. "
            "Two said they are not taking new patients.",
        ),
        (
            [office("WAIT_TOO_LONG", first_open_on="2026-11-04")],
            "One offered a first visit on November 4, 2026, 1 calendar day after the contact.",
        ),
        (
            [office("WAIT_TOO_LONG", first_open_on="2026-12-03"), office("WAIT_TOO_LONG", gave_no_date=True)],
            "One offered a first visit on December 3, 2026, 30 calendar days after the contact. One said "
            "there is a wait and gave no date.",
        ),
        ([office("WAIT_TOO_LONG")], "One has a wait that is too long, as the patient reports."),
        ([office("TOO_FAR", distance="1.0", distance_unit="MILES")], "One is 1 mile away, one way."),
        (
            [
                office("TOO_FAR", distance="45", distance_unit="MILES"),
                office("TOO_FAR", distance="80.5", distance_unit="MILES"),
            ],
            "Two are 45 to 80.5 miles away, one way.",
        ),
        (
            [
                office("TOO_FAR", distance="45", distance_unit="MILES"),
                office("TOO_FAR", distance="80", distance_unit="MINUTES"),
            ],
            "Two are too far to travel, as the patient reports.",
        ),
        ([office("NO_ANSWER")], "One did not answer or call back."),
        (
            [office("CAN_SEE_ME", gives_all_care="NO")],
            "One said it can see the patient, but not give all of the care.",
        ),
        (
            [office("CAN_SEE_ME"), office("CAN_SEE_ME")],
            "Two said they can see the patient; the table tells what came of it.",
        ),
    ],
)
def test_counts_and_their_words_agree(offices, said):
    assert said in text_of(with_offices(*offices))


def test_three_tries_are_told_only_when_every_silent_office_was_tried_three_times():
    three = [{"contacted_on": f"2026-11-0{day}"} for day in (3, 4, 5)]
    assert "call back after three tries or more." in text_of(
        with_offices(office("NO_ANSWER", attempts=three))
    )
    mixed = with_offices(office("NO_ANSWER", attempts=three), office("NO_ANSWER"))
    assert "Two did not answer or call back." in text_of(mixed)


def test_every_result_has_its_sentence():
    results = [code for code in Office.model_fields["result"].annotation.__args__ if code]
    for result in results:
        told = text_of(with_offices(office(result)))
        assert re.search(r"on November 3, 2026\. One [a-z]", told), result


def test_names_still_to_call_are_not_counted():
    assert "contacted" not in text_of(with_offices({"name": "Example Clinic"}))


def test_the_request_is_called_opened_only_when_it_was():
    call = {"kind": "CALL_1", "called_on": "2026-11-03", "reference": "C-1"}
    refused = changed(CaseFile(), insurer_calls=[{**call, "answers": {"request_opened": "NO"}}])
    numbered = changed(
        CaseFile(),
        insurer_calls=[{**call, "request_number": "R-7", "answers": {"request_opened": "NO"}}],
    )
    opened = changed(CaseFile(), insurer_calls=[{**call, "request_number": "R-7"}])
    assert "opened" not in text_of(numbered)
    assert "The plan was called about this request on November 3, 2026 (call reference C-1)." in text_of(
        refused
    )
    assert (
        "The request was opened by phone on November 3, 2026 (request number R-7, call reference C-1)."
        in text_of(opened)
    )


def test_the_opening_is_the_first_call_that_opened_it_and_the_team_the_newest_that_named_one():
    calls = [
        {
            "kind": "CALL_1",
            "called_on": "2026-11-02",
            "reference": "C-0",
            "answers": {"request_opened": "NO"},
        },
        {
            "kind": "CALL_1",
            "called_on": "2026-11-03",
            "reference": "C-1",
            "answers": {"request_opened": "YES", "deciding_team": "Network team", "send_fax": "800-555-0112"},
        },
        {"kind": "CALL_1", "called_on": "2026-11-09", "reference": "C-2", "request_number": "R-7"},
    ]
    file = changed(CaseFile(), insurer_calls=calls)
    assert "opened by phone on November 3, 2026 (call reference C-1)." in text_of(file)
    found = contents(file, options_for(file, sections=frozenset({Section.COVER})))
    assert found.cover is not None
    assert (found.cover.team, found.cover.fax) == ("Network team", "800-555-0112")
    assert ("To", "Network team") in [(fact.label, fact.value) for fact in found.letter.about]


def test_a_caregiver_writes_for_the_patient():
    text = text_of(example(CHILD))
    assert text.startswith("I write for Nina Example, a member of Demo Peach Health Plan.")
    assert not re.search(r"\bme\b|\bmy\b", text.replace(example(CHILD).provider.why_text, ""))


def test_the_path_decides_what_is_asked():
    gap = letter(example(ARIZONA)).asked
    both = letter(example(BOTH)).asked
    agreement = letter(changed(example(ARIZONA), path="SINGLE_CASE_AGREEMENT")).asked
    assert gap[0] == "approve the in-network benefit for this provider"
    assert both[:2] == (gap[0], "start a single case agreement with this provider")
    assert agreement[0] == both[1]
    assert gap[0] not in agreement


def test_it_points_only_to_sections_that_are_there():
    file = example(ARIZONA)
    with_all, with_none = text_of(file), text_of(file, sections=frozenset())
    assert "The table in this packet" in with_all
    assert "The patient statement in this packet" in with_all
    assert "in this packet" not in with_none
    assert "statement" not in text_of(file, sections=frozenset({Section.SEARCH}))


def test_it_says_the_same_in_any_language_of_the_page():
    from django.utils import translation

    english = contents(example(ARIZONA), options_for(example(ARIZONA)))
    with translation.override("es"):
        assert contents(example(ARIZONA), options_for(example(ARIZONA))) == english
