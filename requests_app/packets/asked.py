"""What was asked of the plan beside this packet: the linked requests, and questions in writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.common.time_zones import day_at
from requests_app.packets.evidence_parts import Asked, QuestionRow, TrackRow
from requests_app.packets.parts import Options
from requests_app.packets.proof import Proof
from requests_app.packets.wording import short_day, with_commas
from requests_app.tracks.rules import From

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDING = gettext_lazy("One approval does not imply another: the plan decides each of these by itself.")
TRACKS: dict[str, StrOrPromise] = {
    "GAP": gettext_lazy("Network gap exception"),
    "SCA": gettext_lazy("Single case agreement"),
    "PRIOR_AUTH": gettext_lazy("Prior authorization"),
}
OWNERS: dict[str, StrOrPromise] = {
    "PATIENT": gettext_lazy("The patient"),
    "PROVIDER": gettext_lazy("The requested provider"),
    "CLINICIAN": gettext_lazy("The ordering clinician"),
    "FACILITY": gettext_lazy("The facility’s admissions team"),
}
OUTCOMES: dict[str, StrOrPromise] = {
    "APPROVED": gettext_lazy("Approved"),
    "PARTLY": gettext_lazy("Partly approved"),
    "DENIED": gettext_lazy("Denied"),
    "NOT_NEEDED": gettext_lazy("Not needed, as the plan says"),
    "WITHDRAWN": gettext_lazy("Taken back"),
}
DUE_FROM: dict[str, StrOrPromise] = {
    From.PHONE: gettext_lazy("as the plan said on the phone"),
    From.LETTER: gettext_lazy("as the plan wrote"),
    From.OTHER: "",
}
WAYS: dict[str, StrOrPromise] = {
    "PORTAL": gettext_lazy("in the plan’s website or app"),
    "EMAIL": gettext_lazy("by email"),
    "FAX": gettext_lazy("by fax"),
    "MAIL": gettext_lazy("by mail"),
}
ANSWERS: dict[str, StrOrPromise] = {
    "IN_NETWORK": gettext_lazy("In network"),
    "NOT_IN_NETWORK": gettext_lazy("Not in network"),
    "UNCLEAR": gettext_lazy("Answered, but not clear"),
}


def asked(case: schema.CaseFile, options: Options, proof: Proof) -> Asked:
    today = day_at(options.made_at, zone=case.time_zone)
    rows = enumerate(questions_of(case), start=1)
    return Asked(
        tracks=tuple(_track(one) for one in case.tracks if is_told(one)),
        questions=tuple(_question(number, one, today, proof) for number, one in rows),
        standing=str(STANDING),
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
        _("Reference %(number)s") % {"number": track.reference} if track.reference else "",
        _("Authorization %(number)s") % {"number": track.authorization_number}
        if track.authorization_number
        else "",
    )
    asked_on = _("Asked %(day)s") % {"day": short_day(track.asked_on)} if track.asked_on else ""
    clock = (asked_on, _answer_due(track))
    return TrackRow(
        name=str(TRACKS[track.kind]),
        owner=str(OWNERS.get(track.owner, "")),
        numbers=tuple(one for one in numbers if one),
        clock=tuple(one for one in clock if one),
        outcome=outcome_text(track),
    )


def outcome_text(track: schema.Track) -> str:
    """Denied, Nov 16, 2026"""
    if not track.outcome:
        return _("No answer yet")
    return with_commas(str(OUTCOMES[track.outcome]), short_day(track.outcome_on))


def _answer_due(track: schema.Track) -> str:
    """A day the plan named, or that is told in own words: what is common or read in a rule is no claim."""
    if track.answer_due_on is None or track.answer_due_from in (From.RULE, From.COMMON):
        return ""
    source = str(DUE_FROM.get(track.answer_due_from, track.answer_due_from))
    due = {"day": short_day(track.answer_due_on), "source": source}
    return _("Answer due %(day)s (%(source)s)") % due if source else _("Answer due %(day)s") % due


def _question(number: int, question: schema.NetworkQuestion, today: date, proof: Proof) -> QuestionRow:
    npi = f"NPI {question.about_npi}" if question.about_npi else ""
    to = _("To: %(who)s") % {"who": question.sent_to} if question.sent_to else ""
    return QuestionRow(
        number=number,
        about=tuple(one for one in (question.about_name, npi) if one),
        asked=tuple(one for one in (asked_text(question), to) if one),
        due=tuple(_due(question, proof)),
        answer=tuple(_answer(question, today)),
    )


def asked_text(question: schema.NetworkQuestion) -> str:
    """Nov 16, 2026, by fax"""
    return with_commas(short_day(question.asked_on), str(WAYS[question.way]))


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
        yield _("No answer by %(day)s") % {"day": short_day(today)}
        return
    yield with_commas(str(ANSWERS[question.answer]), short_day(question.answered_on))
    if question.answer_text:
        yield f"“{question.answer_text}”"
    if question.reference:
        yield _("Reference %(number)s") % {"number": question.reference}
