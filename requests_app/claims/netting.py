"""Claims that repeat, replace or take back each other, and lines that cancel each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from requests_app.claims.pairing import days_of, modifiers
from requests_app.claims.statement import Line, Statement

AMOUNTS = (
    "billed",
    "allowed",
    "plan_paid",
    "other_paid",
    "deductible",
    "copay",
    "coinsurance",
    "not_covered",
    "patient_owes",
)


BESIDE = ("provider_asks", "provider_bill_on")
# Numbers first: they tell most claims apart.
CONTENT = (
    "claim_number",
    *(name for name in Statement.model_fields if name not in {"claim_number", "source", *BESIDE}),
)


class Relation(StrEnum):
    """What a claim is to another one that was there before."""

    SAME = "same"
    CORRECTS = "corrects"
    TAKES_BACK = "takes_back"
    OLDER = "older"
    OTHER = "other"


@dataclass(frozen=True)
class Netted:
    """`current`: what counts now, in order. The others are history: taken back, replaced, or read twice."""

    current: tuple[Statement, ...]
    taken_back: tuple[Statement, ...] = ()
    replaced: tuple[Statement, ...] = ()
    repeated: tuple[Statement, ...] = ()


def net(statements: Sequence[Statement]) -> Netted:
    """Reversals with what they take back, corrected claims with what they replace, repeats once."""
    unique, repeated = _without_repeats(statements)
    taken_back = _taken_back(unique)
    left = [one for place, one in enumerate(unique) if place not in taken_back]
    replaced = _replaced(left)
    history = {id(one) for one in replaced}
    current = [one for one in left if id(one) not in history]
    return Netted(
        current=tuple(current),
        taken_back=tuple(one for place, one in enumerate(unique) if place in taken_back),
        replaced=tuple(replaced),
        repeated=tuple(repeated),
    )


def relation(new: Statement, old: Statement) -> Relation:
    """Told by claim numbers only: claims that merely look alike are others."""
    if is_same(new, old):
        return Relation.SAME
    if _names(new, old) and not _names(old, new):
        return Relation.TAKES_BACK if takes_back(new) else Relation.CORRECTS
    if _names(old, new) and not _names(new, old):
        return Relation.OLDER
    if not new.claim_number or new.claim_number != old.claim_number:
        return Relation.OTHER
    if takes_back(new):
        return Relation.TAKES_BACK
    if takes_back(old):
        return Relation.OTHER
    if new.frequency == "REPLACEMENT" and old.frequency != "REPLACEMENT":
        return Relation.CORRECTS
    if old.frequency == "REPLACEMENT" and new.frequency != "REPLACEMENT":
        return Relation.OLDER
    if new.processed_on and old.processed_on and new.processed_on != old.processed_on:
        return Relation.CORRECTS if new.processed_on > old.processed_on else Relation.OLDER
    return Relation.OTHER


def is_history(one: Statement, of: Statement) -> bool:
    """`one` is what `of` repeats, corrects or takes back."""
    return relation(of, one) in (Relation.SAME, Relation.CORRECTS, Relation.TAKES_BACK)


def takes_back(statement: Statement) -> bool:
    return statement.status == "REVERSED" or statement.frequency == "VOID"


def is_same(one: Statement, other: Statement) -> bool:
    """The plan did the same, however it came to us and whatever the provider asks beside it."""
    return all(getattr(one, name) == getattr(other, name) for name in CONTENT)


def cancelled(statement: Statement) -> frozenset[int]:
    """Places, from 1 on, of lines that a line below zero takes back, and of that line."""
    gone: set[int] = set()
    for place, line in enumerate(statement.lines, start=1):
        if not _is_negative(line):
            continue
        for other_place, other in enumerate(statement.lines, start=1):
            if other_place not in gone and other_place != place and _cancels(line, other, statement):
                gone |= {place, other_place}
                break
    return frozenset(gone)


def net_lines(statement: Statement) -> Statement:
    """Without the lines that cancel each other. Totals stay as shown."""
    gone = cancelled(statement)
    if not gone:
        return statement
    kept = tuple(line for place, line in enumerate(statement.lines, start=1) if place not in gone)
    return statement.model_copy(update={"lines": kept})


def _is_negative(line: Line) -> bool:
    return line.billed is not None and line.billed < 0


def _cancels(line: Line, other: Line, statement: Statement) -> bool:
    if _what(line, statement) != _what(other, statement):
        return False
    for name in AMOUNTS:
        ours, theirs = getattr(line, name), getattr(other, name)
        if (ours or 0) + (theirs or 0) != 0:
            return False
    return True


def _what(line: Line, statement: Statement) -> tuple[object, ...]:
    return (line.code, modifiers(line.modifier), line.revenue_code, days_of(line, statement))


def _names(new: Statement, old: Statement) -> bool:
    """The new one says that it follows the old one."""
    prior = new.prior_claim_number
    return bool(prior) and prior != new.claim_number and prior == old.claim_number


def _without_repeats(statements: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    unique: list[Statement] = []
    repeated: list[Statement] = []
    of_number: dict[str, list[Statement]] = {}
    for one in statements:
        alike = of_number.setdefault(f"{one.claim_number} {one.billed}", [])
        if any(is_same(one, other) for other in alike):
            repeated.append(one)
        else:
            unique.append(one)
            alike.append(one)
    return unique, repeated


def _taken_back(statements: Sequence[Statement]) -> set[int]:
    """Places of reversals and of what each takes back: one claim each, its amounts turned round if it can."""
    gone: set[int] = set()
    of_number: dict[str, list[int]] = {}
    for place, one in enumerate(statements):
        if not takes_back(one):
            of_number.setdefault(one.claim_number, []).append(place)
    for place, one in enumerate(statements):
        if not takes_back(one):
            continue
        gone.add(place)
        wanted = [
            other
            for number in {one.claim_number, one.prior_claim_number} - {""}
            for other in of_number.get(number, ())
            if other not in gone
        ]
        exact = [other for other in wanted if turned_round(one, statements[other])]
        earlier = [other for other in wanted if other < place]
        if found := exact or earlier:
            gone.add(found[0])
    return gone


def _replaced(found: Sequence[Statement]) -> list[Statement]:
    """Those that another one corrects; only claims that share a number are held against each other."""
    of_number: dict[str, list[Statement]] = {}
    for one in found:
        for number in {one.claim_number, one.prior_claim_number} - {""}:
            of_number.setdefault(number, []).append(one)
    replaced = [
        one
        for one in found
        if any(
            other is not one and relation(other, one) == Relation.CORRECTS
            for other in of_number.get(one.claim_number, ())
        )
    ]
    # Claims that go round in a circle say nothing of which is the last.
    return replaced if len(replaced) < len(found) else []


def turned_round(reversal: Statement, other: Statement) -> bool:
    """Its amounts are those of the other below zero."""
    if reversal.billed is None or other.billed is None:
        return False
    paid = (reversal.plan_paid or 0) + (other.plan_paid or 0)
    return reversal.billed + other.billed == 0 and paid == 0
