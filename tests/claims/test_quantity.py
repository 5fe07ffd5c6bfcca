"""How many visits, days or hours a line of a claim is; what cannot be told stays open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from requests_app.claims.claim import Claim
from requests_app.claims.others import Others
from requests_app.claims.quantity import quantity
from tests.claims.checks.making import FIRST, TODAY, claim, line, terms

THIRD = date(2026, 11, 12)

# code, units, last day (the first is the 10th), counted in -> how many
LINES: list[tuple[str, int | None, date | None, str, str | None]] = [
    ("H0015", 1, None, "DAYS", "1"),
    ("H0015", 3, THIRD, "DAYS", "3"),
    ("H0015", 2, THIRD, "DAYS", "2"),
    ("H0015", None, None, "DAYS", "1"),
    ("H0015", None, THIRD, "DAYS", None),
    ("H0015", 3, THIRD, "UNITS", "3"),
    ("H0015", None, None, "UNITS", None),
    ("90837", 1, None, "VISITS", "1"),
    ("90837", 2, None, "VISITS", "2"),
    ("90837", 1, None, "HOURS", None),
    # A code the library does not know: one unit on one day is one; as many units as days are days.
    ("99999", 1, None, "VISITS", "1"),
    ("99999", 3, THIRD, "DAYS", "3"),
    ("99999", 3, THIRD, "VISITS", "3"),
    ("99999", 4, None, "VISITS", None),
    ("99999", 4, None, "DAYS", "1"),
    ("99999", 4, THIRD, "DAYS", None),
    ("99999", 4, None, "HOURS", None),
    ("99999", 1, None, "", "1"),
    # One unit of a code we do not know, over three days: nobody can say how many days or visits that is.
    ("99999", 1, THIRD, "DAYS", None),
    ("99999", 1, THIRD, "VISITS", None),
    # Three quarters of an hour in three days are not three visits.
    ("H0004", 3, THIRD, "VISITS", None),
    ("H0004", 3, None, "HOURS", "0.75"),
    ("99999", 4, None, "", None),
    ("99999", -1, None, "DAYS", None),
]


@pytest.mark.parametrize(("code", "units", "last", "unit", "expected"), LINES)
def test_how_many(code: str, units: int | None, last: date | None, unit: str, expected: str | None) -> None:
    shown: dict[str, Any] = {"code": code, "units": units, "service_from": FIRST, "service_to": last or FIRST}
    (one,) = Claim(claim(line(**shown)), terms(), Others(), TODAY).lines
    assert quantity(one, unit) == (Decimal(expected) if expected else None)
