"""One letter for each step when no answer comes. Always English; only what is recorded, no law and no threat.

Somebody signs it by hand and sends it. The day by which an answer is asked for is a wish, and reads as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy

from requests_app.casefile import about_bills, schema
from requests_app.common.business_days import add_business_days
from requests_app.followups.calendar import closed_days_from
from requests_app.packets import wording
from requests_app.packets.complaint import AFTER_SENDING, request_in_short, step_text
from requests_app.packets.letter import about
from requests_app.packets.letters_of_case import signed_day, urgent_letter
from requests_app.packets.more_parts import Fact, Ground
from requests_app.packets.sheet_parts import Asked, PlainLetter, Sheet, SheetRefused, letter_sheet
from requests_app.packets.waited import due_text, dues_of, first_sent_on, sent_texts
from requests_app.packets.wording import day_text, short_day

ANSWER_WITHIN = 5
MOST_CALLS = 8
ANSWERED = {"APPROVED": "approved", "PARTLY": "approved in part", "DENIED": "denied"}
TRACKS = {
    "GAP": "network gap exception",
    "SCA": "single case agreement",
    "PRIOR_AUTH": "prior authorization",
}
LINE = "____________________________"


@dataclass(frozen=True)
class Kind:
    """`team` reads it; `asked` is what is asked, `more` what stands before, `next` what comes after."""

    title: str
    team: str
    asked: Callable[[Asked], Iterator[str]]
    more: Callable[[Asked], Iterator[Ground]] | None = None
    next: Callable[[Asked], str] = lambda _asked: ""
    by_provider: bool = False


def stalled(slug: str) -> Callable[[Asked], Sheet]:
    """The builder of the letter of one step."""
    return partial(_built, slug)


def _built(slug: str, asked: Asked) -> Sheet:
    case, kind = asked.case, KINDS[slug]
    known = asked.proof().regulator
    if first_sent_on(known) is None and not any(one.asked_on for one in case.tracks):
        raise SheetRefused(gettext_lazy("Nothing was sent to the plan yet. Send your request first."))
    if _decided(case) and not (kind.by_provider or _is_open(case)):
        raise SheetRefused(gettext_lazy("The plan has answered. Look at its answer first."))
    letter = PlainLetter(
        to=(wording.plan_name(case), f"Attention: {kind.team}"),
        about=tuple(_about(case)),
        paragraphs=tuple(_paragraphs(asked, by_provider=kind.by_provider)),
        grounds=tuple(_grounds(asked, kind)),
        asked_intro=_intro(kind),
        asked=tuple(kind.asked(asked)),
        closing=" ".join(part for part in (kind.next(asked), _how_to_reach(case, kind)) if part),
        signed_by=_signer(asked, by_provider=kind.by_provider),
    )
    return letter_sheet(title=kind.title, name=f"{slug}-letter", letter=letter)


def _about(case: schema.CaseFile) -> Iterator[Fact]:
    yield from about(case)[1:]
    yield Fact("Provider", case.provider.name, "provider.name")


def _paragraphs(asked: Asked, *, by_provider: bool) -> Iterator[str]:
    case, known = asked.case, asked.proof().regulator
    if by_provider:
        name = case.provider.name or "the requested provider"
        yield f"We are the office of {name}. A member of your plan asks to be treated here, out of network."
    yield f"The request: “{request_in_short(case)}.”"
    told = [*sent_texts(known), *(due_text(one, asked.on) for one in dues_of(known))]
    if told:
        yield " ".join(told)
    decided = _decided(case)
    if not any(one.is_in_writing for one in decided):
        yield f"No decision in writing is recorded on {day_text(asked.on)}."
    if decided:
        yield _what_is_open(case, decided[-1], asked)


def _decided(case: schema.CaseFile) -> list[schema.Decision]:
    return [one for one in about_bills.answers(case) if one.is_current and one.answer in ANSWERED]


def _open_tracks(case: schema.CaseFile) -> list[str]:
    return [TRACKS[one.kind] for one in case.tracks if one.asked_on and not one.outcome]


def _sent_appeals(case: schema.CaseFile) -> list[schema.Appeal]:
    return [one for one in about_bills.appeals(case) if one.state == "SENT"]


def _is_open(case: schema.CaseFile) -> bool:
    return bool(_sent_appeals(case) or _sent_renewals(case) or _open_tracks(case))


def _sent_renewals(case: schema.CaseFile) -> list[schema.Renewal]:
    return [one for one in case.renewals if one.state == "SENT"]


def _what_is_open(case: schema.CaseFile, decision: schema.Decision, asked: Asked) -> str:
    """What the plan answered already, and what it still owes: nobody asks again for what was decided."""
    day = day_text(decision.letter_dated_on or decision.decided_on or decision.heard_on)
    told = [f"The plan answered on {day}: {ANSWERED[decision.answer]}."]
    for one in _sent_appeals(case):
        number = f" (number {one.number})" if one.number else ""
        told.append(f"An appeal was sent on {day_text(one.sent_on)}{number}; no answer to it is recorded.")
    for renewal in _sent_renewals(case):
        sent = day_text(renewal.sent_on)
        told.append(f"A request to renew was sent on {sent}; no answer to it is recorded.")
    if waits := _open_tracks(case):
        told.append(f"No answer is recorded on {day_text(asked.on)} for: {wording.series(waits)}.")
    return " ".join(told)


def _grounds(asked: Asked, kind: Kind) -> Iterator[Ground]:
    done = tuple(_done(asked))
    if done:
        yield Ground("What was done so far", done)
    if kind.more is not None:
        yield from kind.more(asked)


def _done(asked: Asked) -> Iterator[str]:
    since = first_sent_on(asked.proof().regulator)
    calls = [one for one in asked.case.insurer_calls if one.kind in AFTER_SENDING]
    calls = [one for one in calls if since is None or one.called_on >= since]
    for call in calls[-MOST_CALLS:]:
        who = wording.with_commas(call.person, call.team)
        number = f"reference {call.reference}" if call.reference else "no reference number was given"
        spoke = f" Spoke with {who}." if who else ""
        yield f"{short_day(call.called_on)}: called the plan ({number}).{spoke}"
    yield from (step_text(one) for one in asked.case.escalations)


def _intro(kind: Kind) -> str:
    return "We ask you:" if kind.by_provider else "I ask you:"


def _signer(asked: Asked, *, by_provider: bool) -> str:
    """Printed below the line only where it is plain who signs."""
    if by_provider:
        return asked.case.provider.name
    if asked.signer.is_somebody_else:
        return asked.signer.facility
    return asked.case.patient.caregiver_name or wording.patient_name(asked.case)


def _how_to_reach(case: schema.CaseFile, kind: Kind) -> str:
    phone = case.provider.phone if kind.by_provider else case.patient.phone
    return f"Phone for questions: {phone}." if phone else ""


def _by(asked: Asked) -> str:
    return day_text(add_business_days(asked.on, ANSWER_WITHIN, closed_days_from(asked.on)))


def _status(asked: Asked) -> Iterator[str]:
    yield "to say in writing that the request is complete, or what is missing and by when"
    yield "to name the person or team that has it, with a direct line"
    yield "to name the day by which it is decided"


def _supervisor(asked: Asked) -> Iterator[str]:
    yield "to look at this request yourself and to call back"
    yield "to say what keeps it from being decided"
    yield f"to name the person who decides and the day, if you can by {_by(asked)}"


def _management(asked: Asked) -> Iterator[str]:
    yield "to assign a reviewer, and to tell me the name and the direct line"
    yield (
        "to name an in-network provider who can give this care in time, with the first date, or to note "
        "that there is none"
    )
    yield "to say whether a talk between the clinician and your reviewer is needed, and until when"
    yield "to decide in writing"


def _provider_relations(asked: Asked) -> Iterator[str]:
    yield "to name who works on the agreement and the rate for this member"
    yield "to say what you need from us: forms, tax ID, license, rate"
    yield "to send your offer, or your answer to ours, in writing"


def _fast(asked: Asked) -> Iterator[str]:
    yield "to decide this request as an expedited one"
    yield "to call the clinician today if anything is missing"
    yield "to say in writing why, if you do not treat it as expedited"


def _demand(asked: Asked) -> Iterator[str]:
    yield f"to decide the request in writing by {_by(asked)}, with the reason and the rule you used"
    yield (
        "to name an in-network provider who can give this care in time, with the first date, or to say in "
        "writing that there is none"
    )
    yield "to say in writing since when you have the request, and on which day your time to decide ends"


def _after_demand(asked: Asked) -> str:
    return (
        f"If there is no answer by {_by(asked)}, I will ask the office that watches over this plan to look "
        "into it."
    )


def _clinician(asked: Asked) -> Iterator[Ground]:
    """The clinician’s signed words where there are some; else lines to fill in. Never words of ours."""
    letter = urgent_letter(asked.case)
    if letter is not None:
        day = day_text(signed_day(letter, asked.case))
        told = f"{letter.signed_name} signed a letter on {day} that says that waiting could do harm."
        yield Ground("What the clinician says", (told,))
        return
    yield Ground(
        "For the clinician to fill in and sign",
        (
            f"Waiting for the usual time could harm this patient, because: {LINE}{LINE}",
            f"Name: {LINE}  Phone: {LINE}",
            f"Signature: {LINE}  Date: {LINE}",
        ),
    )


KINDS: dict[str, Kind] = {
    "status": Kind("Status request", "Member services", _status),
    "supervisor": Kind("Request to a supervisor", "Supervisor", _supervisor),
    "management": Kind("Request to the team that decides", "Utilization management", _management),
    "provider-relations": Kind(
        "Request to provider relations", "Provider relations", _provider_relations, by_provider=True
    ),
    "fast-answer": Kind("Request for an expedited decision", "Expedited requests", _fast, _clinician),
    "demand": Kind("Written demand for a decision", "Utilization management", _demand, next=_after_demand),
}
