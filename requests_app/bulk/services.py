"""Choose cases, say what is to happen to them, begin, try again, undo. The worker does it (`bulk.work`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.bulk import queries
from requests_app.bulk.rules import MOST_CASES as MOST_CASES
from requests_app.bulk.rules import TRY_AGAIN, UNDOABLE, WITHOUT_OPTIONS, state_of
from requests_app.bulk.work import KIND, UNDO_KIND
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import BulkItem, BulkJob, BulkKind, BulkState, Case, ItemState
from requests_app.outbox.services import promise

FORGOTTEN_AFTER = timedelta(days=1)


class BulkRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def choose(
    *, kind: str, cases: Sequence[Case], by: Actor, at: datetime, again_of: BulkJob | None = None
) -> BulkJob:
    """Nothing happens yet. What the cases say now is kept, so that a change meanwhile is noticed."""
    if not cases:
        raise BulkRefused(_("Choose at least one case first."))
    if len(cases) > MOST_CASES:
        raise BulkRefused(
            _("That is more than %(most)s cases. Use filters, or do one part after the other.")
            % {"most": f"{MOST_CASES:,}"}
        )
    if len({one.organization_id for one in cases}) > 1:
        raise BulkRefused(
            _("These cases are of more than one facility. Show one facility in the queue, then choose again.")
        )
    organization_id = cases[0].organization_id
    permissions.check_right(by, organization_id, Right.BULK)
    BulkJob.objects.filter(
        asked_by_id=by.person_id, state=BulkState.CHOSEN, asked_at__lt=at - FORGOTTEN_AFTER
    ).update(state=BulkState.DROPPED, finished_at=at)
    job = BulkJob.objects.create(
        organization_id=organization_id,
        kind=kind,
        asked_by_id=by.person_id,
        asked_at=at,
        again_of=again_of,
        options=dict(again_of.options) if again_of else {},
    )
    BulkItem.objects.bulk_create(
        BulkItem(
            organization_id=organization_id,
            job=job,
            case=case,
            position=position,
            before={"seen": state_of(case, kind)},
        )
        for position, case in enumerate(cases, start=1)
    )
    log.record(action="bulk.chosen", target=job, by=by, at=at, details={"kind": kind, "count": len(cases)})
    return job


@transaction.atomic
def set_options(*, job: BulkJob, options: Mapping[str, Any], by: Actor, at: datetime) -> None:
    fresh = _held(job, by)
    fresh.options = dict(options)
    fresh.save(update_fields=["options"])


@transaction.atomic
def drop(*, job: BulkJob, by: Actor, at: datetime) -> None:
    fresh = _held(job, by)
    fresh.state, fresh.finished_at = BulkState.DROPPED, at
    fresh.save(update_fields=["state", "finished_at"])
    log.record(action="bulk.dropped", target=fresh, by=by, at=at)


@transaction.atomic
def begin(*, job: BulkJob, by: Actor, at: datetime) -> None:
    fresh = _held(job, by)
    if not fresh.options and fresh.kind not in WITHOUT_OPTIONS:
        raise BulkRefused(_("Say first what is to happen."))
    fresh.state = BulkState.WAITING
    fresh.save(update_fields=["state"])
    promise(
        kind=KIND,
        subject_id=fresh.pk,
        due_at=at,
        organization_id=fresh.organization_id,
        now=at,
        dedupe_key=f"{KIND}:{fresh.pk}",
    )
    log.record(action="bulk.asked", target=fresh, by=by, at=at, details={"kind": fresh.kind})


@transaction.atomic
def try_again(*, job: BulkJob, by: Actor, at: datetime) -> BulkJob:
    """A new job with those that could not be done; they are looked at anew before it begins."""
    permissions.check_right(by, job.organization_id, Right.BULK)
    if queries.locked(job).state != BulkState.DONE:
        raise BulkRefused(_("This job is not finished yet."))
    failed = queries.items_of(job, ItemState.FAILED).filter(reason__in=TRY_AGAIN)
    cases = Case.objects.for_actor(by).filter(pk__in=failed.values("case_id"))
    ordered = {pk: place for place, pk in enumerate(failed.values_list("case_id", flat=True))}
    found = sorted(cases, key=lambda one: ordered[one.pk])
    return choose(kind=job.kind, cases=found, by=by, at=at, again_of=job)


def can_undo(job: BulkJob, *, at: datetime) -> bool:
    return (
        job.kind in UNDOABLE
        and job.state == BulkState.DONE
        and job.undone_at is None
        and job.undo_until is not None
        and at <= job.undo_until
    )


@transaction.atomic
def ask_undo(*, job: BulkJob, by: Actor, at: datetime) -> None:
    permissions.check_right(by, job.organization_id, Right.BULK)
    fresh = queries.locked(job)
    if not can_undo(fresh, at=at):
        raise BulkRefused(_("This can no longer be undone. Ten minutes are over, or it was undone already."))
    fresh.undone_at, fresh.undone_by_id = at, by.person_id
    fresh.save(update_fields=["undone_at", "undone_by"])
    promise(
        kind=UNDO_KIND,
        subject_id=fresh.pk,
        due_at=at,
        organization_id=fresh.organization_id,
        now=at,
        dedupe_key=f"{UNDO_KIND}:{fresh.pk}",
    )
    log.record(action="bulk.undo_asked", target=fresh, by=by, at=at, details={"kind": fresh.kind})


@transaction.atomic
def take_list(*, job: BulkJob, by: Actor, at: datetime) -> list[Case]:
    """The cases of a finished list, for a file. Raises Http404 for any other job."""
    permissions.check_right(by, job.organization_id, Right.BULK)
    if job.kind != BulkKind.EXPORT or job.state != BulkState.DONE:
        raise Http404
    cases = queries.listed_cases(by, job)
    log.record(action="bulk.list_taken", target=job, by=by, at=at, details={"count": len(cases)})
    return cases


def _held(job: BulkJob, by: Actor) -> BulkJob:
    permissions.check_right(by, job.organization_id, Right.BULK)
    fresh = queries.locked(job)
    if fresh.asked_by_id != by.person_id:
        raise BulkRefused(_("A colleague chose these cases. Choose them yourself in the queue."))
    if fresh.state != BulkState.CHOSEN:
        raise BulkRefused(_("This job has begun or was dropped already."))
    return fresh
