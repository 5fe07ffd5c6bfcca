"""What people say of a form when they add it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class About:
    """Without a source and a day nobody can tell if it is the plan’s own."""

    insurer: str
    title: str
    source: str
    checked_on: date
