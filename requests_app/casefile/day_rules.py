"""What every rule of a case file is made of: the day it is read on, faults at their place, days in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from requests_app.common.cleaning import has_unreadable_marks
from requests_app.common.fields.days import FIRST_YEAR, LAST_YEAR

Before = Mapping[str, Any]
# Where a fault stands inside the value that is checked.
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Reading:
    """The context of reading a file: what is in the future depends on the day."""

    today: date


Check = Callable[[Any, Before, Reading], None]


def fault(text: str) -> PydanticCustomError:
    return PydanticCustomError("rule", "{text}", {"text": text})


def raise_at(faults: Iterable[tuple[Place, str]]) -> None:
    """Raise several faults at places inside the value that is being checked."""
    details = [InitErrorDetails(type=fault(text), loc=place, input=None) for place, text in faults]
    if details:
        raise ValidationError.from_exception_data("CaseFile", details)


def check_plain(value: object) -> None:
    """Every text and every date, wherever it stands."""
    if text := what_is_not_plain(value):
        raise fault(text)


def what_is_not_plain(value: object) -> str:
    texts = value if isinstance(value, list | tuple) else [value]
    if any(isinstance(text, str) and has_unreadable_marks(text) for text in texts):
        return "has control characters, which cannot be kept"
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return f"must have a year from {FIRST_YEAR} to {LAST_YEAR}"
    return ""


def happened(day: date | None, before: Before, now: Reading) -> None:
    if day is not None and day > now.today:
        raise fault("must be today or in the past")


def moment_past(moment: datetime | None, before: Before, now: Reading) -> None:
    """A day of grace: the day where it happened may have begun before ours."""
    if moment is not None and moment.date() > now.today + timedelta(days=1):
        raise fault("must be today or in the past")


def after(earlier: str) -> Check:
    """Not before the day in the field `earlier`."""

    def check_day(day: date | None, before: Before, now: Reading) -> None:
        first = before.get(earlier)
        if day and first and day < first:
            raise fault(f"must be the same day as {earlier} or later")

    return check_day


def happened_after(earlier: str) -> Check:
    is_after = after(earlier)

    def check_day(day: date | None, before: Before, now: Reading) -> None:
        happened(day, before, now)
        is_after(day, before, now)

    return check_day
