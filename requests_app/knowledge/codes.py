"""Which billing codes a level of care is often asked for with, in our own words and with their source.

CPT belongs to the AMA: its numbers stand here with our words, never with its text.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.knowledge import store
from requests_app.knowledge.plans import PlanFacts, plan_types
from requests_app.knowledge.records import Confidence, Record
from requests_app.knowledge.vocabulary import Kind
from requests_app.models.care import CareCode, CareKind, LevelOfCare

# What the levels we ask for are called in the records of codes.
_LEVELS: dict[str, tuple[str, ...]] = {
    LevelOfCare.OUTPATIENT_PROGRAM: ("intensive_outpatient",),
    LevelOfCare.DAY_PROGRAM: ("partial_hospitalization",),
    LevelOfCare.RESIDENTIAL: (
        "residential",
        "residential_short",
        "residential_long",
        "residential_hospital",
    ),
}
# Single visits have no level in the records: talks, and the first evaluation.
_VISITS = (
    "cpt-90791",
    "cpt-90792",
    "cpt-90832",
    "cpt-90834",
    "cpt-90837",
    "cpt-90847",
    "cpt-90853",
)
_KINDS = (Kind.CPT, Kind.HCPCS, Kind.REVENUE_CODE)

UNITS: dict[str, LazyText | str] = {
    "about_30_minutes": _("one session of about 30 minutes"),
    "about_45_minutes": _("one session of about 45 minutes"),
    "about_60_minutes": _("one session of about 60 minutes"),
    "per_15_minutes": _("15 minutes"),
    "per_day": _("one day"),
    "per_day_by_payer": _("one day at most plans"),
    "per_diem": _("one day"),
    "per_diem_no_room_board": _("one day, without room and board"),
    "per_diem_with_room_board": _("one day, with room and board"),
    "per_evaluation": _("one evaluation"),
    "per_half_day": _("half a day"),
    "per_hour": _("one hour"),
    "per_service": _("one service"),
    "per_session": _("one session"),
    "per_visit": _("one visit"),
    "per_week": _("one week"),
    "under_24_hours": _("one day, less than 24 hours"),
}


@dataclass(frozen=True)
class CodeSuggestion:
    code: str
    kind: str
    unit: LazyText | str
    record: Record


def code_suggestions(
    level_of_care: str, care_kind: str, plan: PlanFacts | None = None
) -> tuple[CodeSuggestion, ...]:
    """Service codes before revenue codes; none where the records know too little to suggest any.

    With `plan`, only codes that this kind of plan takes, as far as we know it.
    """
    if care_kind != CareKind.BEHAVIORAL:
        return ()
    found = _of_visits() if level_of_care == LevelOfCare.VISIT else _of_level(level_of_care)
    types = plan_types(plan) if plan is not None else None
    return tuple(
        _suggestion(record)
        for record in found
        if record.confidence != Confidence.RECALLED and (types is None or types.fits(record.plan_types))
    )


def code_record(code: str) -> Record | None:
    """What we know of a CPT, HCPCS or revenue code; most codes we know nothing about."""
    return next((one for kind in _KINDS for one in store.records(kind=kind) if one.value == code), None)


def _of_visits() -> list[Record]:
    return [store.record(one) for one in _VISITS]


def _of_level(level_of_care: str) -> list[Record]:
    wanted = _LEVELS.get(level_of_care, ())
    return [one for kind in _KINDS for one in store.records(kind=kind) if one.level_of_care in wanted]


def _suggestion(record: Record) -> CodeSuggestion:
    is_revenue = record.kind == Kind.REVENUE_CODE
    return CodeSuggestion(
        code=str(record.value),
        kind=CareCode.Kind.REVENUE if is_revenue else CareCode.Kind.SERVICE,
        unit=UNITS.get(record.unit, ""),
        record=record,
    )
