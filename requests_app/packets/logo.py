"""The facility's logo as a packet keeps it. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Logo:
    """The kept picture, its hash and what it says."""

    key: str
    sha256: str
    words: str
