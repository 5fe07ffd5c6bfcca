"""The day of a check-in for one case: its interval, the office’s closed days, the day in the queue."""

from __future__ import annotations

from datetime import date, datetime

from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.followups import queries, reminder_plans, rows, schedule
from requests_app.followups.closed import closed_days_of, own_days
from requests_app.followups.schedule import Contact, PlannedFollowUp, Sending
from requests_app.models import Case, FollowUp, NextAction, WaitingOn

AFTER_SENDING = (NextAction.CALL_2, NextAction.CALL_3)


def check_in_after(case: Case, start: Contact | Sending) -> PlannedFollowUp:
    return schedule.check_in_after(
        start, every=queries.every_of(case), office_days=own_days(case.organization_id)
    )


def after_promise(case: Case, promised_on: date) -> PlannedFollowUp:
    closed = closed_days_of(case.organization_id, promised_on)
    return schedule.after_promise(promised_by=promised_on, closed=closed)


def recounted(
    case: Case, follow_up: FollowUp, planned: PlannedFollowUp, *, what: str, by: Actor, at: datetime
) -> None:
    was_due = follow_up.due_on
    stays = follow_up.moved_from is not None
    follow_up.kind, follow_up.what, follow_up.reason = planned.kind, what, planned.reason
    follow_up.counted_from, follow_up.business_days = planned.counted_from, planned.business_days
    follow_up.due_on = was_due if stays else planned.due_on
    follow_up.moved_from = planned.due_on if stays and planned.due_on != was_due else None
    follow_up.save()
    if follow_up.due_on != was_due:
        reminder_plans.call_off(follow_up, at=at)
        reminder_plans.plan(case, follow_up, at=at)
    rows.note("followups.recounted", follow_up, by=by, at=at)


def show_in_queue(case: Case, *, by: Actor, at: datetime) -> None:
    """While the next step is a check-in, it is the first open check-in, on its day."""
    first = rows.open_of(case, *queries.CALLS).order_by("due_on").first()
    action = NextAction(first.kind if first else case.next_action)
    day = first.due_on if first else None
    if case.next_action in AFTER_SENDING and (case.next_action, case.due_on) != (action, day):
        cases.set_next_step(
            case=case,
            action=action,
            waiting_on=WaitingOn(case.waiting_on),
            due_on=day,
            by=by,
            at=at,
        )
