"""Copay, coinsurance and the yearly limit: is it what the person pays in network?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from requests_app.claims.amounts import CENT, NOTHING, cents
from requests_app.claims.checks.deductible import spread
from requests_app.claims.claim import IN_NETWORK, Claim, ClaimLine, Found, found, merged, part, part_of_claim
from requests_app.claims.expected import WHOLE, limit_left
from requests_app.claims.findings import Fact, Kind, Result, Step
from requests_app.claims.quantity import VISITS, quantity
from requests_app.claims.terms import Said

WRONG_STEPS = (Step.SEND_BACK, Step.CALL_PLAN, Step.DO_NOT_PAY_YET)
SHARES = ("deductible", "copay", "coinsurance")


def check(claim: Claim) -> Iterator[Found]:
    """Of lines that the approval reaches, or that the plan itself took as in network."""
    if claim.is_of_second_plan:
        steps = (Step.LOOK_AT_PAPER, Step.CALL_PLAN)
        yield found(Kind.COST_SHARE, Result.CANNOT_TELL, "second_plan", steps=steps)
        return
    lines = [one for one in claim.lines if _is_in_network(claim, one)]
    wrong = merged([*_coinsurance(claim, lines), *_copay(claim, lines), *_limit(claim, lines)])
    yield from wrong
    if wrong:
        return
    shown = [one for one in lines if part(one, "copay") or part(one, "coinsurance")]
    if not shown:
        if lines and all(_is_shown(one) for one in lines):
            yield found(Kind.COST_SHARE, Result.RIGHT, "none", lines=lines, steps=(Step.NOTHING,))
        return
    open_ones = [one for one in shown if not _is_known(claim, one)]
    if open_ones:
        yield found(
            Kind.COST_SHARE,
            Result.CANNOT_TELL,
            "unknown",
            lines=open_ones,
            facts={"taken": sum((_shared(one) for one in open_ones), NOTHING)},
            steps=(Step.FILL_IN_COSTS, Step.CALL_PLAN),
        )
    right = [one for one in shown if one not in open_ones]
    if right:
        facts: dict[str, Fact] = {"taken": sum((_shared(one) for one in right), NOTHING)}
        yield found(Kind.COST_SHARE, Result.RIGHT, "fits", lines=right, facts=facts, steps=(Step.NOTHING,))


def _is_in_network(claim: Claim, line: ClaimLine) -> bool:
    if line in claim.covered and claim.expects_in_network(line) == Said.YES:
        return True
    return line.network == IN_NETWORK


def _is_shown(line: ClaimLine) -> bool:
    return part(line, "copay") is not None and part(line, "coinsurance") is not None


def _shared(line: ClaimLine) -> Decimal:
    return (part(line, "copay") or NOTHING) + (part(line, "coinsurance") or NOTHING)


def _is_known(claim: Claim, line: ClaimLine) -> bool:
    """Each part that was taken could be held against what is known of it."""
    copay, coinsurance = part(line, "copay"), part(line, "coinsurance")
    if coinsurance and (_base(line) is None or claim.terms.cost_share.coinsurance is None):
        return False
    return not copay or claim.terms.cost_share.copay is not None


def _base(line: ClaimLine) -> Decimal | None:
    """What the percentage is of: what the plan allowed, less the deductible."""
    allowed = line.line.allowed
    return None if allowed is None else max(allowed - (part(line, "deductible") or NOTHING), NOTHING)


def _coinsurance(claim: Claim, lines: list[ClaimLine]) -> Iterator[Found]:
    percent = claim.terms.cost_share.coinsurance
    if percent is None:
        return
    for line in lines:
        taken, base = part(line, "coinsurance"), _base(line)
        if not taken or base is None:
            continue
        expected = cents(base * percent / WHOLE)
        if taken > expected + _rounding(line):
            facts: dict[str, Fact] = {
                "taken": taken,
                "expected": expected,
                "of": base,
                "percent": f"{percent.normalize():f}",
                "over": taken - expected,
            }
            yield _wrong("coinsurance", [line], facts, {line.place: taken - expected})


def _rounding(line: ClaimLine) -> Decimal:
    """A plan may round each unit of a line apart."""
    units = line.line.units
    return CENT * max(int(units), 1) if units is not None else CENT


def _copay(claim: Claim, lines: list[ClaimLine]) -> Iterator[Found]:
    each = claim.terms.cost_share.copay
    if each is None:
        return
    for line in lines:
        taken, visits = part(line, "copay"), _visits_at_most(line)
        if not taken or visits is None or taken <= each * visits:
            continue
        expected = cents(each * visits)
        facts: dict[str, Fact] = {
            "taken": taken,
            "expected": expected,
            "each": each,
            "visits": f"{visits.normalize():f}",
            "over": taken - expected,
        }
        yield _wrong("copay", [line], facts, {line.place: taken - expected})


def _visits_at_most(line: ClaimLine) -> Decimal | None:
    """Never fewer visits than there can have been: as many as units, or as days; None: neither is shown."""
    known = quantity(line, VISITS)
    if known is not None:
        return known
    counts = [one for one in (line.line.units, Decimal(line.days) if line.days else None) if one is not None]
    return max(counts) if counts else None


def _limit(claim: Claim, lines: list[ClaimLine]) -> Iterator[Found]:
    """The person’s shares of one claim are never more than what is left up to the yearly limit."""
    first = min((one.first_day for one in claim.lines if one.first_day), default=None)
    left = limit_left(claim.terms.cost_share, first)
    if left is None or not left.is_sure or len(lines) < len(claim.lines):
        return
    taken = sum((part_of_claim(claim, name) or NOTHING for name in SHARES), NOTHING)
    if taken <= left.amount:
        return
    over = taken - left.amount
    shares: dict[int, Decimal] = {}
    for name in reversed(SHARES):
        for place, amount in spread(lines, over - sum(shares.values(), NOTHING), name).items():
            if place:
                shares[place] = shares.get(place, NOTHING) + amount
    rest = over - sum(shares.values(), NOTHING)
    facts: dict[str, Fact] = {"taken": taken, "left": left.amount, "over": over}
    yield _wrong("limit", lines, facts, shares | ({0: rest} if rest > 0 else {}))


def _wrong(slug: str, lines: list[ClaimLine], facts: dict[str, Fact], shares: dict[int, Decimal]) -> Found:
    return found(
        Kind.COST_SHARE,
        Result.WRONG,
        slug,
        lines=lines,
        facts=facts,
        shares=shares,
        steps=WRONG_STEPS,
        is_part=True,
    )
