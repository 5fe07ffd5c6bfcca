"""Which step comes after an answer, who owes it and by when. Pure but for what is loaded with the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.decisions import shown
from requests_app.models import AfterPart, Answer, Case, Decision, NextAction, WaitingOn


@dataclass(frozen=True)
class Step:
    action: NextAction
    waiting_on: WaitingOn = WaitingOn.PATIENT
    due_on: date | None = None


def after(decision: Decision, *, to_call_on: date | None, to_appeal_by: date | None) -> Step:
    match decision.answer:
        case Answer.NEEDS_MORE:
            return _after_more(decision)
        case Answer.NOT_WRITTEN:
            return Step(NextAction.CALL_4, WaitingOn.PLAN, to_call_on)
        case Answer.DENIED:
            action = NextAction.APPEAL if decision.reason else NextAction.CHOOSE
            return Step(action, due_on=to_appeal_by)
        case Answer.PARTLY:
            return _after_part(decision, to_call_on, to_appeal_by)
    return _after_yes(decision, to_call_on)


def without_answer(case: Case) -> Step:
    """The only answer was taken away: as before it came."""
    if case.is_sent:
        return Step(NextAction.CALL_3, WaitingOn.PLAN)
    return Step(NextAction.FILL_IN)


def _after_more(decision: Decision) -> Step:
    kept = [one for one in decision.wanted.all() if one.removed_at is None]
    waiting = sorted(
        (one for one in kept if one.done_on is None), key=lambda one: (one.due_on is None, one.due_on)
    )
    if kept and not waiting:
        return Step(NextAction.CALL_2, WaitingOn.PLAN)
    owed_by = WaitingOn(waiting[0].owed_by) if waiting else WaitingOn.PATIENT
    days = [day for day in (decision.needs_by, *(one.due_on for one in waiting)) if day]
    return Step(NextAction.ADD_MORE, owed_by, min(days, default=None))


def _after_part(decision: Decision, to_call_on: date | None, to_appeal_by: date | None) -> Step:
    """To have it put right is one call; the day to appeal runs on beside it."""
    if not decision.after_part:
        return Step(NextAction.CHOOSE, due_on=to_appeal_by)
    if AfterPart.FIX in decision.after_part:
        return Step(NextAction.CALL_4, due_on=to_call_on)
    if AfterPart.APPEAL in decision.after_part:
        return Step(NextAction.APPEAL, due_on=to_appeal_by)
    return Step(NextAction.NONE)


def _after_yes(decision: Decision, to_call_on: date | None) -> Step:
    if not decision.is_in_writing:
        return Step(NextAction.CALL_4, WaitingOn.PLAN, to_call_on)
    if not shown.was_looked_at(decision):
        return Step(NextAction.CHOOSE)
    return Step(NextAction.CALL_4 if shown.open_points(decision) else NextAction.NONE)
