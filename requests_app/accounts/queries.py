from __future__ import annotations

from datetime import date, datetime

from requests_app.accounts.permissions import may_change
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.common.time_zones import DEFAULT_ZONE, day_at
from requests_app.models import Organization


def is_member_somewhere(user_id: int) -> bool:
    """Does this person work for a facility? Asked while signing in, when the request has no actor yet.

    The database then shows this transaction what it shows to the person without a second factor.
    """
    return any(row.role for row in scope.enter(user_id=user_id, as_staff=False))


def works_elsewhere(user_id: int, *, beside: int, by: Actor) -> bool:
    """Does this person work for another facility, too? Afterwards the scope is that of `by` again."""
    rows = scope.enter(user_id=user_id, as_staff=False)
    scope.enter(user_id=by.person_id, as_staff=by.has_second_factor)
    return any(row.role and row.organization_id != beside for row in rows)


def today_at_work(actor: Actor, *, now: datetime) -> date:
    """The day where this person works: in the evening it is already tomorrow in UTC."""
    return day_at(now, zone=zone_at_work(actor))


def zone_at_work(actor: Actor) -> str:
    works_at = Organization.objects.filter(pk__in=list(actor.organization_roles)).order_by("pk")
    return works_at.values_list("time_zone", flat=True).first() or DEFAULT_ZONE


def facilities_to_change(actor: Actor) -> list[Organization]:
    """Every facility in which this person may change things on the page at hand."""
    allowed = [one for one in actor.organization_roles if may_change(actor, one)]
    return list(Organization.objects.filter(pk__in=allowed).order_by("name", "pk"))
