"""Is asking worth it? What the person pays as it is, with a gap exception, and with a single case agreement.

Pure: numbers in, numbers out, nothing promised. What is not known stays unknown: it is named, and the amounts
become a range that holds whatever it turns out to be. With a gap exception the plan shares the cost as in
network, but the provider signed nothing and may bill the rest of the price. A single case agreement sets the
price, so there is no rest; that price lies somewhere between what the plan allows and the provider's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from itertools import product

from requests_app.costs.arithmetic import NOTHING, WHOLE, Rules, Sum, full_price, shared

YES, NO = "YES", "NO"


@dataclass(frozen=True)
class CostNumbers:
    """Dollars, percent of what the plan allows, and YES, NO, UNSURE or empty. None is not known.

    `price` and `plan_allows` are for one visit; `visits` is how many there will be.
    """

    in_deductible: Decimal | None = None
    in_deductible_met: Decimal | None = None
    in_max: Decimal | None = None
    in_max_met: Decimal | None = None
    in_copay: Decimal | None = None
    in_coinsurance: Decimal | None = None
    has_out_benefits: str = ""
    out_deductible: Decimal | None = None
    out_deductible_met: Decimal | None = None
    out_max: Decimal | None = None
    out_max_met: Decimal | None = None
    out_coinsurance: Decimal | None = None
    plan_allows: Decimal | None = None
    needs_approval: str = ""
    price: Decimal | None = None
    visits: int | None = None
    accepts_agreement: str = ""
    will_not_bill_rest: str = ""


class Way(StrEnum):
    AS_IS = "AS_IS"
    GAP = "GAP"
    SCA = "SCA"


class Effect(StrEnum):
    """Against leaving things as they are. COULD: it depends on what is not known."""

    SAVES = "SAVES"
    COULD = "COULD"
    SAME = "SAME"
    MORE = "MORE"
    UNKNOWN = "UNKNOWN"

    @property
    def may_help(self) -> bool:
        return self in (Effect.SAVES, Effect.COULD)


class Verdict(StrEnum):
    GAP = "GAP"
    SCA = "SCA"
    BOTH = "BOTH"
    NEITHER = "NEITHER"
    UNKNOWN = "UNKNOWN"


class Billing(StrEnum):
    """May the provider bill the rest? NO only where there is no rest or the provider said so."""

    YES = "YES"
    PERHAPS = "PERHAPS"
    NO = "NO"


@dataclass(frozen=True)
class Estimate:
    """What the person pays one way: the least and the most it can be, each with its lines."""

    way: Way
    low: Sum
    high: Sum

    @property
    def is_exact(self) -> bool:
        return self.low.total == self.high.total


@dataclass(frozen=True)
class Worth:
    """`is_certain`: the verdict holds whatever the unknown amounts turn out to be.

    `missing` and `odd` are names of CostNumbers: not known but needed, and met above its own total.
    """

    verdict: Verdict
    is_certain: bool
    estimates: tuple[Estimate, ...]
    gap: Effect
    sca: Effect
    billing: dict[Way, Billing]
    missing: tuple[str, ...]
    odd: tuple[str, ...]

    def estimate(self, way: Way) -> Estimate | None:
        return next((one for one in self.estimates if one.way == way), None)


def worth(numbers: CostNumbers) -> Worth:
    billing = {way: _billing(numbers, way) for way in Way}
    missing, odd = _missing(numbers), _odd(numbers)
    if numbers.price is None or not numbers.visits:
        nothing = Effect.UNKNOWN
        return Worth(Verdict.UNKNOWN, False, (), nothing, nothing, billing, missing, odd)
    sums = {way: list(_sums(numbers, way)) for way in Way}
    estimates = tuple(_estimate(way, found) for way, found in sums.items())
    gap = _effect_of_gap(numbers)
    sca = _effect(sums[Way.AS_IS], sums[Way.SCA])
    rests = [bool(one.rest) for one in sums[Way.GAP]]
    verdict = _verdict(numbers, gap, sca, rest_after_gap=any(rests))
    decides = {
        Verdict.GAP: (gap,),
        Verdict.SCA: (sca,),
        Verdict.BOTH: (gap, sca),
        Verdict.NEITHER: (gap, sca),
    }.get(verdict, ())
    # Without a rest, the gap exception would do alone.
    is_one_enough = verdict == Verdict.BOTH and not all(rests)
    is_certain = bool(decides) and Effect.COULD not in decides and not is_one_enough
    return Worth(verdict, is_certain, estimates, gap, sca, billing, missing, odd)


def _verdict(numbers: CostNumbers, gap: Effect, sca: Effect, *, rest_after_gap: bool) -> Verdict:
    if numbers.accepts_agreement == NO:
        sca = Effect.SAME
    if gap.may_help:
        return Verdict.BOTH if sca.may_help and rest_after_gap else Verdict.GAP
    return Verdict.SCA if sca.may_help else Verdict.NEITHER


def _effect_of_gap(numbers: CostNumbers) -> Effect:
    """With and without it the provider bills the rest or does not, so the two are held side by side."""
    found = {
        _effect(
            list(_sums(numbers, Way.AS_IS, bills=bills)),
            list(_sums(numbers, Way.GAP, bills=bills)),
        )
        for bills in _bills_rest(numbers)
    }
    return found.pop() if len(found) == 1 else Effect.COULD


def _effect(before: list[Sum], after: list[Sum]) -> Effect:
    least_before, most_before = _ends(before)
    least_after, most_after = _ends(after)
    if most_after < least_before:
        return Effect.SAVES
    if least_after > most_before:
        return Effect.MORE
    if least_after >= most_before:
        return Effect.SAME
    return Effect.COULD


def _ends(sums: list[Sum]) -> tuple[Decimal, Decimal]:
    totals = [one.total for one in sums]
    return min(totals), max(totals)


def _estimate(way: Way, sums: list[Sum]) -> Estimate:
    return Estimate(way, min(sums, key=lambda one: one.total), max(sums, key=lambda one: one.total))


def _sums(numbers: CostNumbers, way: Way, *, bills: bool | None = None) -> Iterator[Sum]:
    """The sum at every corner of what is not known: each amount only ever moves it one way."""
    price, visits = numbers.price or NOTHING, numbers.visits or 0
    billed = _bills_rest(numbers) if bills is None else (bills,)
    if way == Way.AS_IS and numbers.has_out_benefits != YES:
        yield full_price(visits=visits, price=price)
        if numbers.has_out_benefits == NO:
            return
    all_rules = list(_out_rules(numbers) if way == Way.AS_IS else _in_rules(numbers))
    for each, rules, bills_rest in product(counted_each(numbers, way), all_rules, billed):
        rest = price - each if bills_rest and way != Way.SCA else NOTHING
        yield shared(visits=visits, each=each, rest_each=rest, rules=rules)


def counted_each(numbers: CostNumbers, way: Way) -> tuple[Decimal, ...]:
    """What the plan counts for a visit: never more than the price. Under an agreement, up to the price."""
    price = numbers.price or NOTHING
    if numbers.plan_allows is None:
        return (NOTHING, price)
    allowed = min(numbers.plan_allows, price)
    return (allowed, price) if way == Way.SCA and allowed != price else (allowed,)


def _bills_rest(numbers: CostNumbers) -> tuple[bool, ...]:
    if numbers.will_not_bill_rest == YES:
        return (False,)
    return (True,) if numbers.will_not_bill_rest == NO else (False, True)


def _in_rules(numbers: CostNumbers) -> Iterator[Rules]:
    deductibles = _still_open(numbers.in_deductible, numbers.in_deductible_met)
    limits = _still_open(numbers.in_max, numbers.in_max_met)
    yield from _rules(deductibles, limits, percent=numbers.in_coinsurance, copay=numbers.in_copay)


def _out_rules(numbers: CostNumbers) -> Iterator[Rules]:
    deductibles = _still_open(numbers.out_deductible, numbers.out_deductible_met)
    limits = _still_open(numbers.out_max, numbers.out_max_met)
    yield from _rules(deductibles, limits, percent=numbers.out_coinsurance, copay=None)


def _still_open(total: Decimal | None, met: Decimal | None) -> tuple[Decimal | None, ...]:
    """What is left to pay, at both ends when a part of it is not known; None has no upper end."""
    if total is None:
        return (NOTHING, None)
    if met is None:
        return (NOTHING, total) if total else (NOTHING,)
    return (max(total - met, NOTHING),)


def _rules(
    deductibles: tuple[Decimal | None, ...],
    limits: tuple[Decimal | None, ...],
    *,
    percent: Decimal | None,
    copay: Decimal | None,
) -> Iterator[Rules]:
    if copay is not None and percent is not None:
        shares = [(copay, NOTHING), (NOTHING, percent), (copay, percent)]
    elif copay is not None:
        shares = [(copay, NOTHING)]
    else:
        shares = [(NOTHING, one) for one in ((percent,) if percent is not None else (NOTHING, WHOLE))]
    for deductible, limit, (own_copay, own_percent) in product(deductibles, limits, shares):
        may_come_first = own_copay and deductible != NOTHING
        for after in (True, False) if may_come_first else (True,):
            yield Rules(deductible, limit, own_percent, own_copay, copay_after_deductible=after)


def _billing(numbers: CostNumbers, way: Way) -> Billing:
    has_rest = numbers.plan_allows is None or numbers.price is None or numbers.price > numbers.plan_allows
    if way == Way.AS_IS and numbers.has_out_benefits == NO:
        return Billing.YES
    if not has_rest or numbers.will_not_bill_rest == YES:
        return Billing.NO
    if way == Way.SCA:
        return Billing.PERHAPS
    is_known = numbers.plan_allows is not None and numbers.price is not None
    return Billing.YES if is_known and numbers.will_not_bill_rest == NO else Billing.PERHAPS


def _missing(numbers: CostNumbers) -> tuple[str, ...]:
    """What would make the range narrower, in the order of the page."""
    not_asked = {"needs_approval"}
    if numbers.has_out_benefits == NO:
        not_asked |= {"out_deductible", "out_deductible_met", "out_max", "out_max_met", "out_coinsurance"}
    if numbers.in_copay is not None:
        not_asked.add("in_coinsurance")
    else:
        not_asked.add("in_copay")
    for total in ("in_deductible", "in_max", "out_deductible", "out_max"):
        if getattr(numbers, total) in (None, NOTHING):
            not_asked.add(f"{total}_met")
    return tuple(
        field.name
        for field in fields(numbers)
        if field.name not in not_asked and getattr(numbers, field.name) in (None, "", "UNSURE")
    )


def _odd(numbers: CostNumbers) -> tuple[str, ...]:
    """More is met than there is: counted as all met, and worth a second look."""
    pairs = ("in_deductible", "in_max", "out_deductible", "out_max")
    found = []
    for name in pairs:
        total, met = getattr(numbers, name), getattr(numbers, f"{name}_met")
        if total is not None and met is not None and met > total:
            found.append(f"{name}_met")
    return tuple(found)
