"""The letter that sends a claim back: the approval beside the claim, line by line, what differs, what is asked.

Always English: the plan reads it. Only what the papers show; no law, no threat, no promise. The points are
those that were chosen, frozen as they stood; what the claim and the approval say is read from the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from requests_app.casefile import schema
from requests_app.claims.findings import Finding, thawed
from requests_app.claims.statement import Line, Statement
from requests_app.packets import bill_points, wording
from requests_app.packets.agreed import agreement_facts
from requests_app.packets.bill_approval import approval_for, approved_line, first_day, last_day
from requests_app.packets.bill_parts import BillLetter, ClaimRow
from requests_app.packets.letter import closing, speaks_for_self, who_writes
from requests_app.packets.more_parts import Fact
from requests_app.packets.parts import Options
from requests_app.packets.wording import day_text, short_day

OPEN = ("PREPARING", "SENT")
MOST_ROWS = 40
NETWORKS = {"IN_NETWORK": "In network", "OUT_OF_NETWORK": "Out of network"}
COVERS = {
    "FACILITY": "facility fees",
    "PROFESSIONAL": "professional fees",
    "BOTH": "facility and professional fees",
}
PER = {"VISITS": "visit", "DAYS": "day", "HOURS": "hour", "UNITS": "unit"}
# Points of the approval as a whole, when the plan said yes to them.
TERMS = {
    "provider_named": "The provider is named",
    "in_network_cost_share": "In-network cost share",
    "in_network_deductible": "In-network deductible and yearly limit",
    "facility_fees": "Facility fees covered",
    "professional_fees": "Professional fees covered",
    "no_billing_the_rest": "No bill to the member for the rest",
}


def reprocessing_in(case: schema.CaseFile, key: str = "") -> schema.Reprocessing | None:
    """The one that is named, else the newest that is open."""
    if key:
        return next((one for one in case.reprocessings if str(one.key) == key), None)
    return next((one for one in reversed(case.reprocessings) if one.state in OPEN), None)


def eob_in(case: schema.CaseFile, asked: schema.Reprocessing | None) -> schema.Eob | None:
    if asked is None or asked.eob_key is None:
        return None
    return next((one for one in case.eobs if one.key == asked.eob_key), None)


def claim_in(case: schema.CaseFile, asked: schema.Reprocessing | None) -> Statement:
    """The claim it is about; an empty one when nothing was chosen yet."""
    found = eob_in(case, asked)
    return found.statement if found is not None else Statement()


def bill_letter(case: schema.CaseFile, options: Options) -> BillLetter:
    asked = reprocessing_in(case, options.about) or schema.Reprocessing()
    claim, points = claim_in(case, asked), thawed(asked.points)
    approval = approval_for(case, claim)
    rows = shown_rows(claim, points)
    return BillLetter(
        to=tuple(_to(case, asked)),
        about=tuple(about_claim(case, claim)),
        opening=_opening(case, claim, approval, is_self=speaks_for_self(case, options)),
        approved=tuple(_approved(case, approval)),
        rows=tuple(claim_row(place, claim, approval) for place in rows),
        rows_told=_rows_told(len(rows), len(claim.lines)),
        points=tuple(bill_points.told(claim, points)),
        money=money_told(claim, asked.in_question),
        words=asked.statement,
        asked_intro=f"I ask {wording.plan_name(case)}:",
        asked=tuple(bill_points.asked(claim, points, has_agreement=bool(agreement_facts(case)))),
        closing=closing(case),
    )


def about_claim(case: schema.CaseFile, claim: Statement) -> Iterator[Fact]:
    """Whose claim it is and which, in the words the plan keys in."""
    number = case.coverage.member_id
    member = wording.with_commas(wording.patient_name(case), f"member ID {number}" if number else "")
    tax_id = wording.tax_id_text(claim.billing_tax_id)
    billed_by = wording.with_commas(
        claim.billing_name,
        f"NPI {claim.billing_npi}" if claim.billing_npi else "",
        f"tax ID {tax_id}" if tax_id else "",
    )
    facts = [
        Fact("Member", member, "patient.first_name"),
        Fact("Birth date", day_text(case.patient.birth_date), "patient.birth_date"),
        Fact("Group number", case.coverage.group_number, "coverage.group_number"),
        Fact("Claim number", claim.claim_number, "eobs"),
        Fact("Dates of service", days_told(claim), "eobs"),
        Fact("Billed by", billed_by, "eobs"),
        Fact("Patient account", claim.patient_account, "eobs"),
        Fact("Processed on", day_text(claim.processed_on), "eobs"),
    ]
    yield from (fact for fact in facts if fact.value)


def days_told(claim: Statement) -> str:
    first, last = first_day(claim), last_day(claim)
    if first is None or first == last:
        return day_text(first)
    return f"{day_text(first)} to {day_text(last)}"


def shown_rows(claim: Statement, points: Sequence[Finding]) -> list[int]:
    """Places from 1 on. A long claim is shown only where something differs."""
    every = list(range(1, len(claim.lines) + 1))
    if len(every) <= MOST_ROWS:
        return every
    named = sorted({place for point in points for place in point.lines if place in every})
    return (named or every)[:MOST_ROWS]


def claim_row(place: int, claim: Statement, approval: schema.Decision | None) -> ClaimRow:
    line = claim.lines[place - 1]
    return ClaimRow(
        number=str(place),
        service=tuple(part for part in _service(line) if part),
        processed=tuple(_processed(line, claim)),
        approved=tuple(_of_line(approval, line)),
    )


def money_told(claim: Statement, in_question: Decimal | None) -> str:
    told = []
    if claim.patient_owes is not None:
        told.append(f"The statement says that the member owes {dollars(claim.patient_owes)}.")
    if in_question:
        told.append(f"Of what the member is asked to pay, {dollars(in_question)} is in question.")
    return " ".join(told)


def dollars(amount: Decimal) -> str:
    return f"−${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def _to(case: schema.CaseFile, asked: schema.Reprocessing) -> Iterator[str]:
    yield wording.with_commas(wording.plan_name(case), "Attention: Claims")
    yield from (line for line in asked.send_to.splitlines() if line.strip())


def _opening(
    case: schema.CaseFile, claim: Statement, approval: schema.Decision | None, *, is_self: bool
) -> str:
    told = [who_writes(case, is_self=is_self)]
    if approval is not None:
        number = approval.authorization_number
        known = f" (authorization number {number})" if number else ""
        part = "a part of the care" if approval.answer == "PARTLY" else "care"
        told.append(
            f"On {day_text(approved_on(approval))} the plan approved {part} with "
            f"{wording.provider_name(case)}{known}."
        )
    named = f"Claim {claim.claim_number}" if claim.claim_number else "The claim below"
    was = "was not processed as approved" if approval is not None else "does not look right"
    told.append(f"{named} {was}. I ask the plan to process it again.")
    return " ".join(told)


def approved_on(approval: schema.Decision) -> date:
    return approval.decided_on or approval.letter_dated_on or approval.heard_on


def _approved(case: schema.CaseFile, approval: schema.Decision | None) -> Iterator[Fact]:
    if approval is not None:
        letter = approval.letter_dated_on
        in_writing = "In writing" if approval.is_in_writing else "Told by phone"
        source = f"{in_writing}, letter of {short_day(letter)}" if letter else in_writing
        yes = [label for name, label in TERMS.items() if getattr(approval, name) == "YES"]
        facts = [
            Fact("Approved", wording.with_commas(short_day(approved_on(approval)), source), "decisions"),
            Fact("Authorization number", approval.authorization_number, "decisions"),
            Fact("It holds", wording.span_text(approval.starts_on, approval.ends_on), "decisions"),
            Fact("It says yes to", "; ".join(yes), "decisions"),
        ]
        yield from (fact for fact in facts if fact.value)
    yield from agreement_facts(case)


def _service(line: Line) -> Iterator[str]:
    code = f"{line.code}-{line.modifier}" if line.code and line.modifier else line.code
    yield wording.with_commas(code, f"revenue code {line.revenue_code}" if line.revenue_code else "")
    yield line.words
    yield _days(line)
    if line.units is not None:
        yield f"Units: {plain(line.units)}"
    if line.billed is not None:
        yield f"Billed: {dollars(line.billed)}"


def _days(line: Line) -> str:
    first, last = line.service_from, line.service_to
    if first is None or last is None or first == last:
        return short_day(first or last)
    return f"{short_day(first)} to {short_day(last)}"


def _processed(line: Line, claim: Statement) -> Iterator[str]:
    yield NETWORKS.get(line.network or claim.network, "Network: not shown")
    amounts = {
        "Allowed": line.allowed,
        "Plan paid": line.plan_paid,
        "Other plan paid": line.other_paid,
        "Deductible": line.deductible,
        "Copay": line.copay,
        "Coinsurance": line.coinsurance,
        "Not covered": line.not_covered,
        "Member owes": line.patient_owes,
    }
    always = ("Allowed", "Plan paid", "Member owes")
    for label, amount in amounts.items():
        if amount is not None and (amount or label in always):
            yield f"{label}: {dollars(amount)}"
    codes = [f"{one.group}-{one.code}" if one.group else one.code for one in line.adjustments]
    if codes or line.remarks:
        yield f"Reason codes: {', '.join(dict.fromkeys([*codes, *line.remarks]))}"


def _of_line(approval: schema.Decision | None, line: Line) -> Iterator[str]:
    if approval is None:
        yield "No approval is written down."
        return
    if not approval.lines:
        yield "The approval names no lines."
        return
    found = approved_line(approval, line)
    if found is None:
        yield "No approved line has this code."
        return
    code = f"{found.code}-{found.modifier}" if found.modifier else found.code
    yield code
    if found.units is not None:
        yield wording.amount_units(found.units, found.unit)
    if span := wording.span_text(found.starts_on, found.ends_on):
        yield f"{span[0].upper()}{span[1:]}"
    if found.cost_share:
        yield f"{NETWORKS[found.cost_share]} cost share"
    if found.covers:
        yield f"Covers {COVERS[found.covers]}"
    if found.rate is not None:
        yield f"Rate: {dollars(found.rate)} per {PER.get(found.rate_unit, 'unit')}"
    if found.authorization_number and found.authorization_number != approval.authorization_number:
        yield f"Authorization {found.authorization_number}"


def plain(number: Decimal) -> str:
    """2, 1.5"""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rows_told(shown: int, total: int) -> str:
    if shown >= total:
        return ""
    return f"{shown} of the {total} lines of the claim are shown."
