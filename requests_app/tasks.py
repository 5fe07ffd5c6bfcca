"""Contents page: which worker keeps which kind of promise, and the two bells Celery may ring.

Messages carry ids only. `_newer` lets an old worker accept what a newer release sends.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from celery import shared_task
from django.utils import timezone

from requests_app.drafts import services as drafts
from requests_app.followups import reminders
from requests_app.notifications import delivery
from requests_app.outbox import worker
from requests_app.packets import rendering

HANDLERS: dict[str, worker.Handler] = {
    "mail": delivery.deliver,
    "packet": rendering.build,
    "reminder": reminders.send,
}


def do_what_is_due(*, now: datetime) -> int:
    """Keep every promise that is due and let go of kept forms that ran out; returns how many were kept."""
    drafts.forget_expired(at=now)
    return worker.sweep(handlers=HANDLERS, now=now)


@shared_task(name="requests_app.tasks.keep_promise")
def keep_promise(*, promise_id: int, **_newer: Any) -> None:
    worker.keep(promise_id=promise_id, handlers=HANDLERS, now=timezone.now())


@shared_task(name="requests_app.tasks.sweep")
def sweep(**_newer: Any) -> None:
    """Beat rings; what there is to do stands in the tables."""
    do_what_is_due(now=timezone.now())
