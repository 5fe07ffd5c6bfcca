"""Did the plan allow the rate that was agreed?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from requests_app.claims.amounts import NOTHING
from requests_app.claims.claim import Claim, ClaimLine, Found, found, merged, owed
from requests_app.claims.expected import WHOLE, agreed
from requests_app.claims.findings import Fact, Kind, Result, Step

RATE_NOT_ON_FILE = "147"
LESS = (Step.TELL_OFFICE, Step.SEND_BACK, Step.CALL_PLAN)
MORE = (Step.TELL_OFFICE, Step.CALL_PLAN)


def check(claim: Claim) -> Iterator[Found]:
    yield from _not_on_file(claim)
    lines = [one for one in claim.covered if not one.is_unpaid]
    rated = [one for one in lines if has_rate(one)]
    right, open_ones, wrong = [], [], []
    for line in rated:
        expected, allowed = agreed(line), line.line.allowed
        if expected is None or allowed is None:
            open_ones.append(line)
        elif allowed == expected:
            right.append(line)
        else:
            wrong.append(_differs(claim, line, expected, allowed))
    yield from merged(wrong)
    if right:
        total = sum((one.line.allowed or NOTHING for one in right), NOTHING)
        facts: dict[str, Fact] = {"allowed": total}
        yield found(Kind.RATE, Result.RIGHT, "agreed", lines=right, facts=facts, steps=(Step.NOTHING,))
    yield from _open(open_ones)
    if claim.terms.is_agreement and lines and not rated:
        steps = (Step.FILL_IN_APPROVAL, Step.TELL_OFFICE)
        yield found(Kind.RATE, Result.CANNOT_TELL, "not_known", lines=lines, steps=steps)


def has_rate(line: ClaimLine) -> bool:
    return line.pair.service is not None and line.pair.service.rate is not None


def _differs(claim: Claim, line: ClaimLine, expected: Decimal, allowed: Decimal) -> Found:
    """Too little: the rest may be asked of the person. Too much: the percentage is of more."""
    service = line.pair.service
    facts: dict[str, Fact] = {
        "allowed": allowed,
        "expected": expected,
        "difference": abs(expected - allowed),
        "rate": service.rate if service else None,
        "rate_unit": service.rate_unit if service else "",
    }
    if allowed < expected:
        shares = {line.place: min(line.line.not_covered or NOTHING, expected - allowed)}
        return found(
            Kind.RATE,
            Result.WRONG,
            "less",
            lines=[line],
            facts=facts,
            shares=shares,
            steps=LESS,
            is_part=False,
        )
    percent = claim.terms.cost_share.coinsurance
    more = (allowed - expected) * percent / WHOLE if percent and line.line.coinsurance else NOTHING
    shares = {line.place: min(more.quantize(Decimal("0.01")), line.line.coinsurance or NOTHING)}
    return found(Kind.RATE, Result.WRONG, "more", lines=[line], facts=facts, shares=shares, steps=MORE)


def _open(lines: list[ClaimLine]) -> Iterator[Found]:
    groups: dict[str, list[ClaimLine]] = {}
    for line in lines:
        slug = "allowed_not_shown" if line.line.allowed is None else "units_not_known"
        groups.setdefault(slug, []).append(line)
    for slug, some in groups.items():
        facts: dict[str, Fact] = {
            "rate": some[0].pair.service.rate if some[0].pair.service else None,
            "rate_unit": some[0].pair.service.rate_unit if some[0].pair.service else "",
        }
        steps = (Step.LOOK_AT_PAPER, Step.TELL_OFFICE)
        yield found(Kind.RATE, Result.CANNOT_TELL, slug, lines=some, facts=facts, steps=steps)


def _not_on_file(claim: Claim) -> Iterator[Found]:
    """The plan says that it knows no agreed rate, or that it has ended."""
    whole = any(one.code == RATE_NOT_ON_FILE for one in claim.reasons)
    rated = [one for one in claim.covered if has_rate(one)]
    lines = [one for one in rated if whole or any(each.code == RATE_NOT_ON_FILE for each in one.reasons)]
    if lines:
        yield found(
            Kind.RATE,
            Result.WRONG,
            "not_on_file",
            lines=lines,
            facts={"code": RATE_NOT_ON_FILE},
            shares=owed(one for one in lines if one.is_unpaid),
            steps=(Step.SEND_BACK, Step.TELL_OFFICE, Step.CALL_PLAN),
        )
