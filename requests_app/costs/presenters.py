"""The arithmetic in words: what each way costs, and where a bill for the rest stays possible."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from requests_app.costs.arithmetic import Line, LineKind
from requests_app.costs.texts import (
    BILLING,
    EFFECTS,
    HEADLINES,
    LINE_LABELS,
    MISSING,
    UNSURE_HEADLINES,
    WAY_TEXTS,
    WAY_TITLES,
)
from requests_app.costs.worth import (
    Billing,
    CostNumbers,
    Effect,
    Estimate,
    Verdict,
    Way,
    Worth,
    counted_each,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    """One line of the arithmetic; `most` is None where the least is the most."""

    label: StrOrPromise
    how: str
    least: str
    most: str | None = None


@dataclass(frozen=True)
class WayCard:
    title: StrOrPromise
    text: StrOrPromise
    counted: str
    rows: list[Row]
    total: Row
    effect: str
    billing: StrOrPromise
    is_exact: bool


@dataclass(frozen=True)
class Answer:
    """What the page says: `headline` first, then one card for each way."""

    headline: StrOrPromise
    cards: list[WayCard]
    missing: list[StrOrPromise]
    odd: list[StrOrPromise]
    billing: list[StrOrPromise]
    is_unknown: bool
    needs_approval: bool
    approval_unknown: bool
    provider_refuses: bool


def answer(numbers: CostNumbers, found: Worth) -> Answer:
    headlines = HEADLINES if found.is_certain else UNSURE_HEADLINES
    return Answer(
        headline=headlines.get(found.verdict, HEADLINES[Verdict.UNKNOWN]),
        cards=[_card(numbers, found, one) for one in found.estimates],
        missing=[MISSING[name] for name in found.missing],
        odd=[MISSING[name] for name in found.odd],
        billing=[] if found.estimates else [_billing(found, way) for way in Way],
        is_unknown=found.verdict == Verdict.UNKNOWN,
        needs_approval=numbers.needs_approval == "YES",
        approval_unknown=numbers.needs_approval in ("", "UNSURE"),
        provider_refuses=numbers.accepts_agreement == "NO",
    )


def has_numbers(numbers: CostNumbers) -> bool:
    """Was anything about the plan written down yet?"""
    return any(
        getattr(numbers, name) not in (None, "")
        for name in (
            "in_deductible",
            "in_max",
            "in_copay",
            "in_coinsurance",
            "has_out_benefits",
            "out_deductible",
            "out_max",
            "out_coinsurance",
            "plan_allows",
        )
    )


def money(amount: Decimal) -> str:
    """$1,250.00, and −$20.00 with a real minus"""
    return f"−${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def percent(share: Decimal) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") + "%"


def _card(numbers: CostNumbers, found: Worth, one: Estimate) -> WayCard:
    is_exact = one.is_exact
    low = {line.kind: line for line in one.low.lines}
    high = {line.kind: line for line in one.high.lines}
    kinds = [kind for kind in LineKind if kind in low or (kind in high and not is_exact)]
    return WayCard(
        title=WAY_TITLES[one.way],
        text=WAY_TEXTS[one.way],
        counted=_counted(numbers, one.way),
        rows=[_row(kind, low.get(kind), high.get(kind), is_exact) for kind in kinds],
        total=Row(_("You pay"), "", money(one.low.total), None if is_exact else money(one.high.total)),
        effect=_effect(found, one),
        billing=_billing(found, one.way),
        is_exact=is_exact,
    )


def _row(kind: LineKind, low: Line | None, high: Line | None, is_exact: bool) -> Row:
    least, most = (money(line.amount) if line else money(Decimal(0)) for line in (low, high))
    if is_exact:
        return Row(LINE_LABELS[kind], _how(low), least)
    ways = dict.fromkeys(text for line in (low, high) if (text := _how(line)))
    return Row(LINE_LABELS[kind], _(" or ").join(ways), least, most)


def _how(line: Line | None) -> str:
    """36 × $500.00: what the amount of a line was worked out from."""
    if line is None or line.by is None:
        return ""
    of = money(line.of)
    match line.kind:
        case LineKind.DEDUCTIBLE:
            return _("%(open)s still open, of %(counted)s") % {"open": money(line.by), "counted": of}
        case LineKind.COPAY:
            return _("%(copay)s for each visit or day after the deductible") % {"copay": money(line.by)}
        case LineKind.SHARE:
            return _("%(percent)s of %(amount)s") % {"percent": percent(line.by), "amount": of}
        case LineKind.OVER_LIMIT:
            return _("%(sum)s so far, and the limit leaves %(limit)s") % {"sum": of, "limit": money(line.by)}
    return f"{line.by:f} × {of}"


def _counted(numbers: CostNumbers, way: Way) -> str:
    """36 × $380.00 = $13,680.00: the amount that the plan shares."""
    if way == Way.AS_IS and numbers.has_out_benefits != "YES":
        return ""
    products = [_product(numbers, each) for each in counted_each(numbers, way)]
    if numbers.plan_allows is None:
        return _("What the plan counts is not known. At most: %(product)s") % {"product": products[-1]}
    if len(products) == 1:
        return _("The plan counts %(product)s") % {"product": products[0]}
    return _("The plan counts between %(least)s and %(most)s") % {
        "least": products[0],
        "most": products[-1],
    }


def _product(numbers: CostNumbers, each: Decimal) -> str:
    visits = numbers.visits or 0
    return f"{visits} × {money(each)} = {money(each * visits)}"


def _effect(found: Worth, one: Estimate) -> str:
    """Against leaving things as they are, with the difference where both ends of it are known."""
    if one.way == Way.AS_IS:
        return ""
    effect = found.gap if one.way == Way.GAP else found.sca
    before = found.estimate(Way.AS_IS)
    if before is None:
        return ""
    least, most = before.low.total - one.high.total, before.high.total - one.low.total
    if effect == Effect.SAVES and least > 0:
        exact = _("%(amount)s less than as it is now")
        between = _("%(amount)s to %(most)s less than as it is now")
        return _range(least, most, exact, between)
    if effect == Effect.MORE and most < 0:
        exact = _("%(amount)s more than as it is now")
        between = _("%(amount)s to %(most)s more than as it is now")
        return _range(-most, -least, exact, between)
    return str(EFFECTS[effect])


def _range(least: Decimal, most: Decimal, exact: str, between: str) -> str:
    text = exact if least == most else between
    return text % {"amount": money(least), "most": money(most)}


def _billing(found: Worth, way: Way) -> StrOrPromise:
    return BILLING[way, found.billing.get(way, Billing.PERHAPS)]
