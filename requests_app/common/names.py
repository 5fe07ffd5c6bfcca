"""When two ways of writing a name mean the same: “Dr. Ana Sample, MD” and “Ana Sample”."""

from __future__ import annotations

import re
import unicodedata

_TITLES = re.compile(
    r"dr|dra|doctor|doctora|mr|mrs|ms|miss|prof|sr|sra|md|do|phd|psyd|edd|lcsw|licsw|lpc|lpcc|lmft|lmhc|lcpc"
    r"|np|pa|pac|rn|aprn|fnp|dnp|msw|ma|bcba|mph|faap|facs|facp|pmhnp|arnp|inc|llc|pllc|pc|ltd|corp|jr|ii|iii"
    r"|the|and|of|y|de|la|el|los|las"
)


def name_words(name: str) -> frozenset[str]:
    """The words that name somebody, without titles, letters after the name and initials."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"[.'’]", "", plain))
    found = frozenset(word for word in words if len(word) > 1 and not _TITLES.fullmatch(word))
    return found or frozenset(words) or frozenset({name.casefold()})


def same_name(ours: str, theirs: str) -> bool:
    """One may say more than the other, as long as the one that says less has two words or both are equal."""
    a, b = name_words(ours), name_words(theirs)
    smaller = min(len(a), len(b))
    return a == b or (smaller >= 2 and (a <= b or b <= a))
