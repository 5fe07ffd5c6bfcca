"""Dates and times as people write them, per language (R30).

Django's own English format says “Sept. 3”; ours spells the month, so that a date reads the same
on the page, in the packet and aloud.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import get_language

T = TypeVar("T")

_LONG = {"en": "F j, Y", "es": r"j \d\e F \d\e Y"}
_WEEKDAY = {"en": "l, F j, Y", "es": r"l j \d\e F \d\e Y"}
_WEEKDAY_SHORT = {"en": "l, F j", "es": r"l j \d\e F"}
_SHORT = {"en": "M j", "es": "j M"}
_MONTH = {"en": "F Y", "es": r"F \d\e Y"}
_CLOCK = {"en": "g:i", "es": "g:i"}
_HALVES = {"en": ("am", "pm"), "es": ("a.\N{NO-BREAK SPACE}m.", "p.\N{NO-BREAK SPACE}m.")}


def long_date(day: date) -> str:
    """March 27, 2026 / 27 de marzo de 2026"""
    return dateformat.format(day, _of(_LONG))


def weekday_date(day: date) -> str:
    """Friday, March 27, 2026 / viernes 27 de marzo de 2026: for deadlines."""
    return dateformat.format(day, _of(_WEEKDAY))


def weekday_short(day: date) -> str:
    """Friday, March 27 / viernes 27 de marzo: for days near today."""
    return dateformat.format(day, _of(_WEEKDAY_SHORT))


def short_date(day: date) -> str:
    """Mar 27 / 27 mar: for dense tables."""
    shown = dateformat.format(day, _of(_SHORT))
    return shown.lower() if language() == "es" else shown


def month_year(day: date) -> str:
    return dateformat.format(day, _of(_MONTH))


def clock_time(moment: datetime | time) -> str:
    """2:14 pm / 2:14 p. m."""
    return f"{dateformat.time_format(moment, _of(_CLOCK))} {_of(_HALVES)[moment.hour >= 12]}"


def date_and_time(moment: datetime, zone: str) -> str:
    """March 27, 2026, 2:14 pm, as the clock there shows it"""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(there.date())}, {clock_time(there)}"


def _of(table: dict[str, T]) -> T:
    return table[language()]


def language() -> str:
    code = (get_language() or "en").split("-")[0]
    return code if code in _LONG else "en"
