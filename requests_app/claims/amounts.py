"""Do the amounts of a claim add up? Each identity is held only where every amount it needs is shown.

No Django: readers call this in the process that reads a stranger’s file. `amount_texts` has the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from requests_app.claims.statement import Adjustment, Line, Statement

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
TOTALS = ("billed", "allowed", "plan_paid", "other_paid", "patient_owes")
PARTS = ("deductible", "copay", "coinsurance", "not_covered")
SHARE = ("deductible", "copay", "coinsurance")
# Medicare pays two percent less than it allows (sequestration) and its FHIR files show no reason for it.
HELD_BACK = Decimal("0.02")


@dataclass(frozen=True)
class Difference:
    """`shown` is on the paper, `expected` is what the other amounts come to. `line` counts from 1; None:
    the whole claim. `slug`: which sum, see `amount_texts`."""

    slug: str
    line: int | None
    shown: Decimal
    expected: Decimal

    @property
    def difference(self) -> Decimal:
        """Always above zero."""
        return abs(self.shown - self.expected)


@dataclass(frozen=True)
class Sums:
    """How many sums could be made, and those that do not come out."""

    made: int
    differences: tuple[Difference, ...]


def differences(statement: Statement) -> tuple[Difference, ...]:
    return sums(statement).differences


def sums(statement: Statement) -> Sums:
    made = list(_all(statement))
    return Sums(len(made), tuple(one for one in made if one.shown != one.expected))


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def parts_of(line: Line) -> tuple[Decimal, bool]:
    """The parts of what the person owes that are shown, added up, and whether all four are."""
    shown = [value for name in PARTS if (value := getattr(line, name)) is not None]
    return sum(shown, NOTHING), len(shown) == len(PARTS)


def owes_of(line: Line) -> Decimal | None:
    """What the person owes of a line: as shown, else its parts, else what was put on the patient."""
    if line.patient_owes is not None:
        return line.patient_owes
    if any(getattr(line, name) is not None for name in PARTS):
        return parts_of(line)[0]
    return responsibility(line.adjustments)


def responsibility(adjustments: Iterable[Adjustment]) -> Decimal | None:
    """What the plan put on the patient (group PR); None: nothing of it shows an amount."""
    found = [one.amount for one in adjustments if one.group == "PR" and one.amount is not None]
    return sum(found, NOTHING) if found else None


def total_owes(statement: Statement) -> Decimal | None:
    """What the person owes of the claim: as shown, else the sum of its lines where each shows it."""
    if statement.patient_owes is not None:
        return statement.patient_owes
    lines = [owes_of(line) for line in statement.lines]
    known = [amount for amount in lines if amount is not None]
    whole = responsibility(statement.adjustments)
    if lines and len(known) == len(lines):
        return sum(known, whole or NOTHING)
    return None if lines else whole


def _all(statement: Statement) -> Iterator[Difference]:
    """Every sum that can be made; those that come out have `shown` equal to `expected`."""
    for place, line in enumerate(statement.lines, start=1):
        yield from _of_line(statement, line, place)
    for name in TOTALS:
        yield from _total(statement, name)
    yield from _of_claim(statement)


def _of_line(statement: Statement, line: Line, place: int) -> Iterator[Difference]:
    yield from _parts(line, place)
    if statement.source == "X12":
        yield from _adjusted("line.adjusted", place, line, line.adjustments)
    else:
        yield from _allowed(statement, line, place)
    yield from _not_more_than_billed("line", place, line)


def _parts(line: Line, place: int) -> Iterator[Difference]:
    """Deductible, copay, coinsurance and what is not covered make what the person owes."""
    found, is_all = parts_of(line)
    if line.patient_owes is None or not any(getattr(line, name) is not None for name in PARTS):
        return
    if is_all or _is_beyond(found, line.patient_owes) or found == line.patient_owes:
        yield Difference("line.parts", place, line.patient_owes, found)


def _allowed(statement: Statement, line: Line, place: int) -> Iterator[Difference]:
    """The plan’s part and the person’s make what the plan allows. What is not covered may be in it or not."""
    if not line.allowed or line.plan_paid is None or statement.payer_order in ("SECONDARY", "TERTIARY"):
        return
    owes = line.patient_owes
    if owes is None:
        if any(getattr(line, name) is None for name in SHARE):
            return
        owes = parts_of(line)[0]
    other, beyond = line.other_paid or NOTHING, line.not_covered or NOTHING
    ways = {line.plan_paid + part + more for part in (owes, owes - beyond) for more in (NOTHING, other)}
    if line.allowed in ways or _is_held_back(statement, line, owes - beyond):
        yield Difference("line.allowed", place, line.allowed, line.allowed)
    elif line.not_covered is not None or line.allowed < line.plan_paid:
        yield Difference("line.allowed", place, line.allowed, line.plan_paid + owes - beyond + other)
    elif line.plan_paid + owes + other < line.allowed or _shares(line) > line.allowed:
        yield Difference("line.allowed", place, line.allowed, line.plan_paid + owes + other)


def _shares(line: Line) -> Decimal:
    """Of what is surely within the allowed amount: the plan’s part and the shown cost share."""
    return sum((getattr(line, name) or NOTHING for name in SHARE), line.plan_paid or NOTHING)


def _is_held_back(statement: Statement, line: Line, owes: Decimal) -> bool:
    if statement.source != "FHIR" or line.allowed is None or line.plan_paid is None:
        return False
    full = line.allowed - owes
    return abs(cents(full * (1 - HELD_BACK)) - line.plan_paid) <= CENT


def _adjusted(
    slug: str, place: int | None, one: Line | Statement, adjustments: Iterable[Adjustment]
) -> Iterator[Difference]:
    """The charge less every adjustment is what was paid."""
    amounts = [each.amount for each in adjustments]
    known = [amount for amount in amounts if amount is not None]
    if one.billed is not None and one.plan_paid is not None and len(known) == len(amounts):
        yield Difference(slug, place, one.plan_paid, one.billed - sum(known, NOTHING))


def _not_more_than_billed(slug: str, place: int | None, one: Line | Statement) -> Iterator[Difference]:
    """Paid and owed are no more than was charged, unless the plan allows more than that."""
    owes = one.patient_owes
    if one.billed is None or one.plan_paid is None or owes is None or one.billed <= 0:
        return
    if one.allowed is not None and one.allowed > one.billed:
        return
    together = one.plan_paid + owes
    if together > one.billed:
        yield Difference(f"{slug}.billed", place, one.billed, together)


def _total(statement: Statement, name: str) -> Iterator[Difference]:
    """A total is the sum of its lines, less what was taken off the whole claim."""
    shown = getattr(statement, name)
    values = [getattr(line, name) for line in statement.lines]
    known = [value for value in values if value is not None]
    if shown is None or not known:
        return
    expected = sum(known, NOTHING) + _off_the_whole(statement, name)
    if len(known) == len(values) or _is_beyond(expected, shown):
        yield Difference(f"total.{name}", None, shown, expected)


def _off_the_whole(statement: Statement, name: str) -> Decimal:
    amounts = [one for one in statement.adjustments if one.amount is not None]
    if name == "plan_paid" and statement.source == "X12":
        return -sum((one.amount or NOTHING for one in amounts), NOTHING)
    if name == "patient_owes":
        return responsibility(amounts) or NOTHING
    return NOTHING


def _of_claim(statement: Statement) -> Iterator[Difference]:
    if statement.source == "X12":
        every = [*statement.adjustments, *(one for line in statement.lines for one in line.adjustments)]
        yield from _adjusted("claim.adjusted", None, statement, every)
        put = responsibility(every)
        if statement.patient_owes is not None and put is not None:
            yield Difference("claim.responsibility", None, statement.patient_owes, put)
    yield from _not_more_than_billed("claim", None, statement)


def _is_beyond(found: Decimal, shown: Decimal) -> bool:
    """Parts that are not shown could not make the sum right: they only add to it."""
    return found > shown >= 0 or found < shown <= 0
