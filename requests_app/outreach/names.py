"""Read a pasted list of offices: one on each line, a name and perhaps a phone number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST, LONGEST, LONGEST_PHONE = 2, 150, 40

# Numbers and dots in front come with lists copied from a website; “24/7 Care” keeps its number.
_BULLET = re.compile(r"^(?:[-*•·–]\s+|\d{1,3}[.)]\s+)")
_PHONE_AT_END = re.compile(
    r"[\s,;:|–-]*(?P<phone>(?:\+|\()?[\d][\d\s().\-/+‑–]{5,}\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?)$",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 7


@dataclass(frozen=True)
class NameLine:
    name: str
    phone: str = ""


def read_lines(text: str) -> list[NameLine]:
    """The offices of a pasted text; empty lines and bullets are left out."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [_read(line) for line in lines if _BULLET.sub("", line).strip(" ,;|")]


def _read(line: str) -> NameLine:
    line = _BULLET.sub("", line).strip(" ,;|")
    found = _PHONE_AT_END.search(line)
    if found and sum(mark.isdigit() for mark in found["phone"]) >= _FEWEST_DIGITS:
        name = line[: found.start()].rstrip(" ,;:|–-")
        if name and len(found["phone"]) <= LONGEST_PHONE:
            return NameLine(name, found["phone"])
    return NameLine(line)


def same_name(name: str) -> str:
    """A name as it is compared: case, spaces and dots do not make another office."""
    return " ".join(re.sub(r"[.,’']", "", name).casefold().split())


def doubles(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names that are already known, or stand twice in the list; each once, as written."""
    seen = {same_name(name) for name in known}
    found: dict[str, str] = {}
    for name in names:
        key = same_name(name)
        if key in seen:
            found.setdefault(key, name)
        seen.add(key)
    return list(found.values())
