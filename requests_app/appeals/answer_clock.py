"""By when the plan or the reviewer must answer an appeal, as a rule on file has it.

Hours are counted here in whole days after the day of sending: the hour at which it arrived is on no paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.knowledge import library
from requests_app.knowledge.plans import PlanFacts, plan_facts_of, plan_types
from requests_app.knowledge.records import Record
from requests_app.knowledge.vocabulary import Kind
from requests_app.models import Appeal, AppealLevel
from requests_app.tracks.counting import Limit, last_day

RULE = "RULE"
FEDERAL_EXTERNAL = frozenset({"us-aca-external-decision", "us-aca-external-expedited"})
FAST_INTERNAL = frozenset(
    {"us-erisa-appeal-urgent", "us-medicaid-appeal-expedited", "us-ma-reconsideration-expedited"}
)
BEFORE_CARE = frozenset({"us-erisa-appeal-preservice", "us-medicaid-appeal-standard"})
AFTER_CARE = frozenset({"us-erisa-appeal-postservice", "us-medicaid-appeal-standard"})


@dataclass(frozen=True)
class AnswerDay:
    """`is_sure`: the record surely applies and may be printed; else it is to be confirmed by phone."""

    record: Record
    due_on: date
    is_sure: bool


def days_for_answer(
    plan: PlanFacts, *, level: str, is_expedited: bool, is_after_care: bool, sent_on: date
) -> tuple[AnswerDay, ...]:
    """Sure ones first, the shortest first. Pure but for the library."""
    wanted = _wanted(level, is_expedited=is_expedited, is_after_care=is_after_care)
    is_insured = any("fully_insured" in world for world in plan_types(plan).worlds)
    found = []
    for match in library.applicable(plan, Kind.DEADLINE_PLAN, on=sent_on):
        due_on = _due_on(match.record, sent_on)
        if match.record.id in wanted and due_on is not None:
            is_states = match.record.id in FEDERAL_EXTERNAL and is_insured
            is_sure = match.is_certain and match.record.is_printable and not is_states
            found.append(AnswerDay(match.record, due_on, is_sure))
    return tuple(sorted(found, key=lambda one: (not one.is_sure, one.due_on)))


def days_of(appeal: Appeal) -> tuple[AnswerDay, ...]:
    """Nothing before it was sent."""
    case = appeal.case
    if appeal.sent_on is None:
        return ()
    return days_for_answer(
        plan_facts_of(case.coverage, case.care),
        level=appeal.level,
        is_expedited=appeal.is_expedited,
        is_after_care=case.care.timing == "OVER" or appeal.decision.eob_id is not None,
        sent_on=appeal.sent_on,
    )


def sure_day(appeal: Appeal) -> AnswerDay | None:
    return next((one for one in days_of(appeal) if one.is_sure), None)


def _wanted(level: str, *, is_expedited: bool, is_after_care: bool) -> frozenset[str]:
    """A second appeal has its own time in some plans: no record names it, so none is told."""
    if level == AppealLevel.EXTERNAL:
        return frozenset({"us-aca-external-expedited" if is_expedited else "us-aca-external-decision"})
    if level == AppealLevel.SECOND:
        return frozenset()
    if is_after_care:
        return AFTER_CARE
    return FAST_INTERNAL if is_expedited else BEFORE_CARE


def _due_on(record: Record, sent_on: date) -> date | None:
    limit = Limit.of(record)
    return last_day(sent_on, limit.in_days) if limit else None
