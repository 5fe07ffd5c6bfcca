"""A column of drawing that is filled from top to bottom."""

from __future__ import annotations

from requests_app.common.svg import tag, text, wrapped

SIZE, LINE = 12.0, 15.0


class Sheet:
    """A column that is written from top to bottom."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self.parts: list[str] = []

    def words(self, words: str, *, left: float = 0, size: float = SIZE, bold: bool = False) -> None:
        for row in wrapped(words, self.width - left, size * (1.06 if bold else 1)):
            self.y += size * 1.28
            self.parts.append(text(left, self.y - size * 0.28, row, size, bold=bold))

    def moved(self, markup: str, x: float, height: float) -> None:
        self.parts.append(tag("g", markup, transform=f"translate({x:.1f} {self.y:.1f})"))
        self.y += height

    def space(self, height: float) -> None:
        self.y += height
