"""A claim as the checks see it: each line with its days, its network and what it belongs to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from requests_app.claims.amounts import NOTHING, owes_of, total_owes
from requests_app.claims.findings import Fact, Finding, Kind, Result, Step
from requests_app.claims.netting import cancelled
from requests_app.claims.others import Others
from requests_app.claims.pairing import Pair, days_of, kind_of, pair
from requests_app.claims.reasons import Reason, reasons_of
from requests_app.claims.statement import Line, Statement
from requests_app.claims.terms import Said, Terms
from requests_app.common.names import same_name

IN_NETWORK, OUT_OF_NETWORK = "IN_NETWORK", "OUT_OF_NETWORK"
DAYS_AT_MOST = 366


@dataclass(frozen=True)
class Found:
    """A finding with what it puts in question line by line; place 0 is the claim as a whole.

    `is_part`: only a part of what is owed of the line, apart from what other parts put in question.
    `is_beyond`: asked beyond what the statement says is owed.
    """

    finding: Finding
    shares: Mapping[int, Decimal] = field(default_factory=dict)
    is_part: bool = False
    is_beyond: bool = False


@dataclass(frozen=True, eq=False)
class ClaimLine:
    """One line with what the checks ask of it. `place` counts from 1; 0: the claim, where it has no lines.

    Each is itself and no other: a claim may have a thousand, and they are looked for in lists.
    """

    place: int
    line: Line
    pair: Pair
    network: str
    owes: Decimal | None
    reasons: tuple[Reason, ...]
    first_day: date | None
    last_day: date | None
    cost_share: str
    is_denied: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        return (self.place,) if self.place else ()

    @property
    def is_unpaid(self) -> bool:
        """The plan shows that it gave nothing for a charge: neither paid nor counted for the cost share."""
        shared = any(getattr(self.line, name) for name in ("deductible", "copay", "coinsurance"))
        is_zero = self.line.plan_paid == 0 or (self.is_denied and self.line.plan_paid is None)
        return is_zero and not self.line.allowed and bool(self.line.billed) and not shared

    @property
    def days(self) -> int | None:
        if self.first_day is None or self.last_day is None:
            return None
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True)
class Claim:
    statement: Statement
    terms: Terms
    others: Others
    today: date

    @cached_property
    def kind(self) -> str:
        return kind_of(self.statement)

    @cached_property
    def lines(self) -> tuple[ClaimLine, ...]:
        """Without those that take back each other. A claim that has none is one line with its totals."""
        statement = self.statement
        if statement.lines:
            gone = cancelled(statement)
            every = enumerate(statement.lines, start=1)
            return tuple(self._line(place, line) for place, line in every if place not in gone)
        names = ("service_from", "service_to", "billed", "allowed", "plan_paid", "other_paid", "patient_owes")
        whole = Line.model_validate({name: getattr(statement, name) for name in names})
        return (self._line(0, whole),)

    @cached_property
    def covered(self) -> tuple[ClaimLine, ...]:
        """Lines that the approval reaches, or may reach: nothing shown says that it does not."""
        if not self.terms.is_given or self.is_other_provider:
            return ()
        return tuple(one for one in self.lines if not one.pair.is_outside)

    @cached_property
    def is_other_provider(self) -> bool:
        """Surely not who was approved: who billed is known on both sides, and no number is the same.

        One provider may have several numbers, so with the approved name it is not sure.
        """
        terms, shown = self.terms, self.npis
        if terms.npis & shown or (self.statement.billing_tax_id in terms.tax_ids):
            return False
        if self.is_covered_professional or (self.has_approved_name and not self.has_other_tax_id):
            return False
        return bool(terms.npis and self.statement.billing_npi)

    @cached_property
    def has_approved_name(self) -> bool:
        shown = [one for one in (self.statement.billing_name, self.statement.rendering_name) if one]
        return any(same_name(one, theirs) for one in self.terms.names for theirs in shown)

    @property
    def has_other_tax_id(self) -> bool:
        shown, approved = self.statement.billing_tax_id, self.terms.tax_ids
        return bool(shown and approved) and shown not in approved

    @cached_property
    def is_covered_professional(self) -> bool:
        """A professional may bill under a number of their own for care that was approved with a facility."""
        covers = {one.pair.service.covers for one in self.lines if one.pair.service is not None}
        is_said = self.terms.professional_fees == Said.YES or bool(covers & {"PROFESSIONAL", "BOTH"})
        return self.kind == "PROFESSIONAL" and is_said

    @property
    def is_of_second_plan(self) -> bool:
        return self.statement.payer_order in ("SECONDARY", "TERTIARY")

    @cached_property
    def npis(self) -> frozenset[str]:
        statement = self.statement
        every = (
            statement.billing_npi,
            statement.rendering_npi,
            *(one.rendering_npi for one in statement.lines),
        )
        return frozenset(one for one in every if one)

    @cached_property
    def owes(self) -> Decimal | None:
        return total_owes(self.statement)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Of the claim as a whole; those of a line are with the line."""
        return reasons_of(self.statement.adjustments, self.statement.remarks)

    def expects_in_network(self, line: ClaimLine) -> Said:
        """What the approval says of the in-network cost share for this line."""
        if line.cost_share:
            return Said.YES if line.cost_share == IN_NETWORK else Said.NO
        return self.terms.in_network_cost_share

    def _line(self, place: int, line: Line) -> ClaimLine:
        first, last = days_of(line, self.statement)
        found = pair(line, self.statement, self.terms, kind=self.kind)
        return ClaimLine(
            place=place,
            line=line,
            pair=found,
            network=line.network or self.statement.network,
            owes=owes_of(line) if place else self.owes,
            reasons=reasons_of(line.adjustments, line.remarks),
            first_day=first,
            last_day=last,
            cost_share=found.service.cost_share if found.service else "",
            is_denied=self.statement.status == "DENIED",
        )


_SHARES = {"deductible": "1", "coinsurance": "2", "copay": "3"}


def part(line: ClaimLine, name: str) -> Decimal | None:
    """Deductible, coinsurance or copay of a line: as shown, else what was put on the patient as such."""
    shown: Decimal | None = getattr(line.line, name)
    return shown if shown is not None else _put(line.reasons, name)


def part_of_claim(claim: Claim, name: str) -> Decimal | None:
    """Of all lines, with what is shown for the claim as a whole; None: nothing of it is shown."""
    amounts = [part(one, name) for one in claim.lines] + [_put(claim.reasons, name)]
    known = [one for one in amounts if one is not None]
    return sum(known, NOTHING) if known else None


def _put(reasons: Iterable[Reason], name: str) -> Decimal | None:
    amounts = [one.amount for one in reasons if one.is_on_patient and one.code == _SHARES[name]]
    known = [one for one in amounts if one is not None]
    return sum(known, NOTHING) if known else None


def found(
    kind: Kind,
    result: Result,
    slug: str,
    *,
    lines: Iterable[ClaimLine] = (),
    facts: Mapping[str, Fact] | None = None,
    shares: Mapping[int, Decimal] | None = None,
    steps: tuple[Step, ...] = (),
    is_part: bool = False,
    is_beyond: bool = False,
) -> Found:
    """A finding of these lines; its amount is what `shares` add up to, None where there are none."""
    known = {place: amount for place, amount in (shares or {}).items() if amount > 0}
    finding = Finding(
        kind=kind,
        result=result,
        slug=f"{kind}.{slug}",
        lines=tuple(one.place for one in lines if one.place),
        facts=dict(facts or {}),
        amount=sum(known.values(), NOTHING) if known else None,
        steps=steps,
    )
    return Found(finding, known, is_part, is_beyond)


def merged(every: Iterable[Found]) -> list[Found]:
    """Findings that say the same of several lines, as one of all of them."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for one in every:
        said = one.finding
        key = (said.slug, said.result, tuple(said.facts.items()), said.steps, one.is_part, one.is_beyond)
        groups.setdefault(key, []).append(one)
    return [_as_one(group) for group in groups.values()]


def _as_one(group: list[Found]) -> Found:
    first = group[0]
    if len(group) == 1:
        return first
    shares = {place: amount for one in group for place, amount in one.shares.items()}
    finding = replace(
        first.finding,
        lines=tuple(place for one in group for place in one.finding.lines),
        amount=sum(shares.values(), NOTHING) if shares else None,
    )
    return replace(first, finding=finding, shares=shares)


def owed(lines: Iterable[ClaimLine]) -> dict[int, Decimal]:
    """What the person is said to owe of each line, where it is shown."""
    return {one.place: one.owes for one in lines if one.owes is not None}
