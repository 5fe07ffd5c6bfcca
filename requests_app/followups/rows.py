"""Insert and close a follow-up; its reminders and its audit entry go with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.followups import reminder_plans
from requests_app.models import Case, FollowUp, FollowUpKind

US_FEDERAL = "US_FEDERAL"


def insert(case: Case, *, by: Actor, at: datetime, **columns: Any) -> FollowUp:
    follow_up = FollowUp.objects.create(organization_id=case.organization_id, case=case, **columns)
    reminder_plans.plan(case, follow_up, at=at)
    note("followups.planned", follow_up, by=by, at=at)
    return follow_up


def close(follow_up: FollowUp, state: FollowUp.State, *, by: Actor, at: datetime) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(state=state, finished_at=at)
    follow_up.state, follow_up.finished_at = state, at
    reminder_plans.call_off(follow_up, at=at)
    action = "followups.done" if state == FollowUp.State.DONE else "followups.cancelled"
    log.record(action=action, target=follow_up, by=by, at=at, details={"kind": str(follow_up.kind)})


def open_again(case: Case, follow_up: FollowUp, *, by: Actor, at: datetime) -> None:
    FollowUp.objects.filter(pk=follow_up.pk).update(state=FollowUp.State.OPEN, finished_at=None)
    follow_up.state, follow_up.finished_at = FollowUp.State.OPEN, None
    reminder_plans.plan(case, follow_up, at=at)
    note("followups.planned", follow_up, by=by, at=at)


def note(action: str, follow_up: FollowUp, *, by: Actor, at: datetime) -> None:
    log.record(
        action=action,
        target=follow_up,
        by=by,
        at=at,
        details={"kind": str(follow_up.kind), "due_on": str(follow_up.due_on)},
    )


def open_of(case: Case, *kinds: FollowUpKind) -> QuerySet[FollowUp]:
    return case.follow_ups.filter(state=FollowUp.State.OPEN, kind__in=kinds)
