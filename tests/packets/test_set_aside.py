"""Answers that another answer has set aside stay in the case, and no packet says them (R44)."""

from __future__ import annotations

from datetime import date

from requests_app.casefile.schema import CaseFile
from requests_app.packets.contents import contents
from requests_app.packets.letter import letter
from requests_app.packets.parts import Contents
from tests.packets.making import changed, options_for


def packet(file: CaseFile) -> Contents:
    return contents(file, options_for(file))


def fact(made: Contents, label: str) -> str:
    return next(one.value for one in made.decision.facts if one.label == label)


def office(result: str, **answers) -> dict[str, object]:
    tries = [{"contacted_on": date(2026, 11, 3)}]
    return {"name": "Example Clinic", "result": result, "attempts": tries, **answers}


def test_what_belongs_to_an_earlier_result_of_an_office_is_not_printed():
    earlier = {
        "first_open_on": date(2026, 12, 3),
        "gives_all_care": "NO",
        "missing_care": "group sessions",
        "declined_why": "It was too late",
        "visit_mode": "VIDEO",
        "result_text": "Call in May",
    }
    search = packet(changed(CaseFile(), offices=[office("NOT_TAKING", **earlier)])).search

    assert search is not None
    (row,) = search.rows
    assert (row.said, row.wait, row.more) == ("Said it is not taking new patients", "", ())
    assert search.options == ()


def test_a_wait_without_a_date_says_that_none_was_given_only_when_the_person_said_so():
    said = packet(changed(CaseFile(), offices=[office("WAIT_TOO_LONG", gave_no_date=True)])).search
    unasked = packet(changed(CaseFile(), offices=[office("WAIT_TOO_LONG")]))

    assert said is not None
    assert unasked.search is not None
    assert said.rows[0].said == "Said there is a wait and gave no date"
    assert unasked.search.rows[0].said == "Wait too long, as the patient reports"
    assert [one.number for one in unasked.decision.reasons] == ["1 of 1 office"]


def test_the_day_a_provider_agreed_goes_with_a_yes_alone():
    agreed_on = {"agreed_on": date(2026, 11, 6)}

    assert fact(packet(changed(CaseFile(), provider={"agreed": "NO", **agreed_on})), "Will see") == "No"
    yes = packet(changed(CaseFile(), provider={"agreed": "YES", **agreed_on}))
    assert fact(yes, "Will see") == "Yes, agreed Nov 6, 2026"


def test_a_fast_answer_is_not_asked_for_when_the_care_is_over():
    over = changed(CaseFile(), care={"timing": "OVER", "clinician_says_waiting_harms": "YES"})

    assert not packet(over).decision.speed.is_expedited
    assert "expedited" not in " ".join(letter(over, options_for(over, sections=frozenset())).paragraphs)


def test_care_that_has_begun_is_not_said_to_have_begun_on_the_day_it_is_asked_from():
    begun = changed(CaseFile(), care={"timing": "STARTED", "starts_on": date(2027, 1, 4)})
    made = packet(begun)

    assert "The care has begun." in made.letter.paragraphs
    assert "2027" not in next(one for one in made.letter.paragraphs if "goes on" in one)
    assert made.decision.speed.timing == "Care has begun."


def test_care_that_took_place_is_asked_for_in_its_own_words():
    over = changed(CaseFile(), care={"timing": "OVER"})
    made = packet(over)

    assert any("what the network offered at that time" in one for one in made.letter.paragraphs)
    assert "Review it after care (retrospective review)" in made.decision.asked
    assert made.decision.speed.timing == "Asked after care."
