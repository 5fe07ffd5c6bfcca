"""What a person would owe in network, where everything that needs is known. Nothing is guessed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from requests_app.claims.amounts import NOTHING, cents
from requests_app.claims.claim import IN_NETWORK, Claim, ClaimLine
from requests_app.claims.quantity import VISITS, quantity
from requests_app.claims.terms import CostShare, Said

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Left:
    """What is still open of a yearly amount. `is_sure`: told on or before the day of care, in its year, so
    that it can only be less by then."""

    amount: Decimal
    is_sure: bool


def deductible_left(cost: CostShare, day: date | None) -> Left | None:
    return _left(cost.deductible, cost.deductible_met, cost.as_of, day)


def limit_left(cost: CostShare, day: date | None) -> Left | None:
    return _left(cost.most, cost.most_met, cost.as_of, day)


def _left(whole: Decimal | None, met: Decimal | None, as_of: date | None, day: date | None) -> Left | None:
    if whole is None:
        return None
    if whole == 0:
        return Left(NOTHING, is_sure=True)
    if met is None:
        return None
    is_sure = as_of is not None and day is not None and as_of <= day and as_of.year == day.year
    return Left(max(whole - met, NOTHING), is_sure)


def agreed(line: ClaimLine) -> Decimal | None:
    """The agreed rate for what this line is; None: no rate, or how many it is cannot be told."""
    service = line.pair.service
    if service is None or service.rate is None:
        return None
    number = quantity(line, service.rate_unit)
    return None if number is None else cents(service.rate * number)


def counted(line: ClaimLine) -> Decimal | None:
    """What the plan would count in network: the agreed rate, else what it allowed in network."""
    rate = agreed(line)
    if rate is not None:
        return rate
    return line.line.allowed if line.network == IN_NETWORK and line.line.allowed else None


def share_of(line: ClaimLine, cost: CostShare, open_deductible: Decimal) -> tuple[Decimal, Decimal] | None:
    """(what the person owes, how much of the deductible it uses). None: it cannot be told."""
    base = counted(line)
    if cost.copay and cost.coinsurance:
        return None
    if cost.copay:
        visits = quantity(line, VISITS)
        # A copay may come with the deductible first or not; only where none is left both are the same.
        if open_deductible or visits is None:
            return None
        owed = cost.copay * visits
        return (owed if base is None else min(owed, base)), NOTHING
    if cost.coinsurance is None:
        # No copay, and a percentage that is not known: nobody said that there is none.
        return None
    if base is None:
        return None
    deductible = min(base, open_deductible)
    return deductible + cents((base - deductible) * cost.coinsurance / WHOLE), deductible


def owed_in_network(claim: Claim) -> dict[int, Decimal]:
    """By place, for the lines whose in-network cost share the approval promises and that can be worked out.

    The deductible is used up line by line; from the first line that cannot be told on, none is.
    """
    first = min((one.first_day for one in claim.lines if one.first_day), default=None)
    cost = claim.terms.cost_share
    left, most = deductible_left(cost, first), limit_left(cost, first)
    if left is None or not left.is_sure or claim.is_of_second_plan:
        return {}
    deductible, limit = left.amount, most.amount if most is not None and most.is_sure else None
    result: dict[int, Decimal] = {}
    for line in claim.covered:
        if claim.expects_in_network(line) != Said.YES:
            continue
        share = share_of(line, cost, deductible)
        if share is None:
            if deductible:
                break
            continue
        owed = share[0] if limit is None else min(share[0], limit)
        limit = None if limit is None else limit - owed
        deductible -= share[1]
        result[line.place] = owed
    return result
