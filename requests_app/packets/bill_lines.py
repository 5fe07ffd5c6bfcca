"""One line of a claim beside the approved line it falls under, in the words of a letter. Always English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from requests_app.claims.pairing import pair
from requests_app.claims.statement import Line, Statement
from requests_app.claims.terms import ApprovedService, Terms
from requests_app.packets import wording
from requests_app.packets.bill_parts import ClaimRow
from requests_app.packets.wording import short_day

NETWORKS = {"IN_NETWORK": "In network", "OUT_OF_NETWORK": "Out of network"}
COVERS = {
    "FACILITY": "facility fees",
    "PROFESSIONAL": "professional fees",
    "BOTH": "facility and professional fees",
}
PER = {"VISITS": "visit", "DAYS": "day", "HOURS": "hour", "UNITS": "unit"}
ALWAYS = ("Allowed", "Plan paid", "Member owes")


def claim_row(place: int, claim: Statement, terms: Terms) -> ClaimRow:
    """`place` counts from 1."""
    line = claim.lines[place - 1]
    return ClaimRow(
        number=str(place),
        service=tuple(part for part in _service(line) if part),
        processed=tuple(_processed(line, claim)),
        approved=tuple(_approved(line, claim, terms)),
    )


def dollars(amount: Decimal) -> str:
    return f"−${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def _service(line: Line) -> Iterator[str]:
    code = f"{line.code}-{line.modifier}" if line.code and line.modifier else line.code
    yield wording.with_commas(code, f"revenue code {line.revenue_code}" if line.revenue_code else "")
    yield line.words
    yield _days(line)
    if line.units is not None:
        yield f"Units: {_plain(line.units)}"
    if line.billed is not None:
        yield f"Billed: {dollars(line.billed)}"


def _days(line: Line) -> str:
    first, last = line.service_from, line.service_to
    if first is None or last is None or first == last:
        return short_day(first or last)
    return f"{short_day(first)} to {short_day(last)}"


def _processed(line: Line, claim: Statement) -> Iterator[str]:
    """What the statement shows; a zero is told only where it says something."""
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
    for label, amount in amounts.items():
        if amount is not None and (amount or label in ALWAYS):
            yield f"{label}: {dollars(amount)}"
    codes = [f"{one.group}-{one.code}" if one.group else one.code for one in line.adjustments]
    if codes or line.remarks:
        yield f"Reason codes: {', '.join(dict.fromkeys([*codes, *line.remarks]))}"


def _approved(line: Line, claim: Statement, terms: Terms) -> Iterator[str]:
    if not terms.is_given:
        yield "No approval is written down."
    elif not terms.services:
        yield "The approval names no lines."
    elif (found := pair(line, claim, terms).service) is None:
        yield "No approved line fits this code."
    else:
        yield from _approved_line(found)


def _approved_line(found: ApprovedService) -> Iterator[str]:
    code = f"{found.code}-{found.modifier}" if found.modifier else found.code
    yield wording.with_commas(code, found.words) or "Any code"
    if found.units is not None:
        yield wording.amount_units(found.units, found.unit)
    if span := wording.span_text(found.starts_on, found.ends_on):
        yield f"{span[0].upper()}{span[1:]}"
    if found.cost_share:
        yield f"{NETWORKS[found.cost_share].replace(' ', '-')} cost share"
    if found.covers:
        yield f"Covers {COVERS[found.covers]}"
    if found.rate is not None:
        yield f"Rate: {dollars(found.rate)} for one {PER.get(found.rate_unit, 'unit')}"


def _plain(number: Decimal) -> str:
    """2, 1.5"""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
