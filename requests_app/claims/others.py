"""The claims that stand beside one, found by what was done, when and for how much. Pure.

Made once for many claims: then each is held only against those that have a line like one of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from requests_app.claims.pairing import days_of, modifiers
from requests_app.claims.statement import Line, Statement

Key = tuple[str, frozenset[str], str, date | None, date | None, Decimal | None, Decimal | None]


class Others:
    """`alike(statement)`: the claims with a line of the same code, days, units and charge."""

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self._statements = tuple(statements)
        self._lines = [keys_of(one) for one in self._statements]
        self._places: dict[Key, list[int]] = {}
        for place, keys in enumerate(self._lines):
            for key in keys:
                self._places.setdefault(key, []).append(place)

    def alike(self, statement: Statement) -> list[tuple[Statement, Mapping[Key, int]]]:
        """In their order, each with how often it has each line."""
        found = {place for key in keys_of(statement) for place in self._places.get(key, ())}
        return [(self._statements[place], self._lines[place]) for place in sorted(found)]


def keys_of(statement: Statement) -> Counter[Key]:
    return Counter(key_of(line, statement) for line in statement.lines if line.code or line.revenue_code)


def key_of(line: Line, statement: Statement) -> Key:
    first, last = days_of(line, statement)
    return (
        line.code,
        modifiers(line.modifier),
        line.revenue_code,
        first,
        last,
        line.units.normalize() if line.units is not None else None,
        line.billed,
    )
