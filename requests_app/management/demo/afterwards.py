"""What followed the sending in the examples: answers, terms, appeals, a stall. By the services of the pages.

Each is done once, in one transaction: a case that has any of it already is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from requests_app.agreements import offers
from requests_app.agreements import services as agreements
from requests_app.agreements.shown import REFUSED, Part, shown_answer
from requests_app.appeals import peers
from requests_app.appeals import services as appeals
from requests_app.cases import progress
from requests_app.common.actor import Actor
from requests_app.common.scope import scoped
from requests_app.complaints import services as complaints
from requests_app.complaints.offices import offices_for
from requests_app.decisions import lines, more_wanted
from requests_app.decisions import services as decisions
from requests_app.drafts.versions import version_of
from requests_app.knowledge.plans import plan_facts_of
from requests_app.ladder import services as ladder
from requests_app.models import Answer, AppealLevel, Case, ChangeKind, Decision, Rung
from requests_app.renewals import changes
from requests_app.renewals import services as renewals
from requests_app.tracks.entries import add_extension, add_pause

YES_TO_ALL = {
    "provider_named": "YES",
    "facility_fees": "YES",
    "professional_fees": "YES",
    "in_network_cost_share": "YES",
    "in_network_deductible": "YES",
    "rate_signed": "YES",
    "no_billing_the_rest": "YES",
}


@dataclass(frozen=True)
class Told:
    """One example as it goes on: days are those of the week the examples were written for."""

    case: Case
    by: Actor
    shift: timedelta
    moment: Callable[[date], datetime]

    def day(self, day: date) -> date:
        return day + self.shift

    def on(self, day: date) -> dict[str, Any]:
        return {"by": self.by, "at": self.moment(day)}


def go_on(told: Told, what: str) -> None:
    with scoped([told.case.organization_id]), transaction.atomic():
        case = Case.objects.select_related(*progress.SECTIONS).get(pk=told.case.pk)
        if not (case.decisions.exists() or case.agreements.exists() or case.escalations.exists()):
            AFTER[what](Told(case, told.by, told.shift, told.moment))


def _answer(told: Told, answer: Answer, on: date, **values: Any) -> Decision:
    return decisions.record_answer(
        case=told.case,
        answer=answer,
        heard_on=told.day(on),
        values={"decided_on": values.get("letter_dated_on") or told.day(on), **values},
        **told.on(on),
    )


def approved_and_ending(told: Told) -> None:
    """Approved three months ago; the end is near, so the next request is being written."""
    approved = date(2026, 9, 4)
    yes = _answer(
        told,
        Answer.APPROVED,
        approved,
        is_in_writing=True,
        letter_dated_on=told.day(approved),
        authorization_number="AUTH-55-2091",
        starts_on=told.day(date(2026, 9, 7)),
        ends_on=told.day(date(2026, 12, 11)),
        **YES_TO_ALL,
    )
    line = lines.add_line(
        decision=yes,
        typed={"code": "H0035", "units": 60, "unit": "DAYS", "covers": "BOTH", "cost_share": "IN_NETWORK"},
        **told.on(approved),
    )
    for day, units in ((date(2026, 10, 9), 22), (date(2026, 11, 20), 24)):
        used = {"line": line, "used_on": told.day(day), "units": units, "source": "ENTERED", "note": ""}
        renewals.add_used(decision=yes, values=used, **told.on(day))
    renewals.start_renewal(case=told.case, decision=yes, **told.on(date(2026, 11, 20)))
    changed = {
        "kind": ChangeKind.PLAN_CHANGED,
        "happens_on": told.day(date(2027, 1, 4)),
        "course": "SERIOUS",
        "note": "The plan of next year may be another one.",
    }
    changes.add_change(case=told.case, values=changed, **told.on(date(2026, 11, 20)))


def partly(told: Told) -> None:
    """Half of the days, and not said whose bills: the plan is asked to put it right."""
    heard = date(2026, 11, 13)
    part = _answer(
        told,
        Answer.PARTLY,
        heard,
        is_in_writing=True,
        letter_dated_on=told.day(heard),
        authorization_number="AUTH-60-1177",
        starts_on=told.day(date(2026, 11, 16)),
        ends_on=told.day(date(2027, 1, 29)),
        **{**YES_TO_ALL, "professional_fees": "NOT_STATED", "rate_signed": "NOT_STATED"},
    )
    typed = {"code": "S9480", "units": 18, "unit": "DAYS", "cost_share": "IN_NETWORK"}
    lines.add_line(decision=part, typed=typed, **told.on(heard))
    choice = {
        "left_out": ["UNITS"],
        "left_out_reason": "They want to see how the first half goes.",
        "after_part": ["USE", "FIX"],
    }
    decisions.save_left_out(decision=part, typed=choice, shown_version=None, **told.on(heard))


def denied(told: Told) -> None:
    """The letter says that the network has somebody; the appeal is being written."""
    heard = date(2026, 11, 12)
    no = _refused(told, heard, "NETWORK", "Participating providers are available in your area.")
    begun = date(2026, 11, 16)
    appeal = appeals.start_appeal(
        case=told.case, decision=no, level=AppealLevel.INTERNAL, is_expedited=False, **told.on(begun)
    )
    asked = {
        "claim_file_asked_on": told.day(begun),
        "claim_file_way": "Fax to the appeals team",
        "claim_file_got_on": None,
    }
    appeals.save_part(appeal=appeal, part="claim_file", typed=asked, shown_version=None, **told.on(begun))
    peer = {
        "clinician_name": "Dr. Ann Example",
        "clinician_phone": "602-555-0177",
        "clinician_times": "Tuesdays and Thursdays after 3 pm",
        "asked_on": told.day(begun),
        "plan_phone": "800-555-0119",
        "reference": "P2P-4410",
        "window_until": told.day(date(2026, 11, 30)),
        "window_from": "PHONE",
    }
    peers.save_peer(case=told.case, peer=None, decision=no, typed=peer, shown_version=None, **told.on(begun))


def appealed(told: Told) -> None:
    """The appeal is with the plan."""
    heard, sent = date(2026, 11, 6), date(2026, 11, 18)
    no = _refused(told, heard, "NECESSITY", "The care can be given at a lower level.")
    appeal = appeals.start_appeal(
        case=told.case, decision=no, level=AppealLevel.INTERNAL, is_expedited=False, **told.on(heard)
    )
    appeals.mark_sent(appeal=appeal, sent_on=told.day(sent), is_expedited=False, **told.on(sent))


def _refused(told: Told, heard: date, reason: str, words: str) -> Decision:
    return _answer(
        told,
        Answer.DENIED,
        heard,
        is_in_writing=True,
        letter_dated_on=told.day(heard - timedelta(days=3)),
        reason=reason,
        reason_words=words,
        appeal_way="In writing, to the address on the letter",
    )


def stalled(told: Told) -> None:
    """They wanted more, got it, and let their day pass: up the steps, and to the office that watches."""
    asked, came = date(2026, 10, 26), date(2026, 10, 29)
    more = _answer(told, Answer.NEEDS_MORE, asked, needs_by=told.day(date(2026, 11, 6)))
    wanted = more_wanted.add_wanted(
        decision=more,
        typed={"what": "The surgeon’s notes", "owed_by": "CLINICIAN", "due_on": told.day(date(2026, 11, 6))},
        **told.on(asked),
    )
    more_wanted.mark_done(wanted=wanted, **told.on(came))
    add_pause(
        case=told.case,
        kind="GAP",
        owed_by="CLINICIAN",
        why="The surgeon’s notes",
        from_on=told.day(asked),
        until_on=told.day(came),
        plan_says_paused="YES",
        **told.on(came),
    )
    add_extension(
        case=told.case,
        kind="GAP",
        new_due_on=told.day(date(2026, 11, 13)),
        reason="They asked for two more weeks to read the notes.",
        said_by="PHONE",
        said_on=told.day(date(2026, 10, 30)),
        **told.on(date(2026, 10, 30)),
    )
    for rung, day, person, result in (
        (Rung.REPRESENTATIVE, date(2026, 11, 16), "Lou", "It is in review. No day was named."),
        (Rung.SUPERVISOR, date(2026, 11, 18), "Robin", "Will ask the reviewer and call back."),
    ):
        step = {
            "done_on": told.day(day),
            "way": "PHONE",
            "person": person,
            "team": "",
            "reference": f"{day:%m%d}-7",
            "result": result,
            "promised_on": told.day(date(2026, 11, 20)) if rung == Rung.SUPERVISOR else None,
        }
        ladder.log_step(case=told.case, rung=rung, typed=step, **told.on(day))
    _complain(told, date(2026, 11, 20))


def _complain(told: Told, on: date) -> None:
    found = offices_for(plan_facts_of(told.case.coverage, told.case.care), told.day(on))
    begun = complaints.start_complaints(case=told.case, offices=found.all[:1], **told.on(on))
    sent = {
        "sent_on": told.day(on),
        "way": "ONLINE",
        "number": "C-2026-00417",
        "person": "",
        "answer_due_on": told.day(date(2026, 12, 21)),
        "answer_due_from": "What their page said",
    }
    for complaint in begun:
        complaints.record_sent(complaint=complaint, typed=sent, shown_version=None, **told.on(on))


def talking_about_terms(told: Told) -> None:
    """The plan offered a rate, the provider asked for another."""
    first, second = date(2026, 11, 12), date(2026, 11, 17)
    coverage, provider = told.case.coverage, told.case.provider
    who = {
        "plan_party": coverage.insurer,
        "plan_contact": "Jess, provider relations",
        "plan_phone": "855-555-0114",
        "provider_party": provider.name,
        "provider_signer": "Sam Example, billing",
        "provider_npi": provider.npi,
        "provider_tax_id": "",
    }
    agreements.save_terms(case=told.case, part=Part.WHO, typed=who, shown_version=None, **told.on(first))
    for maker, day, rate, note in (
        ("PLAN", first, "118.00", "Their usual rate."),
        ("PROVIDER", second, "165.00", "The provider’s own rate is 190."),
    ):
        typed = {
            "made_by": maker,
            "offered_on": told.day(day),
            "person": "Jess" if maker == "PLAN" else "Sam Example",
            "answer_by": told.day(date(2026, 11, 25)) if maker == "PROVIDER" else None,
            "note": note,
        }
        offer = offers.record_offer(case=told.case, typed=typed, **told.on(day))
        offered = {"code": "90837", "words": "", "rate": Decimal(rate), "unit": "VISITS"}
        offers.add_rate(offer=offer, typed=offered, **told.on(day))
        if maker == "PLAN":
            offers.answer_offer(
                offer=offer,
                answer=REFUSED,
                answered_on=told.day(second),
                shown_version=version_of(shown_answer(offer)),
                **told.on(second),
            )


AFTER: dict[str, Callable[[Told], None]] = {
    "approved and ending": approved_and_ending,
    "partly": partly,
    "denied": denied,
    "appealed": appealed,
    "stalled": stalled,
    "talking about terms": talking_about_terms,
}
