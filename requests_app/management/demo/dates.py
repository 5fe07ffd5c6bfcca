"""The examples were written for one day; a demonstration on another day moves them by whole weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

WRITTEN_FOR = date(2026, 11, 22)
BIRTH = "birth_date"


def weeks_since(today: date) -> timedelta:
    """Whole weeks, so that days of the week stay; never past today, so that contacts stay in the past."""
    return timedelta(weeks=(today - WRITTEN_FOR).days // 7)


def moved(value: Any, by: timedelta) -> Any:
    """The same JSON with every date moved, except birth dates."""
    if isinstance(value, Mapping):
        return {key: one if key == BIRTH else moved(one, by) for key, one in value.items()}
    if isinstance(value, list):
        return [moved(one, by) for one in value]
    if isinstance(value, str) and (day := _day(value)):
        return (day + by).isoformat()
    return value


def _day(text: str) -> date | None:
    if len(text) != len("2026-11-22"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
