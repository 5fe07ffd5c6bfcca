"""Charts as SVG: no styles, scripts or colour that means something; lengths, fillings and numbers tell.

The table beneath each drawing holds the same numbers; the drawing repeats them for the eye.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from requests_app.common.svg import INK, PAPER, box, clean, hatched, line, tag, text, width_of, wrapped

WIDTH, PAD = 440.0, 2.0
LABELS, NUMBERS = 150.0, 48.0
SIZE, BAR, GAP = 13.0, 16.0, 10.0
FILLS = ("#1f4e79", "#8fb4d8", PAPER)
DASHES = ("", "7 4", "2 3")
PLOT = 170.0
# More rows would be a wall; the table holds them all.
MOST_ROWS = 24


@dataclass(frozen=True)
class Bar:
    """One row: what it is, its numbers (None: not known) and how each is written."""

    label: str
    numbers: Sequence[float | None]
    written: Sequence[str]


def bars(rows: Sequence[Bar], *, heads: Sequence[str], ids: str, told: str) -> SafeString:
    """One bar for the first number of each row, on one scale; the others are written beside it."""
    longest = max((number for row in rows for number in row.numbers[:1] if number), default=1.0)
    parts: list[SafeString] = []
    y = 0.0
    for row in rows[:MOST_ROWS]:
        y = _label(parts, row.label, y)
        number = row.numbers[0]
        length = (number or 0) / longest * (WIDTH - LABELS - NUMBERS)
        parts.append(line(LABELS, y - BAR, LABELS, y, width=1.2))
        if length > 0:
            parts.append(box(LABELS, y - BAR, max(length, 1.5), BAR, fill=FILLS[0]))
        parts.append(text(LABELS + length + 6, y - 3, row.written[0], SIZE, bold=True))
        y += GAP
    return _drawing(parts, y, ids=ids, told=told)


def stacked(rows: Sequence[Bar], *, heads: Sequence[str], ids: str, told: str) -> SafeString:
    """Parts of one bar side by side: filled, light, white, hatched; a key above says which is which."""
    longest = max((sum(number or 0 for number in row.numbers) for row in rows), default=0) or 1.0
    parts: list[SafeString] = []
    y = _key(parts, heads)
    for row in rows[:MOST_ROWS]:
        y = _label(parts, row.label, y)
        x = LABELS
        parts.append(line(x, y - BAR, x, y, width=1.2))
        for place, number in enumerate(row.numbers):
            length = (number or 0) / longest * (WIDTH - LABELS - NUMBERS)
            if length > 0:
                parts.extend(_part(place, x, y - BAR, length))
                x += length
        total = sum(number or 0 for number in row.numbers)
        parts.append(text(x + 6, y - 3, f"{total:,.0f}", SIZE, bold=True))
        y += GAP
    return _drawing(parts, y, ids=ids, told=told)


def lines(rows: Sequence[Bar], *, heads: Sequence[str], ids: str, told: str) -> SafeString:
    """One line for each column over all rows, told apart by dashes and marks; first and last row named."""
    parts: list[SafeString] = []
    y = _line_key(parts, heads)
    most = max((number for row in rows for number in row.numbers if number), default=1.0)
    top = 2.0 * -(-most // 2)
    left, right, bottom = 34.0, WIDTH - 6, y + PLOT
    step = (right - left) / max(len(rows) - 1, 1)
    for share in (0.0, 0.5, 1.0):
        at = bottom - share * PLOT
        parts.append(line(left, at, right, at, width=0.4))
        parts.append(text(left - 6, at + 4, f"{top * share:,.0f}", SIZE - 2, anchor="end"))
    for place in range(len(heads)):
        heights = [(row.numbers[place] or 0) / top * PLOT for row in rows]
        points = [(left + step * at, bottom - height) for at, height in enumerate(heights)]
        parts.append(_path(points, DASHES[place % len(DASHES)]))
        parts.extend(_mark(place, x, at) for x, at in points)
    if rows:
        parts.append(text(left, bottom + 18, rows[0].label, SIZE - 1))
        parts.append(text(right, bottom + 18, rows[-1].label, SIZE - 1, anchor="end"))
    return _drawing(parts, bottom + 24, ids=ids, told=told)


def spans(rows: Sequence[Bar], *, heads: Sequence[str], ids: str, told: str) -> SafeString:
    """From nothing to “nine of ten within” a thin line, with a thick mark at the median."""
    longest = max((number for row in rows for number in row.numbers if number), default=1.0)
    parts = [
        box(0, 2, 4, BAR, fill=INK),
        text(12, 15, heads[0], SIZE),
        box(LABELS, 2 + BAR * 0.3, 26, BAR * 0.4, fill=FILLS[1]),
        text(LABELS + 34, 15, heads[1], SIZE),
    ]
    y = 28.0
    for row in rows[:MOST_ROWS]:
        y = _label(parts, row.label, y)
        middle, slow = row.numbers[0], row.numbers[1]
        scale = (WIDTH - LABELS - 2 * NUMBERS) / longest
        parts.append(line(LABELS, y - BAR, LABELS, y, width=1.2))
        if middle is not None and slow is not None:
            parts.append(box(LABELS, y - BAR * 0.7, max(slow * scale, 1), BAR * 0.4, fill=FILLS[1]))
            parts.append(box(LABELS + middle * scale - 2, y - BAR, 4, BAR, fill=INK))
            parts.append(
                text(LABELS + max(slow, middle) * scale + 8, y - 3, " / ".join(row.written), SIZE, bold=True)
            )
        else:
            parts.append(text(LABELS + 6, y - 3, row.written[0], SIZE))
        y += GAP
    return _drawing(parts, y, ids=ids, told=told)


def _drawing(parts: Sequence[SafeString], height: float, *, ids: str, told: str) -> SafeString:
    return tag(
        "svg",
        tag("title", clean(told), id=f"{ids}-title"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-PAD:.0f} {-PAD:.0f} {WIDTH + 2 * PAD:.0f} {height + 2 * PAD:.0f}",
        role="img",
        aria_labelledby=f"{ids}-title",
        class_="chart-picture",
    )


def _label(parts: list[SafeString], label: str, y: float) -> float:
    """The label of a row, wrapped; returns the foot of the bar beside its last line."""
    rows = wrapped(label, LABELS - 12, SIZE)
    for row in rows:
        y += SIZE * 1.25
        parts.append(text(0, y - 3, row, SIZE))
    return max(y, y - len(rows) * SIZE * 1.25 + BAR)


def _part(place: int, x: float, y: float, length: float) -> list[SafeString]:
    if place < len(FILLS):
        return [box(x, y, length, BAR, fill=FILLS[place], stroke=1)]
    return [box(x, y, length, BAR, stroke=1), hatched(x, y, length, BAR)]


def _key(parts: list[SafeString], heads: Sequence[str]) -> float:
    x = y = 0.0
    for place, head in enumerate(heads):
        room = 22 + width_of(head, SIZE) + 20
        if x and x + room > WIDTH:
            x, y = 0.0, y + 24
        parts.extend(_part(place, x, y, 16))
        parts.append(text(x + 22, y + 13, head, SIZE))
        x += room
    return y + 28.0


def _line_key(parts: list[SafeString], heads: Sequence[str]) -> float:
    x = 0.0
    for place, head in enumerate(heads):
        parts.append(_path([(x, 8), (x + 34, 8)], DASHES[place % len(DASHES)]))
        parts.append(_mark(place, x + 17, 8))
        parts.append(text(x + 42, 13, head, SIZE))
        x += 42 + width_of(head, SIZE) + 24
    return 30.0


def _path(points: Sequence[tuple[float, float]], dash: str) -> SafeString:
    dashed = {"stroke_dasharray": dash} if dash else {}
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag("polyline", points=joined, fill="none", stroke=INK, stroke_width=1.6, **dashed)


def _mark(place: int, x: float, y: float) -> SafeString:
    if place == 0:
        return tag("circle", cx=x, cy=y, r=3.2, fill=INK)
    if place == 1:
        return box(x - 3, y - 3, 6, 6, fill=PAPER, stroke=1.4)
    return tag(
        "polygon", points=f"{x:.1f},{y - 4:.1f} {x + 4:.1f},{y + 3:.1f} {x - 4:.1f},{y + 3:.1f}", fill=INK
    )
