from __future__ import annotations

import pytest

from requests_app.casefile.schema import CaseFile
from requests_app.packets.contents import contents, filled_sections
from requests_app.packets.parts import Contents, Section
from requests_app.packets.search import row_numbers
from tests.packets.making import ARIZONA, BOTH, CHILD, NAMES, changed, example, options_for


def packet(file: CaseFile, **options) -> Contents:
    return contents(file, options_for(file, **options))


def fact(packet: Contents, label: str) -> str:
    return next(one.value for one in packet.decision.facts if one.label == label)


@pytest.mark.parametrize("name", NAMES)
def test_every_office_is_counted_once(name):
    file = example(name)
    search = packet(file).search
    assert search is not None
    assert sum(count.number for count in search.counts) == len(search.rows)
    assert len(search.rows) == len([office for office in file.offices if office.result])


def test_days_of_wait_are_calendar_days_from_the_last_contact_before_the_open_date():
    file = changed(
        CaseFile(),
        offices=[
            {
                "name": "Example Clinic",
                "result": "WAIT_TOO_LONG",
                "first_open_on": "2026-12-10",
                "attempts": [{"contacted_on": "2026-11-02"}, {"contacted_on": "2026-11-10"}],
            }
        ],
    )
    search = packet(file).search
    assert search is not None
    assert search.rows[0].wait == "30"
    assert "calendar days from the day of contact to the first open date" in search.intro


def test_what_is_missing_is_named_and_never_left_out():
    empty = packet(CaseFile())
    labels = {fact.label for fact in empty.decision.facts}
    assert {"Member", "Member ID", "NPI", "Tax ID", "Diagnosis", "Dates", "Request no."} <= labels
    assert {"coverage.member_id", "provider.npi", "care.codes.DIAGNOSIS"} <= set(empty.missing)
    assert packet(example(ARIZONA)).missing == ("letters",), "nobody to call from doctor to doctor"


def test_a_reason_without_an_office_behind_it_says_who_reports_it():
    file = changed(example(ARIZONA), offices=[], care={"gap_reasons": ["WAIT", "NEED", "NOT_LOOKED"]})
    told = {reason.label: reason.number for reason in packet(file).decision.reasons}
    assert told == {
        "Wait": "As the member reports",
        "Special need": "As the member reports: in-network offices cannot meet a need "
        "(language, disability or age)",
    }


def test_a_reason_the_log_shows_is_told_though_nobody_ticked_it():
    file = changed(example(ARIZONA), care={"gap_reasons": []})
    told = {reason.label: reason.number for reason in packet(file).decision.reasons}
    assert (
        told["Wait"]
        == "2 of 14 offices; earliest first visit of these Feb 9, 2027 (99 calendar days after contact)"
    )
    assert told["Distance"] == "1 of 14 offices; 113 miles one way"


def test_an_office_that_can_give_the_care_is_told_on_the_first_page_and_under_the_table():
    file = changed(
        CaseFile(), offices=[{"name": "Example Clinic", "result": "CAN_SEE_ME", "gives_all_care": "YES"}]
    )
    found = packet(file, sections=frozenset({Section.SEARCH}))
    assert [(one.label, one.number) for one in found.decision.reasons] == [
        ("Can give the care", "1 of 1 office")
    ]
    assert found.search is not None
    assert found.search.options == (
        "Row 1, Example Clinic: Said it can see the patient. Why it was not chosen: Not given.",
    )


def test_speed_follows_what_the_clinician_said():
    file = example(ARIZONA)
    urgent = packet(changed(file, care={"clinician_says_waiting_harms": "YES"})).decision.speed
    calm = packet(changed(file, care={"clinician_says_waiting_harms": "UNSURE"})).decision.speed
    assert (urgent.is_expedited, calm.is_expedited, calm.basis) == (True, False, "")
    assert "as the member reports" in urgent.basis


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (ARIZONA, "Network gap exception request"),
        (BOTH, "Network gap exception and single case agreement request"),
    ],
)
def test_the_title_follows_the_path(name, title):
    assert packet(example(name)).title == title


def test_a_caregiver_signs_for_the_child_and_a_patient_for_nobody_else():
    assert packet(example(CHILD)).signature.lines == ("for Nina Example",)
    assert packet(example(ARIZONA)).signature.lines == ()
    assert packet(example(ARIZONA), signed_name="").signature.at == ""


def test_the_main_person_is_named_when_it_is_somebody_else():
    assert fact(packet(example(CHILD)), "Main person").startswith("Carla Example, born")
    assert "Main person" not in {one.label for one in packet(example(ARIZONA)).decision.facts}


def test_the_fax_cover_names_no_patient():
    found = packet(example(ARIZONA), sections=frozenset({Section.COVER}))
    text = repr(found.cover)
    assert "Maya" not in text
    assert "SMH204417890" not in text


def test_sections_with_something_in_them_are_ticked_at_first():
    assert filled_sections(CaseFile()) == frozenset()
    told = {Section.SEARCH, Section.CALLS, Section.MATCH, Section.STATEMENT, Section.ASKED}
    assert filled_sections(example(ARIZONA)) == told


def test_row_numbers_read_as_people_say_them():
    assert row_numbers([1, 2, 3, 7, 9, 10]) == "1 to 3, 7, 9 to 10"


@pytest.mark.parametrize(
    ("signed", "for_whom"), [("maya EXAMPLE", ""), ("Maya", ""), ("Somebody Other", "PATIENT")]
)
def test_a_shorter_name_of_the_patient_is_not_a_second_person(signed, for_whom):
    file = example(ARIZONA)
    patient = f"{file.patient.first_name} {file.patient.last_name}".strip()
    found = packet(file, signed_name=signed).signature
    assert found.lines == ((f"for {patient}",) if for_whom else ())


def test_the_statement_shows_the_prompts_that_were_answered():
    story = {"need_now": "The program starts in December.", "tried": "", "waiting": ""}
    found = packet(changed(CaseFile(), story=story), sections=frozenset({Section.STATEMENT})).statement
    assert found is not None
    assert [part.value for part in found.parts] == ["The program starts in December."]
    empty = packet(CaseFile(), sections=frozenset({Section.STATEMENT})).statement
    assert empty is not None
    assert len(empty.parts) == 3


def test_the_first_page_accounts_for_every_office():
    results = ["NOT_TAKING", "NO_ANSWER", "WEB_FORM_ONLY", "OTHER", "CAN_SEE_ME"]
    offices = [
        {"name": f"Example Clinic {result}", "result": result, "gives_all_care": "YES"} for result in results
    ]
    told = {
        reason.label: reason.number
        for reason in packet(changed(CaseFile(), offices=offices)).decision.reasons
    }
    assert told["Not taking or wrong listing"] == "1 not taking new patients, of 5 offices"
    assert told["Can give the care"] == "1 of 5 offices"
    assert told["Other results"] == "3 of 5 offices"
