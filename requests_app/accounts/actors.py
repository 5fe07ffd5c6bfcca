"""From what the database tells about a person to an actor."""

from __future__ import annotations

from collections.abc import Sequence

from requests_app.accounts.permissions import acting_with
from requests_app.accounts.roles import Right
from requests_app.common import scope
from requests_app.common.actor import Actor, Brand


def from_rows(rows: Sequence[scope.Entered], *, user_id: int, has_second_factor: bool) -> Actor:
    """Roles count only with the second factor: a password alone opens no queue."""
    roles = {row.organization_id: row.role for row in rows if row.role}
    sites = {row.organization_id: frozenset(row.site_ids) for row in rows if row.role and row.site_ids}
    return Actor(
        user_id=user_id,
        organization_roles=roles if has_second_factor else {},
        scope=frozenset(row.organization_id for row in rows if has_second_factor or not row.role),
        own_cases={row.case_id: (row.relation, row.level) for row in rows if row.case_id is not None},
        has_second_factor=has_second_factor,
        is_member_somewhere=bool(roles),
        sites=sites if has_second_factor else {},
        brands={
            row.organization_id: Brand(row.service_name, row.logo_of, row.logo_words)
            for row in rows
            if row.case_id is not None and (row.service_name or row.logo_of)
        },
    )


def person_actor(user_id: int, *, right: Right) -> Actor:
    """Who asked for background work, with the roles of this moment, and the transaction scoped to them.

    Somebody whose place was ended since then has no role left, and every check refuses.
    """
    rows = scope.enter(user_id=user_id, as_staff=True)
    return acting_with(from_rows(rows, user_id=user_id, has_second_factor=True), right)
