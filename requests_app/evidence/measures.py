"""Holds every office that was asked against the standards that apply. Pure: the same case, the same answer.

Each verdict has three values. Unknown stays unknown: a date nobody wrote down is neither in time nor late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.casefile.offices import Office
from requests_app.casefile.schema import CaseFile
from requests_app.common.distance import miles_between, place_of
from requests_app.evidence.model import (
    NOT_ALL_CARE,
    DistanceStandard,
    Evidence,
    OfficeMeasure,
    Rule,
    Standing,
    WaitStandard,
)
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.knowledge.standards import DistanceLimit, WaitLimit, standards_for
from requests_app.models.outreach import DistanceUnit, VisitMode
from requests_app.outreach.results import ASKED_FOR_ALL_CARE, WITH_A_VISIT
from requests_app.outreach.waits import Wait, wait_days

DAY_HOURS = 24


class Limits(NamedTuple):
    wait: WaitStandard | None = None
    distance: DistanceStandard | None = None


def measure(case: CaseFile, *, on: date) -> Evidence:
    """Every asked office against the standards in force on this day, for this plan and this care."""
    found = standards_for(plan_facts_of(case.coverage, case.care), on)
    wait = _wait_standard(found.wait) if found.wait else None
    distance = _distance_standard(found.distance) if found.distance else None
    sure = Limits(
        wait if wait and wait.rule.may_be_claimed else None,
        distance if distance and distance.rule.may_be_claimed else None,
    )
    to_confirm = Limits(None if sure.wait else wait, None if sure.distance else distance)
    return hold(case, sure, to_confirm, on=on)


def hold(case: CaseFile, limits: Limits, to_confirm: Limits, *, on: date) -> Evidence:
    """Every asked office against these limits."""
    home = case.patient.address.zip_code
    return Evidence(
        measured_on=on,
        has_patient_zip=place_of(home) is not None,
        wait_limit=limits.wait,
        distance_limit=limits.distance,
        wait_to_confirm=to_confirm.wait,
        distance_to_confirm=to_confirm.distance,
        offices=tuple(
            _measured(number, office, home, limits) for number, office in enumerate(logged(case), start=1)
        ),
        is_expedited=case.care.asks_for_speed,
    )


def _measured(number: int, office: Office, home: str, limits: Limits) -> OfficeMeasure:
    contacts = [one.contacted_on for one in office.attempts]
    wait = wait_days(contacts, office.first_open_on)
    zip_miles = miles_between(home, office.zip_code)
    own = None if office.distance is None else float(office.distance)
    in_time = meets_wait(limits.wait, wait)
    near = meets_distance(
        limits.distance,
        zip_miles=zip_miles,
        own=own,
        own_unit=office.distance_unit,
        visit_mode=office.visit_mode,
    )
    gives_care = offers_care(office)
    return OfficeMeasure(
        number=number,
        name=office.name,
        result=office.result,
        outcome=outcome_of(office),
        group=str(group_of(office) or ""),
        offers_care=gives_care,
        contacted_on=wait.contacted_on if wait else max(contacts, default=None),
        first_open_on=office.first_open_on,
        gave_no_date=office.gave_no_date,
        visit_mode=office.visit_mode,
        declined_why=office.declined_why,
        has_zip=place_of(office.zip_code) is not None,
        wait_days=wait.calendar_days if wait else None,
        wait_business_days=wait.business_days if wait else None,
        zip_miles=zip_miles,
        own_distance=own,
        own_unit=office.distance_unit if own is not None else "",
        meets_wait=in_time,
        meets_distance=near,
        standing=_standing(gives_care, limits, in_time, near),
    )


def offers_care(office: Office) -> bool:
    """It may give all of the care. Who says “there is a wait” and gives no date offers no visit."""
    return office.result in WITH_A_VISIT and result_of(office).gives_all_care and not office.gave_no_date


def outcome_of(office: Office) -> str:
    lacks_some = office.result in ASKED_FOR_ALL_CARE and not result_of(office).gives_all_care
    return NOT_ALL_CARE if lacks_some else office.result


def meets_wait(limit: WaitStandard | None, wait: Wait | None) -> bool | None:
    """Hours are decided only where the days leave no doubt: the time of day of a call is not kept."""
    if limit is None or wait is None:
        return None
    if limit.days is not None:
        return (wait.business_days if limit.unit == "business" else wait.calendar_days) <= limit.days
    if limit.hours is None:
        return None
    if (wait.calendar_days + 1) * DAY_HOURS <= limit.hours:
        return True
    return False if (wait.calendar_days - 1) * DAY_HOURS >= limit.hours else None


def meets_distance(
    limit: DistanceStandard | None,
    *,
    zip_miles: float | None,
    own: float | None,
    own_unit: str,
    visit_mode: str,
) -> bool | None:
    """Straight miles are compared with miles, and minutes with the person’s own minutes only.

    Where straight miles and own miles disagree, the miles are not known. A visit by video is never held to
    be too far, nor near: nobody travels.
    """
    if limit is None or visit_mode == VisitMode.VIDEO:
        return None
    held: list[bool | None] = []
    if limit.miles is not None:
        own_miles = own if own_unit == DistanceUnit.MILES else None
        held.append(_agreed([miles <= limit.miles for miles in (zip_miles, own_miles) if miles is not None]))
    if limit.minutes is not None:
        own_minutes = own if own_unit == DistanceUnit.MINUTES else None
        held.append(None if own_minutes is None else own_minutes <= limit.minutes)
    verdict = _together(held, needs_all=limit.needs_both)
    return None if verdict is False and visit_mode == VisitMode.EITHER else verdict


def _agreed(verdicts: Sequence[bool]) -> bool | None:
    return verdicts[0] if verdicts and len(set(verdicts)) == 1 else None


def _together(verdicts: Sequence[bool | None], *, needs_all: bool) -> bool | None:
    """One verdict is enough to decide “not all of them” and “one of them”; else each must be known."""
    if (not needs_all) in verdicts:
        return not needs_all
    return None if None in verdicts or not verdicts else needs_all


def _standing(gives_care: bool, limits: Limits, in_time: bool | None, near: bool | None) -> Standing:
    if not gives_care:
        return Standing.NO_VISIT
    held = [
        verdict for limit, verdict in ((limits.wait, in_time), (limits.distance, near)) if limit is not None
    ]
    if not held:
        return Standing.OFFER
    if False in held:
        return Standing.OUTSIDE
    return Standing.MAYBE if None in held else Standing.INSIDE


def _wait_standard(limit: WaitLimit) -> WaitStandard:
    return WaitStandard(_rule(limit.record, limit.is_certain), limit.days, limit.hours, limit.unit)


def _distance_standard(limit: DistanceLimit) -> DistanceStandard:
    rule = _rule(limit.record, limit.is_certain)
    return DistanceStandard(rule, limit.miles, limit.minutes, limit.needs_both)


def _rule(record: Record, is_certain: bool) -> Rule:
    return Rule(
        record_id=record.id,
        text_en=record.text.en,
        text_es=record.text.es,
        citation=record.citation,
        source=tuple(str(one) for one in record.source),
        as_of=str(record.as_of),
        checked_on=record.checked_on,
        is_certain=is_certain,
        is_printable=record.is_printable,
    )
