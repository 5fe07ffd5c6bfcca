"""Cases, tasks and reminders of one colleague go to another, or wait for whoever is free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.followups import reminder_plans
from requests_app.models import Case, CaseStatus, CaseTask, HandOver, Leave, TaskState, User


@transaction.atomic
def hand_over(
    *,
    organization_id: int,
    from_user: User,
    to_user: User | None,
    why: HandOver.Why,
    leave: Leave | None = None,
    only: Collection[int] | None = None,
    by: Actor,
    at: datetime,
) -> HandOver:
    """All open cases of the colleague, or those of `only` that they still have. The caller asked who may.

    Open tasks of the colleague in these cases go along; on a farewell all of their tasks do.
    """
    held = Case.objects.select_for_update(of=("self",)).filter(
        organization_id=organization_id, owner=from_user
    )
    held = held.exclude(status=CaseStatus.CLOSED)
    if only is not None:
        held = held.filter(pk__in=list(only))
    cases = list(held.order_by("pk"))
    details = {"owner": to_user.pk if to_user else None, "from": from_user.pk, "why": str(why)}
    for case in cases:
        Case.objects.filter(pk=case.pk).update(owner=to_user)
        case.owner = to_user
        log.record(action="cases.assigned", target=case, by=by, at=at, details=details)
        reminder_plans.plan_again(case, at=at)
    tasks = _hand_over_tasks(organization_id, from_user, to_user, cases, why, by=by, at=at)
    row = HandOver.objects.create(
        organization_id=organization_id,
        why=why,
        from_user=from_user,
        to_user=to_user,
        leave=leave,
        case_ids=[case.pk for case in cases],
        at=at,
    )
    counts = {"cases": len(cases), "tasks": tasks, "to": to_user.pk if to_user else None}
    log.record(action="facilities.handed_over", target=row, by=by, at=at, details=counts)
    return row


def _hand_over_tasks(
    organization_id: int,
    from_user: User,
    to_user: User | None,
    cases: list[Case],
    why: HandOver.Why,
    *,
    by: Actor,
    at: datetime,
) -> int:
    found = CaseTask.objects.select_for_update(of=("self",)).filter(
        organization_id=organization_id, assigned_to=from_user, state=TaskState.OPEN
    )
    if why != HandOver.Why.DISABLED:
        found = found.filter(case__in=[case.pk for case in cases])
    tasks = list(found.select_related("case").order_by("pk"))
    CaseTask.objects.filter(pk__in=[task.pk for task in tasks]).update(assigned_to=to_user)
    details = {"assigned_to": to_user.pk if to_user else None, "from": from_user.pk}
    for task in tasks:
        log.record(action="cases.task_changed", target=task, case=task.case, by=by, at=at, details=details)
    return len(tasks)
