"""Days that other areas count: an appeal’s last day, what the plan still wants, the end of an approval.

Each is one follow-up for its kind and for what it is about (“appeal:12”). Planned again it is the same one,
on the new day; called off it goes with its reminders.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from requests_app.accounts import permissions
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.followups import reminder_plans, rows
from requests_app.models import Case, FollowUp, FollowUpKind


@transaction.atomic
def plan_for(
    *,
    case: Case,
    kind: FollowUpKind,
    due_on: date,
    about: str,
    by: Actor,
    at: datetime,
    what: str = "",
) -> FollowUp:
    """One open follow-up of this kind about this; on another day than before, it and its reminders move.

    A day that somebody moved by hand stays as long as the counted day is the same. What was marked as done
    for this very day stays done.
    """
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    same = case.follow_ups.filter(kind=kind, about=about)
    stands = same.filter(state=FollowUp.State.OPEN).order_by("id").first()
    if stands is None:
        done = same.filter(Q(due_on=due_on) | Q(moved_from=due_on), state=FollowUp.State.DONE)
        return done.order_by("-id").first() or rows.insert(
            case, kind=kind, due_on=due_on, about=about, what=what, by=by, at=at
        )
    if stands.what != what:
        FollowUp.objects.filter(pk=stands.pk).update(what=what)
        stands.what = what
    if due_on not in (stands.due_on, stands.moved_from):
        FollowUp.objects.filter(pk=stands.pk).update(due_on=due_on, moved_from=None)
        stands.due_on, stands.moved_from = due_on, None
        reminder_plans.call_off(stands, at=at)
        reminder_plans.plan(case, stands, at=at)
        rows.note("followups.recounted", stands, by=by, at=at)
    return stands


@transaction.atomic
def call_off(*, case: Case, about_prefix: str, by: Actor, at: datetime) -> int:
    """Cancel the open follow-ups about this (“appeal:12”) or what belongs to it (“appeal:12:peer”)."""
    return _end(case, about_prefix, FollowUp.State.CANCELLED, by=by, at=at)


@transaction.atomic
def settle(*, case: Case, about_prefix: str, by: Actor, at: datetime) -> int:
    """What they were for was done: mark the open follow-ups about this as done."""
    return _end(case, about_prefix, FollowUp.State.DONE, by=by, at=at)


@transaction.atomic
def take_up_again(*, case: Case, about: str, since: date, by: Actor, at: datetime) -> None:
    """What was marked as done too early is open again, when its day is still to come, with its reminders."""
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    done = case.follow_ups.filter(about=about, state=FollowUp.State.DONE, due_on__gte=since)
    found = done.order_by("-finished_at", "-id").first()
    if found is None or case.follow_ups.filter(about=about, state=FollowUp.State.OPEN).exists():
        return
    rows.open_again(case, found, by=by, at=at)


def _end(case: Case, prefix: str, state: FollowUp.State, *, by: Actor, at: datetime) -> int:
    permissions.check_can_edit_case(by, case)
    case = locked_case(case)
    # “appeal:1” is not the beginning of “appeal:12”.
    about = Q(about=prefix) | Q(about__startswith=f"{prefix.rstrip(':')}:")
    found = list(case.follow_ups.filter(about, state=FollowUp.State.OPEN))
    for follow_up in found:
        rows.close(follow_up, state, by=by, at=at)
    return len(found)
