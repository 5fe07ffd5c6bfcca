"""What every reader of a stranger’s file needs: refusing by name, notes, words and amounts made fit to keep.

No Django here: readers run in the confined process.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from requests_app.claims.statement import LARGEST, Note

CENT = Decimal("0.01")
LONGEST_FACT, LONGEST_ABOUT = 150, 80
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)


class Refused(Exception):
    """The whole file is refused; `slug` names the sentence in `claims.reading_texts`."""

    def __init__(self, slug: str, **facts: object) -> None:
        super().__init__(slug)
        self.slug = slug
        self.facts = {name: words(value, LONGEST_FACT) for name, value in facts.items()}


def note(slug: str, about: object = "", **facts: object) -> Note:
    return Note(
        slug=slug,
        about=words(about, LONGEST_ABOUT),
        facts={name: words(value, LONGEST_FACT) for name, value in facts.items()},
    )


def words(value: object, most: int) -> str:
    """One line without marks a page or the database cannot show, not longer than `most`."""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    text = text[: most * 8]
    if not (text.isascii() and text.isprintable()):
        text = "".join(" " if mark.isspace() else mark for mark in text if _is_kept(mark))
    return " ".join(text.split())[:most].strip()


def dollars(value: Decimal | None) -> Decimal | None:
    """The amount in dollars and cents; None where it is none, is too large or has more than cents."""
    if value is None or not value.is_finite() or value.copy_abs() > LARGEST:
        return None
    rounded = value.quantize(CENT)
    return rounded + 0 if rounded == value else None


def is_likely(day: date) -> bool:
    """A day on which care may have been given or paid for; anything else is a slip, and is left out."""
    return EARLIEST <= day < LATEST


def text_of(data: bytes) -> str:
    """By its byte order mark, else UTF-8, else the old western set. Refuses what is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise Refused("file.not_text") from None
    if b"\x00" in data:
        raise Refused("file.not_text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").replace("\ufffd", "")


def _is_kept(mark: str) -> bool:
    return mark.isspace() or unicodedata.category(mark) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
