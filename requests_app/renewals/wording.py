"""Amounts, days and lines of an approval in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date
from requests_app.models import ApprovedLine


def counted(number: int, unit: str) -> str:
    """36 days, 1 visit; without a unit just the number."""
    told = {
        "VISITS": ngettext("%(number)s visit", "%(number)s visits", number),
        "DAYS": ngettext("%(number)s day", "%(number)s days", number),
        "HOURS": ngettext("%(number)s hour", "%(number)s hours", number),
        "UNITS": ngettext("%(number)s unit", "%(number)s units", number),
    }
    return told.get(unit, "%(number)s") % {"number": number}


def days_text(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def span(start: date | None, end: date | None) -> str:
    """March 2, 2026 to April 1, 2026, with what is known of it."""
    if start and end:
        return _("%(start)s to %(end)s") % {"start": long_date(start), "end": long_date(end)}
    if start:
        return _("from %(start)s") % {"start": long_date(start)}
    return _("until %(end)s") % {"end": long_date(end)} if end else ""


def line_name(line: ApprovedLine) -> str:
    """H0015-HQ, intensive outpatient: the code, then the words of the letter."""
    code = f"{line.code}-{line.modifier}" if line.modifier and line.code else line.code
    named = ", ".join(part for part in (code, line.words) if part)
    return named or _("Line without a code")
