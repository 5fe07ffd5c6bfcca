"""Days off, told before: who is away, from when to when, and who takes the cases meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.facilities import leave_work, queries
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import Leave, Membership, Organization, User


def may_plan_for(actor: Actor, membership: Membership) -> bool:
    """One's own days off; those of a colleague with the right to lead."""
    if membership.user_id == actor.user_id:
        return permissions.may_change(actor, membership.organization_id)
    return permissions.has_right(actor, membership.organization_id, Right.TEAM)


@transaction.atomic
def add_leave(
    *,
    membership: Membership,
    from_on: date,
    until_on: date,
    covered_by: User | None,
    by: Actor,
    at: datetime,
) -> Leave:
    """From the first day on the cases are with who covers; a leave that began already begins at once."""
    if not may_plan_for(by, membership):
        permissions.check_right(by, membership.organization_id, Right.TEAM)
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    if covered_by is not None and covered_by.pk not in [
        one.user_id for one in queries.colleagues_of(membership)
    ]:
        raise FacilityRefused(_("Choose a colleague who works here."))
    same_days = Leave.objects.filter(
        organization_id=membership.organization_id,
        ended_at__isnull=True,
        from_on__lte=until_on,
        until_on__gte=from_on,
    )
    if same_days.filter(user_id=membership.user_id).exists():
        raise FacilityRefused(_("These days touch days off that are in the list already."))
    if covered_by is not None and same_days.filter(user=covered_by).exists():
        raise FacilityRefused(_("This colleague is away on some of these days. Choose somebody else."))
    if same_days.filter(covered_by_id=membership.user_id).exists():
        raise FacilityRefused(_("This person covers for somebody on some of these days. Change that first."))
    leave = Leave.objects.create(
        organization_id=membership.organization_id,
        user_id=membership.user_id,
        from_on=from_on,
        until_on=until_on,
        covered_by=covered_by,
        made_by_id=by.person_id,
    )
    details = {"from": from_on.isoformat(), "until": until_on.isoformat()}
    log.record(action="facilities.leave_added", target=leave, by=by, at=at, details=details)
    if leave_work.begin_or_end(leave, by=by, at=at):
        leave_work.promise_next(leave, at=at)
    return leave


@transaction.atomic
def end_leave(*, leave: Leave, membership: Membership, by: Actor, at: datetime) -> None:
    """Back earlier, or the plan changed. Ended twice, it is over once."""
    if not may_plan_for(by, membership):
        permissions.check_right(by, membership.organization_id, Right.TEAM)
    fresh = (
        Leave.objects.select_for_update(of=("self",)).select_related("user", "covered_by").get(pk=leave.pk)
    )
    if fresh.ended_at is None:
        leave_work.end(fresh, by=by, at=at)
