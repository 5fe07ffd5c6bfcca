"""A table of claims saved as CSV: by a plan’s website, a practice’s program, or a person. No Django here.

One row is one line of a claim, and rows with the same claim number are one claim; without a number, each row
is a claim of its own. Nothing is guessed: a cell that cannot be read for sure is left out, and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from requests_app.claims.readers import table_cells as cells
from requests_app.claims.readers import table_columns as columns
from requests_app.claims.readers.base import Refused, text_of, words
from requests_app.claims.readers.table_claims import claims_of
from requests_app.claims.readers.table_rows import Doubts, Row, Table, row_of
from requests_app.claims.statement import Reading
from requests_app.common.csv_rows import plain, rows, separator_of

MOST_ROWS = 20_000
HEADER_WITHIN = 30
# Lines above the header that name who the table is about: “Member ID:, ABC123”.
ABOVE = ("patient", "member_id", "payer", "born")
TOTAL = ("total", "totals", "grand total", "sum", "total general", "totales")


def read(data: bytes) -> Reading:
    """Raises Refused."""
    text = text_of(data)
    separator = separator_of(text, lines=HEADER_WITHIN)
    found = rows(text, separator=separator)
    above: list[list[str]] = []
    first: list[str] = []
    for _number, row in islice(found, HEADER_WITHIN):
        first = first or row
        if columns.is_header(columns.columns_of(row)):
            return _read(row, above, list(islice(found, MOST_ROWS + 1)), separator)
        above.append(row)
    raise Refused(
        "table.no_columns", header=", ".join(words(cell, 30) for cell in first[:12] if cell.strip())
    )


def _read(
    header: Sequence[str], above: Sequence[Sequence[str]], body: list[tuple[int, list[str]]], separator: str
) -> Reading:
    if len(body) > MOST_ROWS:
        raise Refused("table.too_many", most=f"{MOST_ROWS:,}")
    names = columns.columns_of(header)
    table = Table(
        names=names,
        titles={name: words(cell, 60) for name, cell in zip(names, header, strict=True) if name},
        order=_order(names, body),
        comma=separator == ";" and _has_commas(names, body),
        above=_above(above),
    )
    doubts = Doubts(table.titles)
    read_rows: list[Row] = []
    totals: Row | None = None
    for number, row in body:
        if not row:
            doubts.row_left(number)
        elif plain(row[0]) == plain(header[0]) and [*map(plain, row)] == [*map(plain, header)]:
            continue
        elif _is_total(row):
            totals = _told(table, number, row, Doubts({}))
        elif (one := _one(table, number, row, doubts)) is not None:
            read_rows.append(one)
    if not read_rows:
        raise Refused("table.no_claims")
    statements = claims_of(read_rows, doubts)
    left = [cell for cell, name in zip(header, names, strict=True) if not name and _is_missed(cell)]
    doubts.columns_left(left)
    if table.order == cells.Order.DAY_FIRST:
        doubts.days_turned()
    if totals is not None:
        doubts.check_totals(totals, read_rows)
    return Reading(format="CSV", statements=tuple(statements), notes=tuple(doubts.notes()))


def _one(table: Table, number: int, row: Sequence[str], doubts: Doubts) -> Row | None:
    """None: a line that says nothing of a claim, as the small print below."""
    found = _told(table, number, row, doubts)
    if found.says_something:
        return found
    doubts.row_left(number)
    return None


def _told(table: Table, number: int, row: Sequence[str], doubts: Doubts) -> Row:
    try:
        return row_of(table, number, row, doubts)
    except cells.OtherCurrency as other:
        raise Refused("table.currency", currency=other.currency) from None


def _order(names: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> cells.Order:
    places = [place for place, name in enumerate(names) if name in columns.DAYS]
    return cells.order_of(row[place] for _number, row in body for place in places if place < len(row))


def _has_commas(names: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether amounts of a table that is parted by semicolons have decimal commas."""
    places = [place for place, name in enumerate(names) if name in columns.SOME_AMOUNT]
    said = [row[place].strip() for _number, row in body for place in places if place < len(row)]
    return any("," in cell[-3:] for cell in said) and not any("." in cell[-3:] for cell in said)


def _above(above: Sequence[Sequence[str]]) -> dict[str, str]:
    """“Member ID:” and its value beside it, or behind the colon."""
    found: dict[str, str] = {}
    for row in above:
        filled = [cell.strip() for cell in row if cell.strip()]
        for place, cell in enumerate(filled[:6]):
            label, colon, rest = cell.partition(":")
            name = columns.column_of(label)
            value = rest.strip() or (filled[place + 1] if place + 1 < len(filled) else "")
            if name in ABOVE and value and (colon or len(filled) == 2):
                found.setdefault(name, value)
    return found


def _is_total(row: Sequence[str]) -> bool:
    said = next((plain(cell) for cell in row if cell.strip()), "")
    return said in TOTAL or said.startswith(("total for ", "grand total"))


def _is_missed(cell: str) -> bool:
    return bool(cell.strip()) and plain(cell) not in columns.PASSED_OVER and not columns.column_of(cell)
