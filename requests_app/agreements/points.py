"""What a single case agreement should settle before it is signed, held against what was asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

YES, NO = "YES", "NO"


class Point(StrEnum):
    """In the order in which they are talked about."""

    RATES = "RATES"
    FIRST_DAY = "FIRST_DAY"
    LAST_DAY = "LAST_DAY"
    AMOUNT = "AMOUNT"
    FACILITY = "FACILITY"
    PROFESSIONAL = "PROFESSIONAL"
    COST_SHARE = "COST_SHARE"
    NO_BILLING = "NO_BILLING"
    NUMBER = "NUMBER"


class Standing(StrEnum):
    """`OPEN`: nobody said. `LESS`: said, and it is less than what was asked."""

    SETTLED = "SETTLED"
    OPEN = "OPEN"
    LESS = "LESS"


@dataclass(frozen=True)
class Service:
    """A code with its modifiers, as it is billed."""

    code: str
    modifier: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.modifier}" if self.modifier else self.code


@dataclass(frozen=True)
class Extent:
    """The days and the amount, as they were asked for or agreed."""

    starts_on: date | None = None
    ends_on: date | None = None
    amount: int | None = None
    amount_unit: str = ""


@dataclass(frozen=True)
class Terms:
    """The four answers are YES, NO, UNSURE or empty. `rated`: services of the offer that counts."""

    extent: Extent = Extent()
    rated: frozenset[Service] = frozenset()
    covers_facility: str = ""
    covers_professional: str = ""
    in_network_cost_share: str = ""
    no_billing_the_rest: str = ""
    number: str = ""


@dataclass(frozen=True)
class Asked:
    services: Sequence[Service] = ()
    extent: Extent = Extent()


@dataclass(frozen=True)
class Found:
    """`missing`: services without a rate."""

    point: Point
    standing: Standing
    missing: tuple[Service, ...] = ()

    @property
    def is_settled(self) -> bool:
        return self.standing is Standing.SETTLED


def points(terms: Terms, asked: Asked) -> tuple[Found, ...]:
    return tuple(_points(terms, asked))


def _points(terms: Terms, asked: Asked) -> Iterator[Found]:
    missing = tuple(one for one in asked.services if one not in terms.rated)
    yield Found(Point.RATES, _rates(terms, missing), missing if terms.rated else ())
    ours, wanted = terms.extent, asked.extent
    yield Found(Point.FIRST_DAY, _day(ours.starts_on, wanted.starts_on, is_first=True))
    yield Found(Point.LAST_DAY, _day(ours.ends_on, wanted.ends_on, is_first=False))
    yield Found(Point.AMOUNT, _amount(ours, wanted))
    yield Found(Point.FACILITY, _said(terms.covers_facility))
    yield Found(Point.PROFESSIONAL, _said(terms.covers_professional))
    yield Found(Point.COST_SHARE, _said(terms.in_network_cost_share))
    yield Found(Point.NO_BILLING, _said(terms.no_billing_the_rest))
    yield Found(Point.NUMBER, Standing.SETTLED if terms.number else Standing.OPEN)


def _rates(terms: Terms, missing: Sequence[Service]) -> Standing:
    if not terms.rated:
        return Standing.OPEN
    return Standing.LESS if missing else Standing.SETTLED


def _day(day: date | None, wanted: date | None, *, is_first: bool) -> Standing:
    if day is None:
        return Standing.OPEN
    if wanted is None or day == wanted:
        return Standing.SETTLED
    is_inside = day > wanted if is_first else day < wanted
    return Standing.LESS if is_inside else Standing.SETTLED


def _amount(ours: Extent, wanted: Extent) -> Standing:
    """Other units cannot be compared: then somebody has to ask."""
    if ours.amount is None or not ours.amount_unit:
        return Standing.OPEN
    if wanted.amount is None or not wanted.amount_unit:
        return Standing.SETTLED
    if ours.amount_unit != wanted.amount_unit:
        return Standing.OPEN
    return Standing.LESS if ours.amount < wanted.amount else Standing.SETTLED


def _said(answer: str) -> Standing:
    return {YES: Standing.SETTLED, NO: Standing.LESS}.get(answer, Standing.OPEN)
