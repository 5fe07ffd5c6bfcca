"""The parts of a packet that show evidence and rules, as plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from requests_app.packets import wording


@dataclass(frozen=True)
class PrintedRule:
    """A record of the knowledge library as it read when the packet was asked for, in both languages."""

    record_id: str
    text: str
    citation: str
    source: str
    checked_on: str
    text_es: str = ""

    def told_in(self, language: str) -> PrintedRule:
        return replace(self, text=self.text_es) if language == "es" and self.text_es else self

    @property
    def checked(self) -> str:
        """March 27, 2026"""
        return wording.day_text(date.fromisoformat(self.checked_on))


@dataclass(frozen=True)
class Rules:
    rows: tuple[PrintedRule, ...]


@dataclass(frozen=True)
class PictureRow:
    columns: tuple[str, ...]
    cells: tuple[str, ...]

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Each cell with its column, for narrow screens where a row is a card."""
        return tuple(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True)
class Picture:
    """`standards` are sentences with citation; empty: nothing is held against a standard."""

    title: str
    lead: str
    svg: str
    alt: str
    standards: tuple[PrintedRule, ...]
    columns: tuple[str, ...]
    rows: tuple[PictureRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SignedCalls:
    """The log in the words that were read and signed."""

    lines: tuple[str, ...]
    name: str
    at: str
    number: int
    sha256: str
    has_changed: bool


@dataclass(frozen=True)
class TrackRow:
    name: str
    owner: str
    numbers: tuple[str, ...]
    clock: tuple[str, ...]
    outcome: str


@dataclass(frozen=True)
class QuestionRow:
    number: int
    about: tuple[str, ...]
    asked: tuple[str, ...]
    due: tuple[str, ...]
    answer: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """`standing` is the sentence that stands under the linked requests, whatever came of them."""

    tracks: tuple[TrackRow, ...]
    questions: tuple[QuestionRow, ...]
    standing: str


@dataclass(frozen=True)
class ExhibitPage:
    """`asset` is the address of its picture in the packet; empty: the file could not be printed."""

    number: int
    asset: str
    key: str
    alt: str
    stamp: str


@dataclass(frozen=True)
class Exhibit:
    """`lines` is what is known of the file, printed above its first page."""

    letter: str
    name: str
    title: str
    about: str
    dated: str
    sha256: str
    count: int
    lines: tuple[str, ...]
    pages: tuple[ExhibitPage, ...]

    @property
    def anchor(self) -> str:
        return f"exhibit-{self.letter.lower()}"


@dataclass(frozen=True)
class Exhibits:
    """`left_out` counts pages over the limit of one packet."""

    rows: tuple[Exhibit, ...]
    left_out: int = 0
    limit: int = 0
