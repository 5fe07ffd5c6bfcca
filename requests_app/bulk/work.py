"""The worker’s part: one case after the other, each in a transaction of its own.

A case and its result are written together, so a worker that dies between two cases, or in the middle of one,
leaves the rest waiting and does none twice. A turn is shorter than the lease of its promise; a long job goes
on in the next turn.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from requests_app.audit import log as audit
from requests_app.bulk import doing, queries
from requests_app.bulk.acting import staff_actor
from requests_app.bulk.rules import UNDOABLE, Reason, may_undo, why_not
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.scope import scoped
from requests_app.models import BulkItem, BulkJob, BulkState, Case, ItemState
from requests_app.outbox.services import promise
from requests_app.outbox.worker import Outcome, Work

log = logging.getLogger(__name__)
KIND, UNDO_KIND = "bulk-job", "bulk-undo"
UNDO_FOR = timedelta(minutes=10)
# How long a case that somebody is saving just now is waited for.
WAIT_FOR_CASE = "2s"

One = Callable[[Work, datetime], bool]


def keep(work: Work, now: datetime) -> Outcome:
    return _turn(work, now, KIND, _do_next)


def undo(work: Work, now: datetime) -> Outcome:
    return _turn(work, now, UNDO_KIND, _undo_next)


def _turn(work: Work, now: datetime, kind: str, one: One) -> Outcome:
    began = time.monotonic()
    most = settings.OUTBOX_LEASE.total_seconds() / 3
    at = now
    while one(work, at):
        passed = time.monotonic() - began
        at = now + timedelta(seconds=passed)
        if passed > most:
            with scoped(work.scope):
                promise(
                    kind=kind,
                    subject_id=work.subject_id,
                    due_at=at,
                    organization_id=work.organization_id,
                    now=at,
                )
            return Outcome.DONE
    return Outcome.DONE


def _do_next(work: Work, at: datetime) -> bool:
    """False when there is nothing left to do."""
    with scoped(work.scope):
        job = BulkJob.objects.select_related("asked_by").filter(pk=work.subject_id).first()
        if job is None or job.state not in (BulkState.WAITING, BulkState.RUNNING):
            return False
        if job.started_at is None:
            BulkJob.objects.filter(pk=job.pk, started_at=None).update(state=BulkState.RUNNING, started_at=at)
        item = _claim(queries.items_of(job, ItemState.WAITING))
        if item is None:
            _finish(job, at)
            return False
        by = staff_actor(user_id=job.asked_by_id, organization_id=job.organization_id)
        item.state, item.reason = _do(job, item, by, at)
        item.settled_at = at
        item.save(update_fields=["state", "reason", "settled_at"])
        return True


def _undo_next(work: Work, at: datetime) -> bool:
    with scoped(work.scope):
        job = BulkJob.objects.filter(pk=work.subject_id, undone_at__isnull=False).first()
        item = _claim(queries.items_of(job, ItemState.DONE).filter(reason="")) if job else None
        if job is None or item is None:
            return False
        by = staff_actor(user_id=job.undone_by_id or 0, organization_id=job.organization_id)
        reason = _undo(job, item, by, at)
        item.state = ItemState.DONE if reason else ItemState.UNDONE
        item.reason = reason or ""
        item.save(update_fields=["state", "reason"])
        return True


def _claim(items: QuerySet[BulkItem]) -> BulkItem | None:
    return items.select_for_update(skip_locked=True, of=("self",)).first()


def _do(job: BulkJob, item: BulkItem, by: Actor, at: datetime) -> tuple[ItemState, str]:
    role = by.organization_roles.get(job.organization_id, "")
    if not role:
        return ItemState.FAILED, Reason.NO_ACCESS

    def deed() -> Reason | None:
        _hold(item.case_id)
        facts = queries.facts_of(by, job, [item.case_id])[item.case_id]
        reason = why_not(
            kind=job.kind,
            options=job.options,
            seen=item.before.get("seen", {}),
            facts=facts,
            role=role,
            user_id=by.person_id,
        )
        if reason is None and facts.case is not None:
            doing.do(job.kind, facts.case, job.options, by=by, at=at)
        return reason

    reason, is_fault = _tried(deed, item)
    if reason is None:
        return ItemState.DONE, ""
    is_failed = is_fault or reason == Reason.CHANGED
    return (ItemState.FAILED if is_failed else ItemState.SKIPPED), reason


def _undo(job: BulkJob, item: BulkItem, by: Actor, at: datetime) -> Reason | None:
    def deed() -> Reason | None:
        _hold(item.case_id)
        facts = queries.facts_of(by, job, [item.case_id])[item.case_id]
        if facts.case is None:
            return Reason.GONE
        if not may_undo(kind=job.kind, options=job.options, facts=facts):
            return Reason.TOUCHED
        seen = item.before.get("seen", {})
        doing.undo(job.kind, facts.case, job.options, seen, by=by, at=at)
        return None

    return _tried(deed, item)[0]


def _tried(deed: Callable[[], Reason | None], item: BulkItem) -> tuple[Reason | None, bool]:
    """Why nothing was done, and whether that is a fault: then everything of this case is as it was."""
    try:
        with transaction.atomic():
            return deed(), False
    except PermissionDenied:
        return Reason.NO_ACCESS, True
    except DomainError:
        return Reason.REFUSED, True
    except OperationalError as fault:
        # A lost connection is no answer about this case: the worker’s next turn begins with it.
        if not _is_lock(fault):
            raise
        return Reason.BUSY, True
    except Exception:
        log.exception("a case of a job failed", extra={"item_id": item.pk})
        return Reason.ERROR, True


def _is_lock(fault: OperationalError) -> bool:
    return getattr(fault.__cause__, "pgcode", "") in ("55P03", "40P01")


def _hold(case_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT_FOR_CASE])
    Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")


def _finish(job: BulkJob, at: datetime) -> None:
    """Another worker may still be at the last case: then that one finishes."""
    job = queries.locked(job)
    if job.state == BulkState.DONE or queries.items_of(job, ItemState.WAITING).exists():
        return
    job.state, job.finished_at = BulkState.DONE, at
    counts = queries.counts_of(job)
    if job.kind in UNDOABLE and counts.done:
        job.undo_until = at + UNDO_FOR
    job.save(update_fields=["state", "finished_at", "undo_until"])
    by = staff_actor(user_id=job.asked_by_id, organization_id=job.organization_id)
    audit.record(
        action="bulk.finished",
        target=job,
        by=by,
        at=at,
        details={"kind": job.kind, "done": counts.done, "skipped": counts.skipped, "failed": counts.failed},
    )
