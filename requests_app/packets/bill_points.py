"""What a letter about a claim says of each point, and what it asks for. English; only what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from requests_app.claims import finding_texts
from requests_app.claims.findings import Finding, Kind
from requests_app.claims.statement import Statement

# Of more lines than these, “all lines” is easier to read than their numbers.
MOST_NAMED = 6
SAME_LEVEL = frozenset({Kind.NETWORK, Kind.DEDUCTIBLE, Kind.COST_SHARE})
LEVEL = "to process {claim} again at the in-network level, with the in-network cost share and deductible"
AGAIN = "to process {claim} again as it was approved"
# Nothing is written down that was approved.
ONCE_MORE = "to process {claim} again"
ASKS: dict[Kind, str] = {
    Kind.RATE: "to allow the agreed rate",
    Kind.DATES: "to say which approved dates it used, and to correct them if they are not those above",
    Kind.CODE: "to say which approved code it used, or how the provider has to bill it",
    Kind.UNITS: "to say how many approved units it counts as used, and on which days",
    Kind.PROVIDER: "to link the claim to the provider that was approved, or to say what is missing for that",
    Kind.FEES: "to cover the facility fees and the professional fees as approved",
    Kind.BALANCE: "to tell the provider in writing what the member owes",
    Kind.DENIAL: "to take back the refusal, or to say what would take it back",
    Kind.DUPLICATE: "to say which claim counts, and to process the service that was left out",
    Kind.TIMELY: "to say on which day it got the claim, and which last day it used",
    Kind.SUMS: "to send a statement whose amounts add up",
}
ALWAYS = (
    "to send the corrected statement to the member and to the provider",
    "if it changes nothing, to say so in writing, with the reason, the part of the approval or the rule it "
    "used, and how to appeal",
)


def told(claim: Statement, points: Sequence[Finding]) -> Iterator[str]:
    """One sentence for each point, with the lines it is about."""
    every = tuple(range(1, len(claim.lines) + 1))
    for point in points:
        text = finding_texts.asked(point)
        if not point.lines or len(every) == 1:
            yield text
        else:
            is_all = len(every) > MOST_NAMED and tuple(point.lines) == every
            where = "All lines" if is_all else finding_texts.where(point)
            is_each = point.slug in finding_texts.OF_EACH_LINE and len(point.lines) > 1
            yield f"{where}{', each' if is_each else ''}: {text}"


def asked(
    claim: Statement, points: Sequence[Finding], *, has_approval: bool, has_agreement: bool
) -> Iterator[str]:
    kinds = {point.kind for point in points}
    named = f"claim {claim.claim_number}" if claim.claim_number else "the claim"
    as_approved = LEVEL if kinds & SAME_LEVEL else AGAIN
    yield (as_approved if has_approval else ONCE_MORE).format(claim=named)
    for kind, ask in ASKS.items():
        if kind in kinds:
            is_agreed = kind is Kind.RATE and has_agreement
            yield f"{ask} of the single case agreement" if is_agreed else ask
    yield from ALWAYS
