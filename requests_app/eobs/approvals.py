"""From what the plan approved, with the signed agreement, to the terms a bill is held against. Pure.

Answers and agreements come as rows or as parts of a case file: their values have the same names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.claims.pairing import modifiers, revenue
from requests_app.claims.terms import ApprovedService, CostShare, Said, Terms

# A prior authorization says that care is needed. How it is paid, the other two say.
PRIOR_AUTH = "PRIOR_AUTH"
REVENUE = "REVENUE"
POINTS = (
    "in_network_cost_share",
    "in_network_deductible",
    "facility_fees",
    "professional_fees",
    "no_billing_the_rest",
)
SAID = {"YES": Said.YES, "NO": Said.NO}


@dataclass(frozen=True)
class Approval:
    """One yes that counts. `told`: the row or part; `lines`: its lines."""

    track: str
    told: Any
    lines: Sequence[Any] = ()

    @property
    def window(self) -> tuple[date | None, date | None]:
        return self.told.starts_on, self.told.ends_on


@dataclass(frozen=True)
class Signed:
    """A signed agreement with the rates that were accepted."""

    told: Any
    rates: Sequence[Any] = ()


@dataclass(frozen=True)
class Around:
    """What else is known of the case."""

    provider: Any
    cost_share: CostShare = field(default_factory=CostShare)
    plan_kind: str = ""
    state: str = ""


KeyOf = Callable[[Any], str]


def terms_from(
    approvals: Iterable[Approval],
    agreements: Iterable[Signed],
    around: Around,
    *,
    on: date | None,
    used: Callable[[str], Decimal | None],
    key_of: KeyOf,
) -> Terms:
    """`on`: the first day of the care. Of several approvals the one of that day speaks for the whole; the
    lines of all stand with their own days, so that each line of a bill finds its approval."""
    every, signed = list(approvals), list(agreements)
    paying = [one for one in every if one.track != PRIOR_AUTH] or every
    main = _of_the_day(paying, on, lambda one: one.window)
    agreement = _of_the_day(signed, on, lambda one: (one.told.starts_on, one.told.ends_on))
    if main is None and agreement is None:
        return Terms(cost_share=around.cost_share, plan_kind=around.plan_kind, state=around.state)
    services = _services(paying, every, used, key_of)
    starts_on, ends_on = _window(main, agreement)
    return Terms(
        is_given=True,
        is_agreement=agreement is not None or any(one.track == "SCA" for one in paying),
        is_in_writing=main is None or bool(main.told.is_in_writing),
        authorization_number=_number(main, every, on),
        approved_on=_approved_on(main),
        starts_on=starts_on,
        ends_on=ends_on,
        names=_names(main, agreement, services, around.provider),
        npis=_numbers(main, agreement, around.provider, "npi"),
        tax_ids=_numbers(main, agreement, around.provider, "tax_id"),
        services=tuple(_with_rates(services, agreement)),
        cost_share=around.cost_share,
        plan_kind=around.plan_kind,
        state=around.state,
        **_points(main, agreement),
    )


def _of_the_day(found: Sequence[Any], on: date | None, window: Callable[[Any], Any]) -> Any:
    """Of the day; else the nearest; of equals the first, which is the newest."""
    if on is None or not found:
        return next(iter(found), None)
    return min(found, key=lambda one: _days_from(on, *window(one)))


def _days_from(day: date, start: date | None, end: date | None) -> int:
    if start is not None and day < start:
        return (start - day).days
    return (day - end).days if end is not None and day > end else 0


def _services(
    paying: Sequence[Approval],
    every: Sequence[Approval],
    used: Callable[[str], Decimal | None],
    key_of: KeyOf,
) -> list[ApprovedService]:
    """Lines of the approvals of payment; where these have none, those of a prior authorization."""
    chosen = paying if any(one.lines for one in paying) else every
    return [_service(one, line, used, key_of) for one in chosen for line in one.lines] + [
        # An approval without lines beside others that have some: whatever the code, inside its days.
        ApprovedService(starts_on=one.told.starts_on, ends_on=one.told.ends_on)
        for one in chosen
        if not one.lines and any(other.lines for other in chosen)
    ]


def _service(
    approval: Approval, line: Any, used: Callable[[str], Decimal | None], key_of: KeyOf
) -> ApprovedService:
    starts_on, ends_on = approval.window
    key = key_of(line)
    return ApprovedService(
        key=key,
        code=line.code,
        modifier=line.modifier,
        is_revenue=line.kind == REVENUE,
        words=line.words,
        units=line.units,
        unit=line.unit,
        used=used(key),
        starts_on=line.starts_on or starts_on,
        ends_on=line.ends_on or ends_on,
        provider_name=line.provider_name,
        covers=line.covers,
        cost_share=line.cost_share,
        rate=line.rate,
        rate_unit=line.rate_unit,
    )


def _with_rates(services: list[ApprovedService], agreement: Signed | None) -> list[ApprovedService]:
    """A signed rate goes before one that the approval names; a rate of a code that has no line makes one."""
    if agreement is None:
        return services
    left = list(agreement.rates)
    result = []
    for service in services:
        rate = _rate_for(service, agreement.rates)
        if rate is not None:
            left = [one for one in left if one is not rate]
            service = replace(service, rate=rate.rate, rate_unit=rate.unit)
        result.append(service)
    told = agreement.told
    if not services and left:
        # Rates are no list of what was approved: a code without one may be as well.
        result.append(ApprovedService(starts_on=told.starts_on, ends_on=told.ends_on))
    return result + [
        ApprovedService(
            code=one.code,
            modifier=one.modifier,
            is_revenue=_is_revenue(one.code),
            words=one.words,
            starts_on=told.starts_on,
            ends_on=told.ends_on,
            rate=one.rate,
            rate_unit=one.unit,
        )
        for one in left
    ]


def _rate_for(service: ApprovedService, rates: Sequence[Any]) -> Any:
    same = [one for one in rates if _code(one.code) == _code(service.code) and service.code]
    exact = [one for one in same if modifiers(one.modifier) == modifiers(service.modifier)]
    return next(iter(exact), None) or next((one for one in same if not one.modifier), None)


def _is_revenue(code: str) -> bool:
    """Four digits: a revenue code; procedures have five marks."""
    return len(_code(code)) == 4 and code.isdigit()


def _code(code: str) -> str:
    return revenue(code) if code.isdigit() and len(code) < 5 else code.upper()


def _window(main: Approval | None, agreement: Signed | None) -> tuple[date | None, date | None]:
    """The approval’s days; what it does not state, the agreement may."""
    ours = main.window if main else (None, None)
    theirs = (agreement.told.starts_on, agreement.told.ends_on) if agreement else (None, None)
    return ours[0] or theirs[0], ours[1] or theirs[1]


def _points(main: Approval | None, agreement: Signed | None) -> dict[str, Said]:
    """What the approval says; what it leaves open, the signed agreement."""
    own = {name: SAID.get(getattr(main.told, name), Said.UNTOLD) if main else Said.UNTOLD for name in POINTS}
    if agreement is None:
        return own
    told = agreement.told
    signed = {
        "in_network_cost_share": told.in_network_cost_share,
        "facility_fees": told.covers_facility,
        "professional_fees": told.covers_professional,
        "no_billing_the_rest": told.no_billing_the_rest,
    }
    return {name: said or SAID.get(signed.get(name, ""), Said.UNTOLD) for name, said in own.items()}


def _number(main: Approval | None, every: Sequence[Approval], on: date | None) -> str:
    """The approval’s; else that of a line, or of a prior authorization of the day. The number of an agreement
    is no authorization number."""
    if main is not None:
        own = main.told.authorization_number or next(
            (line.authorization_number for line in main.lines if line.authorization_number), ""
        )
        if own:
            return str(own)
    for one in every:
        if one.told.authorization_number and (on is None or _days_from(on, *one.window) == 0):
            return str(one.told.authorization_number)
    return ""


def _approved_on(main: Approval | None) -> date | None:
    """The day somebody heard of a yes is not the day of it; nor is that of a signature."""
    day: date | None = main.told.decided_on or main.told.letter_dated_on if main is not None else None
    return day


def _names(
    main: Approval | None, agreement: Signed | None, services: list[ApprovedService], provider: Any
) -> tuple[str, ...]:
    names = [one.provider_name for one in services]
    if _is_requested(main):
        names.append(provider.name)
    if agreement is not None:
        names.append(agreement.told.provider_party)
    return tuple(dict.fromkeys(name for name in names if name))


def _numbers(main: Approval | None, agreement: Signed | None, provider: Any, name: str) -> frozenset[str]:
    found = {getattr(agreement.told, f"provider_{name}")} if agreement else set()
    if _is_requested(main):
        found.add(getattr(provider, name))
    plain = {"".join(mark for mark in one if mark.isdigit()) for one in found if one}
    return frozenset(plain - {""})


def _is_requested(main: Approval | None) -> bool:
    """Unless the approval says that it does not name the provider who was asked for."""
    return main is None or main.told.provider_named != "NO"
