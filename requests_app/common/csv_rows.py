"""Rows of a table as spreadsheets save it, whatever parts its cells and however a quote is broken."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# A cell in quotes may hold line breaks: an address has a few.
MOST_LINES_IN_A_ROW = 20
SEPARATORS = (",", ";", "\t", "|")
_AFTER_THE_END = "\x1f"
_LOOKED_AT = 20
_OTHER_MARKS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """As a header is compared: no accents, no case, no marks."""
    if header.isascii():
        return " ".join(_OTHER_MARKS.sub(" ", header.casefold()).split())
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", header) if not unicodedata.combining(mark))
    return " ".join(_OTHER_MARKS.sub(" ", bare.casefold()).split())


def rows(text: str, *, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with their numbers from 1. A broken quote ends nothing but its own row, which
    comes as an empty list. The separator is that of the first line with text, if none is given."""
    separator = separator or separator_of(text)
    lines = list(io.StringIO(text, newline=""))
    at = number = 0
    while at < len(lines):
        number += 1
        cells, used = _record(lines[at : at + MOST_LINES_IN_A_ROW], separator)
        at += used
        if cells is None:
            yield number, []
        elif any(cell.strip() for cell in cells):
            yield number, cells


def separator_of(text: str, *, lines: int = 1) -> str:
    """The mark that parts most cells in the first line with text, or in the best of several."""
    found = []
    for line in io.StringIO(text[: 1 << 20], newline=None):
        if line.strip():
            found.append(line)
        if len(found) >= min(lines, _LOOKED_AT):
            break
    return max(SEPARATORS, key=lambda mark: max((line.count(mark) for line in found), default=0))


def _record(lines: Sequence[str], separator: str) -> tuple[list[str] | None, int]:
    """One row and how many lines it takes; None when a quote is opened and never closed."""
    reader = csv.reader([*lines, _AFTER_THE_END], delimiter=separator)
    try:
        cells = next(reader)
    except csv.Error:
        return None, 1
    if any(_AFTER_THE_END in cell for cell in cells):
        return None, 1
    return cells, reader.line_num
