"""What was asked of the plan beside this packet: the linked requests, and questions in writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_app.casefile import schema
from requests_app.common.time_zones import day_at
from requests_app.packets.evidence_parts import Asked, QuestionRow, TrackRow
from requests_app.packets.parts import Options
from requests_app.packets.proof import Proof
from requests_app.packets.wording import short_day
from requests_app.tracks.rules import From

STANDING = "One approval does not imply another: the plan decides each of these by itself."
TRACKS = {
    "GAP": "Network gap exception",
    "SCA": "Single case agreement",
    "PRIOR_AUTH": "Prior authorization",
}
OWNERS = {
    "PATIENT": "The patient",
    "PROVIDER": "The requested provider",
    "CLINICIAN": "The ordering clinician",
    "FACILITY": "The facility’s admissions team",
}
OUTCOMES = {
    "APPROVED": "Approved",
    "PARTLY": "Partly approved",
    "DENIED": "Denied",
    "NOT_NEEDED": "Not needed, as the plan says",
    "WITHDRAWN": "Taken back",
}
DUE_FROM: dict[str, str] = {
    From.PHONE: "as the plan said on the phone",
    From.LETTER: "as the plan wrote",
    From.OTHER: "",
}
WAYS = {
    "PORTAL": "in the plan’s website or app",
    "EMAIL": "by email",
    "FAX": "by fax",
    "MAIL": "by mail",
}
ANSWERS = {
    "IN_NETWORK": "In network",
    "NOT_IN_NETWORK": "Not in network",
    "UNCLEAR": "Answered, but not clear",
}


def asked(case: schema.CaseFile, options: Options, proof: Proof) -> Asked:
    today = day_at(options.made_at, zone=case.time_zone)
    rows = enumerate(questions_of(case), start=1)
    return Asked(
        tracks=tuple(_track(one) for one in case.tracks if is_told(one)),
        questions=tuple(_question(number, one, today, proof) for number, one in rows),
        standing=STANDING,
    )


def has_some(case: schema.CaseFile) -> bool:
    return bool(questions_of(case)) or any(is_told(one) for one in case.tracks)


def questions_of(case: schema.CaseFile) -> list[schema.NetworkQuestion]:
    """Of all offices and of none, by the day they were asked."""
    found = [one for office in case.offices for one in office.questions]
    return sorted([*found, *case.questions], key=_asked_on)


def is_told(track: schema.Track) -> bool:
    """Wanted, or something was done about it."""
    return track.is_wanted == "YES" or any((track.reference, track.asked_on, track.outcome))


def _asked_on(question: schema.NetworkQuestion) -> date:
    return question.asked_on


def _track(track: schema.Track) -> TrackRow:
    numbers = (
        f"Reference {track.reference}" if track.reference else "",
        f"Authorization {track.authorization_number}" if track.authorization_number else "",
    )
    clock = (f"Asked {short_day(track.asked_on)}" if track.asked_on else "", _answer_due(track))
    decided = f", {short_day(track.outcome_on)}" if track.outcome_on else ""
    return TrackRow(
        name=TRACKS[track.kind],
        owner=OWNERS.get(track.owner, ""),
        numbers=tuple(one for one in numbers if one),
        clock=tuple(one for one in clock if one),
        outcome=f"{OUTCOMES[track.outcome]}{decided}" if track.outcome else "No answer yet",
    )


def _answer_due(track: schema.Track) -> str:
    """A day the plan named, or that is told in own words: what is common or read in a rule is no claim."""
    if track.answer_due_on is None or track.answer_due_from in (From.RULE, From.COMMON):
        return ""
    source = DUE_FROM.get(track.answer_due_from, track.answer_due_from)
    return f"Answer due {short_day(track.answer_due_on)}" + (f" ({source})" if source else "")


def _question(number: int, question: schema.NetworkQuestion, today: date, proof: Proof) -> QuestionRow:
    npi = f"NPI {question.about_npi}" if question.about_npi else ""
    asked = f"{short_day(question.asked_on)}, {WAYS[question.way]}"
    return QuestionRow(
        number=number,
        about=tuple(one for one in (question.about_name, npi) if one),
        asked=tuple(one for one in (asked, f"To: {question.sent_to}" if question.sent_to else "") if one),
        due=tuple(_due(question, proof)),
        answer=tuple(_answer(question, today)),
    )


def _due(question: schema.NetworkQuestion, proof: Proof) -> Iterator[str]:
    """A day that follows from a rule is printed only with a rule that may be claimed."""
    rule = proof.rule(question.due_rule) if question.due_rule else None
    if question.due_on is None or (question.due_rule and rule is None):
        return
    yield short_day(question.due_on)
    if rule is not None and rule.citation:
        yield rule.citation


def _answer(question: schema.NetworkQuestion, today: date) -> Iterator[str]:
    if not question.answer:
        yield f"No answer by {short_day(today)}"
        return
    yield f"{ANSWERS[question.answer]}, {short_day(question.answered_on)}"
    if question.answer_text:
        yield f"“{question.answer_text}”"
    if question.reference:
        yield f"Reference {question.reference}"
