"""The marks of an X12 file: what parts segments, elements and components, and the segments one by one.

Each interchange names its own marks in its first 106 places (ISA). Real files are wrapped at 80 places, have
line ends after each segment or as its end, trim the padded ISA, double the end of a segment, or begin with a
byte order mark. None of that loses anything here: what is not understood is refused. No Django here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.claims.readers.base import Refused

# More than a year of a large facility; a file with more is not read at all rather than in part.
MOST_SEGMENTS, LONGEST_SEGMENT = 600_000, 4_000
ISA_ELEMENTS, ISA_LONGEST = 16, 220
LINE_ENDS = "\r\n"
# What amounts and names are made of ends nothing.
ALSO_TEXT = " .-"
BLANKS = " \t\r\n\x0b\x0c\x00\x1a\ufeff"
NOT_BLANK = re.compile(f"[^{BLANKS}]")


@dataclass(frozen=True)
class Marks:
    element: str
    component: str
    end: str
    repetition: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its name and its elements."""

    name: str
    elements: tuple[str, ...]
    marks: Marks

    def get(self, place: int) -> str:
        """The element at this place, from 1 on; empty where there is none."""
        return self.elements[place - 1].strip(BLANKS) if 0 < place <= len(self.elements) else ""

    def parts(self, place: int) -> list[str]:
        """The components of an element."""
        return [part.strip(BLANKS) for part in self.get(place).split(self.marks.component)]


class Interchanges:
    """Each interchange as its segments, the ISA first; what was not read of one is passed over.

    Raises Refused where the marks cannot be told. `has_more` afterwards: something else follows.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.seen = 0
        self.has_more = False

    def __iter__(self) -> Iterator[Iterator[Segment]]:
        while self._skip_blanks():
            if self.text[self.at : self.at + 3].upper() != "ISA":
                if self.seen == 0:
                    raise Refused("x12.no_start")
                if "ISA" in self.text[self.at :]:
                    raise Refused("x12.broken")
                self.has_more = True
                return
            segments = self._segments(self._marks())
            yield segments
            for _left in segments:
                pass

    def _marks(self) -> Marks:
        try:
            return marks_of(self.text[self.at : self.at + ISA_LONGEST])
        except Refused:
            if self.seen == 0:
                raise
            raise Refused("x12.broken") from None

    def _skip_blanks(self, blank: re.Pattern[str] = NOT_BLANK) -> bool:
        found = blank.search(self.text, self.at)
        self.at = found.start() if found else len(self.text)
        return found is not None

    def _segments(self, marks: Marks) -> Iterator[Segment]:
        start = "ISA" + marks.element
        is_first = True
        # An end that is written twice, or a million times, ends one segment.
        not_blank = re.compile(f"[^{BLANKS}{re.escape(marks.end)}]")
        while self._skip_blanks(not_blank):
            if not is_first and self.text.startswith(start, self.at):
                return
            is_first = False
            raw = self._next(marks)
            if not raw:
                continue
            self.seen += 1
            if self.seen > MOST_SEGMENTS:
                raise Refused("x12.too_large")
            name, *elements = raw.split(marks.element)
            segment = Segment(name.strip().upper(), tuple(elements), marks)
            yield segment
            if segment.name == "IEA":
                return

    def _next(self, marks: Marks) -> str:
        """What stands before the next end. The last segment of a file may have none."""
        end = self.text.find(marks.end, self.at, self.at + LONGEST_SEGMENT)
        if end < 0:
            if len(self.text) - self.at > LONGEST_SEGMENT:
                raise Refused("x12.broken")
            end = len(self.text)
        raw = self.text[self.at : end]
        self.at = end + 1
        # A line end inside a segment is where somebody’s program wrapped the line.
        if marks.end not in LINE_ENDS:
            raw = raw.replace("\r", "").replace("\n", "")
        return raw.strip(BLANKS)


def marks_of(start: str) -> Marks:
    """From an ISA whose elements are padded as they should be, or trimmed.

    The sixteenth element is one place long, and what follows it ends every segment.
    """
    element = start[3:4]
    if not element or element.isalnum() or element in BLANKS:
        raise Refused("x12.no_start")
    place = 3
    for _each in range(ISA_ELEMENTS - 1):
        place = start.find(element, place + 1)
        if place < 0:
            raise Refused("x12.cut_off")
    component, end = start[place + 1 : place + 2], start[place + 2 : place + 3]
    if end == "\r" and start[place + 3 : place + 4] == "\n":
        end = "\n"
    if not component or not end:
        raise Refused("x12.cut_off")
    different = {element, component, end}
    if len(different) < 3 or any(mark.isalnum() or mark in ALSO_TEXT for mark in different):
        raise Refused("x12.broken")
    parts = start[4:place].split(element)
    repetition = parts[10].strip() if len(parts) > 10 else ""
    return Marks(element, component, end, repetition if len(repetition) == 1 else "")
