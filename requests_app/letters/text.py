"""The clinician’s letter in words: what a reviewer looks for, in the order they look for it.

Always English, because a plan reads it. What the clinician typed stands as it was typed; nothing is added,
and what was not answered is left out. A paragraph may hold line breaks of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import override

from requests_app.casefile import schema
from requests_app.common.dates import clock_time, long_date
from requests_app.common.states import STATES
from requests_app.knowledge.diagnoses import diagnosis

LANGUAGE = "en"
URGENT = "In my judgment, waiting the standard time could seriously harm life, health or ability to function."
ATTESTED = "I wrote or checked every part of this letter, and it is true as far as I know."
LEVELS = {
    "VISIT": "Visits",
    "OUTPATIENT_PROGRAM": "Outpatient program",
    "DAY_PROGRAM": "Day program",
    "RESIDENTIAL": "Residential",
    "SURGERY": "Surgery",
    "OTHER": "",
}
AMOUNTS = {
    "VISITS": ("visit", "visits"),
    "DAYS": ("day", "days"),
    "HOURS": ("hour", "hours"),
    "UNITS": ("unit", "units"),
}


def letter_text(answers: schema.ClinicianAnswers, case: schema.CaseFile) -> list[str]:
    """The paragraphs that are signed. The same answers and case facts always give the same words."""
    with override(LANGUAGE):
        return [one for one in _paragraphs(answers, case) if one]


def hash_of(text: Iterable[str]) -> str:
    return hashlib.sha256("\n\n".join(text).encode()).hexdigest()


def signature_lines(letter: schema.ClinicianLetter, zone: str) -> list[str]:
    """The block under the letter: who signed, with which numbers, and when, in UTC and in the case’s zone."""
    answers = letter.answers
    with override(LANGUAGE):
        return [
            line
            for line in (
                _joined(letter.signed_name, answers.credentials),
                answers.specialty,
                _license(answers),
                f"NPI {answers.npi}" if answers.npi else "",
                f"Signed electronically on {moment_text(letter.signed_at, zone)}",
            )
            if line
        ]


def moment_text(moment: datetime, zone: str) -> str:
    """“November 22, 2026 at 2:14 pm MST (21:14 UTC)”"""
    with override(LANGUAGE):
        there, utc = moment.astimezone(ZoneInfo(zone)), moment.astimezone(ZoneInfo("UTC"))
        other_day = f"{long_date(utc.date())} " if utc.date() != there.date() else ""
        local = f"{long_date(there.date())} at {clock_time(there)} {there.tzname()}"
        return f"{local} ({other_day}{utc:%H:%M} UTC)"


def _paragraphs(answers: schema.ClinicianAnswers, case: schema.CaseFile) -> Iterator[str]:
    yield _subject(case)
    yield _writer(answers)
    yield _request(case, goes_on=bool(answers.progress))
    yield _diagnoses(answers)
    yield _services(answers)
    yield _course(answers)
    yield _said("Progress so far, and why the care must go on", answers.progress)
    yield _said("Clinical need", answers.need)
    yield _said("Why the in-network options do not fit", answers.why_not_network)
    yield _said("Why this provider", answers.why_provider)
    yield _said("What delay would do", answers.delay)
    if answers.is_urgent:
        yield f"{URGENT} {_said('Reason', answers.urgent_reason)}".strip()
    yield _peer(answers)
    yield ATTESTED


def _subject(case: schema.CaseFile) -> str:
    patient = case.patient
    name = f"{patient.first_name} {patient.last_name}".strip()
    born = f"born {long_date(patient.birth_date)}" if patient.birth_date else ""
    plan = f"Plan: {case.coverage.insurer}." if case.coverage.insurer else ""
    who = f"Patient: {_joined(name, born)}." if name else ""
    return " ".join(part for part in (who, plan) if part)


def _writer(answers: schema.ClinicianAnswers) -> str:
    name = _joined(answers.name, answers.credentials)
    numbers = _joined(
        answers.specialty, _lowered(_license(answers)), f"NPI {answers.npi}" if answers.npi else ""
    )
    if not name:
        return ""
    return f"Written by: {name}. {_capital(numbers)}." if numbers else f"Written by: {name}."


def _request(case: schema.CaseFile, *, goes_on: bool) -> str:
    """Progress is told in a letter for a renewal, and in no other."""
    provider = case.provider
    if not provider.name:
        return ""
    named = _joined(provider.name, provider.credentials, f"NPI {provider.npi}" if provider.npi else "")
    what = "go on covering" if goes_on else "cover"
    return f"I support the request to {what} the care below with an out-of-network provider: {named}."


def _diagnoses(answers: schema.ClinicianAnswers) -> str:
    listed = "; ".join(_named_diagnosis(one) for one in answers.diagnoses)
    if not listed:
        return ""
    return f"Diagnosis: {listed}." + (f" For how long: {answers.since}." if answers.since else "")


def _named_diagnosis(code: schema.LetterCode) -> str:
    """With its name from the official list; a code that is not in it, in the clinician’s own words."""
    known = diagnosis(code.code)
    name = known.name if known else code.own_words
    return f"{code.code} ({name})" if name else code.code


def _services(answers: schema.ClinicianAnswers) -> str:
    listed = "; ".join(_named_service(one) for one in answers.services)
    return f"Services: {listed}." if listed else ""


def _named_service(code: schema.LetterCode) -> str:
    text = f"{code.code}-{code.modifier}" if code.modifier else code.code
    if code.kind == "REVENUE":
        text = f"revenue code {text}"
    if code.own_words:
        text += f" ({code.own_words})"
    return text + (f", {_counted(code.units, 'UNITS')}" if code.units else "")


def _course(answers: schema.ClinicianAnswers) -> str:
    amount = _counted(answers.amount, answers.amount_unit) if answers.amount else ""
    parts = (
        _said("Level of care", LEVELS.get(answers.level_of_care, "")),
        _said("Specialty", answers.care_specialty),
        _said("Dates", _dates(answers.starts_on, answers.ends_on)),
        _said("Amount", _joined(amount, answers.frequency)),
    )
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _dates(starts_on: date | None, ends_on: date | None) -> str:
    start = f"from {long_date(starts_on)}" if starts_on else ""
    end = f"to {long_date(ends_on)}" if ends_on else ""
    return f"{start} {end}".strip()


def _counted(amount: int | None, unit: str) -> str:
    if not amount:
        return ""
    one, many = AMOUNTS.get(unit, ("", ""))
    return f"{amount} {one if amount == 1 else many}".strip()


def _peer(answers: schema.ClinicianAnswers) -> str:
    if not answers.phone:
        return ""
    times = f" Best times: {answers.peer_times}." if answers.peer_times else ""
    return f"For a peer-to-peer call: {answers.phone}.{times}"


def _license(answers: schema.ClinicianAnswers) -> str:
    state = str(dict(STATES).get(answers.license_state, answers.license_state))
    if not answers.license_number:
        return f"Licensed in {state}" if state else ""
    return f"Licensed in {state}, number {answers.license_number}" if state else ""


def _said(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
