"""What arrives from keyboards and clipboards, made fit to keep."""

from __future__ import annotations

import re
import unicodedata

# Joiners shape letters in some scripts and emoji, so inside a text they stay.
_JOINERS = frozenset("\u200c\u200d")
_UNUSUAL_SPACE = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")


def without_invisible(text: str) -> str:
    """Drop what a paste brings along unseen: zero-width marks, soft hyphens, direction marks."""
    if text.isascii():
        return text
    kept = [mark for mark in text if mark in _JOINERS or unicodedata.category(mark) != "Cf"]
    return "".join(kept).strip("\u200c\u200d")


def one_line(text: str) -> str:
    """One line with single plain spaces; a no-break space or a tab is a space like any other."""
    return " ".join(without_invisible(text).split())


def many_lines(text: str) -> str:
    """Line ends as one mark, spaces plain; the person's own lines stay."""
    lines = _LINE_ENDS.sub("\n", without_invisible(text)).split("\n")
    return "\n".join(_UNUSUAL_SPACE.sub(" ", line).rstrip() for line in lines).strip()


def has_unreadable_marks(text: str) -> bool:
    """NUL and other control marks, and halves of a character, which the database would refuse."""
    return any(unicodedata.category(mark) in {"Cc", "Cs"} and mark not in "\n\t\r" for mark in text)
