from __future__ import annotations

from dataclasses import dataclass

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.common.actor import Actor
from requests_app.facilities import queries
from requests_app.facilities.forms.people import name_of as name_of
from requests_app.models import Leave, Membership, Organization


@dataclass(frozen=True)
class Person:
    membership: Membership
    name: str
    sites: list[str]
    open_cases: int
    leaves: list[Leave]
    may_plan: bool
    is_self: bool


def rows(organization: Organization, *, actor: Actor) -> list[Person]:
    """Three queries, however many people."""
    sites = {one.pk: one.name for one in queries.open_sites([organization.pk])}
    leaves: dict[int, list[Leave]] = {}
    for leave in queries.leaves_in(organization):
        leaves.setdefault(leave.user_id, []).append(leave)
    leads = permissions.has_right(actor, organization.pk, Right.TEAM)
    plans = permissions.has_right(actor, organization.pk, Right.NOTES)
    return [
        Person(
            membership=one,
            name=name_of(one),
            sites=[sites[pk] for pk in one.site_ids if pk in sites],
            open_cases=one.open_cases,  # type: ignore[attr-defined]
            leaves=leaves.get(one.user_id, []),
            may_plan=one.is_active and (leads or (plans and one.user_id == actor.user_id)),
            is_self=one.user_id == actor.user_id,
        )
        for one in queries.people_of(organization)
    ]
