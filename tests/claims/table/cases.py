"""What a table of the corpus is and what the reader must say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """`tells`: places in the statements and what stands there, as text (“0.lines.1.code”: “H0015”; None: not
    shown); `notes`: slugs of all notes, without “table.”; `refused`: why the whole file is refused."""

    name: str
    data: bytes
    claims: int = 1
    tells: Mapping[str, str | None] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    refused: str = ""

    def __str__(self) -> str:
        return self.name


def good(name: str, text: str | bytes, claims: int = 1, *, notes: str = "", **tells: Any) -> Case:
    """`tells`: double underscores for points, of the first claim where no number comes first."""
    data = text if isinstance(text, bytes) else text.encode()
    return Case(name, data, claims, _places(tells), frozenset(notes.split()))


def refused(name: str, text: str | bytes, why: str) -> Case:
    data = text if isinstance(text, bytes) else text.encode()
    return Case(name, data, claims=0, refused=why if "." in why else f"table.{why}")


def _places(tells: Mapping[str, Any]) -> dict[str, str | None]:
    found = {}
    for name, value in tells.items():
        place = name.lstrip("_").replace("__", ".")
        found[place if place[0].isdigit() else f"0.{place}"] = value
    return found
