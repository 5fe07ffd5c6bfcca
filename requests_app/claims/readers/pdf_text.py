"""Fields of a statement (EOB) from the text of a PDF: a beginning, of which the person checks each number.

The text layer alone is read; a PDF that is a picture is refused by name. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from requests_app.claims.readers import table_cells as cells
from requests_app.claims.readers.base import Refused, note
from requests_app.claims.readers.pdf_grid import Grid, grid_of
from requests_app.claims.readers.pdf_labels import check_currency
from requests_app.claims.readers.pdf_layout import Mark, rows_of
from requests_app.claims.readers.pdf_layout import Row as Placed
from requests_app.claims.readers.table_claims import claims_of
from requests_app.claims.readers.table_columns import AMOUNTS
from requests_app.claims.readers.table_rows import Doubts, Row, Table, row_of
from requests_app.claims.statement import Reading, Statement

MOST_PAGES, MOST_MARKS = 30, 150_000
# A table with one of these has lines; another one may be of the totals alone.
OF_A_LINE = {"service_days", "service_from", "code", "words", "revenue_code"}
TOTALS = ("billed", "allowed", "plan_paid", "patient_owes")


def read(data: bytes) -> Reading:
    """Raises Refused."""
    return read_pages(_pages(data))


def read_pages(pages: Sequence[Sequence[Placed]]) -> Reading:
    """Of pages as rows of cells. Raises Refused."""
    if not any(pages):
        raise Refused("pdf.no_text")
    try:
        check_currency(pages)
        statement, left = _statement(grid := grid_of(pages))
    except cells.OtherCurrency as other:
        raise Refused("pdf.currency", currency=other.currency) from None
    if statement is None:
        raise Refused("pdf.no_statement")
    notes = [note("pdf.look")]
    if grid.more_claims:
        notes.append(note("pdf.more_claims", count=grid.more_claims + 1))
    if not statement.lines:
        notes.append(note("pdf.no_lines"))
    if grid.left + left:
        notes.append(note("pdf.lines_left", count=grid.left + left))
    empty = sum(not page for page in pages)
    if empty:
        notes.append(note("pdf.pages_left", count=empty))
    return Reading(format="PDF", statements=(statement,), notes=tuple(notes))


def _statement(grid: Grid) -> tuple[Statement | None, int]:
    """As a table of one claim; and how many lines of it were not clear."""
    about = {name: cell for name, cell in grid.about.items() if name not in grid.names}
    doubts = Doubts({})
    rows = []
    left = 0
    if grid.lines:
        order = cells.order_of(cell for line in grid.lines for cell in line)
        table = Table(names=grid.names, titles={}, order=order, comma=False, above=about)
        for number, line in enumerate(grid.lines, start=1):
            row = row_of(table, number, line, doubts)
            if row.says_something and (row.is_line or row.get("service_from")):
                rows.append(Row(row.number, {**row.values, "is_told_line": OF_A_LINE & set(grid.names)}))
            else:
                left += 1
    total = {**grid.amounts, **{name: cell for name, cell in grid.total.items() if name in AMOUNTS}}
    if not rows:
        order = cells.order_of(about.values())
        table = Table(names=list(total), titles={}, order=order, comma=False, above=about)
        rows = [row_of(table, 1, list(total.values()), doubts)]
        if not rows[0].says_something:
            return None, left
    claims = claims_of(rows, doubts)
    if not claims:
        return None, left
    whole = _one_claim(claims)
    shown = row_of(
        Table(list(total), {}, cells.Order.MONTH_FIRST, False, {}), 0, list(total.values()), doubts
    )
    amounts = {name: shown.get(name) for name in TOTALS if shown.get(name) is not None}
    return whole.model_copy(update={"source": "PDF", **amounts}), left


def _one_claim(claims: Sequence[Statement]) -> Statement:
    """Lines without a claim number are one claim here: the paper is of one."""
    first = claims[0]
    if len(claims) == 1:
        return first
    starts = [one.service_from for one in claims if one.service_from]
    ends = [one.service_to for one in claims if one.service_to]
    sums = {}
    for name in TOTALS:
        known = [amount for one in claims if (amount := getattr(one, name)) is not None]
        sums[name] = sum(known[1:], known[0]) if len(known) == len(claims) else None
    networks = {one.network for one in claims}
    return first.model_copy(
        update={
            "lines": tuple(line for one in claims for line in one.lines),
            "service_from": min(starts, default=None),
            "service_to": max(ends, default=None),
            "network": networks.pop() if len(networks) == 1 else "",
            **sums,
        }
    )


def _pages(data: bytes) -> list[list[Placed]]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        slug = "pdf.password" if "assword" in str(fault) else "file.broken"
        raise Refused(slug) from None
    try:
        if len(pdf) > MOST_PAGES:
            raise Refused("pdf.too_many_pages", most=MOST_PAGES)
        left = MOST_MARKS
        pages = []
        for number in range(len(pdf)):
            marks = list(_marks(pdf, number, left))
            left -= len(marks)
            pages.append(rows_of(marks))
        return pages
    except pypdfium2.PdfiumError:
        raise Refused("file.broken") from None
    finally:
        pdf.close()


def _marks(pdf: pypdfium2.PdfDocument, number: int, most: int) -> Iterator[Mark]:
    page = pdf[number]
    height = page.get_height()
    text = page.get_textpage()
    try:
        for place in range(min(text.count_chars(), most)):
            code = raw.FPDFText_GetUnicode(text, place)
            mark = chr(code) if 32 < code < 0x110000 else ""
            if mark and not mark.isspace():
                left, bottom, right, top = text.get_charbox(place, loose=True)
                if right > left and top > bottom:
                    yield Mark(mark, left, right, height - top, height - bottom)
    finally:
        text.close()
        page.close()
