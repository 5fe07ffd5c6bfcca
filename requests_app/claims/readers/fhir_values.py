"""Single values of a FHIR resource: taken where they have the shape they should, passed over elsewhere.

One slip of a server somewhere in a resource must not cost the person the whole file (docs/adr/0023).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from requests_app.claims.readers.base import dollars, is_likely, words

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.{0,40})?", re.ASCII)
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)
THOUSANDTH = Decimal("0.001")
MOST_UNITS = 999_999
FARTHEST = 30
OLDEST_BIRTH = date(1890, 1, 1)
MOST_CODINGS = 20


class LeftOut(Exception):
    """One claim of a file cannot be taken over; the others can. `slug` as in `base.Refused`."""

    def __init__(self, slug: str, **facts: object) -> None:
        super().__init__(slug)
        self.slug, self.facts = slug, facts


class Coding(NamedTuple):
    system: str
    code: str
    display: str


@dataclass
class Currency:
    """Which currencies the amounts of one claim name. An amount in none is not taken for dollars."""

    named: set[str] = field(default_factory=set)
    unnamed: bool = False
    odd: int = 0

    def check(self) -> None:
        foreign = sorted(self.named - {"USD"})
        if foreign:
            raise LeftOut("fhir.not_dollars", currency=foreign[0])
        if self.unnamed and not self.named:
            raise LeftOut("fhir.no_currency")


def dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Of a list, the objects in it; a server that forgets the brackets around a single one is understood."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def part(value: Any, *names: str) -> Any:
    """What is at the end of a path of names; None where the path breaks off."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value: Any, most: int = 150) -> str:
    return words(value, most) if isinstance(value, str) else ""


def code(value: Any) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= 200 else ""


def codings(concept: Any) -> list[Coding]:
    """Systems without the version some servers write behind a bar."""
    found = []
    for one in dicts(part(concept, "coding")):
        found.append(
            Coding(code(one.get("system")).split("|")[0], code(one.get("code")), text(one.get("display")))
        )
        if len(found) == MOST_CODINGS:
            break
    return found


def codes(concept: Any) -> set[str]:
    return {one.code for one in codings(concept)}


def day(value: Any) -> date | None:
    """The day as it is written; a month or a year alone is not a day."""
    found = _date(value)
    return found if found and is_likely(found) else None


def birth_day(value: Any) -> date | None:
    found = _date(value)
    return found if found and OLDEST_BIRTH <= found <= date.max.replace(year=2100) else None


def _date(value: Any) -> date | None:
    found = DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def span(start: Any, end: Any) -> tuple[date | None, date | None]:
    """Both days, or none where the second is before the first: then one of them is wrong."""
    first, last = day(start), day(end)
    return (None, None) if first and last and last < first else (first, last)


def number(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        # Farther from one than this, arithmetic with it fails or never ends.
        return value if abs(value.adjusted()) <= FARTHEST else None
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        return Decimal(value.strip())
    return None


def units(quantity: Any) -> Decimal | None:
    found = number(part(quantity, "value"))
    if found is None or not found.is_finite() or abs(found) > MOST_UNITS:
        return None
    exact = found.quantize(THOUSANDTH)
    return exact.normalize() + 0 if exact == found else None


def money(value: Any, currency: Currency) -> Decimal | None:
    """An amount in dollars and cents. What has a shape no amount has is counted, and not taken."""
    if not isinstance(value, dict) or value.get("value") is None:
        return None
    found = dollars(number(value["value"]))
    if found is None:
        currency.odd += 1
        return None
    name = code(value.get("currency")).upper()
    if name:
        currency.named.add(name)
    else:
        currency.unnamed = True
    return found
