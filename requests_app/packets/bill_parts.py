"""What the letter about a claim is made of, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.packets.more_parts import Fact


@dataclass(frozen=True)
class ClaimRow:
    """One line of the claim, how it was processed, and what the approval says of it."""

    number: str
    service: tuple[str, ...]
    processed: tuple[str, ...]
    approved: tuple[str, ...]


@dataclass(frozen=True)
class BillLetter:
    """`rows_told` says which lines are left out of the table, when there are many."""

    to: tuple[str, ...]
    about: tuple[Fact, ...]
    opening: str
    approved: tuple[Fact, ...]
    rows: tuple[ClaimRow, ...]
    rows_told: str
    points: tuple[str, ...]
    money: str
    words_heading: str
    words: str
    asked_intro: str
    asked: tuple[str, ...]
    closing: str
