"""Cases, tasks and reminders of one colleague go to another, or wait for whoever is free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.followups import reminder_plans
from requests_app.models import Case, CaseStatus, CaseTask, HandOver, Leave, Membership, TaskState, User


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

    Open tasks of the colleague in these cases go along; on a farewell all of their tasks do. What the new
    holder could not open, being of another site, waits for whoever is free after a farewell, and else stays.
    """
    held = Case.objects.select_for_update(of=("self",)).filter(
        organization_id=organization_id, owner=from_user
    )
    held = held.exclude(status=CaseStatus.CLOSED)
    if only is not None:
        held = held.filter(pk__in=list(only))
    place = _place_of(organization_id, to_user)
    is_farewell = why == HandOver.Why.DISABLED
    cases = [one for one in held.order_by("pk") if is_farewell or _reaches(place, one)]
    for case in cases:
        case.owner = to_user if _reaches(place, case) else None
        Case.objects.filter(pk=case.pk).update(owner=case.owner)
        details = {"owner": case.owner.pk if case.owner else None, "from": from_user.pk, "why": str(why)}
        log.record(action="cases.assigned", target=case, by=by, at=at, details=details)
        reminder_plans.plan_again(case, at=at)
    tasks = _hand_over_tasks(organization_id, from_user, place, cases, why, by=by, at=at)
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
    place: Membership | None,
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
    for task in tasks:
        to_id = place.user_id if place is not None and _reaches(place, task.case) else None
        CaseTask.objects.filter(pk=task.pk).update(assigned_to=to_id)
        details = {"assigned_to": to_id, "from": from_user.pk}
        log.record(action="cases.task_changed", target=task, case=task.case, by=by, at=at, details=details)
    return len(tasks)


def _place_of(organization_id: int, user: User | None) -> Membership | None:
    """Where the new holder works; None: nobody takes over."""
    if user is None:
        return None
    return Membership.objects.get(organization_id=organization_id, user=user)


def _reaches(place: Membership | None, case: Case) -> bool:
    return place is None or place.reaches(case.site_id)
