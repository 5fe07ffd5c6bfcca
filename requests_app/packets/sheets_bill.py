"""Two sheets about a claim sent back: a note to the provider’s billing office, and what to say to the plan.

Always English. The note asks; it threatens nobody and claims no right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.claims.findings import Finding, Step, thawed
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Said, Terms
from requests_app.packets import wording
from requests_app.packets.bill import (
    OPEN,
    about_claim,
    approved_facts,
    claim_in,
    eob_in,
    money_told,
    reprocessing_in,
    yes_told,
)
from requests_app.packets.bill_approval import terms_for
from requests_app.packets.more_parts import Fact, Ground
from requests_app.packets.sheet_parts import Asked, PlainLetter, Sheet, SheetRefused, letter_sheet
from requests_app.packets.wording import day_text
from requests_app.reprocessing import script_lines

NO_CLAIM = gettext_lazy("Choose the claim first: start at “Check your bills”.")
CALL = "packets/sheets/bill_call.html"
LINES = ("Day and time", "Who I spoke with", "Reference number", "What they will do, and by when")


@dataclass(frozen=True)
class Call:
    """What to have in hand, what to say, what to write down."""

    facts: tuple[Fact, ...]
    approved: tuple[Fact, ...]
    opening: tuple[str, ...]
    asks: tuple[str, ...]
    ends: tuple[str, ...]
    if_not: tuple[tuple[str, str], ...]
    write: tuple[str, ...] = LINES


def office_note(asked: Asked) -> Sheet:
    case = asked.case
    back, claim, points, terms = _about(asked)
    letter = PlainLetter(
        to=(claim.billing_name or wording.provider_name(case), "Attention: Billing office"),
        about=tuple(about_claim(case, claim)),
        paragraphs=tuple(_paragraphs(case, claim, back, terms)),
        grounds=tuple(_grounds(case, terms)),
        asked_intro="I ask you:",
        asked=tuple(_asks(claim, points, terms)),
        closing=f"Phone for questions: {case.patient.phone}." if case.patient.phone else "",
        signed_by=_signer(asked),
    )
    return letter_sheet(
        title="About a claim that is looked at again", name="billing-office-note", letter=letter
    )


def call_sheet(asked: Asked) -> Sheet:
    case = asked.case
    _back, claim, points, terms = _about(asked)
    known = script_lines.Known(claim, terms.authorization_number, terms.approved_on)
    call = Call(
        facts=(*about_claim(case, claim), Fact("Plan’s phone", case.coverage.plan_phone, "plan_phone")),
        approved=tuple(approved_facts(case, claim, terms)),
        opening=tuple(
            part for part in (script_lines.opening(known), script_lines.approval_line(known)) if part
        ),
        asks=tuple(script_lines.asks(points)),
        ends=script_lines.ends(has_approval=terms.is_given),
        if_not=script_lines.if_not(has_approval=terms.is_given),
    )
    return Sheet(
        title="Call with the plan about a claim", name="bill-call", template=CALL, parts={"call": call}
    )


def _about(asked: Asked) -> tuple[schema.Reprocessing, Statement, tuple[Finding, ...], Terms]:
    back = reprocessing_in(asked.case, asked.about)
    if back is None or back.state not in OPEN or eob_in(asked.case, back) is None:
        raise SheetRefused(NO_CLAIM)
    claim = claim_in(asked.case, back)
    return back, claim, thawed(back.points), terms_for(asked.case, claim)


def _paragraphs(
    case: schema.CaseFile, claim: Statement, back: schema.Reprocessing, terms: Terms
) -> Iterator[str]:
    plan = wording.plan_name(case)
    if back.sent_on:
        number = f" (reference {back.number})" if back.number else ""
        yield f"On {day_text(back.sent_on)} {plan} was asked to process this claim again{number}."
    else:
        yield f"{plan} is being asked to process this claim again."
    if told := yes_told(case, claim, terms):
        yield told
    if told := money_told(claim, back.in_question):
        yield told


def _grounds(case: schema.CaseFile, terms: Terms) -> Iterator[Ground]:
    """Only what the agreement or the approval itself says."""
    if terms.no_billing_the_rest == Said.YES:
        source = "The signed agreement" if terms.is_agreement else "The approval"
        yield Ground(
            "What was agreed", (f"{source} says that the member is not billed for more than the cost share.",)
        )


def _asks(claim: Statement, points: tuple[Finding, ...], terms: Terms) -> Iterator[str]:
    steps = {step for point in points for step in point.steps}
    yield "to wait with the bill, and not to send it to collections, while the plan looks at the claim again"
    number = f" {terms.authorization_number}" if terms.authorization_number else ""
    if number and claim.authorization_number != terms.authorization_number:
        yield f"to check that the claim carries the authorization number{number}"
    if Step.ASK_OFFICE_TO_REBILL in steps:
        yield "to check the codes, modifiers, NPI and tax ID, and to send a corrected claim if one is wrong"
    yield "to send a new bill only after the plan has processed the claim again"
    yield "to tell me if the plan asks you for anything, and whom I can call there"


def _signer(asked: Asked) -> str:
    if asked.signer.is_somebody_else:
        return asked.signer.facility
    return asked.case.patient.caregiver_name or wording.patient_name(asked.case)
