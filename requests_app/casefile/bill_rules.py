"""What a bill in a case file must obey: plain texts and dates, days in order, nothing from the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_app.casefile.day_rules import Place, what_is_not_plain
from requests_app.claims.statement import Line, Shape, Statement

HAPPENED = ("received_on", "processed_on", "provider_bill_on")


def statement_faults(statement: Statement, *, today: date) -> Iterator[tuple[Place, str]]:
    yield from _not_plain(statement, ())
    yield from _ends_before_it_starts(statement, ())
    for number, line in enumerate(statement.lines):
        yield from _ends_before_it_starts(line, ("lines", number))
    for name in HAPPENED:
        day = getattr(statement, name)
        if day is not None and day > today:
            yield (name,), "must be today or in the past"


def _ends_before_it_starts(part: Statement | Line, place: Place) -> Iterator[tuple[Place, str]]:
    first, last = part.service_from, part.service_to
    if first is not None and last is not None and last < first:
        yield (*place, "service_to"), "must be the same day as service_from or later"


def _not_plain(part: Shape, place: Place) -> Iterator[tuple[Place, str]]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        here = (*place, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Shape):
            for number, one in enumerate(value):
                yield from _not_plain(one, (*here, number))
        elif text := what_is_not_plain(value):
            yield here, text
