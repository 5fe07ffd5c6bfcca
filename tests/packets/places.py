"""Where the words and pictures of a PDF stand, in points from above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.packets.making import boxes

WIDTH, HEIGHT = 612, 792
SIDE, TOP, BOTTOM = 0.6 * 72, 0.74 * 72, 0.62 * 72
_WORD = re.compile(
    r'<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">(.*?)</word>', re.DOTALL
)


@dataclass(frozen=True)
class Word:
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(pdf: bytes) -> list[Word]:
    found = []
    for number, page in enumerate(boxes(pdf).split("<page ")[1:], start=1):
        for left, top, right, bottom, text in _WORD.findall(page):
            found.append(Word(number, float(left), float(top), float(right), float(bottom), text))
    return found


def off_the_page(pdf: bytes, *, slack: float = 1.5) -> list[Word]:
    """Words that reach over the margin at a side, or over the paper."""
    return [
        one
        for one in words_of(pdf)
        if one.left < SIDE - slack or one.right > WIDTH - SIDE + slack or one.top < 0 or one.bottom > HEIGHT
    ]


def body_of(pdf: bytes) -> dict[int, list[Word]]:
    """The words of each page between header and footer."""
    found: dict[int, list[Word]] = {}
    for one in words_of(pdf):
        if one.top > TOP - 8 and one.bottom < HEIGHT - BOTTOM + 4:
            found.setdefault(one.page, []).append(one)
    return found
