"""Amounts, counts, days and numbers as X12 writes them. What is written otherwise is never guessed.

No Django here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from requests_app.claims.readers.base import dollars, is_likely

# A number of X12: no thousands marks, no plus sign, no exponent; the point may be left out, or begin it.
_NUMBER = re.compile(r"-?(?:\d{1,15}(?:\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NPI = re.compile(r"\d{10}", re.ASCII)
MOST_UNITS = Decimal(999999)


class Unreadable(Exception):
    """An amount stands there, and is none; the claim cannot be taken over."""


def number(text: str) -> Decimal | None:
    """None where nothing stands there; raises Unreadable for what is no number."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise Unreadable
    return Decimal(text)


def amount(text: str) -> Decimal | None:
    """In dollars and cents. Raises Unreadable for what is no amount, too large, or has parts of a cent."""
    found = number(text)
    if found is None:
        return None
    told = dollars(found)
    if told is None:
        raise Unreadable
    return told


def units(text: str) -> Decimal | None:
    found = number(text)
    if found is None:
        return None
    if abs(found) > MOST_UNITS or found != found.quantize(Decimal("0.001")):
        raise Unreadable
    return found.quantize(Decimal("0.001")).normalize() + 0


def day(text: str) -> date | None:
    """From CCYYMMDD; None for anything else, also for a day that never was."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        told = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return told if is_likely(told) else None


def npi(text: str) -> str:
    return text if _NPI.fullmatch(text) else ""


def tax_id(text: str) -> str:
    """Nine digits, with or without the dash of a paper form."""
    digits = text.replace("-", "")
    return digits if re.fullmatch(r"[0-9]{9}", digits) else ""
