"""What a cell of a table says: amounts, days and words as people and spreadsheets write them. Pure.

Each reader of a cell gives a value, None for “not shown”, or raises Unclear: the cell is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from requests_app.claims.readers.base import dollars, is_likely, words

MOST_MARKS = 40
NOTHING = {
    "",
    "-",
    "--",
    "---",
    "–",
    "—",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    ".",
    "not shown",
    "not applicable",
    "*",
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "ene", "enero"), ("feb", "february", "febrero"), ("mar", "march", "marzo"),
            ("apr", "april", "abr", "abril"), ("may", "mayo"), ("jun", "june", "junio"),
            ("jul", "july", "julio"), ("aug", "august", "ago", "agosto"),
            ("sep", "sept", "september", "septiembre"), ("oct", "october", "octubre"),
            ("nov", "november", "noviembre"), ("dec", "december", "dic", "diciembre"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
# Signs and letters of other currencies; a plain “$” is taken as US dollars.
CURRENCIES = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₱": "PHP", "₩": "KRW", "₽": "RUB", "₪": "ILS",
    "₡": "CRC", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "MX$": "MXN", "NZ$": "NZD", "R$": "BRL",
}  # fmt: skip
_CODES = r"EUR|GBP|CAD|AUD|MXN|JPY|CHF|INR|PHP|NZD|BRL|CNY|KRW"
_OTHER = re.compile(rf"(?<![A-Z])(?:{_CODES}|CA\$|C\$|AU\$|A\$|MX\$|NZ\$|R\$)|[€£¥₹₱₩₽₪₡]")
_AMERICAN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{0,2}0*))?")
_COMMA = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: .*)?")
_NAMED = re.compile(r"([A-Za-zñÑ]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NAMED_LATE = re.compile(r"(\d{1,2})[- ](?:de )?([A-Za-zñÑ]+)\.?[-, ]+(?:de )?(\d{4}|\d{2})")
_RANGE = re.compile(r"\s+(?:-|–|—|to|through|thru|a|al)\s+|\s*[–—]\s*|(?<=\d)-(?=\d{1,2}/)", re.IGNORECASE)


class Unclear(Exception):
    """The cell cannot be read for sure, so nothing of it is taken."""


class OtherCurrency(Exception):
    def __init__(self, currency: str) -> None:
        super().__init__(currency)
        self.currency = currency


class Order(StrEnum):
    MONTH_FIRST = "MONTH_FIRST"
    DAY_FIRST = "DAY_FIRST"
    UNTOLD = "UNTOLD"


def text(cell: str, most: int) -> str:
    """Also ="0012", as spreadsheets are told to keep zeros, and '0012."""
    found = words(cell, most * 2)
    if len(found) > 3 and found.startswith('="') and found.endswith('"'):
        found = found[2:-1]
    found = found.removeprefix("'")
    return "" if found.casefold() in NOTHING else found[:most].strip()


def amount(cell: str, *, comma: bool = False) -> Decimal | None:
    """$1,234.56; (12.00); 12.00-; 12.00 CR; with `comma` also 1.234,56. Raises OtherCurrency, Unclear."""
    said = text(cell, MOST_MARKS).replace("\u2212", "-")
    if not said or said.casefold() in NOTHING:
        return None
    check_currency(said)
    bare, is_below = _sign(
        said.upper().replace("US$", "").replace("USD", "").replace("$", "").replace(" ", "")
    )
    if bare.casefold() in NOTHING:
        return None
    found = _COMMA.fullmatch(bare) if comma or "," in bare[-3:] else None
    if found:
        plain = f"{found[1].replace('.', '')}.{found[2]}"
    else:
        whole = _AMERICAN.fullmatch(bare)
        if (
            not whole
            or not (whole[1] or whole[2])
            or (comma and "." in bare and len(bare.split(".")[1]) == 3)
        ):
            raise Unclear(said)
        plain = f"{(whole[1] or '0').replace(',', '')}.{whole[2] or '0'}"
    value = dollars(Decimal(plain))
    if value is None:
        raise Unclear(said)
    return -value if is_below else value


def check_currency(said: str) -> None:
    found = _OTHER.search(said.upper())
    if found:
        raise OtherCurrency(CURRENCIES.get(found[0], found[0]))


def units(cell: str, *, comma: bool = False) -> Decimal | None:
    said = text(cell, MOST_MARKS)
    if not said:
        return None
    if comma:
        said = said.replace(",", ".")
    try:
        value = Decimal(said.split(" ")[0].replace(",", ""))
        if value.is_finite() and abs(value) <= 999999 and value == round(value, 3):
            return round(value, 3)
    except (InvalidOperation, ValueError):
        pass
    raise Unclear(said)


def order_of(cells: Iterable[str]) -> Order:
    """Whether days of a table are written month first, told by those that can only be read one way."""
    month = day = False
    for cell in cells:
        for part in _RANGE.split(text(cell, 60)):
            found = _PARTS.fullmatch(part)
            if found:
                month = month or int(found[2]) > 12 >= int(found[1])
                day = day or int(found[1]) > 12 >= int(found[2])
    if day:
        return Order.UNTOLD if month else Order.DAY_FIRST
    return Order.MONTH_FIRST


def days(cell: str, order: Order = Order.MONTH_FIRST) -> tuple[date | None, date | None]:
    """One day, or from the first to the last: 11/10/2026 - 11/12/2026. Raises Unclear."""
    said = text(cell, 60)
    if not said:
        return None, None
    parts = [part for part in _RANGE.split(said) if part]
    if len(parts) > 2:
        raise Unclear(said)
    found = [day(part, order) for part in parts]
    first, last = found[0], found[-1]
    if first and last and last < first:
        raise Unclear(said)
    return first, last


def day(cell: str, order: Order = Order.MONTH_FIRST, *, is_birth: bool = False) -> date | None:
    """Raises Unclear, also for a birth date with a year of two digits: nobody can tell the century."""
    said = text(cell, 60)
    if not said:
        return None
    year, month, number = _parts_of(said, order, is_birth)
    if len(str(year)) < 4:
        year += 2000
    try:
        found = date(year, month, number)
    except ValueError:
        raise Unclear(said) from None
    if not is_birth and not is_likely(found):
        raise Unclear(said)
    return found


def _parts_of(said: str, order: Order, is_birth: bool) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(said) or _SOLID.fullmatch(said):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _NAMED.fullmatch(said)) and found[1].casefold() in MONTHS:
        return int(found[3]), MONTHS[found[1].casefold()], int(found[2])
    if (found := _NAMED_LATE.fullmatch(said)) and found[2].casefold() in MONTHS:
        parts = int(found[3]), MONTHS[found[2].casefold()], int(found[1])
    elif found := _PARTS.fullmatch(said):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if order == Order.UNTOLD and first <= 12 and second <= 12 and first != second:
            raise Unclear(said)
        is_day_first = first > 12 if order == Order.UNTOLD else order == Order.DAY_FIRST
        parts = (year, second, first) if is_day_first else (year, first, second)
    else:
        raise Unclear(said)
    if is_birth and parts[0] < 100:
        raise Unclear(said)
    return parts


def _sign(bare: str) -> tuple[str, bool]:
    """Without the sign, and whether it is below zero."""
    if bare.startswith("(") and bare.endswith(")"):
        inner, is_below = _sign(bare[1:-1])
        return inner, not is_below
    if bare.endswith("CR"):
        return bare[:-2], True
    if bare.endswith("-") or bare.startswith("-"):
        return bare.strip("-"), bare != "-" and bare.count("-") == 1
    return bare.removeprefix("+"), False
