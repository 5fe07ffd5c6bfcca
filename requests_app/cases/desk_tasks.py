"""What staff still have to do for a case: typed, for one colleague or for whoever is free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused, check_works_here
from requests_app.common.actor import Actor
from requests_app.drafts.clash import merged
from requests_app.models import Case, CaseTask, TaskKind, TaskState, User

MOST_OPEN = 50


def open_tasks_of(case: Case) -> list[CaseTask]:
    """By the day on which each is to be looked at, those without one last."""
    found = CaseTask.objects.filter(case=case, state=TaskState.OPEN).select_related("assigned_to")
    return list(found.order_by(Coalesce("deferred_until", "due_on").asc(nulls_last=True), "pk"))


def settled_tasks_of(case: Case, *, limit: int = 20) -> list[CaseTask]:
    found = CaseTask.objects.filter(case=case).exclude(state=TaskState.OPEN)
    return list(found.select_related("settled_by").order_by("-settled_at", "-pk")[:limit])


def get_task_or_404(case: Case, task_id: UUID) -> CaseTask:
    found = CaseTask.objects.filter(case=case, public_id=task_id).select_related("assigned_to").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def shown_task(task: CaseTask) -> dict[str, Any]:
    return {
        "kind": task.kind,
        "words": task.words,
        "assigned_to": str(task.assigned_to_id or ""),
        "due_on": task.due_on,
    }


@transaction.atomic
def add_task(
    *,
    case: Case,
    kind: TaskKind,
    words: str = "",
    assigned_to: User | None = None,
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> CaseTask:
    permissions.check_is_staff_of(by, case)
    _check_open(locked(case))
    if assigned_to is not None:
        check_works_here(case, assigned_to)
    if CaseTask.objects.filter(case=case, state=TaskState.OPEN).count() >= MOST_OPEN:
        raise CaseRefused(_("This case has 50 open tasks. Settle some of them first."))
    task = CaseTask.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        words=words,
        assigned_to=assigned_to,
        due_on=due_on,
        made_by_id=by.person_id,
        made_at=at,
    )
    _record("cases.task_added", task, by, at)
    return task


@transaction.atomic
def change_task(
    *, task: CaseTask, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """`typed`: kind, words, assigned_to (an id as text, or nothing) and due_on. Raises Clash."""
    fresh = _held(task, by)
    answers = merged(shown_task(fresh), shown_version, typed)
    person = User.objects.filter(pk=int(answers["assigned_to"])).first() if answers["assigned_to"] else None
    if person is not None and person.pk != fresh.assigned_to_id:
        check_works_here(fresh.case, person)
    fresh.kind, fresh.words, fresh.due_on = answers["kind"], answers["words"], answers["due_on"]
    fresh.assigned_to = person
    fresh.save(update_fields=["kind", "words", "due_on", "assigned_to"])
    _record("cases.task_changed", fresh, by, at)


@transaction.atomic
def defer_task(*, task: CaseTask, until: date, because: str, by: Actor, at: datetime) -> None:
    """Out of sight until then. The due day stays, so that a late task does not look young."""
    fresh = _held(task, by)
    fresh.deferred_until, fresh.deferred_because = until, because
    fresh.save(update_fields=["deferred_until", "deferred_because"])
    _record("cases.task_deferred", fresh, by, at, until=until.isoformat())


@transaction.atomic
def finish_task(*, task: CaseTask, result: str, by: Actor, at: datetime) -> None:
    _settle(_held(task, by), TaskState.DONE, result, by, at)


@transaction.atomic
def drop_task(*, task: CaseTask, because: str, by: Actor, at: datetime) -> None:
    _settle(_held(task, by), TaskState.DROPPED, because, by, at)


def _settle(task: CaseTask, state: TaskState, result: str, by: Actor, at: datetime) -> None:
    task.state, task.result, task.settled_by_id, task.settled_at = state, result, by.person_id, at
    task.save(update_fields=["state", "result", "settled_by", "settled_at"])
    _record("cases.task_done" if state == TaskState.DONE else "cases.task_dropped", task, by, at)


def _held(task: CaseTask, by: Actor) -> CaseTask:
    """The case first, as everywhere, then the task, if nobody was faster."""
    permissions.check_is_staff_of(by, task.case)
    case = locked(task.case)
    fresh = CaseTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    fresh.case = case
    if fresh.state != TaskState.OPEN:
        raise CaseRefused(_("A colleague settled this task meanwhile."))
    return fresh


def _check_open(case: Case) -> None:
    if not case.is_open:
        raise CaseRefused(_("This request is closed. Open it again first."))


def _record(action: str, task: CaseTask, by: Actor, at: datetime, **details: Any) -> None:
    log.record(action=action, target=task, by=by, at=at, details={"kind": str(task.kind), **details})
