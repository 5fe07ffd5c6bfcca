"""Send one reminder: a mail that says nothing but that there is something to look at.

The mail and the word SENT are written in one transaction, so a worker that dies leaves either both or
neither, and the next one cannot send twice. Handing the mail to the mail server is a promise of its own
(`notifications.delivery`), with its own rule for a crash.
"""

from __future__ import annotations

from datetime import datetime
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
from requests_app.notifications.services import queue_mail
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

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


def _is_wanted(reminder: Reminder) -> bool:
    """Whether it still makes sense; one that does not is closed, so no list shows it as planned."""
    if reminder.state != Reminder.State.PLANNED:
        return False
    if reminder.case.reminders_paused:
        _set(reminder, state=Reminder.State.PAUSED)
        return False
    if (
        reminder.case.is_open
        and reminder.follow_up.state == FollowUp.State.OPEN
        and queries.may_open(reminder.case, reminder.recipient)
    ):
        return True
    _set(reminder, state=Reminder.State.CANCELLED)
    return False


def _write(reminder: Reminder, now: datetime) -> None:
    recipient = reminder.recipient
    queue_mail(
        template=TEMPLATE,
        to_email=recipient.email,
        language=recipient.language,
        context=_context(reminder, now),
        organization_id=reminder.organization_id,
        at=now,
    )
    _set(reminder, state=Reminder.State.SENT, sent_at=now)


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
