"""A table as a file for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r")


def text_of(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """What could be a formula gets an apostrophe in front, as spreadsheets themselves write text."""
    out = io.StringIO(newline="")
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: object) -> object:
    """Numbers stay numbers, minus included; empty for None."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS):
        return f"'{cell}"
    return cell
