"""One row of a table of claims, cell by cell, and a list of what was left out of it. No Django here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from requests_app.claims.readers import table_cells as cells
from requests_app.claims.readers import table_words as said
from requests_app.claims.readers.base import note, words
from requests_app.claims.readers.table_columns import AMOUNTS, TOTALS
from requests_app.claims.statement import Note

T = TypeVar("T")
LONGEST = {"claim_number": 50, "prior_claim_number": 50, "patient_account": 50, "member_id": 50}
NUMBERS = ("claim_number", "prior_claim_number", "patient_account", "member_id", "authorization_number")
NAMES = ("payer", "billing_name", "rendering_name")
# What a spreadsheet makes of a long number: 2.02612E+11.
_DAMAGED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """`names`: what each column is; `titles`: how it is called there; `above`: facts above the header."""

    names: Sequence[str]
    titles: Mapping[str, str]
    order: cells.Order
    comma: bool
    above: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """`values` by our column; amounts and days read, words as they are kept."""

    number: int
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    @property
    def says_something(self) -> bool:
        """An amount, or a day with a service or a claim number; the small print below a table has none."""
        if any(self.get(name) is not None for name in (*AMOUNTS, *TOTALS)):
            return True
        return self.get("service_from") is not None and bool(self.text("code") or self.text("claim_number"))

    @property
    def is_line(self) -> bool:
        """A row that names a service is a line; another one tells of a whole claim."""
        return bool(self.get("is_told_line")) or any(
            self.text(name) for name in ("code", "words", "revenue_code", "modifier")
        )


@dataclass
class _Left:
    count: int
    line: int
    said: str


@dataclass
class Doubts:
    """What could not be read for sure, told once for each column."""

    titles: Mapping[str, str]
    _amounts: dict[str, _Left] = field(default_factory=dict)
    _days: dict[str, _Left] = field(default_factory=dict)
    _values: dict[str, _Left] = field(default_factory=dict)
    _rows: list[int] = field(default_factory=list)
    _others: list[Note] = field(default_factory=list)

    def left(self, kind: str, name: str, line: int, cell: str) -> None:
        kept = {"amounts": self._amounts, "days": self._days}.get(kind, self._values)
        first = kept.setdefault(name, _Left(0, line, words(cell, 40)))
        first.count += 1

    def row_left(self, number: int) -> None:
        self._rows.append(number)

    def columns_left(self, titles: Iterable[str]) -> None:
        found = ", ".join(words(one, 30) for one in titles)
        if found:
            self._others.append(note("table.columns_left", columns=found))

    def days_turned(self) -> None:
        self._others.append(note("table.day_first"))

    def number_damaged(self, cell: str) -> None:
        if not any(one.slug == "table.number_damaged" for one in self._others):
            self._others.append(note("table.number_damaged", said=cell))

    def add(self, found: Note) -> None:
        self._others.append(found)

    def check_totals(self, totals: Row, rows: Sequence[Row]) -> None:
        for name in AMOUNTS:
            shown = totals.get(name)
            found = [row.get(name) for row in rows if row.get(name) is not None]
            if shown is not None and found and sum(found) != shown:
                facts = {"shown": _dollars(shown), "sum": _dollars(sum(found))}
                gap = _dollars(abs(shown - sum(found)))
                title = self.titles.get(name, name)
                self.add(note("table.total_differs", column=title, difference=gap, **facts))

    def notes(self) -> list[Note]:
        told = []
        for slug, kept in (
            ("table.amounts_left", self._amounts),
            ("table.days_left", self._days),
            ("table.values_left", self._values),
        ):
            for name, one in kept.items():
                facts = {"count": one.count, "line": one.line, "said": one.said}
                told.append(note(slug, column=self.titles.get(name, name), **facts))
        if self._rows:
            told.append(note("table.rows_left", count=len(self._rows), line=self._rows[0]))
        return [*told, *self._others[:100]]


def row_of(table: Table, number: int, row: Sequence[str], doubts: Doubts) -> Row:
    """Raises OtherCurrency."""
    given = {name: cell for name, cell in zip(table.names, row, strict=False) if name and cell.strip()}
    given = {**{name: cell for name, cell in table.above.items() if name not in given}, **given}
    reader = _Cells(table, number, given, doubts)
    values: dict[str, Any] = {}
    for name in (*AMOUNTS, *TOTALS, "provider_asks"):
        values[name] = reader.one("amounts", name, lambda cell: cells.amount(cell, comma=table.comma))
    values |= reader.days() | reader.service() | reader.numbers() | reader.names() | reader.words()
    return Row(number, values)


class _Cells:
    def __init__(self, table: Table, number: int, given: Mapping[str, str], doubts: Doubts) -> None:
        self.table, self.number, self.given, self.doubts = table, number, given, doubts

    def one(self, kind: str, name: str, read: Callable[[str], T], nothing: Any = None) -> T | Any:
        cell = self.given.get(name)
        if cell is None:
            return nothing
        try:
            return read(cell)
        except cells.Unclear:
            self.doubts.left(kind, name, self.number, cell)
            return nothing

    def days(self) -> dict[str, Any]:
        order = self.table.order
        found: dict[str, Any] = {}
        first, last = self.one("days", "service_days", lambda cell: cells.days(cell, order), (None, None))
        start, end = (
            self.one("days", name, lambda cell: cells.day(cell, order))
            for name in ("service_from", "service_to")
        )
        found["service_from"], found["service_to"] = _span(start or first, end or last)
        for name in ("received_on", "processed_on"):
            found[name] = self.one("days", name, lambda cell: cells.day(cell, order))
        found["born"] = self.one("days", "born", lambda cell: cells.day(cell, order, is_birth=True))
        return found

    def service(self) -> dict[str, Any]:
        service = self.one("values", "code", said.service, said.Service())
        more = [self.given.get(name, "") for name in ("modifier", "modifier_2", "modifier_3", "modifier_4")]
        modifier = self.one("values", "modifier", lambda _cell: said.modifier(*more), "")
        described = cells.text(self.given.get("words", ""), 120) or service.words
        if "code" not in self.table.names:
            service = said.service_in_words(described)
            described = service.words or described
        reasons, remarks = self.one("values", "reasons", said.codes, ([], []))
        more_reasons, more_remarks = self.one("values", "remarks", said.codes, ([], []))
        return {
            "code": service.code,
            "modifier": modifier or service.modifier,
            "words": described,
            "revenue_code": self.one("values", "revenue_code", said.revenue_code, ""),
            "units": self.one("values", "units", lambda cell: cells.units(cell, comma=self.table.comma)),
            "reasons": [*reasons, *more_reasons],
            "remarks": [*remarks, *more_remarks],
        }

    def numbers(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in NUMBERS:
            cell = cells.text(self.given.get(name, ""), LONGEST.get(name, 50))
            if _DAMAGED.fullmatch(cell):
                self.doubts.number_damaged(cell)
                found[f"damaged_{name}"], cell = cell, ""
            found[name] = cell
        for name, read in (
            ("billing_npi", said.npi),
            ("rendering_npi", said.npi),
            ("billing_tax_id", said.tax_id),
        ):
            found[name] = self.one("values", name, read, "")
        return found

    def names(self) -> dict[str, Any]:
        found = {name: cells.text(self.given.get(name, ""), 150) for name in NAMES}
        parts = [cells.text(self.given.get(name, ""), 70) for name in ("patient_first", "patient_last")]
        found["patient"] = cells.text(self.given.get("patient", ""), 150) or " ".join(filter(None, parts))
        return found

    def words(self) -> dict[str, Any]:
        currency = cells.text(self.given.get("currency", ""), 20).upper()
        if currency and currency not in ("USD", "US$", "$", "US DOLLARS", "DOLLARS", "US DOLLAR"):
            raise cells.OtherCurrency(currency)
        return {
            "network": self.one("values", "network", said.network, ""),
            "status": self.one("values", "status", lambda cell: said.one_of(cell, said.STATUS), ""),
            "frequency": self.one("values", "frequency", self._frequency, ""),
            "kind": self.one("values", "kind", lambda cell: said.one_of(cell, said.KIND), "") or self._kind(),
            "payer_order": self.one("values", "payer_order", lambda cell: said.one_of(cell, said.ORDER), ""),
        }

    def _frequency(self, cell: str) -> str:
        """“Claim type” tells either what kind of claim it is or whether it corrects one."""
        if self._kind():
            return ""
        return said.one_of(cell, said.FREQUENCY, nothing=said.SAYS_NOTHING)

    def _kind(self) -> str:
        try:
            return said.one_of(self.given.get("frequency", ""), said.KIND)
        except cells.Unclear:
            return ""


def _span(start: date | None, end: date | None) -> tuple[date | None, date | None]:
    return (start, end) if start and end and end >= start else (start, start)


def _dollars(amount: Decimal) -> str:
    return f"${amount:,.2f}"
