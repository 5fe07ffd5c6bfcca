"""How much money of a claim is in question: never below zero, never more than is asked of the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from requests_app.claims.amounts import NOTHING, owes_of, total_owes
from requests_app.claims.claim import Claim, Found
from requests_app.claims.findings import Result
from requests_app.claims.statement import Statement


def asked_of(statement: Statement) -> Decimal | None:
    """What the person is asked to pay: the provider’s own bill where there is one, else what is owed."""
    owes = total_owes(statement)
    asked = statement.provider_asks if statement.provider_asks is not None else owes
    return max(asked, NOTHING) if asked is not None else None


def in_question(statement: Statement, findings: Iterable[Found], right: Mapping[int, Decimal]) -> Decimal:
    """Findings overlap: of one line the parts add up, a whole line counts once, and neither more than is
    owed of it beyond what would be owed in network. What the provider asks beyond the statement comes on top.
    """
    asked = asked_of(statement)
    if asked is None or statement.status in ("REVERSED", "PENDING"):
        return NOTHING
    wholes: dict[int, Decimal] = {}
    parts: dict[int, Decimal] = {}
    beyond = NOTHING
    for one in findings:
        if one.finding.result != Result.WRONG:
            continue
        if one.is_beyond:
            beyond += sum(one.shares.values(), NOTHING)
            continue
        for place, amount in one.shares.items():
            if one.is_part:
                parts[place] = parts.get(place, NOTHING) + amount
            else:
                wholes[place] = max(wholes.get(place, NOTHING), amount)
    of_lines = NOTHING
    for place in wholes.keys() | parts.keys():
        amount = max(wholes.get(place, NOTHING), parts.get(place, NOTHING))
        of_lines += _at_most(amount, _owes(statement, place), right.get(place, NOTHING))
    owes = total_owes(statement)
    if owes is not None:
        due = sum((right.get(place, NOTHING) for place in wholes.keys() | parts.keys()), NOTHING)
        of_lines = min(of_lines, max(min(owes, asked) - due, NOTHING))
    return max(min(of_lines + beyond, asked), NOTHING)


def owed_if_right(claim: Claim, right: Mapping[int, Decimal]) -> Decimal | None:
    """What would be owed of the whole claim in network; None unless it is known for every line."""
    places = {one.place for one in claim.lines}
    return sum(right.values(), NOTHING) if places and places == right.keys() else None


def _owes(statement: Statement, place: int) -> Decimal | None:
    return owes_of(statement.lines[place - 1]) if place else total_owes(statement)


def _at_most(amount: Decimal, owes: Decimal | None, right: Decimal) -> Decimal:
    return amount if owes is None else min(amount, max(owes - right, NOTHING))
