"""Was the claim processed at the network level that was approved?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from requests_app.claims.claim import IN_NETWORK, OUT_OF_NETWORK, Claim, ClaimLine, Found, found, owed
from requests_app.claims.findings import Kind, Result, Step
from requests_app.claims.terms import Said

NETWORK = "network"
SEND_BACK = (Step.SEND_BACK, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)


def check(claim: Claim, right: Mapping[int, Decimal]) -> Iterator[Found]:
    """`right`: what would be owed in network, by place, where it can be worked out."""
    groups: dict[str, list[ClaimLine]] = {}
    for line in claim.covered if claim.terms.is_given else claim.lines:
        slug = _slug(claim, line)
        if slug:
            groups.setdefault(slug, []).append(line)
    for slug, lines in groups.items():
        yield _found(claim, slug, lines, right)


def _slug(claim: Claim, line: ClaimLine) -> str:
    if line.network == IN_NETWORK:
        return "in"
    if not claim.terms.is_given:
        return "out_no_approval" if line.network == OUT_OF_NETWORK else "not_shown"
    expected = claim.expects_in_network(line)
    if line.network == OUT_OF_NETWORK:
        return {Said.YES: "out", Said.NO: "out_as_approved", Said.UNTOLD: "out_untold"}[expected]
    if expected == Said.NO:
        return ""
    if expected == Said.YES and any(one.topic == NETWORK for one in (*line.reasons, *claim.reasons)):
        return "reason"
    return "not_shown"


def _found(claim: Claim, slug: str, lines: list[ClaimLine], right: Mapping[int, Decimal]) -> Found:
    if slug in ("in", "out_as_approved"):
        return found(Kind.NETWORK, Result.RIGHT, slug, lines=lines, steps=(Step.NOTHING,))
    if slug in ("out", "reason"):
        shares = in_question(lines, right)
        facts = {"code": _reasons(claim, lines)} if slug == "reason" else {}
        return found(
            Kind.NETWORK, Result.WRONG, slug, lines=lines, facts=facts, shares=shares, steps=SEND_BACK
        )
    steps = {
        "out_no_approval": (Step.FILL_IN_APPROVAL, Step.CALL_PLAN),
        "out_untold": (Step.FILL_IN_APPROVAL, Step.CALL_PLAN, Step.DO_NOT_PAY_YET),
        "not_shown": (Step.LOOK_AT_PAPER, Step.CALL_PLAN),
    }[slug]
    return found(Kind.NETWORK, Result.CANNOT_TELL, slug, lines=lines, steps=steps)


def in_question(lines: list[ClaimLine], right: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What is owed beyond what would be owed in network; where that is not known, all that is owed."""
    return {place: amount - right.get(place, Decimal(0)) for place, amount in owed(lines).items()}


def _reasons(claim: Claim, lines: list[ClaimLine]) -> str:
    every = [*claim.reasons, *(one for line in lines for one in line.reasons)]
    return ", ".join(dict.fromkeys(one.name for one in every if one.topic == NETWORK))
