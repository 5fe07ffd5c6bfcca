"""What a letter about a claim says of each point, and what it asks for. Always English, only what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from requests_app.claims.findings import Finding, Kind
from requests_app.claims.statement import Statement
from requests_app.packets import wording
from requests_app.packets.wording import day_text

# After “Line 2: ” or “The claim: ”.
POINTS: dict[Kind, str] = {
    Kind.NETWORK: "was processed as out of network. The care was approved at the in-network level.",
    Kind.DEDUCTIBLE: "an amount was put to a deductible that does not fit the approval.",
    Kind.COST_SHARE: "the member’s cost share is not the one that was approved.",
    Kind.RATE: "the allowed amount is not the rate that was agreed.",
    Kind.DATES: "the dates do not fit the dates that were approved.",
    Kind.CODE: "the code or modifier does not fit the codes that were approved.",
    Kind.UNITS: "the units do not fit the units that were approved.",
    Kind.PROVIDER: "the biller does not fit the provider that was approved.",
    Kind.FEES: "the kind of fees does not fit what was approved.",
    Kind.BALANCE: "the member is billed for more than the statement says the member owes.",
    Kind.DENIAL: "payment was refused, although the care was approved.",
    Kind.DUPLICATE: "it was refused or counted as a duplicate.",
    Kind.TIMELY: "it was refused as late.",
    Kind.SUMS: "the amounts on the statement do not add up.",
}
SAME_LEVEL = frozenset({Kind.NETWORK, Kind.DEDUCTIBLE, Kind.COST_SHARE})
LEVEL = "to process {claim} again at the in-network level, with the in-network cost share and deductible"
AGAIN = "to process {claim} again as it was approved"
ASKS: dict[Kind, str] = {
    Kind.RATE: "to allow the agreed rate",
    Kind.DATES: "to say which approved dates it used, and to correct them",
    Kind.CODE: "to say which approved code it used, and to correct it or tell the provider how to bill it",
    Kind.UNITS: "to say how many approved units it counts as used, with the days",
    Kind.PROVIDER: "to link the claim to the provider that was approved, or to say what is missing for that",
    Kind.FEES: "to cover the facility fees and the professional fees as approved",
    Kind.BALANCE: "to tell the provider in writing what the member owes, and that the rest is not billed",
    Kind.DENIAL: "to take back the refusal and pay as approved",
    Kind.DUPLICATE: "to say which claim counts, and to process the service that was left out",
    Kind.TIMELY: "to say when it got the claim, and which last day it used",
    Kind.SUMS: "to send a statement whose amounts add up",
}
ALWAYS = (
    "to send the corrected statement to the member and to the provider",
    "if it changes nothing, to say so in writing, with the reason, the part of the approval or the rule it "
    "used, and how to appeal",
)


def told(claim: Statement, points: Sequence[Finding]) -> Iterator[str]:
    """One sentence for each kind, with the lines it is about."""
    for kind in Kind:
        same = [point for point in points if point.kind == kind]
        if not same:
            continue
        lines = sorted({place for point in same for place in point.lines})
        text = _text(kind, claim)
        yield f"{_where(lines, len(claim.lines))}: {text}"


def asked(claim: Statement, points: Sequence[Finding], *, has_agreement: bool) -> Iterator[str]:
    kinds = {point.kind for point in points}
    named = f"claim {claim.claim_number}" if claim.claim_number else "the claim"
    yield (LEVEL if kinds & SAME_LEVEL else AGAIN).format(claim=named)
    for kind, ask in ASKS.items():
        if kind in kinds:
            is_agreed = kind is Kind.RATE and has_agreement
            yield f"{ask} of the single case agreement" if is_agreed else ask
    yield from ALWAYS


def _where(lines: Sequence[int], total: int) -> str:
    if not lines or len(lines) == total:
        return "The claim"
    names = wording.series(str(one) for one in lines)
    return f"Lines {names}" if len(lines) > 1 else f"Line {names}"


def _text(kind: Kind, claim: Statement) -> str:
    if kind is Kind.BALANCE and claim.provider_asks is not None and claim.patient_owes is not None:
        bill = (
            f"the provider’s bill of {day_text(claim.provider_bill_on)}"
            if claim.provider_bill_on
            else "the provider"
        )
        return f"{bill} asks for ${claim.provider_asks:,.2f}; the statement says ${claim.patient_owes:,.2f}."
    return POINTS[kind]
