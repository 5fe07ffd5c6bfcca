"""Dates: three boxes for a day one remembers, or Today / Yesterday / Another day for a recent one."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning
from requests_app.common.fields.base import PortalField
from requests_app.common.widgets import DayInput, DayText, RecentDayInput, RecentDayText

if TYPE_CHECKING:
    from django import forms
    from django_stubs_ext import StrOrPromise

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_DIGITS = 4
OTHER_EMPTY = _("Enter the date, or select Today or Yesterday")
_MONTHS = (
    "january february march april may june july august september october november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "- - - - - - - - setiembre",
)
_MONTH_NAMES = {
    word: number for names in _MONTHS for number, word in enumerate(names.split(), start=1) if word != "-"
}


class When(StrEnum):
    """On which side of today the answer must lie."""

    ANY = "ANY"
    PAST = "PAST"
    PAST_OR_TODAY = "PAST_OR_TODAY"
    TODAY_OR_FUTURE = "TODAY_OR_FUTURE"
    FUTURE = "FUTURE"


_WRONG_SIDE: dict[When, StrOrPromise] = {
    When.PAST: _("%(name)s must be in the past"),
    When.PAST_OR_TODAY: _("%(name)s must be today or in the past"),
    When.TODAY_OR_FUTURE: _("%(name)s must be today or later"),
    When.FUTURE: _("%(name)s must be in the future"),
}
_MISSING: dict[tuple[str, ...], StrOrPromise] = {
    ("month",): _("%(name)s must include a month"),
    ("day",): _("%(name)s must include a day"),
    ("year",): _("%(name)s must include a year"),
    ("month", "day"): _("%(name)s must include a month and a day"),
    ("month", "year"): _("%(name)s must include a month and a year"),
    ("day", "year"): _("%(name)s must include a day and a year"),
}


def month_number(text: str) -> int | None:
    """3, 03, Mar, March, marzo: names in English or Spanish, from three letters on."""
    if text.isdecimal():
        return int(text) if len(text) <= MOST_DIGITS else None
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode().rstrip(".")
    if len(plain) < 3:
        return None
    return next((number for name, number in _MONTH_NAMES.items() if name.startswith(plain)), None)


class DayField(PortalField):
    """A date typed into Month, Day and Year boxes. The form gives it today's date."""

    is_group = True
    group_template = "portal/inputs/day.html"

    def __init__(
        self,
        *,
        when: When = When.ANY,
        autocomplete: str = "",
        widget: forms.Widget | None = None,
        **options: Any,
    ) -> None:
        super().__init__(widget=widget or DayInput(autocomplete=autocomplete), **options)
        self.when = when

    def prepare_value(self, value: Any) -> Any:
        return DayText.of(value) if value is None or isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        typed = DayText(*(cleaning.one_line(part).strip(",.") for part in value or DayText()))
        if not any(typed):
            return None
        missing = tuple(part for part, text in typed._asdict().items() if not text)
        if missing:
            raise self.problem(_MISSING[missing], parts=missing)
        return self._on_the_right_side(self._real_day(typed))

    def first_input_id(self, auto_id: str, value: Any) -> str:
        return f"{auto_id}_month"

    def _real_day(self, typed: DayText) -> date:
        if typed.year.isdecimal() and len(typed.year) != 4:
            raise self.problem(_("%(name)s must include a year with 4 numbers"), parts=("year",))
        month = month_number(typed.month)
        try:
            day = date(int(typed.year), month or 0, int(typed.day))
        except (ValueError, OverflowError):
            raise self.problem(_("%(name)s must be a real date")) from None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.problem(
                _("%(name)s must have a year from %(first)s to %(last)s"),
                parts=("year",),
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            )
        return day

    def _on_the_right_side(self, day: date) -> date:
        fits = {
            When.ANY: True,
            When.PAST: day < self.today,
            When.PAST_OR_TODAY: day <= self.today,
            When.TODAY_OR_FUTURE: day >= self.today,
            When.FUTURE: day > self.today,
        }
        if not fits[self.when]:
            raise self.problem(_WRONG_SIDE[self.when])
        return day


class RecentDayField(DayField):
    """Something that just happened: Today, Yesterday, or another day, never in the future."""

    group_template = "portal/inputs/recent_day.html"
    TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"

    def __init__(
        self,
        *,
        other_empty: StrOrPromise = OTHER_EMPTY,
        **options: Any,
    ) -> None:
        options.setdefault("name", _("Date"))
        super().__init__(when=When.PAST_OR_TODAY, widget=RecentDayInput(), **options)
        self.other_empty = other_empty

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return RecentDayText()
        if not isinstance(value, date):
            return value
        named = {self.today: self.TODAY, self.today - timedelta(days=1): self.YESTERDAY}
        if value in named:
            return RecentDayText(named[value])
        return RecentDayText(self.OTHER, DayText.of(value))

    def to_python(self, value: Any) -> date | None:
        typed: RecentDayText = value or RecentDayText()
        if typed.choice == self.TODAY:
            return self.today
        if typed.choice == self.YESTERDAY:
            return self.today - timedelta(days=1)
        if typed.choice != self.OTHER:
            return None
        day = super().to_python(typed.other)
        if day is None:
            raise self.problem(self.other_empty)
        return day

    def first_input_id(self, auto_id: str, value: Any) -> str:
        return f"{auto_id}_month" if value and value.choice == self.OTHER else f"{auto_id}_0"
