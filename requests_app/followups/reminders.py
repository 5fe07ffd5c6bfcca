"""Send one reminder: a mail that says nothing but that there is something to look at.

The mail and the word SENT are written in one transaction, so a worker that dies leaves either both or
neither, and the next one cannot send twice. Handing the mail to the mail server is a promise of its own
(`notifications.delivery`), with its own rule for a crash.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import translation

from requests_app.audit import log
from requests_app.common import dates
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.followups import queries
from requests_app.followups.schedule import first_moment_to_send
from requests_app.models import FollowUp, FollowUpKind, Reminder
from requests_app.notifications.services import write_to
from requests_app.outbox import services as outbox
from requests_app.outbox.gates import ABOUT
from requests_app.outbox.worker import Outcome, Work
from requests_app.texts import services as texts
from requests_app.texts import wording

KIND = "reminder"
TEMPLATE = "followups/reminder"


def send(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        reminder = queries.reminder_to_send(work.subject_id)
        if reminder is None:
            return Outcome.NOT_WANTED
        if reminder.state == Reminder.State.SENT:
            return Outcome.DONE
        if not _is_wanted(reminder):
            return Outcome.NOT_WANTED
        if queries.has_newer_due(reminder, now):
            _set(reminder, state=Reminder.State.CANCELLED)
            return Outcome.NOT_WANTED
        allowed = first_moment_to_send(now, zone=reminder.case.time_zone)
        if allowed > now:
            promise_at(reminder, due_at=allowed, now=now)
            return Outcome.NOT_WANTED
        _write(reminder, now)
        log.record(action="followups.reminded", target=reminder, by=job(KIND, scope=work.scope), at=now)
    return Outcome.DONE


def promise_at(reminder: Reminder, *, due_at: datetime, now: datetime) -> None:
    """Two promises of one reminder do no harm: the second finds it sent."""
    outbox.promise(
        kind=KIND,
        subject_id=reminder.pk,
        due_at=due_at,
        organization_id=reminder.organization_id,
        now=now,
    )


def gate(reminder_id: int, now: datetime) -> bool | datetime:
    """Asked just before its mail or text leaves, maybe long after: is it still wanted, is it day there?"""
    reminder = queries.reminder_to_send(reminder_id)
    if reminder is None or reminder.state != Reminder.State.SENT:
        return False
    case = reminder.case
    if case.reminders_paused and reminder.channel == Reminder.Channel.MAIL:
        _set(reminder, state=Reminder.State.PAUSED, sent_at=None)
        return False
    if case.reminders_paused or not _makes_sense(reminder):
        _set(reminder, state=Reminder.State.CANCELLED, sent_at=None)
        return False
    allowed = first_moment_to_send(now, zone=case.time_zone)
    return True if allowed <= now else allowed


def _is_wanted(reminder: Reminder) -> bool:
    """Whether it still makes sense; one that does not is closed, so no list shows it as planned."""
    if reminder.state != Reminder.State.PLANNED:
        return False
    if reminder.case.reminders_paused:
        _set(reminder, state=Reminder.State.PAUSED)
        return False
    if _makes_sense(reminder):
        return True
    _set(reminder, state=Reminder.State.CANCELLED)
    return False


def _makes_sense(reminder: Reminder) -> bool:
    return (
        reminder.case.is_open
        and reminder.follow_up.state == FollowUp.State.OPEN
        and queries.is_theirs_now(reminder)
    )


def _write(reminder: Reminder, now: datetime) -> None:
    write_to(
        user=reminder.recipient,
        template=TEMPLATE,
        context={ABOUT: f"{KIND}:{reminder.pk}", **_context(reminder, now)},
        organization_id=reminder.organization_id,
        at=now,
    )
    _set(reminder, state=Reminder.State.SENT, sent_at=now)
    _write_text(reminder, now)


def _write_text(mailed: Reminder, now: datetime) -> None:
    """Whoever wants texts now gets one beside the mail; a row of its own says so."""
    due_on, person = mailed.follow_up.due_on, mailed.recipient
    row = Reminder(
        organization_id=mailed.organization_id,
        case=mailed.case,
        follow_up=mailed.follow_up,
        recipient=person,
        channel=Reminder.Channel.TEXT,
        remind_at=mailed.remind_at,
        state=Reminder.State.SENT,
        sent_at=now,
    )
    if not texts.wants(user=person):
        return
    row.save()
    template, context = wording.DAY, {"day": _day(due_on, person.language)}
    if mailed.follow_up.kind == FollowUpKind.OWN:
        template, context = wording.OWN, {}
    elif due_on < day_at(now, zone=mailed.case.time_zone):
        template = wording.LATE
    texts.queue_text(
        user=person,
        template=template,
        context={ABOUT: f"{KIND}:{row.pk}", **context},
        organization_id=mailed.organization_id,
        at=now,
    )


def _day(day: date, language: str) -> str:
    """Without the weekday: «sábado» has a letter that basic texts do not have."""
    with translation.override(language):
        return dates.long_date(day)


def _context(reminder: Reminder, now: datetime) -> dict[str, Any]:
    """The day in the reader's language, and nothing of what is due."""
    due_on = reminder.follow_up.due_on
    with translation.override(reminder.recipient.language):
        day = dates.weekday_date(due_on)
    return {
        "is_own": reminder.follow_up.kind == FollowUpKind.OWN,
        "is_late": due_on < day_at(now, zone=reminder.case.time_zone),
        "day": day,
    }


def _set(reminder: Reminder, **columns: Any) -> None:
    Reminder.objects.filter(pk=reminder.pk).update(**columns)
