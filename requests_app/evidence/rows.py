"""The picture as a table: one row for each office, in the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.common.dates import long_date
from requests_app.evidence.model import Evidence, OfficeMeasure, Standing
from requests_app.evidence.words import days_text, miles_text, outcome_label, own_distance_text


@dataclass(frozen=True)
class Row:
    """Text only; an empty cell means that it was not given."""

    number: int
    name: str
    outcome: str
    contacted: str
    first_visit: str
    wait: str
    calendar_wait: str
    distance: str
    own_distance: str
    verdict: str
    is_inside: bool
    declined_why: str


def picture_rows(evidence: Evidence) -> list[Row]:
    return [_row(evidence, office) for office in evidence.offices]


def _row(evidence: Evidence, office: OfficeMeasure) -> Row:
    wait, business = evidence.wait_of(office), evidence.counts_business_days
    calendar = office.wait_days if business else None
    return Row(
        number=office.number,
        name=office.name,
        outcome=outcome_label(office.outcome),
        contacted=long_date(office.contacted_on) if office.contacted_on else "",
        first_visit=_first_visit(office),
        wait="" if wait is None else days_text(wait, business=business),
        calendar_wait="" if calendar is None else days_text(calendar, business=False),
        distance="" if office.zip_miles is None else miles_text(office.zip_miles),
        own_distance=own_distance_text(office),
        verdict=verdict_text(evidence, office),
        is_inside=office.is_inside,
        declined_why=office.declined_why,
    )


def _first_visit(office: OfficeMeasure) -> str:
    if office.first_open_on is None:
        return _("No date given") if office.gave_no_date else ""
    day = long_date(office.first_open_on)
    return _("%(day)s, by video") % {"day": day} if office.is_by_video_only else day


def verdict_text(evidence: Evidence, office: OfficeMeasure) -> str:
    """Where the office stands, and which measure says so."""
    match office.standing:
        case Standing.INSIDE:
            return _("Inside the standard")
        case Standing.OUTSIDE:
            return _outside(office)
        case Standing.MAYBE:
            return _unknown(evidence, office)
        case Standing.OFFER:
            return _("Offered a visit") if office.first_open_on else _("May give this care")
    return _("No offer of a visit")


def _outside(office: OfficeMeasure) -> str:
    if office.meets_wait is False and office.meets_distance is False:
        return _("Outside: later and farther than the standard")
    if office.meets_wait is False:
        return _("Outside: later than the standard")
    return _("Outside: farther than the standard")


def _unknown(evidence: Evidence, office: OfficeMeasure) -> str:
    no_wait = evidence.wait_limit is not None and office.meets_wait is None
    no_distance = evidence.distance_limit is not None and office.meets_distance is None
    if no_wait and no_distance:
        return _("Not known: wait and distance")
    if no_wait:
        return _("Not known: wait")
    return _("Not known: minutes of travel") if _lacks_minutes(evidence, office) else _("Not known: distance")


def _lacks_minutes(evidence: Evidence, office: OfficeMeasure) -> bool:
    """The miles are there, and the standard counts minutes too."""
    limit = evidence.distance_limit
    return limit is not None and limit.minutes is not None and office.miles is not None
