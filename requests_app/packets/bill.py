"""The letter that sends a claim back: what was approved, what differs, each line beside its approved line.

Always English: the plan reads it. Only what the papers show; no law, no threat, no promise. The points are
those that were chosen, frozen as they stood; what the claim and the approval say is read from the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from requests_app.casefile import schema
from requests_app.claims.findings import Finding, thawed
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Said, Terms
from requests_app.packets import bill_points, wording
from requests_app.packets.agreed import agreement_facts, signed_agreement
from requests_app.packets.bill_approval import approval_for, first_day, last_day, terms_for
from requests_app.packets.bill_lines import claim_row, dollars
from requests_app.packets.bill_parts import BillLetter
from requests_app.packets.letter import closing, speaks_for_self, who_writes
from requests_app.packets.more_parts import Fact
from requests_app.packets.parts import Options
from requests_app.packets.wording import day_text, short_day

OPEN = ("PREPARING", "SENT")
MOST_ROWS = 40
# Points of the approval as a whole, where it says yes to them.
TERMS = {
    "in_network_cost_share": "in-network cost share",
    "in_network_deductible": "in-network deductible and yearly limit",
    "facility_fees": "facility fees",
    "professional_fees": "professional fees",
    "no_billing_the_rest": "no bill to the member for the rest",
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
    terms, is_self = terms_for(case, claim), speaks_for_self(case, options)
    rows = shown_rows(claim, points)
    return BillLetter(
        to=tuple(_to(case, asked)),
        about=tuple(about_claim(case, claim)),
        opening=" ".join(_opening(case, claim, terms, is_self=is_self)),
        approved=tuple(approved_facts(case, claim, terms)),
        rows=tuple(claim_row(place, claim, terms) for place in rows),
        rows_told=_rows_told(len(rows), len(claim.lines)),
        points=tuple(bill_points.told(claim, points)),
        money=money_told(claim, asked.in_question),
        words_heading="In my own words" if is_self else "In the words of the member",
        words=asked.statement,
        asked_intro=f"I ask {wording.plan_name(case)}:",
        asked=tuple(
            bill_points.asked(
                claim,
                points,
                has_approval=terms.is_given,
                has_agreement=signed_agreement(case) is not None,
            )
        ),
        closing=closing(case),
    )


def about_claim(case: schema.CaseFile, claim: Statement) -> Iterator[Fact]:
    """Whose claim it is and which, in the order in which it is looked up."""
    number = case.coverage.member_id or claim.member_id
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
        Fact("Group", case.coverage.group_number, "coverage.group_number"),
        Fact("Claim", claim.claim_number, "eobs"),
        Fact("Service dates", days_told(claim), "eobs"),
        Fact("Billed by", billed_by, "eobs"),
        Fact("Account", claim.patient_account, "eobs"),
        Fact("Processed", day_text(claim.processed_on), "eobs"),
    ]
    yield from (fact for fact in facts if fact.value)


def days_told(claim: Statement) -> str:
    first, last = first_day(claim), last_day(claim)
    if first is None or first == last:
        return day_text(first)
    return f"{day_text(first)} to {day_text(last)}"


def shown_rows(claim: Statement, points: Sequence[Finding]) -> list[int]:
    """Places from 1 on. Of a long claim only what differs, and first what differs least often."""
    every = list(range(1, len(claim.lines) + 1))
    if len(every) <= MOST_ROWS:
        return every
    by_rarity = sorted(points, key=lambda point: len(point.lines))
    named = dict.fromkeys(place for point in by_rarity for place in point.lines if place in every)
    return sorted(list(named or every)[:MOST_ROWS])


def approved_facts(case: schema.CaseFile, claim: Statement, terms: Terms) -> Iterator[Fact]:
    """What was approved, as the plan keys it in, then the signed agreement."""
    approval = approval_for(case, claim)
    if terms.is_given:
        approved = wording.with_commas(
            short_day(terms.approved_on), "in writing" if terms.is_in_writing else ""
        )
        yes = [label for name, label in TERMS.items() if getattr(terms, name) == Said.YES]
        facts = [
            Fact("Approved", approved if approval is not None else "", "decisions"),
            Fact("Authorization", terms.authorization_number, "decisions"),
            Fact("It holds", wording.span_text(terms.starts_on, terms.ends_on), "decisions"),
            Fact("Provider", "; ".join(terms.names), "decisions"),
            Fact("It says yes to", "; ".join(yes), "decisions"),
        ]
        yield from (fact for fact in facts if fact.value)
    yield from agreement_facts(case)


def money_told(claim: Statement, in_question: Decimal | None) -> str:
    told = []
    if claim.patient_owes is not None:
        told.append(f"The statement says that the member owes {dollars(claim.patient_owes)}.")
    if in_question:
        told.append(f"Of what the member is asked to pay, {dollars(in_question)} is in question.")
    return " ".join(told)


def claim_named(claim: Statement) -> str:
    return f"claim {claim.claim_number}" if claim.claim_number else "the claim"


def _to(case: schema.CaseFile, asked: schema.Reprocessing) -> Iterator[str]:
    yield wording.with_commas(wording.plan_name(case), "Attention: Claims")
    yield from (line.strip() for line in asked.send_to.splitlines() if line.strip())


def yes_told(case: schema.CaseFile, claim: Statement, terms: Terms) -> str:
    """Who said yes to what, only as far as the records show it; empty without any."""
    if not terms.is_given:
        return ""
    provider = wording.provider_name(case)
    care = f"care with {provider}" if provider in terms.names else "care"
    approval = approval_for(case, claim)
    if approval is None:
        agreed = signed_agreement(case)
        day = f" on {day_text(agreed.signed_on)}" if agreed is not None and agreed.signed_on else ""
        return f"A single case agreement for {care} was signed{day}."
    part = "a part of the " if approval.answer == "PARTLY" else ""
    number = f" (authorization {terms.authorization_number})" if terms.authorization_number else ""
    said = f"the plan approved {part}{care}{number}."
    return f"On {day_text(terms.approved_on)} {said}" if terms.approved_on else f"T{said[1:]}"


def _opening(case: schema.CaseFile, claim: Statement, terms: Terms, *, is_self: bool) -> Iterator[str]:
    yield who_writes(case, is_self=is_self)
    if told := yes_told(case, claim, terms):
        yield told
    was = "was not processed as approved" if terms.is_given else "does not look right"
    name = claim_named(claim)
    yield f"{name[0].upper()}{name[1:]} {was}. I ask the plan to process it again."


def _rows_told(shown: int, total: int) -> str:
    return "" if shown >= total else f"{shown} of the {total} lines of the claim are shown."
