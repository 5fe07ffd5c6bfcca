"""Was the right deductible taken, and no more of it than was left?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from requests_app.claims.amounts import NOTHING
from requests_app.claims.claim import (
    IN_NETWORK,
    OUT_OF_NETWORK,
    Claim,
    ClaimLine,
    Found,
    found,
    part,
    part_of_claim,
)
from requests_app.claims.expected import deductible_left
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.terms import Said

WRONG_STEPS = (Step.SEND_BACK, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)
ASK = (Step.CALL_PLAN, Step.FILL_IN_APPROVAL)
ASK_COSTS = (Step.FILL_IN_COSTS, Step.CALL_PLAN)


def check(claim: Claim) -> Iterator[Found]:
    taken = part_of_claim(claim, "deductible")
    if taken is None:
        return
    lines = [one for one in claim.lines if part(one, "deductible")]
    facts: dict[str, Fact] = {"taken": taken}
    if taken == NOTHING:
        yield found(Kind.DEDUCTIBLE, Result.RIGHT, "none", facts=facts, steps=(Step.NOTHING,))
        return
    if taken < NOTHING or not claim.covered or claim.is_of_second_plan:
        return
    outside = [one for one in lines if one in claim.covered and one.network == OUT_OF_NETWORK]
    if outside and claim.terms.in_network_deductible == Said.YES:
        shares = {one.place: part(one, "deductible") or NOTHING for one in outside}
        facts = {"taken": sum(shares.values(), NOTHING)}
        yield _wrong("out_of_network", outside, facts, shares)
        return
    yield _held_against_what_is_left(claim, lines, taken)


def _held_against_what_is_left(claim: Claim, lines: list[ClaimLine], taken: Decimal) -> Found:
    said, cost = claim.terms.in_network_deductible, claim.terms.cost_share
    facts: dict[str, Fact] = {"taken": taken, "whole": cost.deductible, "as_of": cost.as_of}
    is_in = said == Said.YES or (bool(lines) and all(one.network == IN_NETWORK for one in lines))
    if not is_in:
        slug = "as_approved_out" if said == Said.NO else "untold"
        return found(Kind.DEDUCTIBLE, Result.CANNOT_TELL, slug, lines=lines, facts=facts, steps=ASK)
    if cost.deductible is not None and taken > cost.deductible:
        over = taken - cost.deductible
        return _wrong("more_than_whole", lines, facts | {"over": over}, spread(lines, over, "deductible"))
    first = min((one.first_day for one in claim.lines if one.first_day), default=None)
    left = deductible_left(cost, first)
    if left is None:
        return found(
            Kind.DEDUCTIBLE, Result.CANNOT_TELL, "left_unknown", lines=lines, facts=facts, steps=ASK_COSTS
        )
    facts["left"] = left.amount
    if taken <= left.amount:
        return found(Kind.DEDUCTIBLE, Result.RIGHT, "fits", lines=lines, facts=facts, steps=(Step.NOTHING,))
    over = taken - left.amount
    facts["over"] = over
    if left.is_sure:
        return _wrong("more_than_left", lines, facts, spread(lines, over, "deductible"))
    return found(
        Kind.DEDUCTIBLE, Result.CANNOT_TELL, "maybe_more_than_left", lines=lines, facts=facts, steps=ASK_COSTS
    )


def _wrong(
    slug: str, lines: list[ClaimLine], facts: Mapping[str, Fact], shares: Mapping[int, Decimal]
) -> Found:
    return found(
        Kind.DEDUCTIBLE,
        Result.WRONG,
        slug,
        lines=lines,
        facts=facts,
        shares=shares,
        steps=WRONG_STEPS,
        is_part=True,
    )


def spread(lines: list[ClaimLine], amount: Decimal, name: str) -> dict[int, Decimal]:
    """What is too much of a part, taken from the last lines first: those before them used up what was left.

    What no line shows is of the claim as a whole.
    """
    result: dict[int, Decimal] = {}
    for line in reversed(lines):
        here = min(part(line, name) or NOTHING, amount)
        if here > 0:
            result[line.place] = here
            amount -= here
    if amount > 0:
        result[0] = result.get(0, NOTHING) + amount
    return result
