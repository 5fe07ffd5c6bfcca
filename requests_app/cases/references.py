"""Case numbers that can be read over the phone: no 0/O, 1/I/L, 5/S, 2/Z, 8/B, no vowels, so no words."""

from __future__ import annotations

import secrets

ALPHABET = "34679CDFGHJKMNPQRTVWXY"


def new_reference() -> str:
    """Like 7F3K-9M: 22**6, about 113 million; a clash is refused by the database and tried again."""
    digits = [secrets.choice(ALPHABET) for _ in range(6)]
    return "".join(digits[:4]) + "-" + "".join(digits[4:])
