"""Plan, move and finish follow-ups; their reminders and the day the queue shows go with them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.followups import counting, queries, reminder_plans, rows
from requests_app.followups.days import call_off as call_off
from requests_app.followups.days import plan_for as plan_for
from requests_app.followups.days import settle as settle
from requests_app.followups.schedule import Contact, PlannedFollowUp, Sending
from requests_app.models import Case, FollowUp, FollowUpKind, NextAction, WaitingOn


class FollowUpRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def plan_after_sending(
    *, case: Case, submission_sent_on: date, is_expedited: bool, by: Actor, at: datetime
) -> FollowUp:
    """Call 2 on the right business day after sending; an older open call 2 is called off."""
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    for older in rows.open_of(case, FollowUpKind.CALL_2):
        rows.close(older, FollowUp.State.CANCELLED, by=by, at=at)
    return _plan(case, counting.check_in_after(case, Sending(submission_sent_on, is_expedited)), by=by, at=at)


@transaction.atomic
def record_contact(
    *,
    case: Case,
    contacted_on: date,
    kind: FollowUpKind,
    by: Actor,
    at: datetime,
    was_found: bool = True,
    promised_by: date | None = None,
) -> FollowUp:
    """A call 2 or 3 was made: open ones are done, and the next is planned.

    Call 3 some business days later, or after the day the plan promised; call 2 again the next business day
    when the plan could not find the request (`was_found=False`).
    """
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    return _contacted(
        case, contacted_on=contacted_on, by=by, at=at, was_found=was_found, promised_by=promised_by
    )


@transaction.atomic
def plan_promised(*, case: Case, promised_on: date, what: str, by: Actor, at: datetime) -> FollowUp:
    """Look after what the plan promised for a day; asked twice, it is one follow-up."""
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    planned = counting.after_promise(case, promised_on)
    same = rows.open_of(case, FollowUpKind.PROMISED).filter(due_on=planned.due_on, what=what)
    return same.first() or _plan(case, planned, what=what, by=by, at=at)


@transaction.atomic
def plan_own(
    *, case: Case, what: str, due_on: date, by: Actor, at: datetime, for_me: bool = False
) -> FollowUp:
    """A reminder on a day that somebody chose. `for_me`: it goes to that person and nobody else."""
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    refuse_when_closed(case)
    asked_by_id = by.person_id if for_me else None
    return rows.insert(
        case, kind=FollowUpKind.OWN, what=what, due_on=due_on, asked_by_id=asked_by_id, by=by, at=at
    )


@transaction.atomic
def move(*, follow_up: FollowUp, to: date, by: Actor, at: datetime) -> FollowUp:
    """Another day; the first planned day is kept, and the reminder goes out on the new one."""
    permissions.check_can_edit_case(by, follow_up.case)
    case = locked_case(follow_up.case)
    refuse_when_closed(case)
    fresh = _still_open(follow_up)
    if to == fresh.due_on:
        return fresh
    before = fresh.moved_from or fresh.due_on
    FollowUp.objects.filter(pk=fresh.pk).update(due_on=to, moved_from=before)
    fresh.due_on, fresh.moved_from = to, before
    reminder_plans.call_off(fresh, at=at)
    reminder_plans.plan(case, fresh, at=at)
    rows.note("followups.moved", fresh, by=by, at=at)
    counting.show_in_queue(case, by=by, at=at)
    return fresh


@transaction.atomic
def complete(*, follow_up: FollowUp, by: Actor, at: datetime) -> FollowUp | None:
    """Done. After a call 2 or 3 the next call is planned, counted from today, and returned."""
    permissions.check_can_edit_case(by, follow_up.case)
    case = locked_case(follow_up.case)
    fresh = _still_open(follow_up)
    if fresh.kind in queries.CALLS and case.is_open:
        return _contacted(case, contacted_on=day_at(at, zone=case.time_zone), by=by, at=at)
    rows.close(fresh, FollowUp.State.DONE, by=by, at=at)
    return None


@transaction.atomic
def cancel(*, follow_up: FollowUp, by: Actor, at: datetime) -> None:
    permissions.check_can_edit_case(by, follow_up.case)
    case = locked_case(follow_up.case)
    rows.close(_still_open(follow_up), FollowUp.State.CANCELLED, by=by, at=at)
    counting.show_in_queue(case, by=by, at=at)


@transaction.atomic
def pause(*, case: Case, by: Actor, at: datetime) -> None:
    """No reminder of this case goes out until `resume`; the follow-ups themselves stay."""
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if not fresh.reminders_paused:
        Case.objects.filter(pk=fresh.pk).update(reminders_paused=True)
        reminder_plans.hold_back(fresh, at=at)
        log.record(action="followups.paused", target=fresh, by=by, at=at)
    case.reminders_paused = True


@transaction.atomic
def resume(*, case: Case, by: Actor, at: datetime) -> None:
    """Reminders go out again. Of those whose time passed, each person gets one, outside the quiet hours."""
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if fresh.reminders_paused:
        Case.objects.filter(pk=fresh.pk).update(reminders_paused=False)
        reminder_plans.let_go(fresh, at=at)
        log.record(action="followups.resumed", target=fresh, by=by, at=at)
    case.reminders_paused = False


@transaction.atomic
def plan_reminders_again(*, case: Case, by: Actor, at: datetime) -> None:
    """The request is open again: what is still to do is reminded of, though its mails fell away meanwhile."""
    permissions.check_can_edit_case(by, case)
    reminder_plans.plan_again(locked_case(case), at=at)


@transaction.atomic
def recount(*, case: Case, was: Contact, start: Contact | Sending, by: Actor, at: datetime) -> None:
    """The call this check-in was counted from was put right, or is no more: count it from `start` instead.

    A check-in that a person moved stays on its day; only the rule beside it is told anew.
    """
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    counted = queries.check_in_after(case, was)
    if counted is not None:
        counting.recounted(case, counted, counting.check_in_after(case, start), what="", by=by, at=at)
        counting.show_in_queue(case, by=by, at=at)


@transaction.atomic
def recount_promise(
    *, case: Case, was_on: date, was_what: str, promised_on: date, what: str, by: Actor, at: datetime
) -> None:
    """What the plan promised was written down wrong: its follow-up goes to the right day and words."""
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    counted = queries.promise_of(case, promised_on=was_on, what=was_what)
    if counted is not None:
        planned = counting.after_promise(case, promised_on)
        counting.recounted(case, counted, planned, what=what, by=by, at=at)


def _contacted(
    case: Case,
    *,
    contacted_on: date,
    by: Actor,
    at: datetime,
    was_found: bool = True,
    promised_by: date | None = None,
) -> FollowUp:
    for made in rows.open_of(case, *queries.CALLS):
        rows.close(made, FollowUp.State.DONE, by=by, at=at)
    planned = counting.check_in_after(case, Contact(contacted_on, was_found, promised_by))
    follow_up = _plan(case, planned, by=by, at=at)
    cases.advance(
        case=case,
        past=counting.AFTER_SENDING,
        to=NextAction(planned.kind),
        waiting_on=WaitingOn.PLAN,
        due_on=planned.due_on,
        by=by,
        at=at,
    )
    cases.touch(case=case, at=at)
    return follow_up


def _plan(case: Case, planned: PlannedFollowUp, *, what: str = "", by: Actor, at: datetime) -> FollowUp:
    return rows.insert(
        case,
        kind=FollowUpKind(planned.kind),
        what=what,
        due_on=planned.due_on,
        counted_from=planned.counted_from,
        business_days=planned.business_days,
        calendar=rows.US_FEDERAL,
        reason=planned.reason,
        by=by,
        at=at,
    )


def _still_open(follow_up: FollowUp) -> FollowUp:
    fresh = queries.locked(follow_up)
    if fresh.state != FollowUp.State.OPEN:
        raise FollowUpRefused(_("This was done or cancelled meanwhile."))
    return fresh


def refuse_when_closed(case: Case) -> None:
    if not case.is_open:
        raise FollowUpRefused(_("This request is closed. Open it again first."))
