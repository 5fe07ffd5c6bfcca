"""What one person pays for a number of visits, line by line, in exact cents. Pure.

An amount that is not known is worked out at both ends of what it can be (`worth`); here all are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
WHOLE = Decimal(100)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


class LineKind(StrEnum):
    DEDUCTIBLE = "DEDUCTIBLE"
    COPAY = "COPAY"
    SHARE = "SHARE"
    OVER_LIMIT = "OVER_LIMIT"
    REST = "REST"
    FULL_PRICE = "FULL_PRICE"


@dataclass(frozen=True)
class Line:
    """One summand of the total. `by` and `of` are what its amount was worked out from."""

    kind: LineKind
    amount: Decimal
    by: Decimal | None
    of: Decimal


@dataclass(frozen=True)
class Rules:
    """How the plan shares the cost. `deductible` and `limit` are what is still open; None has no upper end.

    A copay may come with the deductible first or not.
    """

    deductible: Decimal | None = NOTHING
    limit: Decimal | None = None
    percent: Decimal = NOTHING
    copay: Decimal = NOTHING
    copay_after_deductible: bool = True


@dataclass(frozen=True)
class Sum:
    """Visits at a price that the plan counts, and what of it is the person's: the lines add up to `total`."""

    visits: int
    each: Decimal
    lines: tuple[Line, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), NOTHING)

    @property
    def counted(self) -> Decimal:
        return self.each * self.visits

    @property
    def rest(self) -> Decimal:
        """What the provider may bill beyond what the plan counts."""
        return sum((line.amount for line in self.lines if line.kind == LineKind.REST), NOTHING)

    @property
    def cost_share(self) -> Decimal:
        return self.total - self.rest


def full_price(*, visits: int, price: Decimal) -> Sum:
    """The plan pays nothing."""
    line = Line(LineKind.FULL_PRICE, price * visits, Decimal(visits), price)
    return Sum(visits, price, (line,))


def shared(*, visits: int, each: Decimal, rest_each: Decimal, rules: Rules) -> Sum:
    """The plan counts `each` for a visit; the provider bills `rest_each` on top of it."""
    counted = each * visits
    deductible = _deductible(visits, each, rules)
    lines = [Line(LineKind.DEDUCTIBLE, deductible, rules.deductible, counted)]
    copay = _copays(visits, each, deductible, rules)
    if rules.copay:
        lines.append(Line(LineKind.COPAY, copay, rules.copay, Decimal(visits)))
    base = counted - deductible
    share = min(cents(base * rules.percent / WHOLE), base - copay)
    if rules.percent or not rules.copay:
        lines.append(Line(LineKind.SHARE, share, rules.percent, base))
    before_limit = deductible + copay + share
    if rules.limit is not None and before_limit > rules.limit:
        lines.append(Line(LineKind.OVER_LIMIT, rules.limit - before_limit, rules.limit, before_limit))
    if rest_each:
        lines.append(Line(LineKind.REST, rest_each * visits, Decimal(visits), rest_each))
    return Sum(visits, each, tuple(lines))


def _deductible(visits: int, each: Decimal, rules: Rules) -> Decimal:
    """A plan with a copay that does not wait for the deductible takes the copay only."""
    if rules.copay and not rules.copay_after_deductible:
        return NOTHING
    counted = each * visits
    return counted if rules.deductible is None else min(counted, rules.deductible)


def _copays(visits: int, each: Decimal, deductible: Decimal, rules: Rules) -> Decimal:
    """A copay for each visit, never more than what is left of it after the deductible."""
    if not rules.copay or not each:
        return NOTHING
    used_up = int(deductible // each)
    if used_up >= visits:
        return NOTHING
    left_of_one = each - (deductible - each * used_up)
    others = visits - used_up - 1
    return min(rules.copay, left_of_one) + min(rules.copay, each) * others
