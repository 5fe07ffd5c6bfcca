"""Which waits and distances a plan must keep for this care. Pure: a plan and a day in, records out.

Where more than one rule fits, the main one is the surest, then the one that names this care most closely,
then the widest: an office beyond the widest limit is beyond each of them. A rule from memory is never main.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from requests_app.knowledge import matching, store
from requests_app.knowledge.plans import UNKNOWN, PlanFacts, PlanTypes, plan_types
from requests_app.knowledge.records import Confidence, Match, Record
from requests_app.knowledge.vocabulary import (
    BEHAVIORAL,
    CARES,
    DAY_UNITS,
    LESSER_UNITS,
    Care,
    Fit,
    Kind,
    Moment,
    fit_of,
)

Unit = Literal["calendar", "business"]


@dataclass(frozen=True)
class WaitLimit:
    """At most so many days or hours from the request to the first appointment offered."""

    days: int | None
    hours: int | None
    unit: Unit
    record: Record
    is_certain: bool


@dataclass(frozen=True)
class DistanceLimit:
    """At most so many miles, or minutes on the way; None where the rule does not say.

    `needs_both`: the rule takes the lesser of the two, so an office must keep to each of them.
    """

    miles: int | None
    minutes: int | None
    record: Record
    is_certain: bool
    needs_both: bool = False


@dataclass(frozen=True)
class Standards:
    """`others` fit too, or concern urgent and later visits; `fallback` is what to ask by without a number."""

    wait: WaitLimit | None
    distance: DistanceLimit | None
    others: tuple[Match, ...]
    fallback: tuple[Record, ...]


def standards_for(plan: PlanFacts, on: date) -> Standards:
    matches = matching.applicable(plan, Kind.WAIT_TIME, Kind.TRAVEL, on=on)
    fitting = [_narrowed(match, plan) for match in matches if _fit(match, plan) != Fit.NO]
    first = [match for match in fitting if CARES[match.record.care].moment == Moment.FIRST]
    waits = [limit for limit in map(_wait_limit, first) if limit is not None]
    distances = [limit for limit in map(_distance_limit, first) if limit is not None]
    is_known = plan.source not in UNKNOWN  # else a rule of any program at all would come first
    wait = min(waits, key=_wait_order, default=None) if is_known else None
    distance = min(distances, key=_distance_order, default=None) if is_known else None
    main = {found.record.id for found in (wait, distance) if found is not None}
    others = tuple(match for match in fitting if match.record.id not in main)
    return Standards(wait, distance, others, _fallback(plan, on))


def _fit(match: Match, plan: PlanFacts) -> Fit:
    return fit_of(match.record.care, care_kind=plan.care_kind, level_of_care=plan.level_of_care)


def _narrowed(match: Match, plan: PlanFacts) -> Match:
    """Not certain where only a part of this care is meant, or only some counties."""
    is_certain = match.is_certain and _fit(match, plan) == Fit.YES and not match.record.area
    return replace(match, is_certain=is_certain)


def _wait_limit(match: Match) -> WaitLimit | None:
    record = match.record
    if record.kind != Kind.WAIT_TIME or record.confidence == Confidence.RECALLED:
        return None
    if not isinstance(record.value, int):
        return None
    if record.unit == "hours":
        return WaitLimit(None, record.value, "calendar", record, match.is_certain)
    if record.unit not in DAY_UNITS:
        return None
    unit, times = DAY_UNITS[record.unit]
    counted: Unit = "business" if unit == "business" else "calendar"
    return WaitLimit(record.value * times, None, counted, record, match.is_certain)


def _distance_limit(match: Match) -> DistanceLimit | None:
    record = match.record
    if record.kind != Kind.TRAVEL or record.confidence == Confidence.RECALLED:
        return None
    if isinstance(record.value, int):
        miles = record.value if record.unit == "miles" else None
        return DistanceLimit(miles, None, record, match.is_certain) if miles else None
    if not isinstance(record.value, dict):
        return None
    by_county = [part for part in record.value.values() if isinstance(part, dict)]
    parts = by_county or [record.value]
    miles = max((part["miles"] for part in parts if "miles" in part), default=None)
    minutes = max((part["minutes"] for part in parts if "minutes" in part), default=None)
    if miles is None and minutes is None:
        return None
    is_certain = match.is_certain and not by_county
    return DistanceLimit(miles, minutes, record, is_certain, needs_both=record.unit in LESSER_UNITS)


def _closeness(care: Care) -> int:
    """A rule that names this kind of care comes before one for any care."""
    return 1 if care.behavioral == care.specialist else 0


def _wait_order(limit: WaitLimit) -> tuple[bool, bool, int, float, str]:
    record = limit.record
    days = limit.days if limit.days is not None else (limit.hours or 0) / 24
    widest = days * 1.4 if limit.unit == "business" else float(days)
    return (
        not limit.is_certain,
        record.needs_confirming,
        _closeness(CARES[record.care]),
        -widest,
        record.id,
    )


def _distance_order(limit: DistanceLimit) -> tuple[bool, bool, int, int, int, str]:
    record = limit.record
    return (
        not limit.is_certain,
        record.needs_confirming,
        _closeness(CARES[record.care]),
        -(limit.miles or 0),
        -(limit.minutes or 0),
        record.id,
    )


# What a plan without a number on file can be asked by, the strongest first.
FALLBACK = (
    "us-medicaid-oon-must-cover",
    "us-medicaid-oon-cost",
    "us-medicaid-time-distance",
    "us-ma-oon-at-in-network",
    "us-ma-time-distance",
    "us-qhp-network-general",
)
FALLBACK_BEHAVIORAL = (
    "us-mhpaea-core",
    "us-mhpaea-nqtl-network",
    "us-mhpaea-comparative-analysis",
)
FALLBACK_KINDS = (Kind.OON_RIGHT, Kind.RULE)
ACCESS_UNITS = frozenset({"access", "cost", "gap", "exception"})


def _fallback(plan: PlanFacts, on: date) -> tuple[Record, ...]:
    wanted = FALLBACK + (FALLBACK_BEHAVIORAL if plan.care_kind in {"", BEHAVIORAL} else ())
    types = plan_types(plan)
    federal = [record for name in wanted if _binds(record := store.record(name), types, on)]
    of_state = [
        match.record
        for match in matching.applicable(plan, *FALLBACK_KINDS, on=on)
        if match.record.jurisdiction != "US"
        and match.record.unit in ACCESS_UNITS
        and match.record.confidence != Confidence.RECALLED
        and _fit(match, plan) != Fit.NO
    ]
    return tuple(dict.fromkeys(_surest_first(of_state) + federal))


def _binds(record: Record, types: PlanTypes, on: date) -> bool:
    return record.is_in_force(on) and types.fits(record.plan_types)


def _surest_first(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (record.needs_confirming, record.kind != Kind.OON_RIGHT))
