"""How large a document may be, and how much reading it may cost. No Django: the reader uses it, too.

The bytes of one file are limited in the settings, because a file is refused while it is still coming in.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MOST_PAGES = 200
MOST_PIXELS = 40_000_000
MOST_FILES_OF_A_CASE = 50
MOST_BYTES_OF_A_CASE = 250 * MEGABYTE

# What is made of it for showing and printing. All pages, unless they take too much work: then the person is
# told how many (`pages` of a document is more than it has pictures).
MOST_PICTURES = MOST_PAGES
DOTS_PER_INCH = 150
LONGEST_SIDE = 2200
# For lists.
SMALL_SIDE = 360
# All pictures of a document together, and one alone.
MOST_BYTES_OF_PICTURES = 50 * MEGABYTE
LARGEST_PICTURE = 5 * MEGABYTE // 4
# Of what the reader may take, so much goes into drawing; the last page must still come to its end.
DRAWING_SHARE = 0.75


@dataclass(frozen=True)
class ReaderLimits:
    """What the reading process may take; it is ended when it takes more."""

    memory: int = 512 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 30
    file_size: int = 64 * MEGABYTE
