"""The reason the plan gave, and the records that answer it: each with its place in this packet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.casefile.logged import logged
from requests_app.packets import wording
from requests_app.packets.calls import TITLES, reference_text
from requests_app.packets.denial import Denial
from requests_app.packets.exhibits import KINDS, chosen, letter_of
from requests_app.packets.letters_of_case import signed_day
from requests_app.packets.more_parts import Ground
from requests_app.packets.parts import Options, Section
from requests_app.packets.search import contact_text, said
from requests_app.packets.wording import day_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The reason as it was coded, when the plan’s own words are not known.
CODED: dict[str, StrOrPromise] = {
    "NETWORK": gettext_lazy("The plan’s reason: its network has a provider for this care."),
    "NECESSITY": gettext_lazy("The plan’s reason: the care is not medically needed."),
    "NOT_COVERED": gettext_lazy("The plan’s reason: the plan does not cover this care."),
    "LATE": gettext_lazy("The plan’s reason: it was asked too late."),
    "PAPERS": gettext_lazy("The plan’s reason: papers are missing."),
}
# Of care that is not needed, when no letter of a clinician is in the packet.
NO_LETTER = "NECESSITY, NO LETTER"
# What a reader is asked to hold against the reason; a question or a fact, never a claim of law.
ASKS: dict[str, StrOrPromise] = {
    "NETWORK": gettext_lazy(
        "I ask the plan to name a provider of its network who can give this care, at this level, and the "
        "first open date. The question is clinical: can this care effectively be given in network, in time?"
    ),
    "NECESSITY": gettext_lazy(
        "I ask that a clinician of the same specialty look at it, and that the plan say which part of the "
        "clinician’s letter it does not follow, and why."
    ),
    NO_LETTER: gettext_lazy(
        "I ask that a clinician of the same specialty look at it, and that the plan say which of its "
        "criteria is not met, and why."
    ),
    "NOT_COVERED": gettext_lazy(
        "I ask the plan to quote the words of the contract that leave this care out."
    ),
    "LATE": gettext_lazy("I ask the plan to count from the first day on which it was told of this request."),
    "PAPERS": gettext_lazy("I ask the plan to name each paper that it still lacks after this packet."),
}


def answer_ground(
    case: schema.CaseFile, denied: Denial, appeal: schema.Appeal | None, options: Options
) -> Ground:
    heading = _("The reason the plan gave")
    if not denied.is_recorded:
        return Ground(heading, ())
    rows = tuple(_rows(case, appeal, options)) if appeal else ()
    held = _("These records answer it:") if rows else ""
    if not rows and (denied.reason or denied.kind):
        held = _held_against(case, options)
    has_letter = bool(case.letters) and Section.CLINICIAN in options.sections
    asks = str(ASKS.get(denied.kind if has_letter or denied.kind != "NECESSITY" else NO_LETTER, ""))
    return Ground(
        heading,
        tuple(one for one in (_reason(denied), held) if one),
        rows=rows,
        after=(asks,) if asks else (),
    )


def _reason(denied: Denial) -> str:
    if denied.reason:
        told = _("The plan said: “%(reason)s”") % {"reason": denied.reason}
        return f"{told} {_source(denied)}".strip()
    if denied.kind in CODED:
        return str(CODED[denied.kind])
    if denied.has_letter:
        return _("The plan’s reason stands in its letter, which is attached.")
    return _("The plan’s reason is not known to me. I ask for it in writing.")


def _source(denied: Denial) -> str:
    call = denied.call
    if call is None:
        return ""
    reference = _(", call reference %(number)s") % {"number": call.reference} if call.reference else ""
    return _("This was said on the phone on %(day)s%(reference)s.") % {
        "day": day_text(call.called_on),
        "reference": reference,
    }


def _rows(case: schema.CaseFile, appeal: schema.Appeal, options: Options) -> Iterator[str]:
    """What the person picked, in the order of the packet."""
    yield from (line for row in appeal.answer_rows if (line := _row(row, case, options)))


def _row(row: schema.AnswerRow, case: schema.CaseFile, options: Options) -> str:
    match row.kind:
        case "OFFICE":
            return _office(row.number or 0, case, options)
        case "CALL":
            return _call(row.number or 0, case, options)
        case "LETTER":
            return _letter(row.sha256, case)
    return _paper(row.sha256, case, options)


def _office(number: int, case: schema.CaseFile, options: Options) -> str:
    """Row 2 of the search table, Example Clinic: Said it is not taking new patients. Asked Nov 4, 2026."""
    offices = logged(case)
    if not 0 < number <= len(offices):
        return ""
    office = offices[number - 1]
    last = contact_text(office.attempts[-1]) if office.attempts else ""
    facts = {"number": number, "name": office.name, "said": wording.sentence(said(office)), "when": last}
    in_table = Section.SEARCH in options.sections
    told = (
        _("Row %(number)s of the search table, %(name)s: %(said)s") % facts
        if in_table
        else _("%(name)s: %(said)s") % facts
    )
    return f"{told} {_('Asked %(when)s.') % facts}" if last else told


def _call(number: int, case: schema.CaseFile, options: Options) -> str:
    if not 0 < number <= len(case.insurer_calls):
        return ""
    call = case.insurer_calls[number - 1]
    reference = reference_text(call) if call.reference else ""
    facts = {
        "number": number,
        "title": str(TITLES[call.kind]),
        "day": day_text(call.called_on),
        "reference": _(", reference %(number)s") % {"number": reference} if reference else "",
    }
    if Section.CALLS in options.sections:
        return _("Call %(number)s of the record, %(day)s%(reference)s: %(title)s.") % facts
    return _("Call of %(day)s%(reference)s: %(title)s.") % facts


def _letter(sha256: str, case: schema.CaseFile) -> str:
    for one in case.letters:
        if one.sha256 == sha256:
            name = wording.with_commas(one.signed_name, one.answers.specialty)
            facts = {"name": name, "day": day_text(signed_day(one, case))}
            told = _("The letter of %(name)s, signed on %(day)s.") % facts
            urgent = _("It gives the reason why waiting could cause harm.")
            is_urgent = (
                one.answers.is_urgent and bool(one.answers.urgent_reason) and case.care.timing != "OVER"
            )
            return f"{told} {urgent}" if is_urgent else told
    return ""


def _paper(sha256: str, case: schema.CaseFile, options: Options) -> str:
    """With its letter among the exhibits, when it is printed there."""
    paper = next((one for one in case.papers if one.sha256 == sha256), None)
    if paper is None:
        return ""
    kind = str(KINDS[paper.kind])
    name = wording.with_commas(kind, paper.title if paper.title != kind else "", day_text(paper.dated_on))
    shown = chosen(case, options.recipient) if Section.EXHIBITS in options.sections else []
    for place, one in enumerate(shown):
        if one.sha256 == sha256:
            return _("Exhibit %(letter)s: %(name)s.") % {"letter": letter_of(place), "name": name}
    return _("%(name)s.") % {"name": name}


def _held_against(case: schema.CaseFile, options: Options) -> str:
    """Where the records answer the reason, when nobody picked any; which answers what is for the reader."""
    places = [
        (Section.SEARCH, bool(logged(case)), _("the table of the offices that were contacted")),
        (Section.PICTURE, bool(logged(case)), _("the waits and distances beside the standard")),
        (Section.CLINICIAN, bool(case.letters), _("the letter of the clinician")),
        (Section.CALLS, bool(case.insurer_calls), _("the record of the calls with the plan")),
    ]
    named = wording.series(
        text for section, has_some, text in places if has_some and section in options.sections
    )
    return _("These records in this packet speak to it: %(places)s.") % {"places": named} if named else ""
