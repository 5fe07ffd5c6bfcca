"""What a rule on file gives to go on with the same provider for a while. Pure: plain values in, records out.

A day is counted only where the record says from which day it counts, surely fits the plan, may be printed,
and the care is of a kind the record names. Everything else is “confirm by phone” with the questions to ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.records import Match, Record
from requests_app.knowledge.vocabulary import Fit, fit_of
from requests_app.models.renewals import ChangeKind, CourseOfCare

FEDERAL = "us-nsa-continuity"
# The kinds of care that record names.
NAMED = (
    CourseOfCare.SERIOUS,
    CourseOfCare.INSTITUTION,
    CourseOfCare.SURGERY,
    CourseOfCare.PREGNANCY,
    CourseOfCare.TERMINAL,
)
WARN_DAYS_BEFORE = 14


class Gives(StrEnum):
    """COUNTED: with a last day. ASK: perhaps, confirm by phone. NO: the record does not give it here."""

    COUNTED = "COUNTED"
    ASK = "ASK"
    NO = "NO"


class Why(StrEnum):
    """What keeps a record from being counted, or from fitting at all."""

    OTHER_PLAN = "OTHER_PLAN"
    NO_NOTICE = "NO_NOTICE"
    COURSE_UNSURE = "COURSE_UNSURE"
    COURSE_NOT_NAMED = "COURSE_NOT_NAMED"
    PLAN_UNSURE = "PLAN_UNSURE"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    NO_FIRST_DAY = "NO_FIRST_DAY"
    OTHER_CARE = "OTHER_CARE"
    OVER = "OVER"


@dataclass(frozen=True)
class Change:
    kind: str
    happens_on: date
    notice_on: date | None = None
    course: str = ""


@dataclass(frozen=True)
class Right:
    """One record and what it gives. `until` only with COUNTED: `days` calendar days after `from_on`."""

    record: Record
    gives: Gives
    why: tuple[Why, ...] = ()
    from_on: date | None = None
    days: int = 0
    until: date | None = None


def rights(matches: Iterable[Match], change: Change, plan: PlanFacts, *, today: date) -> list[Right]:
    """`matches`: the records on continuing care in force that may fit this plan. Counted ones come first."""
    found = [_right(match, change, plan, today) for match in matches]
    return sorted(found, key=lambda one: (list(Gives).index(one.gives), one.record.id != FEDERAL))


def _right(match: Match, change: Change, plan: PlanFacts, today: date) -> Right:
    if match.record.id == FEDERAL:
        return _federal(match, change, today)
    fit = fit_of(match.record.care, care_kind=plan.care_kind, level_of_care=plan.level_of_care)
    if match.record.care and fit == Fit.NO:
        return Right(match.record, Gives.NO, (Why.OTHER_CARE,))
    # No record of a state says from which day its days are counted: the plan is asked.
    return Right(match.record, Gives.ASK, (Why.NO_FIRST_DAY, *_unsure(match)))


def _federal(match: Match, change: Change, today: date) -> Right:
    record = match.record
    if change.kind == ChangeKind.PLAN_CHANGED:
        # An employer that changes the insurer may be another thing: our sources speak of persons only.
        return Right(record, Gives.ASK, (Why.OTHER_PLAN,))
    if change.course == CourseOfCare.NONE:
        return Right(record, Gives.NO, (Why.COURSE_NOT_NAMED,))
    why = (
        *(() if change.course in NAMED else (Why.COURSE_UNSURE,)),
        *(() if change.notice_on else (Why.NO_NOTICE,)),
        *_unsure(match),
    )
    if why or change.notice_on is None or not isinstance(record.value, int):
        return Right(record, Gives.ASK, why)
    until = change.notice_on + timedelta(days=record.value)
    over = (Why.OVER,) if until < today else ()
    return Right(record, Gives.COUNTED, over, change.notice_on, record.value, until)


def _unsure(match: Match) -> tuple[Why, ...]:
    return (
        *(() if match.is_certain else (Why.PLAN_UNSURE,)),
        *(() if match.record.is_printable else (Why.NOT_CONFIRMED,)),
    )


def last_day(found: Iterable[Right], *, today: date) -> date | None:
    """The latest day a counted right reaches, while it is not over."""
    days = [one.until for one in found if one.gives == Gives.COUNTED and one.until]
    return max((day for day in days if day >= today), default=None)


def warn_on(until: date, *, today: date) -> date:
    return max(until - timedelta(days=WARN_DAYS_BEFORE), today)
