"""A file is read and shown (dry run); then its good rows are saved by the worker, or all of it is dropped."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts.permissions import has_right
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.exchange import imports_checks as checks
from requests_app.exchange import imports_queries as queries
from requests_app.exchange.imports_reading import ReadFile
from requests_app.models import ImportRun, Organization
from requests_app.outbox import services as outbox

KIND, FORGET_KIND = "import-save", "import-forget"
KEPT_FOR = timedelta(days=1)
BAD = "BAD"


class ImportRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def keep_file(
    *,
    organization: Organization,
    kind: str,
    read: ReadFile,
    data: bytes,
    name: str,
    by: Actor,
    at: datetime,
) -> ImportRun:
    """Nothing of it is saved yet. What was not looked at within a day is forgotten."""
    _check_may_import(by, organization.pk)
    found = checks.check(kind, read.rows, queries.here_of(organization, now=at))
    stands = queries.standing(kind, organization.pk, found)
    run = ImportRun.objects.create(
        organization=organization,
        kind=kind,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        rows=[{"number": one.number, "values": one.values} for one in found if not one.faults],
        report=[
            {"number": one.number, "result": stands.get(one.number, BAD), "faults": one.faults}
            for one in found
        ],
        asked_by_id=by.person_id,
        asked_at=at,
    )
    outbox.promise(
        kind=FORGET_KIND, subject_id=run.pk, due_at=at + KEPT_FOR, organization_id=organization.pk, now=at
    )
    bad = sum(1 for one in found if one.faults)
    details = {"kind": kind, "rows": len(found), "left_out": bad}
    log.record(action="exchange.file_read", target=run, by=by, at=at, details=details)
    return run


@transaction.atomic
def begin(*, run: ImportRun, by: Actor, at: datetime) -> None:
    """Save the rows that can be; the person was told which cannot."""
    fresh = _held(run, by)
    if not any(one["result"] in ("NEW", "CHANGED") for one in fresh.report):
        raise ImportRefused(_("There is nothing to save in this file."))
    fresh.state = ImportRun.State.RUNNING
    fresh.save(update_fields=["state"])
    outbox.promise(
        kind=KIND,
        subject_id=fresh.pk,
        due_at=at,
        organization_id=fresh.organization_id,
        now=at,
        dedupe_key=f"{KIND}:{fresh.pk}",
    )
    log.record(action="exchange.import_begun", target=fresh, by=by, at=at, details={"kind": fresh.kind})


@transaction.atomic
def drop(*, run: ImportRun, by: Actor, at: datetime) -> None:
    fresh = _held(run, by)
    settle(fresh, ImportRun.State.DROPPED, at=at)
    log.record(action="exchange.import_dropped", target=fresh, by=by, at=at)


def settle(run: ImportRun, state: ImportRun.State, *, at: datetime) -> None:
    """What the file said is forgotten; what became of each row stays. Hold the row first."""
    run.state, run.settled_at, run.rows = state, at, []
    run.save(update_fields=["state", "settled_at", "rows", "report"])


def _held(run: ImportRun, by: Actor) -> ImportRun:
    _check_may_import(by, run.organization_id)
    fresh = queries.locked(run)
    if fresh.state != ImportRun.State.READ:
        raise ImportRefused(_("This file is done: it was saved or dropped."))
    return fresh


def _check_may_import(by: Actor, organization_id: int) -> None:
    if not has_right(by, organization_id, Right.TEAM):
        raise PermissionDenied
