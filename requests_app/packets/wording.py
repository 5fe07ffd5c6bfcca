"""Small pieces of packet text, in the language that is active: `contents` sets the one of the packet.

Everything here is plain text; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from requests_app.casefile import schema
from requests_app.common import dates

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GAP = "NETWORK_GAP"
AGREEMENT = "AGREEMENT"
BOTH = "BOTH"
_KINDS = {"SINGLE_CASE_AGREEMENT": AGREEMENT, "BOTH": BOTH}
TITLES: dict[str, StrOrPromise] = {
    GAP: gettext_lazy("Network gap exception request"),
    AGREEMENT: gettext_lazy("Single case agreement request"),
    BOTH: gettext_lazy("Network gap exception and single case agreement request"),
}
LEVELS: dict[str, StrOrPromise] = {
    "VISIT": gettext_lazy("Visits"),
    "OUTPATIENT_PROGRAM": gettext_lazy("Outpatient program"),
    "DAY_PROGRAM": gettext_lazy("Day program"),
    "RESIDENTIAL": gettext_lazy("Residential"),
    "SURGERY": gettext_lazy("Surgery"),
    "OTHER": gettext_lazy("Other"),
}


def not_given() -> str:
    return _("Not given")


def request_kind(case: schema.CaseFile) -> str:
    """What is asked for; a case without a suggestion asks for a network gap exception."""
    return _KINDS.get(case.path, GAP)


def day_text(day: date | None) -> str:
    """March 27, 2026; nothing when there is no date."""
    return "" if day is None else dates.long_date(day)


def short_day(day: date | None) -> str:
    """Mar 27, 2026: for tables."""
    if day is None:
        return ""
    return _("%(day)s, %(year)s") % {"day": dates.short_date(day), "year": day.year}


def made_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, MST: the day where the patient lives, with the name of its zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_text(local.date())}, {local.tzname()}"


def signed_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, 2:14 pm MST"""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_text(local.date())}, {dates.clock_time(local)} {local.tzname()}"


def utc_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, 21:14 UTC (March 27, 2026, 2:14 pm MST)"""
    utc = moment.astimezone(ZoneInfo("UTC"))
    return f"{day_text(utc.date())}, {utc:%H:%M} UTC ({signed_text(moment, zone)})"


def span_text(start: date | None, end: date | None) -> str:
    """“from March 2, 2026 to April 1, 2026”, with what is known of it."""
    if start and end:
        return _("from %(start)s to %(end)s") % {"start": day_text(start), "end": day_text(end)}
    if start:
        return _("from %(start)s") % {"start": day_text(start)}
    return _("until %(end)s") % {"end": day_text(end)} if end else ""


def amount_units(number: int, unit: str) -> str:
    """36 days, 1 visit"""
    told = {
        "VISITS": ngettext("%(number)s visit", "%(number)s visits", number),
        "DAYS": ngettext("%(number)s day", "%(number)s days", number),
        "HOURS": ngettext("%(number)s hour", "%(number)s hours", number),
        "UNITS": ngettext("%(number)s unit", "%(number)s units", number),
    }
    return told.get(unit, "%(number)s") % {"number": number}


def minutes_text(number: int) -> str:
    return ngettext("%(number)s minute", "%(number)s minutes", number) % {"number": number}


def calendar_days(number: int) -> str:
    return ngettext("%(number)s calendar day", "%(number)s calendar days", number) % {"number": number}


def business_days(number: int) -> str:
    return ngettext("%(number)s business day", "%(number)s business days", number) % {"number": number}


def listed_offices(number: int) -> str:
    """Listed, not “in-network”: some turn out not to be."""
    return ngettext(
        "%(number)s office listed as in network", "%(number)s offices listed as in network", number
    ) % {"number": number}


def of_offices(part: int, total: int) -> str:
    return ngettext("%(part)s of %(total)s office", "%(part)s of %(total)s offices", total) % {
        "part": part,
        "total": total,
    }


def number_word(number: int) -> str:
    """The head of a sentence: One, Two, 12."""
    words = (
        pgettext("number of offices at the head of a sentence", "No"),
        pgettext("number of offices at the head of a sentence", "One"),
        pgettext("number of offices at the head of a sentence", "Two"),
        pgettext("number of offices at the head of a sentence", "Three"),
        pgettext("number of offices at the head of a sentence", "Four"),
        pgettext("number of offices at the head of a sentence", "Five"),
        pgettext("number of offices at the head of a sentence", "Six"),
        pgettext("number of offices at the head of a sentence", "Seven"),
        pgettext("number of offices at the head of a sentence", "Eight"),
        pgettext("number of offices at the head of a sentence", "Nine"),
    )
    return words[number] if number < len(words) else str(number)


def series(parts: Iterable[str]) -> str:
    """a, b and c"""
    found = [part for part in parts if part]
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s and %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def with_commas(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def full_name(first: str, last: str) -> str:
    return f"{first} {last}".strip()


def patient_name(case: schema.CaseFile) -> str:
    return full_name(case.patient.first_name, case.patient.last_name)


def initials(name: str) -> str:
    """A.S.: how later pages name the patient."""
    return "".join(f"{part[0]}." for part in name.split()[:3])


def last_four(number: str) -> str:
    plain = "".join(mark for mark in number if mark.isalnum())
    return plain[-4:] if len(plain) > 4 else ""


def address_text(address: schema.Address) -> str:
    """Street, city and state on one line each, as they would stand on an envelope."""
    state_and_zip = f"{address.state} {address.zip_code}".strip()
    return lines(with_commas(address.street, address.unit), with_commas(address.city, state_and_zip))


def amount_text(care: schema.Care) -> str:
    """36 days, 3 days a week"""
    amount = "" if care.amount is None else amount_units(care.amount, care.amount_unit)
    return with_commas(amount, care.frequency)


def code_text(code: schema.CareCode) -> str:
    return f"{code.code}-{code.modifier}" if code.modifier else code.code


def codes_of(care: schema.Care, *kinds: str) -> list[schema.CareCode]:
    return [code for code in care.codes if code.kind in kinds]


def tax_id_text(tax_id: str) -> str:
    digits = tax_id.replace("-", "")
    return f"{digits[:2]}-{digits[2:]}" if len(digits) == 9 else tax_id


def sentence(text: str) -> str:
    """What somebody typed, closed by a full stop unless it closes itself."""
    typed = text.strip()
    return typed if not typed or typed[-1] in '.!?”"' else f"{typed}."


def plan_name(case: schema.CaseFile) -> str:
    return case.coverage.insurer or _("the plan")


def provider_name(case: schema.CaseFile) -> str:
    return case.provider.name or _("the provider")


def latest(calls: Sequence[schema.InsurerCall], value: str) -> str:
    """The newest non-empty `value` among the calls, which come oldest first."""
    return next((found for call in reversed(calls) if (found := str(getattr(call, value)))), "")
