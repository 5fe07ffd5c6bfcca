"""Does a text fit into its box, in which size and in which lines? Pure; measured with our own letters.

A text that does not fit is never cut: its box points to a line of the addendum, which has all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Smaller letters do not survive a fax.
SMALLEST, USUAL, LARGEST = 7.0, 10.0, 12.0
STEP = 0.5
SIDE, TOP = 2.0, 1.5
LINE = 1.18
MARKS = ("See addendum {}", "Addendum {}", "Add. {}", "#{}", "{}")
MORE = "… See addendum {}"

Width = Callable[[str, float], float]


@dataclass(frozen=True)
class Box:
    """In points. `size` is what the form asks for, 0 for “whatever fits”."""

    wide: float
    high: float
    size: float = 0.0
    longest: int = 0
    is_comb: bool = False
    is_multiline: bool = False


@dataclass(frozen=True)
class Fitted:
    size: float
    lines: tuple[str, ...]


def fit(text: str, box: Box, width: Width) -> Fitted | None:
    """None when it does not fit at a size that can be read."""
    if box.longest and len(text) > box.longest:
        return None
    if box.is_multiline:
        return _in_lines(text, box, width)
    line = " ".join(text.split())
    if box.is_comb:
        return _in_cells(line, box, width)
    for size in sizes(box):
        if width(line, size) <= box.wide - 2 * SIDE:
            return Fitted(size, (line,))
    return None


def fit_any(texts: Sequence[str], box: Box, width: Width) -> Fitted | None:
    """The first spelling that fits: “12/07/2026”, then “12072026”."""
    return next((found for text in texts if (found := fit(text, box, width))), None)


def pointer(text: str, number: int, box: Box, width: Width) -> Fitted | None:
    """What stands in the box instead: as much of the text as fits in many lines, or only where to look."""
    if box.is_multiline and not box.longest:
        words = text.split()
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if fit(_shortened(words, middle, number), box, width):
                low = middle
            else:
                high = middle - 1
        if low:
            return fit(_shortened(words, low, number), box, width)
    return fit_any([mark.format(number) for mark in MARKS], box, width)


def sizes(box: Box) -> list[float]:
    """The size the form asks for, then smaller ones that can still be read."""
    room = max(box.high - TOP, 1.0)
    first = box.size or (USUAL if box.is_multiline else min(LARGEST, max(room * 0.72, SMALLEST)))
    if not box.is_multiline:
        first = min(first, max(room * 0.9, SMALLEST))
    found = [first]
    while found[-1] - STEP >= SMALLEST:
        found.append(found[-1] - STEP)
    return found if found[-1] <= SMALLEST else [*found, SMALLEST]


def wrap(text: str, wide: float, size: float, width: Width) -> list[str]:
    """Lines no wider than the box; a word longer than a line goes on in the next."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, size) <= wide:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, wide, size, width)
            lines += full
        lines.append(line)
    return lines


def _in_lines(text: str, box: Box, width: Width) -> Fitted | None:
    for size in sizes(box):
        lines = wrap(text, box.wide - 2 * SIDE, size, width)
        if len(lines) * size * LINE <= box.high - 2 * TOP:
            return Fitted(size, tuple(lines))
    return None


def _in_cells(line: str, box: Box, width: Width) -> Fitted | None:
    cell = box.wide / box.longest
    widest = max((width(mark, 1.0) for mark in line), default=1.0)
    for size in sizes(box):
        if widest * size <= cell:
            return Fitted(size, (line,))
    return None


def _pieces(word: str, wide: float, size: float, width: Width) -> list[str]:
    found, piece = [], ""
    for mark in word:
        if piece and width(piece + mark, size) > wide:
            found.append(piece)
            piece = ""
        piece += mark
    return [*found, piece]


def _shortened(words: list[str], count: int, number: int) -> str:
    return f"{' '.join(words[:count])}{MORE.format(number)}"
