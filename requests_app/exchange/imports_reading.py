"""A file becomes rows of cells: a CSV or a JSON list, in UTF-8 and nothing else. Pure: bytes in.

An old encoding would turn a name into another one without anybody seeing it, so such a file is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from requests_app.common.csv_rows import plain, rows
from requests_app.exchange.imports_columns import COLUMNS, MOST_ROWS, Column, by_header
from requests_app.models import ExchangeKind

LONGEST_FILE = 4 * 1024 * 1024
LONGEST_CELL = 2000
MOST_BRACKETS = 50_000
_NO_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8")


class FileRefused(Exception):
    """`fault` is a key of `imports_wording.FAULTS`."""

    def __init__(self, fault: str, **values: Any) -> None:
        super().__init__(fault)
        self.fault = fault
        self.values = values


@dataclass(frozen=True)
class ReadRow:
    """`cells` maps the path of a column to what the file says; `fault` when the row cannot be read."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class ReadFile:
    rows: list[ReadRow]
    unknown: list[str]


def read_file(kind: str, data: bytes) -> ReadFile:
    """Raises FileRefused; then nothing of the file is kept."""
    if len(data) > LONGEST_FILE:
        raise FileRefused("TOO_LARGE", most=LONGEST_FILE // (1024 * 1024))
    text = _decoded(data)
    if not text.strip():
        raise FileRefused("EMPTY")
    found = _json(kind, text) if text.lstrip()[0] in "{[" else _csv(kind, text)
    if not found.rows:
        raise FileRefused("NO_ROWS")
    most = MOST_ROWS[ExchangeKind(kind)]
    if len(found.rows) > most:
        raise FileRefused("TOO_MANY", count=len(found.rows), most=most)
    return found


def _decoded(data: bytes) -> str:
    if data.startswith(_NO_TEXT) or b"\x00" in data:
        raise FileRefused("NOT_TEXT")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused("NOT_UTF8") from None


def _csv(kind: str, text: str) -> ReadFile:
    lines = rows(text)
    _number, header = next(lines, (0, []))
    known = by_header(kind)
    columns = [known.get(plain(cell)) for cell in header]
    _check_header(kind, columns, header)
    unknown = [
        cell.strip()[:40] for cell, column in zip(header, columns, strict=True) if cell.strip() and not column
    ]
    return ReadFile([_row(number, columns, row) for number, row in lines], unknown)


def _check_header(kind: str, columns: list[Column | None], header: list[str]) -> None:
    said = ", ".join(cell.strip()[:30] for cell in header[:12] if cell.strip())[:120]
    missing = [one.header for one in COLUMNS[kind] if one.needed and one not in columns]
    if missing:
        raise FileRefused("COLUMNS", missing=", ".join(missing), header=said)
    paths = [one.path for one in columns if one]
    twice = next((one for one in columns if one and paths.count(one.path) > 1), None)
    if twice is not None:
        raise FileRefused("TWICE", column=twice.header)


def _row(number: int, columns: list[Column | None], row: list[str]) -> ReadRow:
    if not row:
        return ReadRow(number, fault="UNREADABLE")
    if any(cell.strip() for cell in row[len(columns) :]):
        return ReadRow(number, fault="TOO_LONG")
    pairs = zip(columns, row, strict=False)
    return ReadRow(number, {one.path: cell[:LONGEST_CELL] for one, cell in pairs if one and cell.strip()})


def _json(kind: str, text: str) -> ReadFile:
    if text.count("{") + text.count("[") > MOST_BRACKETS:
        raise FileRefused("TOO_LARGE", most=LONGEST_FILE // (1024 * 1024))
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused("NOT_JSON") from None
    if isinstance(content, dict):
        lists = [value for value in content.values() if isinstance(value, list)]
        content = lists[0] if len(lists) == 1 else None
    if not isinstance(content, list):
        raise FileRefused("JSON_LIST")
    known = by_header(kind)
    found, unknown = [], dict[str, None]()
    for number, one in enumerate(content, start=1):
        if not isinstance(one, dict):
            found.append(ReadRow(number, fault="UNREADABLE"))
            continue
        cells: dict[str, Any] = {}
        for path, value in _flat(one):
            column = known.get(plain(path))
            if column is None:
                unknown[path[:40]] = None
            elif value not in (None, ""):
                cells[column.path] = value if isinstance(value, bool) else str(value)[:LONGEST_CELL]
        found.append(ReadRow(number, cells))
    return ReadFile(found, list(unknown)[:20])


def _flat(one: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """patient: {first_name: …} as “patient.first_name”; a list as its parts with semicolons."""
    for name, value in one.items():
        path = f"{before}{name}"
        if isinstance(value, dict) and before.count(".") < 3:
            yield from _flat(value, f"{path}.")
        elif isinstance(value, list):
            yield path, "; ".join(str(part) for part in value)
        else:
            yield path, value
