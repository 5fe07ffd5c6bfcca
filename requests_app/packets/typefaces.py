"""The letters a packet can print: our own font files, and only those. No Django: the press uses it.

Most packets need the first four files alone. The others are large, so they are loaded for a section only
when a character in it is in none of the files before.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

SCHEME = "asset:"
# Stands for a character that we cannot print.
BOX = "\u25af"
# Ends of lines and paragraphs of their own, for which no file has a picture.
BREAKS = {0x2028: " ", 0x2029: " "}
# Characters that are orders, that mean something else to everybody, or that are none.
NO_LETTERS = ("Cc", "Co", "Cn", "Cs")
# Marks of direction, joiners, choices of shape: they change how others look and print nothing themselves.
UNSEEN = frozenset((
    0xAD, 0x34F, 0x61C, *range(0x180B, 0x180F), *range(0x200B, 0x2010), *range(0x202A, 0x202F),
    *range(0x2060, 0x2065), *range(0x2066, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF,
    *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0),
))  # fmt: skip
# In the stylesheets of packets `font-family: "Packet"` stands for all of them, in this order.
CHAIN = '"Packet", "Packet Extended", "Packet Other", "Packet East", "Packet Signs"'


@dataclass(frozen=True)
class Face:
    file: str
    family: str
    weight: int
    is_always_loaded: bool = False

    @property
    def rule(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f'src: url("{SCHEME}{self.file}"); }}'
        )


_OWN = "atkinson-hyperlegible-next-latin"
FACES = (
    Face(f"{_OWN}-400-normal.woff2", "Packet", 400, is_always_loaded=True),
    Face(f"{_OWN}-700-normal.woff2", "Packet", 700, is_always_loaded=True),
    Face(f"{_OWN}-ext-400-normal.woff2", "Packet Extended", 400, is_always_loaded=True),
    Face(f"{_OWN}-ext-700-normal.woff2", "Packet Extended", 700, is_always_loaded=True),
    Face("dejavu-sans-400-normal.woff", "Packet Other", 400),
    Face("dejavu-sans-700-normal.woff", "Packet Other", 700),
    Face("droid-sans-fallback-400-normal.woff", "Packet East", 400),
    Face("noto-emoji-400-normal.woff", "Packet Signs", 400),
)


def _is_nothing(character: str) -> bool:
    return unicodedata.category(character) in NO_LETTERS and not character.isspace()


class Typefaces:
    """The font files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read = cache(self._read_file)
        self._opened = cache(self._opened_file)
        self._characters = cache(self._characters_of)

    def data(self, name: str) -> bytes | None:
        """Of a file that is ours; None for every other name."""
        if name not in {face.file for face in FACES}:
            return None
        return self._opened(name) if name.endswith(".woff") else self._read(name)

    def printable(self, text: str) -> str:
        """With a box for each character that no file has: left to chance it would be a hole in the text."""
        missing = {ord(one) for one in set(text)} - self._known()
        for face in FACES:
            if missing and not face.is_always_loaded:
                missing -= self._characters(face.file)
        missing -= UNSEEN
        missing |= {ord(one) for one in set(text) if _is_nothing(one)}
        return text.translate({**dict.fromkeys(missing, BOX), **BREAKS})

    def needed_for(self, text: str) -> tuple[Face, ...]:
        """The faces that have a character of this text that none before them has."""
        missing = {ord(one) for one in set(text)} - self._known()
        faces = [face for face in FACES if face.is_always_loaded]
        others = dict.fromkeys(face.family for face in FACES if not face.is_always_loaded)
        for family in others:
            members = [face for face in FACES if face.family == family]
            if missing and missing & self._characters(members[0].file):
                missing -= self._characters(members[0].file)
                faces += members
        return tuple(faces)

    def _known(self) -> frozenset[int]:
        """Spaces and line ends print nothing; everything else is in a file that is always loaded."""
        known = {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x200B}
        for face in FACES:
            if face.is_always_loaded:
                known |= self._characters(face.file)
        return frozenset(known)

    def _read_file(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def _opened_file(self, name: str) -> bytes:
        """Unpacked by us: WeasyPrint would put the hour of the day into it."""
        with TTFont(BytesIO(self._read(name)), recalcTimestamp=False) as font:
            font.flavor = None
            kept = BytesIO()
            font.save(kept)
        return kept.getvalue()

    def _characters_of(self, name: str) -> frozenset[int]:
        with TTFont(BytesIO(self._read(name)), lazy=True) as font:
            return frozenset(font.getBestCmap())
