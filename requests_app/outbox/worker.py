"""Keep promises: claim a row, do the work outside any transaction, finish under the same lease.

Knows nothing of Celery. A worker that dies leaves its row RUNNING with a lease; when the lease is over the
next sweep claims it again and tells the handler that somebody died half-way (`after_crash`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, transaction

from requests_app.common.scope import scoped
from requests_app.models import Promise, WorkerHeartbeat

log = logging.getLogger(__name__)


class Outcome(Enum):
    DONE = "done"
    NOT_WANTED = "not wanted"
    TRY_AGAIN = "try again"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Work:
    """What a handler gets: ids, and whether an earlier worker died while at it."""

    promise_id: int
    subject_id: int
    organization_id: int | None
    attempt: int
    after_crash: bool

    @property
    def scope(self) -> frozenset[int]:
        return frozenset() if self.organization_id is None else frozenset({self.organization_id})


Handler = Callable[[Work, datetime], Outcome]


def keep(*, promise_id: int, handlers: Mapping[str, Handler], now: datetime) -> bool:
    """Do what one row promises; False when there is nothing to do. Safe to call twice at once."""
    claimed = _claim(promise_id, now)
    if claimed is None:
        return False
    kind, token, work = claimed
    try:
        outcome = handlers[kind](work, now)
    except Exception as fault:
        log.exception("promise failed", extra={"promise_id": promise_id, "kind": kind})
        _finish(work, token, Outcome.TRY_AGAIN, now, error=type(fault).__name__)
        return False
    _finish(work, token, outcome, now)
    return outcome is Outcome.DONE


def sweep(*, handlers: Mapping[str, Handler], now: datetime, limit: int = 500) -> int:
    """Keep everything that is due, whoever forgot it; returns how many rows were handled."""
    with scoped(frozenset(), purpose="sweep"):
        ids = list(Promise.objects.ready(now).order_by("due_at", "id").values_list("pk", flat=True)[:limit])
        WorkerHeartbeat.objects.update_or_create(name="sweep", defaults={"seen_at": now})
    began = time.monotonic()
    # A long sweep takes its time: a row’s lease, and what it asks of the clock, begin when it is claimed.
    return sum(keep(promise_id=one, handlers=handlers, now=now + _since(began)) for one in ids)


def _since(began: float) -> timedelta:
    return timedelta(seconds=int(time.monotonic() - began))


def _claim(promise_id: int, now: datetime) -> tuple[str, UUID, Work] | None:
    try:
        with scoped(frozenset(), purpose="sweep"):
            row = Promise.objects.ready(now).select_for_update(skip_locked=True).filter(pk=promise_id).first()
            if row is None:
                return None
            crashed = row.state == Promise.State.RUNNING
            if row.attempts >= settings.OUTBOX_TRIES:
                _close(row, Promise.State.FAILED, now, error=row.last_error or "worker died")
                return None
            token = uuid4()
            row.state = Promise.State.RUNNING
            row.attempts += 1
            row.lease_token = token
            row.lease_until = now + settings.OUTBOX_LEASE
            row.save(update_fields=["state", "attempts", "lease_token", "lease_until"])
    except DatabaseError:
        log.exception("claim failed", extra={"promise_id": promise_id})
        return None
    work = Work(row.pk, row.subject_id, row.organization_id, row.attempts, crashed)
    return row.kind, token, work


def _finish(work: Work, token: UUID, outcome: Outcome, now: datetime, *, error: str = "") -> None:
    with scoped(frozenset(), purpose="sweep"):
        row = Promise.objects.select_for_update().filter(pk=work.promise_id, lease_token=token).first()
        if row is None:
            return
        if outcome is Outcome.TRY_AGAIN and row.attempts < settings.OUTBOX_TRIES:
            row.state = Promise.State.WAITING
            row.due_at = now + timedelta(minutes=2**row.attempts)
            row.lease_token = row.lease_until = None
            row.last_error = error
            row.save(update_fields=["state", "due_at", "lease_token", "lease_until", "last_error"])
            return
        states = {
            Outcome.DONE: Promise.State.DONE,
            Outcome.NOT_WANTED: Promise.State.CANCELLED,
            Outcome.UNCLEAR: Promise.State.UNCLEAR,
            Outcome.TRY_AGAIN: Promise.State.FAILED,
        }
        _close(row, states[outcome], now, error=error)


@transaction.atomic
def _close(row: Promise, state: Promise.State, now: datetime, *, error: str = "") -> None:
    row.state = state
    row.finished_at = now
    row.lease_token = row.lease_until = None
    row.last_error = error
    row.save(update_fields=["state", "finished_at", "lease_token", "lease_until", "last_error"])
