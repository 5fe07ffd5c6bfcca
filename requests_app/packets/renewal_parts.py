"""What the renewal letter is made of, as plain text."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.packets.more_parts import Fact, Ground


@dataclass(frozen=True)
class UnitsRow:
    line: str
    approved: str
    used: str
    left: str


@dataclass(frozen=True)
class AgainRow:
    """An office of the search table that was called again; `number` is its row there."""

    number: int
    name: str
    contacts: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class RenewalLetter:
    about: tuple[Fact, ...]
    opening: str
    approved: tuple[Fact, ...]
    units: tuple[UnitsRow, ...]
    counted: str
    grounds: tuple[Ground, ...]
    again: tuple[AgainRow, ...]
    asked_intro: str
    asked: tuple[str, ...]
    closing: str
