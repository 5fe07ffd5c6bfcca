"""Which parts of a packet are printed apart, and which page each one begins on. Text in, text out.

The markup is our own and all that people typed is escaped in it: a tag that is found here is one of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

# A longer table is printed in parts of this many rows, so that one changed row costs one part.
MOST_ROWS = 100
POINTER = re.compile(r'<a class="page-of" href="#([a-z0-9-]+)">(.*?)</a>', re.DOTALL)
TOTAL = '<span class="pages-of"></span>'
# A link to a place in another part; becomes a link inside the document when the parts are joined.
ELSEWHERE = "packet:"
_SECTION = re.compile(r"(?=<section\b)")
_OPENING = re.compile(r"<section\b[^>]*>")
_NAME = re.compile(r'\sid="([a-z0-9-]+)"')
_TABLE = re.compile(
    r'(?P<opening><table class="grid[^>]*>\s*<thead>.*?</thead>)'
    r"(?P<rows>(?:\s*<tbody>.*?</tbody>)+)\s*</table>",
    re.DOTALL,
)
_BODY = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)


@dataclass(frozen=True)
class Numbers:
    """The page each place is on, from 1. `is_steady`: digits take the same room, whatever they are."""

    page_of: Mapping[str, int]
    total: int
    is_steady: bool = False

    def text(self, number: int) -> str:
        return f'<span class="steady">{number}</span>' if self.is_steady else str(number)


def units(pieces: Iterable[tuple[str, bool]]) -> list[str]:
    """Markup of each part that is printed apart. A piece comes with whether it may go on the same page."""
    found: list[str] = []
    for html, joins in pieces:
        first, *others = [one for one in _SECTION.split(html.strip()) if one.strip()]
        if joins and found:
            found[-1] += first
        else:
            found.append(first)
        found += others
    return [part for unit in found for part in _in_parts(unit)]


def has_pointers(unit: str) -> bool:
    return TOTAL in unit or POINTER.search(unit) is not None


def names_in(unit: str) -> list[str]:
    """The places in it that can be pointed to."""
    return _NAME.findall(unit)


def with_numbers(unit: str, numbers: Numbers) -> str:
    def pointed(match: re.Match[str]) -> str:
        name, words = match.groups()
        page = numbers.page_of.get(name)
        if page is None:
            return words
        return f'<a class="page-of" href="{ELSEWHERE}{name}">{words}{numbers.text(page)}</a>'

    return POINTER.sub(pointed, unit).replace(TOTAL, numbers.text(numbers.total))


def numbered(pages: Sequence[int], places: Sequence[Mapping[str, int]], *, is_steady: bool) -> Numbers:
    """`pages` of each part, and in which page of it (from 0) each of its places is."""
    found: dict[str, int] = {}
    before = 0
    for count, here in zip(pages, places, strict=True):
        for name, page in here.items():
            found.setdefault(name, before + page + 1)
        before += count
    return Numbers(found, before, is_steady)


def _in_parts(unit: str) -> list[str]:
    table = next((one for one in _TABLE.finditer(unit) if len(_rows_of(one)) > MOST_ROWS), None)
    if table is None:
        return [unit]
    rows = _rows_of(table)
    section = _opening_of_next(unit[: table.start()])
    parts = []
    for start in range(0, len(rows), MOST_ROWS):
        before = unit[: table.start("rows")] if start == 0 else section + table["opening"]
        is_last = start + MOST_ROWS >= len(rows)
        after = unit[table.end("rows") :] if is_last else "</table></section>"
        parts.append(before + "".join(rows[start : start + MOST_ROWS]) + after)
    # What follows the table may hold another one that is too long.
    return [*parts[:-1], *_in_parts(parts[-1])]


def _rows_of(table: re.Match[str]) -> list[str]:
    """A row is a table body of its own where it has lines that must stay together, else a plain row."""
    bodies = _BODY.findall(table["rows"])
    plain = _ROW.findall(bodies[0]) if len(bodies) == 1 else []
    return [f"<tbody>{row}</tbody>" for row in plain] or bodies


def _opening_of_next(before: str) -> str:
    """The section goes on under the same look, but its name stays with its beginning."""
    *_others, opening = _OPENING.findall(before)
    return _NAME.sub("", str(opening))


Settle = Callable[[Numbers], tuple[list[int], list[Mapping[str, int]]]]


def settled(first_guess: Numbers, print_all: Settle, *, rounds: int = 4) -> Numbers:
    """The numbers under which everything stays where it is. Nearly always the first guess or the next."""
    numbers = first_guess
    for round_ in range(rounds + 3):
        pages, places = print_all(numbers)
        found = numbered(pages, places, is_steady=round_ >= rounds)
        if found == numbers:
            return found
        numbers = found
    raise ValueError("page numbers do not settle")
