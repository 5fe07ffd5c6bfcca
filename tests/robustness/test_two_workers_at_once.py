"""Two workers, or a worker and a person, at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from requests_app.followups import reminders
from requests_app.followups import services as followups
from requests_app.models import (
    Case,
    FollowUp,
    OutgoingEmail,
    Promise,
    Reminder,
)
from requests_app.notifications import delivery
from requests_app.notifications.services import queue_mail
from requests_app.outbox import worker
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.robustness.together import TOGETHER, at_once

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_two_workers_keep_one_promise_once():
    now = timezone.now()
    queue_mail(
        template="accounts/sign_in_code",
        to_email="once@example.com",
        language="en",
        context={"code": "123456"},
        organization_id=None,
        at=now,
    )
    see_everything()
    promise = Promise.objects.get(kind="mail")
    asked = []

    def deliver(work, at):
        asked.append(work.promise_id)
        return delivery.deliver(work, at)

    keep = [lambda: worker.keep(promise_id=promise.pk, handlers={"mail": deliver}, now=now)] * 4
    done = at_once(*keep)
    assert sorted(done) == [False, False, False, True]
    assert len(asked) == len(mail.outbox) == 1
    promise.refresh_from_db()
    assert (promise.state, promise.attempts) == ("DONE", 1)


def planned(case: Case) -> tuple[FollowUp, Reminder]:
    """A reminder that is due now."""
    follow_up = FollowUp.objects.create(
        organization=case.organization, case=case, kind="OWN", what="Ask", due_on=timezone.localdate()
    )
    reminder = Reminder.objects.create(
        organization=case.organization,
        case=case,
        follow_up=follow_up,
        recipient=case.opened_by,
        remind_at=timezone.now(),
    )
    return follow_up, reminder


CHANGES: dict[str, Callable[[Case, FollowUp], Any]] = {
    "paused": lambda case, _one: followups.pause(case=case, by=actor_for(case.opened_by), at=timezone.now()),
    "cancelled": lambda case, one: followups.cancel(
        follow_up=one, by=actor_for(case.opened_by), at=timezone.now()
    ),
    "moved": lambda case, one: followups.move(
        follow_up=one,
        to=timezone.localdate() + timedelta(days=7),
        by=actor_for(case.opened_by),
        at=timezone.now(),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_reminder_changed_while_a_worker_holds_it_is_not_sent(change, settings):
    """The worker has claimed the promise; before it looks at the reminder, the person decides otherwise."""
    case = make_case()
    follow_up, reminder = planned(case)
    noon = timezone.now().replace(hour=19, minute=0)
    promise = Promise.objects.create(
        kind="reminder",
        subject_id=reminder.pk,
        due_at=noon - timedelta(minutes=1),
        organization_id=case.organization_id,
        dedupe_key="held",
    )
    held, decided = Event(), Event()

    def send(work, now):
        held.set()
        assert decided.wait(TOGETHER)
        return reminders.send(work, now)

    def decide():
        assert held.wait(TOGETHER)
        try:
            see_everything()
            CHANGES[change](case, follow_up)
        finally:
            decided.set()

    at_once(
        lambda: worker.keep(promise_id=promise.pk, handlers={"reminder": send}, now=noon),
        decide,
    )
    assert not OutgoingEmail.objects.filter(template="followups/reminder").exists()
    reminder.refresh_from_db()
    assert reminder.state != "SENT"
