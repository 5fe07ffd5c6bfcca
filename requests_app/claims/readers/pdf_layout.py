"""What stands where on a page: marks put together to cells, and cells to rows. Pure.

Only the places of marks count, never the order in which a program wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from requests_app.claims.readers.base import words

# In heights of a mark: a gap that parts words, and one that parts cells. A typewriter’s space is 0.55 high,
# the narrowest gap between columns of real statements a little more.
WORD_GAP, CELL_GAP = 0.18, 0.62
SAME_ROW = 0.5
LONGEST_CELL, MOST_CELLS = 200, 40_000


@dataclass(frozen=True)
class Mark:
    """One character; `top` counts from above, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Cell:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)

    def overlap(self, other: Cell) -> float:
        return min(self.right, other.right) - max(self.left, other.left)

    def joined(self, below: Cell) -> Cell:
        return Cell(
            f"{self.text} {below.text}",
            min(self.left, below.left),
            max(self.right, below.right),
            self.top,
            below.bottom,
        )


Row = tuple[Cell, ...]


def rows_of(marks: Iterable[Mark]) -> list[Row]:
    """From above; the cells of a row from the left. Sorting is the most it costs."""
    lines: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda one: (one.middle, one.left)):
        line = lines[-1] if lines else None
        if line is not None and abs(mark.middle - line[0].middle) <= SAME_ROW * max(
            mark.height, line[0].height
        ):
            line.append(mark)
        else:
            lines.append([mark])
    return [row for line in lines if (row := tuple(_cells(line)))]


def _cells(line: Sequence[Mark]) -> Iterator[Cell]:
    marks = sorted(line, key=lambda one: one.left)
    height = median(mark.height for mark in marks)
    held: list[Mark] = []
    for mark in marks:
        if held and mark.left - held[-1].right > CELL_GAP * height:
            yield from _cell(held, height)
            held = []
        held.append(mark)
    yield from _cell(held, height)


def _cell(marks: Sequence[Mark], height: float) -> Iterator[Cell]:
    text, last = "", None
    for mark in marks[: LONGEST_CELL * 4]:
        if last is not None and mark.left - last > WORD_GAP * height:
            text += " "
        text += mark.text
        last = mark.right
    plain = words(text, LONGEST_CELL)
    if plain:
        yield Cell(
            plain,
            marks[0].left,
            max(mark.right for mark in marks),
            min(mark.top for mark in marks),
            max(mark.bottom for mark in marks),
        )


def nearest(cell: Cell, columns: Sequence[Cell]) -> int | None:
    """The place of the column it stands under; None where two are as likely, or none is near."""
    overlaps = [(cell.overlap(column), place) for place, column in enumerate(columns)]
    best = max(overlaps, default=(0.0, -1))
    if best[0] > 0:
        others = [one for one, place in overlaps if one > 0 and place != best[1]]
        width = max(cell.right - cell.left, 1.0)
        return None if others and max(others) > 0.6 * min(best[0], width) else best[1]
    away = sorted((abs(cell.center - column.center), place) for place, column in enumerate(columns))
    if not away or away[0][0] > 60 or (len(away) > 1 and away[1][0] < 1.6 * away[0][0]):
        return None
    return away[0][1]
