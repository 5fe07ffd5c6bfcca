"""Make, move and call off promises. A promise is a row; Celery only rings the bell."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import uuid4

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from requests_app.models import Promise

log = logging.getLogger(__name__)
KEEP = "requests_app.tasks.keep_promise"


def promise(
    *,
    kind: str,
    subject_id: int,
    due_at: datetime,
    organization_id: int | None,
    now: datetime,
    dedupe_key: str = "",
) -> Promise:
    """Write down that something must happen; call it inside the transaction of its cause.

    The same `dedupe_key` twice is one promise.
    """
    row, _ = Promise.objects.get_or_create(
        dedupe_key=dedupe_key or f"{kind}:{subject_id}:{uuid4().hex}",
        defaults={
            "kind": kind,
            "subject_id": subject_id,
            "due_at": due_at,
            "organization_id": organization_id,
        },
    )
    if due_at <= now:
        transaction.on_commit(lambda: ring(promise_id=row.pk))
    return row


def call_off(*, kind: str, subject_id: int, at: datetime) -> int:
    """Cancel what has not begun; returns how many."""
    waiting = Promise.objects.filter(kind=kind, subject_id=subject_id, state=Promise.State.WAITING)
    return waiting.update(state=Promise.State.CANCELLED, finished_at=at)


def ring(*, promise_id: int) -> None:
    """Tell a worker that a row is due. A dead broker loses nothing: the sweep finds the row."""
    try:
        current_app.send_task(KEEP, kwargs={"promise_id": promise_id}, retry=False)
    except (OperationalError, OSError):
        log.warning("broker unreachable, the sweep will find it", extra={"promise_id": promise_id})
