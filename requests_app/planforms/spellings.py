"""How one value can be written in a form: the usual way first, then ways for smaller boxes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

Spellings = tuple[str, ...]
NOTHING: Spellings = ()


def plain(text: str) -> Spellings:
    return (text,) if text.strip() else NOTHING


def joined(parts: Iterable[str], between: str = " ") -> Spellings:
    return plain(between.join(part for part in parts if part))


def day(value: date | None) -> Spellings:
    """MM/DD/YYYY, as forms here ask for it."""
    if value is None:
        return NOTHING
    return (value.strftime("%m/%d/%Y"), value.strftime("%m%d%Y"), value.strftime("%m/%d/%y"))


def phone(text: str) -> Spellings:
    """As typed, then digits only: boxes of ten cells have no room for marks."""
    digits = re.sub(r"\D", "", text.partition("x")[0])
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if not text.strip():
        return NOTHING
    if len(digits) != 10 or "x" in text.casefold():
        return (text,)
    return (text, f"{digits[:3]}-{digits[3:6]}-{digits[6:]}", digits)


def tax_id(text: str) -> Spellings:
    digits = text.replace("-", "")
    return (f"{digits[:2]}-{digits[2:]}", digits) if len(digits) == 9 else plain(text)


def zip_code(text: str) -> Spellings:
    return (text, text[:5]) if "-" in text else plain(text)


def code(text: str) -> Spellings:
    """F33.2, or F332 where there are only cells for the marks."""
    return (text, text.replace(".", "")) if "." in text else plain(text)


def name(first: str, last: str) -> Spellings:
    return joined((first, last))


def last_first(first: str, last: str) -> Spellings:
    return joined((last, first), ", ")


def number(value: int | None) -> Spellings:
    return NOTHING if value is None else (str(value),)
