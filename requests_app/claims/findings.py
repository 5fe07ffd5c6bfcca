"""What a check can find, as plain values: one shape for pages, letters, frozen points and totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """One check each, in the order in which findings are shown."""

    NETWORK = "network"
    DEDUCTIBLE = "deductible"
    COST_SHARE = "cost_share"
    RATE = "rate"
    DATES = "dates"
    CODE = "code"
    UNITS = "units"
    PROVIDER = "provider"
    FEES = "fees"
    BALANCE = "balance"
    DENIAL = "denial"
    DUPLICATE = "duplicate"
    TIMELY = "timely"
    SUMS = "sums"


class Result(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_TELL = "cannot_tell"


class Step(StrEnum):
    """What to do about a finding, in words of `finding_texts`."""

    SEND_BACK = "send_back"
    CALL_PLAN = "call_plan"
    TELL_OFFICE = "tell_office"
    DO_NOT_PAY_YET = "do_not_pay_yet"
    ASK_OFFICE_TO_REBILL = "ask_office_to_rebill"
    LOOK_AT_PAPER = "look_at_paper"
    FILL_IN_APPROVAL = "fill_in_approval"
    FILL_IN_COSTS = "fill_in_costs"
    ASK_TO_RENEW = "ask_to_renew"
    APPEAL = "appeal"
    WAIT = "wait"
    NOTHING = "nothing"


Fact = str | Decimal | date | int | None


@dataclass(frozen=True)
class Finding:
    """One thing one check says of a claim.

    `slug` names the sentence (`finding_texts.SENTENCES`), e.g. “network.out”; `facts` what it names, as
    values, never as text of one language. `lines`: places in the claim from 1 on; empty: the whole claim.
    `amount`: US dollars this finding alone puts in question, None when it cannot be told; totals are not the
    sum of these, because findings overlap (see `claims.money`).
    """

    kind: Kind
    result: Result
    slug: str
    lines: tuple[int, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    amount: Decimal | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Review:
    """All findings of one claim. `in_question`: US dollars, never more than the person is asked to pay."""

    findings: tuple[Finding, ...]
    in_question: Decimal
    owed_if_right: Decimal | None = None

    def of(self, result: Result) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.result == result)

    @property
    def verdict(self) -> Result:
        """Wrong where anything is, else right where something is and nothing of weight is open."""
        found = {one.result for one in self.findings}
        if Result.WRONG in found:
            return Result.WRONG
        return Result.CANNOT_TELL if Result.CANNOT_TELL in found or not found else Result.RIGHT


def frozen(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """As JSON for `Reprocessing.points` and the case file; `thawed` reads it."""
    return [
        {
            "kind": str(one.kind),
            "result": str(one.result),
            "slug": one.slug,
            "lines": list(one.lines),
            "facts": {name: _plain(value) for name, value in one.facts.items()},
            "amount": str(one.amount) if one.amount is not None else None,
            "steps": [str(step) for step in one.steps],
        }
        for one in findings
    ]


def thawed(points: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Raises KeyError or ValueError for what `frozen` did not make."""
    return tuple(
        Finding(
            kind=Kind(one["kind"]),
            result=Result(one["result"]),
            slug=one["slug"],
            lines=tuple(one["lines"]),
            facts={name: _fact(value) for name, value in one["facts"].items()},
            amount=Decimal(one["amount"]) if one["amount"] is not None else None,
            steps=tuple(Step(step) for step in one["steps"]),
        )
        for one in points
    )


def _plain(value: Fact) -> Any:
    if isinstance(value, Decimal):
        return {"dollars": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _fact(value: Any) -> Fact:
    if isinstance(value, dict):
        return Decimal(value["dollars"]) if "dollars" in value else date.fromisoformat(value["day"])
    if value is None or isinstance(value, (str, int)):
        return value
    raise ValueError("no such fact")
