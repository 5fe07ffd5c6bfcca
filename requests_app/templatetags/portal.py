"""Dates, money, numbers and statuses on pages. Nothing here asks the database or the clock."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

import phonenumbers
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from requests_app.common import dates, marks
from requests_app.common.money import dollars
from requests_app.common.states import STATE_NAMES

register = template.Library()


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


@register.filter
def long_date(value: object) -> str:
    """March 27, 2026"""
    day = _day(value)
    return dates.long_date(day) if day else ""


@register.filter
def weekday_date(value: object) -> str:
    """Friday, March 27, 2026"""
    day = _day(value)
    return dates.weekday_date(day) if day else ""


@register.filter
def weekday_short(value: object) -> str:
    """Friday, March 27"""
    day = _day(value)
    return dates.weekday_short(day) if day else ""


@register.filter
def short_date(value: object) -> str:
    """Mar 27: for dense tables"""
    day = _day(value)
    return dates.short_date(day) if day else ""


@register.filter
def clock_time(value: object) -> str:
    """2:14 pm, in the time zone that is active"""
    if not isinstance(value, datetime):
        return ""
    return dates.clock_time(timezone.localtime(value) if timezone.is_aware(value) else value)


@register.filter
def date_and_time(value: object) -> str:
    """March 27, 2026, 2:14 pm"""
    return f"{long_date(value)}, {clock_time(value)}" if isinstance(value, datetime) else ""


@register.filter
def iso_date(value: object) -> str:
    """2026-03-27, for the datetime attribute of time"""
    day = _day(value)
    return day.isoformat() if day else ""


@register.filter
def money(value: object) -> str:
    """$1,250.00"""
    if value is None or value == "":
        return ""
    try:
        return dollars(Decimal(str(value)))
    except InvalidOperation:
        return ""


@register.filter
def masked(value: object) -> str:
    """•••• 1234"""
    return marks.last_four(str(value or ""))


@register.filter
def phone(value: object) -> str:
    """As typed (R34); the spaces do not break over two lines."""
    return str(value or "").replace(" ", "\u00a0").replace("-", "\u2011")


@register.filter
def web_host(address: object) -> str:
    """www.example.org: where a link leads, without the long rest"""
    return urlsplit(str(address)).hostname or ""


@register.simple_tag
def tel(number: str) -> SafeString:
    """A phone number: a link where one taps, plain text where one does not (R34)."""
    if not number:
        return SafeString("")
    return format_html(
        '<a class="tel" href="{}">{}</a><span class="tel-text">{}</span>',
        _tel_address(number),
        phone(number),
        phone(number),
    )


def _tel_address(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number, "US")
    except phonenumbers.NumberParseException:
        return "tel:" + "".join(mark for mark in number if mark.isdigit())
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966)


@register.simple_tag
def tel_address(number: str) -> str:
    """Where a tap on this number leads, for a page that makes its own big button."""
    return _tel_address(number)


@register.simple_tag
def status_tag(key: str) -> SafeString:
    """{% status_tag "DONE" %}: the keys stand in `common/marks.py`."""
    text, style = marks.STATUSES[str(key)]
    return format_html('<span class="status status-{}">{}</span>', style, text)


@register.filter
def or_not_given(value: object) -> object:
    """“Not given” for an answer left out; zero and No are answers."""
    return _("Not given") if value is None or value == "" else value


@register.filter
def state_name(code: object) -> str:
    return STATE_NAMES.get(str(code), "")
