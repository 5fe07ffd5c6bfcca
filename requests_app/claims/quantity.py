"""How many visits, days or hours a line of a claim is, as far as that can be told for sure. Pure."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from requests_app.claims.claim import ClaimLine
from requests_app.claims.terms import ApprovedService
from requests_app.knowledge import store
from requests_app.knowledge.vocabulary import Kind

ONE = Decimal(1)
VISITS, DAYS, HOURS, UNITS = "VISITS", "DAYS", "HOURS", "UNITS"
# How the library says that one unit of a code is one day, one visit, or some minutes.
_OF_A_DAY = {"per_day", "per_day_by_payer", "per_diem", "per_diem_no_room_board", "per_diem_with_room_board"}
_OF_A_VISIT = {
    "per_visit",
    "per_session",
    "per_encounter",
    "per_evaluation",
    "per_assessment",
    "about_30_minutes",
    "about_45_minutes",
    "about_60_minutes",
}
_HOURS = {"per_hour": ONE, "per_60_minutes": ONE, "per_15_minutes": Decimal("0.25")}


def quantity(line: ClaimLine, unit: str) -> Decimal | None:
    """None: it cannot be told. A unit of “” is one that the approval does not name."""
    units, each = line.line.units, unit_of(line.line.code or line.line.revenue_code)
    if (units is not None and units <= 0) or (line.line.billed is not None and line.line.billed < 0):
        # Something is taken back; of what, the line does not say.
        return None
    if unit == UNITS:
        return units
    if unit == HOURS:
        return units * _HOURS[each] if units is not None and each in _HOURS else None
    if units is not None and _is_counted_in(each, unit):
        return units
    if unit in (VISITS, DAYS, ""):
        return _one_day(line, unit)
    return None


def approved_quantity(line: ClaimLine, service: ApprovedService) -> Decimal | None:
    """In what the approved amount is counted in."""
    return quantity(line, service.unit)


def unit_of(code: str) -> str:
    """What one unit of a code is, in the words of the library; “”: not known."""
    return _units().get(code.upper(), "")


def _is_counted_in(each: str, unit: str) -> bool:
    if unit == DAYS:
        return each in _OF_A_DAY
    return unit == VISITS and each in (_OF_A_VISIT | _OF_A_DAY)


def _one_day(line: ClaimLine, unit: str) -> Decimal | None:
    """One unit on one day is one of everything; several units only where they are as many as the days."""
    units, days = line.line.units, line.days
    each = unit_of(line.line.code or line.line.revenue_code)
    if units == ONE and days in (None, 1):
        return ONE
    if units is None:
        return ONE if days == 1 and unit == DAYS else None
    if unit and days is not None and units == days and each not in _HOURS:
        return units
    return ONE if days == 1 and unit == DAYS else None


@cache
def _units() -> dict[str, str]:
    kinds = (Kind.CPT, Kind.HCPCS, Kind.REVENUE_CODE)
    return {str(one.value): one.unit for kind in kinds for one in store.records(kind=kind)}
