"""Find the claim in rows of a statement: its labels, the heads of its table, its lines, its totals. Pure.

Statements of plans differ in everything but this: a label stands before or above what it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from requests_app.claims.readers import table_cells as cells
from requests_app.claims.readers.pdf_layout import Cell, Row, nearest
from requests_app.claims.readers.table_columns import AMOUNTS, column_of
from requests_app.claims.readers.table_words import NETWORK
from requests_app.common.csv_rows import plain

# Labels of a paper that no table has, and those that mean something else there.
LABELS = {
    "claim processed on": "processed_on", "date of notice": "processed_on", "claim processed": "processed_on",
    "claim received": "received_on", "claim received on": "received_on", "date received by us": "received_on",
    "patient s name": "patient", "for services provided by": "billing_name",
    "services provided by": "billing_name",
    "your doctor or facility": "billing_name", "care provided by": "billing_name",
    "this is for": "patient", "you saw": "billing_name", "provider name and address": "billing_name",
    "amount you owe or already paid": "patient_owes", "what you owe or already paid": "patient_owes",
    "your responsibility to provider": "patient_owes", "you may owe provider": "patient_owes",
    "maximum you may owe": "patient_owes", "maximum you may be billed by provider": "patient_owes",
    "what your plan covered": "", "your plan s allowed amount": "allowed",
    "amount your plan allows": "allowed",
    "amount your plan allowed": "allowed", "amount your plan paid": "plan_paid",
    "your plan allowed": "allowed",
    "amount the provider billed": "billed", "amount your provider billed": "billed",
    "your provider billed": "billed", "provider may bill you": "patient_owes",
    "total amount you may owe": "patient_owes", "amount we paid": "plan_paid",
    "we sent check to provider": "",
    "total you may be billed": "patient_owes", "amount you may be billed": "patient_owes",
    "your claim number": "claim_number", "remark": "remarks", "note": "remarks", "see note": "remarks",
    "medicare paid provider": "plan_paid", "medicare approved amount": "allowed",
    "medicare paid": "plan_paid", "amount medicare paid": "plan_paid",
    "service provided and billing code": "words",
    "amount provider charged": "billed", "medicare approved": "allowed", "service billed": "words",
    "date of birth": "born", "identification no": "member_id", "id": "member_id", "member": "patient",
    "importe facturado": "billed", "lo que usted podria deber": "patient_owes",
    "cantidad facturada": "billed", "cantidad aprobada": "allowed", "cantidad pagada": "plan_paid",
}  # fmt: skip
ABOUT = (
    "claim_number", "patient", "born", "member_id", "billing_name", "processed_on", "received_on", "network",
    "billing_npi", "service_days", "authorization_number", "rendering_name", "patient_account",
    "status", "payer",
)  # fmt: skip
TOTAL = re.compile(r"(?:claim |grand |sub)?totals?\b.*|totales?\b.*", re.IGNORECASE)
HEAD_ROWS, HEAD_GAP, ROW_GAP = 4, 2.2, 6.0
MOST_LINES = 200
# No paper has more in one row; each is held against all below it.
MOST_LABELS = 40
# A row of more cells is no head, and holding each against each would take for ever.
MOST_COLUMNS = 40
_AMOUNT = re.compile(r"\(?-?\$?\s?-?\d[\d,]*\.\d{2}\)?-?")
_PAIR = re.compile(r"([^:]{2,50}):\s*(.*)")
_WITH_AMOUNT = re.compile(r"(\D{3,60}?)[:.…\s]*(\(?-?\$\s?-?\d[\d,]*\.\d{2}\)?)")
_NETWORK_WORDS = {plain(one): name for name, found in NETWORK.items() for one in found if "network" in one}


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
            _read_labels(grid, row, first[place + 1][1] if place + 1 < len(first) else ())
    grid.about.setdefault("network", _network_said(first))
    return grid


Placed = tuple[int, Row]


def label_of(text: str) -> str:
    bare = plain(text)
    return LABELS[bare] if bare in LABELS else column_of(text)


def _first_claim(rows: list[Placed]) -> tuple[list[Placed], int]:
    """Up to where a second claim number begins, and how many more there are."""
    found: dict[str, int] = {}
    for place, (_page, row) in enumerate(rows):
        below = rows[place + 1][1] if place + 1 < len(rows) else ()
        for name, value in _pairs(row, below):
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
        if here != page or gap > HEAD_GAP * before[0].height or any(_is_amount(cell.text) for cell in row):
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
        if place in heads or quiet > 3 or len(grid.lines) >= MOST_LINES:
            break
        amounts = sum(_is_amount(cell.text) for cell in row)
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
            grid.lines.append(under)
    return taken


def _under(row: Row, columns: Sequence[Cell]) -> list[str] | None:
    """The cells of a row by the columns they stand under; None where one cannot be told."""
    found = [""] * len(columns)
    for cell in row:
        for part in _parts(cell):
            place = nearest(part, columns)
            if place is None:
                if _is_amount(part.text):
                    return None
                continue
            if found[place] and _is_amount(part.text):
                return None
            found[place] = f"{found[place]} {part.text}".strip()
    return found


def _parts(cell: Cell) -> list[Cell]:
    """Several amounts that stand close are cells of their own."""
    pieces = cell.text.split(" ")
    if len(pieces) < 2 or not all(_is_amount(one) for one in pieces):
        return [cell]
    width = (cell.right - cell.left) / max(len(cell.text), 1)
    found, at = [], cell.left
    for piece in pieces:
        end = at + width * len(piece)
        found.append(Cell(piece, at, end, cell.top, cell.bottom))
        at = end + width
    return found


def _read_labels(grid: Grid, row: Row, below: Row) -> None:
    for name, value in _pairs(row, below):
        if name in AMOUNTS:
            found = _AMOUNT.search(value)
            if found:
                grid.amounts.setdefault(name, found[0])
        elif name in ABOUT and value:
            grid.about.setdefault(name, value)


def _pairs(row: Row, below: Row) -> list[tuple[str, str]]:
    """Labels of a row with what they name: behind a colon, in the next cell, or right below."""
    found: list[tuple[str, str]] = []
    row, below = row[:MOST_LABELS], below[:MOST_LABELS]
    for place, cell in enumerate(row):
        pair = _PAIR.fullmatch(cell.text)
        bare = pair[1] if pair else cell.text
        label = "" if plain(bare) in _NETWORK_WORDS else label_of(bare)
        behind = _WITH_AMOUNT.fullmatch(cell.text)
        if pair and label and pair[2]:
            found.append((label, pair[2]))
        elif behind and (named := label_of(behind[1])) in AMOUNTS:
            found.append((named, behind[2]))
        elif label:
            beside = row[place + 1].text if place + 1 < len(row) else ""
            under = next((one.text for one in below if one.overlap(cell) > 0), "")
            value = beside if beside and not _is_label(beside) else under
            if value and not _is_label(value):
                found.append((label, value))
    return found


def _is_label(text: str) -> bool:
    pair = _PAIR.fullmatch(text)
    return bool(label_of(pair[1] if pair else text))


def _is_amount(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(text.strip()))


def _network_said(rows: Sequence[Placed]) -> str:
    """A cell that says only that; where two differ, or a sentence explains both, nothing is told."""
    said = {
        name
        for _page, row in rows
        for cell in row
        if (name := _NETWORK_WORDS.get(plain(cell.text.partition(":")[2] or cell.text)))
    }
    return (
        {"IN_NETWORK": "In network", "OUT_OF_NETWORK": "Out of network"}[said.pop()] if len(said) == 1 else ""
    )


def check_currency(pages: Sequence[Sequence[Row]]) -> None:
    """Raises OtherCurrency for an amount with the sign of another currency."""
    for page in pages:
        for row in page:
            for cell in row:
                if len(cell.text) <= 24 and any(mark.isdigit() for mark in cell.text) and "." in cell.text:
                    cells.check_currency(cell.text)
