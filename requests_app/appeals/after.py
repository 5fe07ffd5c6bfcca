"""What follows from each turn of an appeal: its days, and whose step comes next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_noop

from requests_app.appeals import answer_clock
from requests_app.appeals.parts import ANSWER_DUE
from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days
from requests_app.common.time_zones import day_at
from requests_app.decisions import bill_step
from requests_app.decisions import days as decision_days
from requests_app.decisions.appeal_days import days_of
from requests_app.followups import services as followups
from requests_app.followups.closed import closed_days_of
from requests_app.models import Appeal, AppealState, FollowUpKind, NextAction, WaitingOn

BY, ASK, CHECK, DUE = "by", "ask", "check", "due"
# Business days until somebody asks whether it arrived; a choice of ours, as after the request itself.
CHECK_AFTER, CHECK_AFTER_EXPEDITED = 3, 1
# A step that staff set by hand stays.
BEFORE = tuple(one for one in NextAction if one is not NextAction.OWN)


def about(appeal: Appeal, part: str = "") -> str:
    name = f"appeal:{appeal.pk}"
    return f"{name}:{part}" if part else name


def started(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """Also after the letter’s days changed: the last day is worked out again and kept with the appeal."""
    case, today = appeal.case, day_at(at, zone=appeal.case.time_zone)
    days = days_of(case, appeal.decision, on=today, level=appeal.level)
    appeal.by_letter, appeal.by_rule = days.by_letter, days.by_rule
    appeal.rule_id = days.record.id if days.record else ""
    appeal.save(update_fields=["by_letter", "by_rule", "rule_id"])
    # The answer’s own day is kept by the appeal from now on.
    decision_days.plan(appeal.decision, by=by, at=at)
    if appeal.state != AppealState.PREPARING:
        return
    _keep_the_last_day(appeal, days.plan_on, by=by, at=at)
    _go_on(appeal, NextAction.APPEAL, WaitingOn.PATIENT, days.plan_on, past=BEFORE, by=by, at=at)


def _go_on(
    appeal: Appeal,
    to: NextAction,
    waiting_on: WaitingOn,
    due_on: date | None,
    *,
    past: Collection[NextAction],
    by: Actor,
    at: datetime,
) -> None:
    """About a bill, it is the bill’s step and leaves that of the request alone."""
    if appeal.decision.eob_id is not None:
        bill_step.show(appeal.case, by=by, at=at)
        return
    cases.advance(case=appeal.case, past=past, to=to, waiting_on=waiting_on, due_on=due_on, by=by, at=at)


def _keep_the_last_day(appeal: Appeal, last_day: date | None, *, by: Actor, at: datetime) -> None:
    """Not known: somebody has to ask for it."""
    case, today = appeal.case, day_at(at, zone=appeal.case.time_zone)
    followups.call_off(case=case, about_prefix=about(appeal, ASK if last_day else BY), by=by, at=at)
    if last_day is None:
        ask_on = add_business_days(today, 1, closed_days_of(case.organization_id, today))
        what = gettext_noop("Ask the plan for the last day to appeal")
        _plan(appeal, ASK, FollowUpKind.OWN, ask_on, by=by, at=at, what=what)
    elif last_day >= today:
        _plan(appeal, BY, FollowUpKind.APPEAL_BY, last_day, by=by, at=at)
    else:
        # Over already: a reminder of the later day that was thought of before would name a wrong one.
        followups.call_off(case=case, about_prefix=about(appeal, BY), by=by, at=at)


def sent(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """The last day is kept. Ask soon whether it arrived, and again when the answer is due."""
    case = appeal.case
    followups.settle(case=case, about_prefix=about(appeal, BY), by=by, at=at)
    followups.call_off(case=case, about_prefix=about(appeal, ASK), by=by, at=at)
    start = appeal.sent_on or day_at(at, zone=case.time_zone)
    if appeal.answer_due_on is None:
        _take_the_day_of_a_rule(appeal)
    days = CHECK_AFTER_EXPEDITED if appeal.is_expedited else CHECK_AFTER
    check_on = add_business_days(start, days, closed_days_of(case.organization_id, start))
    _plan(appeal, CHECK, FollowUpKind.APPEAL, check_on, by=by, at=at)
    _keep_the_day_of_the_answer(appeal, by=by, at=at)
    _go_on(appeal, NextAction.APPEAL_CHECK, WaitingOn.PLAN, check_on, past=BEFORE, by=by, at=at)


def changed(appeal: Appeal, part: str, *, by: Actor, at: datetime) -> None:
    if part == ANSWER_DUE and appeal.state == AppealState.SENT:
        _keep_the_day_of_the_answer(appeal, by=by, at=at)


def decided(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    followups.settle(case=appeal.case, about_prefix=about(appeal), by=by, at=at)
    if appeal.decision.eob_id is not None:
        bill_step.show(appeal.case, by=by, at=at)


def withdrawn(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """The day to appeal stands with the answer again, and so does the choice."""
    case = appeal.case
    followups.call_off(case=case, about_prefix=about(appeal), by=by, at=at)
    decision_days.plan(appeal.decision, by=by, at=at)
    today = day_at(at, zone=case.time_zone)
    due_on = days_of(case, appeal.decision, on=today, level=appeal.level).plan_on
    was = (NextAction.APPEAL, NextAction.APPEAL_CHECK)
    _go_on(appeal, NextAction.CHOOSE, WaitingOn.PATIENT, due_on, past=was, by=by, at=at)


def _take_the_day_of_a_rule(appeal: Appeal) -> None:
    found = answer_clock.sure_day(appeal)
    if found is not None:
        appeal.answer_due_on, appeal.answer_due_from = found.due_on, answer_clock.RULE
        appeal.save(update_fields=["answer_due_on", "answer_due_from"])


def _keep_the_day_of_the_answer(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """The first business day after the plan’s last one: then it is late."""
    case, due_on = appeal.case, appeal.answer_due_on
    if due_on is None:
        followups.call_off(case=case, about_prefix=about(appeal, DUE), by=by, at=at)
        return
    ask_on = add_business_days(due_on, 1, closed_days_of(case.organization_id, due_on - timedelta(days=1)))
    _plan(appeal, DUE, FollowUpKind.APPEAL, ask_on, by=by, at=at)


def _plan(
    appeal: Appeal, part: str, kind: FollowUpKind, due_on: date, *, by: Actor, at: datetime, what: str = ""
) -> None:
    followups.plan_for(
        case=appeal.case, kind=kind, due_on=due_on, about=about(appeal, part), what=what, by=by, at=at
    )
