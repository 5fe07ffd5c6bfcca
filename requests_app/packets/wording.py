"""Small pieces of packet text. The packet is English always: reviewers read English.

Everything here is plain text; the templates escape it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import override

from requests_app.casefile import schema
from requests_app.common import dates

NOT_GIVEN = "Not given"
GAP = "NETWORK_GAP"
AGREEMENT = "AGREEMENT"
BOTH = "BOTH"
_KINDS = {"SINGLE_CASE_AGREEMENT": AGREEMENT, "BOTH": BOTH}
TITLES = {
    GAP: "Network gap exception request",
    AGREEMENT: "Single case agreement request",
    BOTH: "Network gap exception and single case agreement request",
}
AMOUNT_UNITS = {"VISITS": "visit", "DAYS": "day", "HOURS": "hour", "UNITS": "unit"}
LEVELS = {
    "VISIT": "Visits",
    "OUTPATIENT_PROGRAM": "Outpatient program",
    "DAY_PROGRAM": "Day program",
    "RESIDENTIAL": "Residential",
    "SURGERY": "Surgery",
    "OTHER": "Other",
}
_SMALL_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def request_kind(case: schema.CaseFile) -> str:
    """What is asked for; a case without a suggestion asks for a network gap exception."""
    return _KINDS.get(case.path, GAP)


def day_text(day: date | None) -> str:
    """March 27, 2026; nothing when there is no date."""
    if day is None:
        return ""
    with override("en"):
        return dates.long_date(day)


def short_day(day: date | None) -> str:
    """Mar 27, 2026: for tables."""
    if day is None:
        return ""
    with override("en"):
        return f"{dates.short_date(day)}, {day.year}"


def made_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, MST: the day where the patient lives, with the name of its zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_text(local.date())}, {local.tzname()}"


def signed_text(moment: datetime, zone: str) -> str:
    """March 27, 2026, 2:14 pm MST"""
    local = moment.astimezone(ZoneInfo(zone))
    with override("en"):
        return f"{day_text(local.date())}, {dates.clock_time(local)} {local.tzname()}"


def span_text(start: date | None, end: date | None) -> str:
    """“from March 2, 2026 to April 1, 2026”, with what is known of it."""
    if start and end:
        return f"from {day_text(start)} to {day_text(end)}"
    if start:
        return f"from {day_text(start)}"
    return f"until {day_text(end)}" if end else ""


def count(number: int, one: str, many: str = "") -> str:
    """1 office, 2 offices"""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed_offices(number: int) -> str:
    """Listed, not “in-network”: some turn out not to be."""
    return count(number, "office listed as in network", "offices listed as in network")


def number_word(number: int) -> str:
    """The head of a sentence: One, Two, 12."""
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else str(number)


def series(parts: Iterable[str]) -> str:
    """a, b and c"""
    found = [part for part in parts if part]
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"


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
    unit = AMOUNT_UNITS.get(care.amount_unit, "")
    amount = "" if care.amount is None else count(care.amount, unit) if unit else str(care.amount)
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
    return case.coverage.insurer or "the plan"


def provider_name(case: schema.CaseFile) -> str:
    return case.provider.name or "the provider"


def latest(calls: Sequence[schema.InsurerCall], value: str) -> str:
    """The newest non-empty `value` among the calls, which come oldest first."""
    return next((found for call in reversed(calls) if (found := str(getattr(call, value)))), "")
