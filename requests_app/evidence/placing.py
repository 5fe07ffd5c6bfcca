"""Where marks stand so that every number stays readable. Pure geometry: no words, no evidence.

A mark stays inside its own bounds, so that making room never moves it across a line. Marks that find no
room near their place become a pile with a letter; which offices are in it is told beside the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GAP = 2.0
STEP, REACH = 6, 42
CELLS = (0, 26, 36, 48, 64, 96, 140, 400)
BUCKET = 60
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Bounds(NamedTuple):
    """Where the middle of a mark may be."""

    left: float
    right: float
    top: float
    bottom: float

    def inset(self, across: float, up: float) -> Bounds:
        """Smaller on all sides, but never inside out."""
        across, up = min(across, (self.right - self.left) / 2), min(up, (self.bottom - self.top) / 2)
        return Bounds(self.left + across, self.right - across, self.top + up, self.bottom - up)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True)
class Point:
    """One office at its true place. Only offices with the same bounds and key may share a pile."""

    number: int
    x: float
    y: float
    bounds: Bounds
    key: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """One office, or a pile of them with a letter; `at` is where it is drawn, `x`, `y` where it belongs."""

    numbers: tuple[int, ...]
    x: float
    y: float
    at: tuple[float, float]
    key: tuple[str, ...]
    letter: str = ""

    @property
    def is_pile(self) -> bool:
        return len(self.numbers) > 1


class Size(NamedTuple):
    width: float
    height: float


SizeOf = Callable[[tuple[str, ...], bool], Size]
"""How large a mark is, by its key and whether it is a pile."""


def place(points: Sequence[Point], size_of: SizeOf) -> list[Mark]:
    """Every point is in exactly one mark. Piles are made as coarse as needed, and no coarser."""
    marks: list[Mark] = []
    for cell in CELLS:
        placed = _try(_groups(points, cell), size_of, must_fit=cell != CELLS[-1])
        if placed is not None:
            marks = placed
            break
    return _lettered(marks)


def _groups(points: Sequence[Point], cell: int) -> list[list[Point]]:
    if not cell:
        return [[point] for point in points]
    found: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        place_of_cell = (point.bounds, point.key, int(point.x // cell), int(point.y // cell))
        found.setdefault(place_of_cell, []).append(point)
    return list(found.values())


def _try(groups: Iterable[list[Point]], size_of: SizeOf, *, must_fit: bool) -> list[Mark] | None:
    taken: dict[tuple[int, int], list[tuple[float, float, Size]]] = {}
    marks = []
    for group in groups:
        size = size_of(group[0].key, len(group) > 1)
        x = sum(point.x for point in group) / len(group)
        y = sum(point.y for point in group) / len(group)
        bounds = group[0].bounds.inset(size.width / 2 + 1, size.height / 2 + 1)
        start = bounds.nearest(x, y)
        at = next((spot for spot in _spots(start, bounds) if _is_free(spot, size, taken)), None)
        if at is None and must_fit:
            return None
        at = at or start
        for bucket in _buckets(at, size):
            taken.setdefault(bucket, []).append((*at, size))
        marks.append(Mark(tuple(point.number for point in group), x, y, at, group[0].key))
    return marks


_OFFSETS = sorted(
    ((dx, dy) for dx in range(-REACH, REACH + 1, STEP) for dy in range(-REACH, REACH + 1, STEP)),
    key=lambda offset: (offset[0] ** 2 + offset[1] ** 2, offset),
)


def _spots(start: tuple[float, float], bounds: Bounds) -> Iterable[tuple[float, float]]:
    """Near first."""
    for dx, dy in _OFFSETS:
        spot = start[0] + dx, start[1] + dy
        if bounds.holds(*spot):
            yield spot


def _is_free(
    spot: tuple[float, float], size: Size, taken: dict[tuple[int, int], list[tuple[float, float, Size]]]
) -> bool:
    return not any(
        abs(spot[0] - x) < (size.width + other.width) / 2 + GAP
        and abs(spot[1] - y) < (size.height + other.height) / 2 + GAP
        for bucket in _buckets(spot, size)
        for x, y, other in taken.get(bucket, ())
    )


def _buckets(spot: tuple[float, float], size: Size) -> list[tuple[int, int]]:
    """All squares of a coarse grid that this mark could touch."""
    across, up = size.width / 2 + GAP, size.height / 2 + GAP
    columns = range(int((spot[0] - across) // BUCKET), int((spot[0] + across) // BUCKET) + 1)
    lines = range(int((spot[1] - up) // BUCKET), int((spot[1] + up) // BUCKET) + 1)
    return [(column, line) for column in columns for line in lines]


def _lettered(marks: list[Mark]) -> list[Mark]:
    """Piles are named from left to right, then from the top: A to Z, then AA, AB and so on."""
    piles = sorted((mark for mark in marks if mark.is_pile), key=lambda mark: (mark.at[0], mark.at[1]))
    letters = {mark.numbers: _letter(place) for place, mark in enumerate(piles)}
    return [
        Mark(mark.numbers, mark.x, mark.y, mark.at, mark.key, letters.get(mark.numbers, "")) for mark in marks
    ]


def _letter(place: int) -> str:
    before, last = divmod(place, len(LETTERS))
    return (LETTERS[before - 1] if before else "") + LETTERS[last]
