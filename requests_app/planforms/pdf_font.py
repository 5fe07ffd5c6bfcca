"""The letters that are put into forms: our own font, embedded, so that no machine has to have one.

Runs in the confined reader. No Django here.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

FILE = (
    Path(__file__).resolve().parents[2]
    / "static"
    / "print"
    / "fonts"
    / "atkinson-hyperlegible-next-latin-400-normal.woff2"
)
# How boxes of a form name it.
NAME = "/PortalFont"
FIRST, LAST = 32, 255
_FLAGS = 1 << 5


class Letters:
    """How wide each letter is, and which there are. Widths in thousandths of the size."""

    def __init__(self) -> None:
        font = TTFont(FILE, recalcTimestamp=False)
        font.flavor = None
        kept = io.BytesIO()
        font.save(kept)
        self.file = kept.getvalue()
        scale = 1000 / font["head"].unitsPerEm
        glyphs = font.getBestCmap()
        self.widths: dict[str, int] = {}
        for code in range(FIRST, LAST + 1):
            mark = bytes([code]).decode("cp1252", errors="ignore")
            if mark and ord(mark) in glyphs:
                self.widths[mark] = round(font["hmtx"][glyphs[ord(mark)]][0] * scale)
        self.ascent = round(font["hhea"].ascent * scale)
        self.descent = round(font["hhea"].descent * scale)
        head = font["head"]
        self.box = [round(one * scale) for one in (head.xMin, head.yMin, head.xMax, head.yMax)]

    def has_all(self, text: str) -> bool:
        return all(mark in self.widths or mark == "\n" for mark in text)

    def width(self, text: str, size: float) -> float:
        return sum(self.widths.get(mark, 500) for mark in text) * size / 1000


@lru_cache(maxsize=1)
def letters() -> Letters:
    return Letters()


def add_to(pdf: pikepdf.Pdf) -> Any:
    """The font as an object of this file."""
    known = letters()
    file = pikepdf.Stream(pdf, known.file)
    file.Length1 = len(known.file)
    widths = []
    for code in range(FIRST, LAST + 1):
        mark = bytes([code]).decode("cp1252", errors="ignore")
        widths.append(known.widths.get(mark, 0))
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name("/AtkinsonHyperlegibleNext-Regular"),
        Flags=_FLAGS,
        FontBBox=pikepdf.Array(known.box),
        ItalicAngle=0,
        Ascent=known.ascent,
        Descent=known.descent,
        CapHeight=668,
        StemV=80,
        FontFile2=pdf.make_indirect(file),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=pikepdf.Name("/AtkinsonHyperlegibleNext-Regular"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=pikepdf.Array(widths),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
