"""An appeal of what the plan decided about a claim: the claim beside the approval, the reason, what is asked.

Always of the claim alone: the request and its search have no place in it. Nothing is said that is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.casefile.about_bills import first_answer
from requests_app.claims.findings import thawed
from requests_app.claims.statement import Statement
from requests_app.packets import bill_points, wording
from requests_app.packets.bill import about_claim, approved_facts, claim_named, money_told, shown_rows
from requests_app.packets.bill_approval import terms_for
from requests_app.packets.bill_lines import claim_row
from requests_app.packets.denial import appeal_in
from requests_app.packets.letter import closing, speaks_for_self, who_writes
from requests_app.packets.more_parts import AppealLetter, ClaimFile, Fact, Ground
from requests_app.packets.parts import Options
from requests_app.packets.wording import day_text


@dataclass(frozen=True)
class BillAppeal:
    """`decision`: the answer that is appealed, `back`: what the plan was asked before, where it was."""

    appeal: schema.Appeal
    decision: schema.Decision
    claim: Statement
    eob: schema.Eob | None
    back: schema.Reprocessing | None


def bill_appeal(case: schema.CaseFile, key: str = "") -> BillAppeal | None:
    """None when the appeal is about the request."""
    appeal = appeal_in(case, key)
    first = first_answer(case, appeal) if appeal is not None else None
    if appeal is None or first is None:
        return None
    decision = next((one for one in case.decisions if one.key == appeal.decision_key), first)
    eob = next((one for one in case.eobs if one.key == first.about_key), None)
    backs = [one for one in case.reprocessings if one.eob_key == first.about_key and one.state != "WITHDRAWN"]
    claim = eob.statement if eob is not None else Statement()
    return BillAppeal(appeal, decision, claim, eob, backs[-1] if backs else None)


def bill_appeal_letter(case: schema.CaseFile, found: BillAppeal, options: Options) -> AppealLetter:
    is_outside, claim = found.appeal.level == "EXTERNAL", found.claim
    grounds = (
        Ground("What was approved", _approved(case, claim)),
        Ground("What differs", tuple(_differs(found))),
        Ground("The claim beside the approval", (), rows=tuple(_rows(case, found))),
        Ground("The reason the plan gave", tuple(_reason(found.decision))),
        Ground("What is new since the decision", _given(wording.sentence(found.appeal.new_proof))),
        Ground("In the words of the person who asks", _given(found.appeal.statement)),
    )
    how = "as it was approved" if terms_for(case, claim).is_given else "again"
    asked = (
        f"to decide that {claim_named(claim)} is processed {how}",
        "to have the corrected statement sent to the member and to the provider",
        "to say in writing, if it decides otherwise, which part of the approval or which rule it used",
    )
    return AppealLetter(
        about=tuple(_about(case, found)),
        paragraphs=tuple(_opening(case, found, is_self=speaks_for_self(case, options))),
        grounds=tuple(one for one in grounds if one.paragraphs or one.rows),
        asked_intro="I ask the reviewer:" if is_outside else f"I ask {wording.plan_name(case)}:",
        asked=asked,
        closing=closing(case),
        title="Request for an external review of a claim" if is_outside else "Appeal about a claim",
    )


def bill_claim_file(case: schema.CaseFile, found: BillAppeal) -> ClaimFile | None:
    """The papers behind this decision; nothing for a reviewer outside the plan, or once they came."""
    if found.appeal.level == "EXTERNAL" or found.appeal.claim_file_got_on:
        return None
    plan = wording.plan_name(case)
    mail = wording.address_text(case.patient.address).replace("\n", ", ")
    return ClaimFile(
        about=tuple(_about(case, found)),
        intro=f"With this appeal I ask {plan} to send me a copy of the following, free of charge:",
        asked=(
            "Every paper and record the plan used to process this claim and to decide on it",
            "The exact words of the plan’s terms, rule or guideline it used",
            "How the allowed amount and the cost share were worked out, line by line",
            "The approval as it stands in the plan’s records, with every code, unit, date and provider",
            "The records of the calls about this claim, with their reference numbers",
        ),
        closing=f"Send it to: {mail}." if mail else "",
    )


def _about(case: schema.CaseFile, found: BillAppeal) -> Iterator[Fact]:
    if found.appeal.level != "EXTERNAL":
        yield Fact("To", wording.with_commas(wording.plan_name(case), "Appeals"), "coverage.insurer")
    yield from about_claim(case, found.claim)
    if day := day_text(_decided_on(found.decision)):
        yield Fact("Decision of", day, "decided")


def _opening(case: schema.CaseFile, found: BillAppeal, *, is_self: bool) -> Iterator[str]:
    day, name = day_text(_decided_on(found.decision)), claim_named(found.claim)
    asks = "I ask for an external review of" if found.appeal.level == "EXTERNAL" else "I appeal"
    told = f"{asks} the decision of {day} about {name}." if day else f"{asks} the decision about {name}."
    yield f"{who_writes(case, is_self=is_self)} {told}"
    back = found.back
    if back is not None and back.sent_on:
        number = f" (reference {back.number})" if back.number else ""
        yield f"The plan was asked on {day_text(back.sent_on)} to process it again{number}."
    if told_money := money_told(found.claim, back.in_question if back else None):
        yield told_money


def _approved(case: schema.CaseFile, claim: Statement) -> tuple[str, ...]:
    return tuple(f"{one.label}: {one.value}." for one in approved_facts(case, claim, terms_for(case, claim)))


def _differs(found: BillAppeal) -> Iterator[str]:
    if found.back is not None:
        yield from bill_points.told(found.claim, thawed(found.back.points))


def _rows(case: schema.CaseFile, found: BillAppeal) -> Iterator[str]:
    terms, points = terms_for(case, found.claim), thawed(found.back.points) if found.back else ()
    for place in shown_rows(found.claim, points):
        row = claim_row(place, found.claim, terms)
        service, processed = ", ".join(row.service), "; ".join(row.processed)
        approved = "; ".join(row.approved).rstrip(".")
        yield f"Line {row.number}: {service}. Processed: {processed}. Approved: {approved}."


def _reason(decision: schema.Decision) -> Iterator[str]:
    if decision.reason_words:
        yield _("The plan said: “%(reason)s”") % {"reason": decision.reason_words}


def _given(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.splitlines() if one.strip())


def _decided_on(decision: schema.Decision) -> date | None:
    """The day somebody heard of it is not the day of it."""
    return decision.letter_dated_on or decision.decided_on
