"""Pages by the last row seen, never by number: page 200 costs what page 1 does, and no row is skipped.

A cursor holds the value the list is sorted by and the id of a row. With several facilities each gives its own
first rows in order, from its index, and these are merged; nothing ever sorts all rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, F, Field, Func, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from requests_app.common.sealed import NotOpened, seal, unseal
from requests_app.desk.orders import NAMES, Order
from requests_app.models import Case

PER_PAGE = 50
PURPOSE = "queue page"


@dataclass(frozen=True)
class Cursor:
    value: Any
    id: int


@dataclass(frozen=True)
class Keys:
    """The ids of one page in order, and the cursors of the pages beside it; empty: there is none."""

    ids: list[int]
    next: str = ""
    previous: str = ""


class _Row(Func):
    """(column, id) > (value, id): one comparison, so that the index is entered at the very row."""

    output_field = BooleanField()

    def __init__(self, *expressions: Any, sign: str = ">", **extra: Any) -> None:
        super().__init__(*expressions, **extra)
        self.sign = sign

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_other: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        (a, b, c, d) = (sql for sql, _values in parts)
        return f"({a}, {b}) {self.sign} ({c}, {d})", [value for _sql, values in parts for value in values]


def page_of(parts: Sequence[QuerySet[Case]], order: Order, *, after: str = "", before: str = "") -> Keys:
    """One query. `parts` are the lists of each facility; a cursor that is not ours gives the first page."""
    cursor = _read(after or before, order)
    backwards = cursor is not None and not after
    way = order.turned() if backwards else order
    found = _rows(parts, way, cursor)
    has_more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    if backwards:
        found.reverse()
    if not found:
        return Keys([])
    has_next = has_more or backwards
    has_previous = (has_more and backwards) or (cursor is not None and not backwards)
    return Keys(
        ids=[pk for pk, _value in found],
        next=_written(order, *found[-1]) if has_next else "",
        previous=_written(order, *found[0]) if has_previous else "",
    )


def _rows(parts: Sequence[QuerySet[Case]], way: Order, cursor: Cursor | None) -> list[tuple[int, Any]]:
    lists = [_list(part, way, cursor) for part in parts]
    if not lists:
        return []
    merged = lists[0]
    if len(lists) > 1:
        sign = "-" if way.is_down else ""
        merged = merged.union(*lists[1:], all=True).order_by(f"{sign}{way.column}", f"{sign}pk")
    return list(merged[: PER_PAGE + 1])


def _list(part: QuerySet[Case], way: Order, cursor: Cursor | None) -> Any:
    if cursor is not None:
        column: Field[Any, Any] = Case._meta.get_field(way.column)  # type: ignore[assignment]
        place = Value(cursor.value, output_field=_plain_field(column))
        sign = "<" if way.is_down else ">"
        part = part.filter(_Row(F(way.column), F("pk"), place, Value(cursor.id), sign=sign))
    return part.order_by(*way.names).values_list("pk", way.column)[: PER_PAGE + 1]


def _plain_field(column: Field[Any, Any]) -> Field[Any, Any]:
    return getattr(column, "output_field", column)


def _written(order: Order, pk: int, value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    return (
        seal(f"{pk} {text}", purpose=PURPOSE) if order.column in NAMES else f"{pk} {text}".replace(" ", "_")
    )


def _read(text: str, order: Order) -> Cursor | None:
    try:
        if order.column in NAMES:
            pk, _space, value = unseal(text, purpose=PURPOSE).partition(" ")
        else:
            pk, _space, value = text.partition("_")
        return Cursor(_value(order.column, value), int(pk)) if text else None
    except (NotOpened, ValueError, OverflowError):
        return None


def _value(column: str, text: str) -> Any:
    """Raises ValueError for what is not a value of this column."""
    if column in ("queue_place", "owner_place"):
        number = int(text)
        if not 0 <= number < 2**63:
            raise ValueError(text)
        return number
    if column == "due_place":
        return date.fromisoformat(text)
    if column in ("contact_place", "changed_at"):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        return moment
    return text
