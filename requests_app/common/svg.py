"""Drawing by hand: every text and attribute is escaped here, and nowhere else is markup put together."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

# XML has no way to write these, escaped or not.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INK, PAPER = "#000", "#fff"
LETTER_WIDTH = 0.55  # of the size of the type, on average


def clean(text: str) -> str:
    """Text without what XML cannot hold; escaped when it becomes part of a tag."""
    return _NOT_IN_XML.sub("", text)


def joined(parts: Iterable[str]) -> SafeString:
    """Markup stays markup; any other text is escaped."""
    return SafeString("".join(conditional_escape(part) for part in parts))


def tag(name: str, *content: str, **attributes: str | float) -> SafeString:
    """`content` is markup or text; attributes are written with “_” for “-”."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{conditional_escape(clean(_number(value)))}"'
        for key, value in attributes.items()
    )
    inner = joined(content)
    return SafeString(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(
    x: float, y: float, words: str, size: float, *, anchor: str = "start", bold: bool = False, fill: str = INK
) -> SafeString:
    weight = {"font_weight": "700"} if bold else {}
    return tag("text", clean(words), x=x, y=y, font_size=size, text_anchor=anchor, fill=fill, **weight)


def line(x1: float, y1: float, x2: float, y2: float, width: float = 0.9, dash: str = "") -> SafeString:
    dashed = {"stroke_dasharray": dash} if dash else {}
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=INK, stroke_width=width, **dashed)


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = PAPER,
    stroke: float = 0,
    **more: str | float,
) -> SafeString:
    drawn: dict[str, str | float] = {"stroke": INK, "stroke_width": stroke} if stroke else {}
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **drawn, **more)


def shape(points: Sequence[tuple[float, float]], *, fill: str, stroke: float = 0) -> SafeString:
    drawn: dict[str, str | float] = {"stroke": INK, "stroke_width": stroke} if stroke else {}
    corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return tag("polygon", points=corners, fill=fill, **drawn)


def hatched(x: float, y: float, width: float, height: float, *, gap: float = 7.0) -> SafeString:
    """A box of slanting lines with a heavy outline: it stays a box of lines in a black-and-white fax."""
    strokes = []
    offset = gap
    while offset < width + height:
        start = (min(offset, width), max(0.0, offset - width))
        end = (max(0.0, offset - height), min(offset, height))
        strokes.append(f"M{x + start[0]:.1f} {y + start[1]:.1f}L{x + end[0]:.1f} {y + end[1]:.1f}")
        offset += gap
    lines = tag("path", d="".join(strokes), stroke=INK, stroke_width=0.8, fill="none")
    return box(x, y, width, height) + lines + box(x, y, width, height, fill="none", stroke=2.2)


def wrapped(words: str, room: float, size: float) -> list[str]:
    return textwrap.wrap(words, max(8, int(room / (size * LETTER_WIDTH)))) or [""]


def width_of(words: str, size: float) -> float:
    return len(words) * size * LETTER_WIDTH
