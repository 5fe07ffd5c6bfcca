"""The one order of the lists in a case file, so that the same case always gives the same file."""

from __future__ import annotations

from datetime import date, datetime

from requests_app.casefile.schema import (
    Attempt,
    BenefitCheck,
    Capture,
    CareCode,
    CaseFile,
    ClinicianLetter,
    InsurerCall,
    NetworkQuestion,
    Office,
    Settlement,
    StatedFacts,
    Track,
)

CODE_ORDER = {"DIAGNOSIS": 0, "SERVICE": 1, "REVENUE": 2}
TRACK_ORDER = {"GAP": 0, "SCA": 1, "PRIOR_AUTH": 2}


def in_order(file: CaseFile) -> CaseFile:
    """Offices by first contact (names still to call last), what has a day by that day, codes by kind.

    What is equal stays in the order in which it was written down, papers in the order a person gave them.
    """
    care = file.care.model_copy(update={"codes": sorted(file.care.codes, key=_kind)})
    return file.model_copy(
        update={
            "care": care,
            "offices": sorted((_office(one) for one in file.offices), key=_first_contact),
            "insurer_calls": sorted(file.insurer_calls, key=_called),
            "tracks": sorted(file.tracks, key=_track),
            "stated_facts": sorted(file.stated_facts, key=_source),
            "settlements": sorted(file.settlements, key=_topic),
            "captures": sorted(file.captures, key=_seen),
            "questions": sorted(file.questions, key=_asked),
            "letters": sorted(file.letters, key=_signed),
            "benefit_checks": sorted(file.benefit_checks, key=_checked),
        }
    )


def _office(office: Office) -> Office:
    return office.model_copy(
        update={
            "attempts": sorted(office.attempts, key=_contacted),
            "captures": sorted(office.captures, key=_seen),
            "questions": sorted(office.questions, key=_asked),
        }
    )


def _contacted(attempt: Attempt) -> date:
    return attempt.contacted_on


def _first_contact(office: Office) -> date:
    return office.attempts[0].contacted_on if office.attempts else date.max


def _called(call: InsurerCall) -> date:
    return call.called_on


def _kind(code: CareCode) -> int:
    return CODE_ORDER[code.kind]


def _track(track: Track) -> int:
    return TRACK_ORDER[track.kind]


def _source(facts: StatedFacts) -> str:
    return facts.source


def _topic(settlement: Settlement) -> tuple[str, str]:
    return settlement.topic, settlement.source


def _seen(capture: Capture) -> date:
    return capture.seen_on


def _asked(question: NetworkQuestion) -> date:
    return question.asked_on


def _checked(check: BenefitCheck) -> date:
    return check.checked_on


def _signed(letter: ClinicianLetter) -> datetime:
    return letter.signed_at
