"""The reminders of follow-ups: planned, called off, held back and let go again with what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from requests_app.followups import queries, schedule
from requests_app.followups.reminders import KIND, promise_at
from requests_app.models import Case, FollowUp, Reminder, User
from requests_app.outbox import services as outbox

State = Reminder.State


def plan(case: Case, follow_up: FollowUp, *, at: datetime) -> None:
    """On the day, and before a last day, for each person; a paused case keeps them without a promise."""
    if not case.is_open:
        return
    moments = schedule.reminders_after(at, kind=follow_up.kind, due_on=follow_up.due_on, zone=case.time_zone)
    for person in queries.who_is_told(case, follow_up):
        for remind_at in moments:
            _plan_one(case, follow_up, person, remind_at=remind_at, at=at)


def plan_again(case: Case, *, at: datetime) -> None:
    """For open follow-ups whose reminder fell away: at its time, or one mail a person for all that passed."""
    missed_at = schedule.first_moment_to_send(at, zone=case.time_zone)
    follow_ups = list(case.follow_ups.filter(state=FollowUp.State.OPEN).order_by("-due_on", "-id"))
    kept = list(case.reminders.filter(state__in=[State.PLANNED, State.PAUSED, State.SENT]))
    for person in queries.everybody_told(case, follow_ups):
        own = [one for one in kept if one.recipient_id == person.pk]
        gets_one = any(one.state == State.PLANNED and one.remind_at <= at for one in own)
        for follow_up in follow_ups:
            if not queries.is_told(case, follow_up, person):
                continue
            moments = schedule.reminders_at(kind=follow_up.kind, due_on=follow_up.due_on, zone=case.time_zone)
            # Of what passed only the last one is told late; the moments before it are over.
            to_come = [one for one in moments if one > at]
            for due_at in to_come or moments[-1:]:
                if any(_stands_for(one, follow_up, due_at=due_at) for one in own):
                    continue
                if due_at > at:
                    _plan_one(case, follow_up, person, remind_at=due_at, at=at)
                elif not gets_one:
                    _plan_one(case, follow_up, person, remind_at=missed_at, at=at)
                    gets_one = True


def call_off(follow_up: FollowUp, *, at: datetime) -> None:
    for reminder in follow_up.reminders.filter(state__in=[State.PLANNED, State.PAUSED]):
        outbox.call_off(kind=KIND, subject_id=reminder.pk, at=at)
        _set_state(reminder, State.CANCELLED)


def hold_back(case: Case, *, at: datetime) -> None:
    for reminder in _in_state(case, State.PLANNED):
        outbox.call_off(kind=KIND, subject_id=reminder.pk, at=at)
        _set_state(reminder, State.PAUSED)


def let_go(case: Case, *, at: datetime) -> None:
    """Of those whose time passed, each person gets one, outside the quiet hours."""
    waiting = _in_state(case, State.PAUSED)
    newest = {one.recipient_id: one.pk for one in waiting if one.remind_at <= at}
    for reminder in waiting:
        if reminder.remind_at <= at and newest[reminder.recipient_id] != reminder.pk:
            _set_state(reminder, State.CANCELLED)
            continue
        _set_state(reminder, State.PLANNED)
        due_at = schedule.first_moment_to_send(max(reminder.remind_at, at), zone=case.time_zone)
        promise_at(reminder, due_at=due_at, now=at)


def _plan_one(case: Case, follow_up: FollowUp, person: User, *, remind_at: datetime, at: datetime) -> None:
    reminder = Reminder.objects.create(
        organization_id=case.organization_id,
        case=case,
        follow_up=follow_up,
        recipient=person,
        remind_at=remind_at,
        state=State.PAUSED if case.reminders_paused else State.PLANNED,
    )
    if not case.reminders_paused:
        promise_at(reminder, due_at=remind_at, now=at)


def _stands_for(reminder: Reminder, follow_up: FollowUp, *, due_at: datetime) -> bool:
    """Whether this reminder is still to go out for the follow-up, or went out for its day."""
    if reminder.follow_up_id != follow_up.pk:
        return False
    if reminder.state == State.SENT:
        return reminder.remind_at >= due_at
    return reminder.remind_at == due_at or follow_up.kind not in schedule.TOLD_BEFORE


def _in_state(case: Case, state: Reminder.State) -> Sequence[Reminder]:
    return list(case.reminders.filter(state=state).order_by("remind_at", "id"))


def _set_state(reminder: Reminder, state: Reminder.State) -> None:
    Reminder.objects.filter(pk=reminder.pk).update(state=state)
