"""Find the claim in rows of a statement: the heads of its table, its lines, its totals, its labels. Pure.

Statements of plans differ in everything but this: a label stands before or above what it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from requests_app.claims.readers.pdf_labels import AMOUNT, PAIR, is_amount, label_of, network_said, pairs
from requests_app.claims.readers.pdf_layout import Cell, Row, nearest
from requests_app.claims.readers.table_columns import AMOUNTS
from requests_app.common.csv_rows import plain

ABOUT = (
    "claim_number", "patient", "born", "member_id", "billing_name", "processed_on", "received_on", "network",
    "billing_npi", "service_days", "authorization_number", "rendering_name", "patient_account",
    "status", "payer",
)  # fmt: skip
TOTAL = re.compile(r"(?:claim |grand |sub)?totals?\b.*|totales?\b.*", re.IGNORECASE)
HEAD_ROWS, HEAD_GAP, CLOSE = 4, 2.2, 0.35
MOST_LINES = 200
# Rows between two lines of a table: a long description, small print.
MOST_QUIET = 8
# A row of more cells is no head, and holding each against each would take for ever.
MOST_COLUMNS = 40
_DAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})(?:-\d{1,2}/\d{1,2}/(?:\d{2}|\d{4}))?|-|to")
# “You saw: Dr. Example on November 10, 2026”
_ON_A_DAY = re.compile(r" (?:on|el) [A-Z]?[a-z]* ?\d{1,2}\b.*$")


@dataclass
class Grid:
    """`names` of the columns, the cells of each line, the totals, and what labels say of the whole claim."""

    names: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    total: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, str] = field(default_factory=dict)
    more_claims: int = 0
    left: int = 0


def grid_of(pages: Sequence[Sequence[Row]]) -> Grid:
    """Of the first claim; `more_claims` counts the others."""
    rows = [(number, row) for number, page in enumerate(pages) for row in page]
    first, others = _first_claim(rows)
    grid = Grid(more_claims=others)
    heads = _heads(first)
    taken: set[int] = set()
    for start, end, columns in heads:
        taken |= set(range(start, end))
        taken |= _read_lines(grid, first, end, columns, {one[0] for one in heads})
    for place, (_page, row) in enumerate(first):
        if place not in taken:
            below = first[place + 1][1] if place + 1 < len(first) and place + 1 not in taken else ()
            _read_labels(grid, row, below)
    grid.about.setdefault("network", network_said(row for _page, row in first))
    return grid


Placed = tuple[int, Row]


def _first_claim(rows: list[Placed]) -> tuple[list[Placed], int]:
    """Up to where a second claim number begins, and how many more there are."""
    found: dict[str, int] = {}
    for place, (_page, row) in enumerate(rows):
        below = rows[place + 1][1] if place + 1 < len(rows) else ()
        for name, value in pairs(row, below):
            if name == "claim_number" and any(mark.isdigit() for mark in value):
                found.setdefault(value, place)
    if len(found) < 2:
        return rows, 0
    return rows[: sorted(found.values())[1]], len(found) - 1


Head = tuple[int, int, list[Cell]]


def _heads(rows: Sequence[Placed]) -> list[Head]:
    """Heads of tables: from which row to which, and their cells stacked; those that say most, one above the
    other in as few rows as it takes."""
    offered: list[tuple[int, int, Head]] = []
    for place in range(len(rows)):
        for depth in range(1, HEAD_ROWS + 1):
            stacked = _stacked(rows, place, depth)
            if stacked is None:
                break
            names = {name for cell in stacked if (name := label_of(cell.text))}
            if len(names) > 2 and len(names & set(AMOUNTS)) >= 2:
                offered.append((-len(names), depth, (place, place + depth, stacked)))
    found: list[Head] = []
    taken: set[int] = set()
    for _known, _depth, head in sorted(offered, key=lambda one: one[:2]):
        if not taken & set(range(head[0], head[1])):
            taken |= set(range(head[0], head[1]))
            found.append(head)
    return sorted(found, key=lambda one: one[0])


def _stacked(rows: Sequence[Placed], place: int, depth: int) -> list[Cell] | None:
    """The cells of so many rows, put together where one stands above the other; None: they do not belong."""
    if place + depth > len(rows) or len(rows[place + depth - 1][1]) > MOST_COLUMNS:
        return None
    page, first = rows[place]
    stacked = list(first)
    before = first
    for number in range(1, depth):
        here, row = rows[place + number]
        gap = min(cell.top for cell in row) - max(cell.bottom for cell in before)
        if here != page or gap > HEAD_GAP * before[0].height or any(is_amount(cell.text) for cell in row):
            return None
        for cell in row:
            above = [at for at, one in enumerate(stacked) if one.overlap(cell) > 0]
            if len(above) == 1:
                stacked[above[0]] = stacked[above[0]].joined(cell)
            elif not above:
                stacked.append(cell)
            else:
                return None
        before = row
    return sorted(stacked, key=lambda cell: cell.left)


def _read_lines(
    grid: Grid, rows: Sequence[Placed], start: int, columns: Sequence[Cell], heads: set[int]
) -> set[int]:
    """The lines below a head, up to what is no line any more; gives the places of the rows it took."""
    names = [label_of(cell.text) for cell in columns]
    if not grid.names:
        grid.names = names
    taken: set[int] = set()
    if names != grid.names:
        return taken
    # Below a total it is another claim, or the same one told again.
    is_over = bool(grid.total)
    quiet = 0
    for place in range(start, len(rows)):
        row = rows[place][1]
        if place in heads or quiet > MOST_QUIET or len(grid.lines) >= MOST_LINES:
            break
        amounts = sum(is_amount(cell.text) for cell in row)
        if not amounts:
            quiet += 1
            continue
        under = _under(row, columns)
        if under is None:
            grid.left += not TOTAL.fullmatch(row[0].text)
            quiet += 1
            continue
        quiet = 0
        taken.add(place)
        if TOTAL.fullmatch(row[0].text) or "total" in plain(row[0].text).split():
            grid.total = grid.total or {name: cell for name, cell in zip(names, under, strict=True) if name}
            break
        if is_over:
            grid.left += 1
        else:
            taken |= _whole_words(under, rows, place, start, taken, columns)
            grid.lines.append(under)
    return taken


def _whole_words(
    under: list[str], rows: Sequence[Placed], place: int, start: int, taken: set[int], columns: Sequence[Cell]
) -> set[int]:
    """A long description goes over several rows that stand close, above the amounts or below them."""
    names = [label_of(cell.text) for cell in columns]
    if "words" not in names:
        return set()
    column = names.index("words")
    above, below = place - 1, place + 1
    while above >= start and above not in taken and _is_more(rows, above, above + 1, column, columns):
        above -= 1
    while below < len(rows) and _is_more(rows, below, below - 1, column, columns):
        below += 1
    more = [*range(above + 1, place), *range(place + 1, below)]
    said = [rows[at][1][0].text if at != place else under[column] for at in sorted([*more, place])]
    under[column] = " ".join(part for part in said if part)
    return set(more)


def _is_more(rows: Sequence[Placed], at: int, beside: int, column: int, columns: Sequence[Cell]) -> bool:
    (page, row), (other_page, other) = rows[at], rows[beside]
    gap = max(row[0].top - other[0].bottom, other[0].top - row[0].bottom)
    is_alone = len(row) == 1 and not is_amount(row[0].text) and not PAIR.fullmatch(row[0].text)
    is_near = page == other_page and gap < CLOSE * row[0].height
    return is_alone and is_near and nearest(row[0], columns) == column


def _under(row: Row, columns: Sequence[Cell]) -> list[str] | None:
    """The cells of a row by the columns they stand under; None where one cannot be told."""
    found = [""] * len(columns)
    for cell in row:
        for part in _parts(cell):
            place = nearest(part, columns)
            if place is None:
                if is_amount(part.text):
                    return None
                continue
            if found[place] and is_amount(part.text):
                return None
            found[place] = f"{found[place]} {part.text}".strip()
    return found


def _parts(cell: Cell) -> list[Cell]:
    """Where columns stand close, a day before and amounts behind are cells of their own."""
    pieces = cell.text.split(" ")
    first = 0
    while first < len(pieces) and _DAY.fullmatch(pieces[first]):
        first += 1
    last = len(pieces)
    while last > first and is_amount(pieces[last - 1]):
        last -= 1
    if first == 0 and last == len(pieces):
        return [cell]
    told = [" ".join(pieces[:first]), " ".join(pieces[first:last]), *pieces[last:]]
    width = (cell.right - cell.left) / max(len(cell.text), 1)
    found, at = [], cell.left
    for text in told:
        if text:
            end = at + width * len(text)
            found.append(Cell(text, at, end, cell.top, cell.bottom))
            at = end + width
    return found


def _read_labels(grid: Grid, row: Row, below: Row) -> None:
    for name, value in pairs(row, below):
        if name in AMOUNTS:
            found = AMOUNT.search(value)
            if found:
                grid.amounts.setdefault(name, found[0])
        elif name in ABOUT and value:
            grid.about.setdefault(name, _ON_A_DAY.sub("", value) if name == "billing_name" else value)
