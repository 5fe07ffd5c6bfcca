"""Which organizations the database shows in this transaction: the last guard, below every query of ours.

The values live as long as the transaction (SET LOCAL). Reading a private table without them is an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction


class Entered(NamedTuple):
    """A role in an organization, or a way into one case; the other half is empty."""

    organization_id: int
    role: str
    case_id: int | None
    relation: str
    level: str
    site_ids: list[int]
    idle_minutes: int
    service_name: str
    logo_of: UUID | None
    logo_words: str


def enter(*, user_id: int, as_staff: bool) -> list[Entered]:
    """Scope this transaction to one person and tell the person's roles and own cases, in one trip."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organization_id, role, case_id, relation, level, site_ids, idle_minutes,"
            " service_name, logo_of, logo_words FROM app_enter(%s, %s)",
            [user_id, as_staff],
        )
        return [Entered(*row) for row in cursor.fetchall()]


def set_scope(organization_ids: Collection[int], *, user_id: int = 0, purpose: str = "") -> None:
    ids = "{" + ",".join(str(int(one)) for one in sorted(organization_ids)) + "}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user', %s, true), set_config('app.tenants', %s, true),"
            " set_config('app.purpose', %s, true)",
            [str(user_id), ids, purpose],
        )


def widen(organization_id: int) -> None:
    """Add an organization that this transaction has just made or been let into."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenants',"
            " (current_setting('app.tenants')::bigint[] || %s::bigint)::text, true)",
            [organization_id],
        )


@contextmanager
def beside(organization_id: int) -> Iterator[None]:
    """For what a facility tells everybody who opens its link: its rows are seen inside, not after."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(nullif(current_setting('app.tenants', true), ''), '{}')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('app.tenants', %s, true)", [before])
    widen(organization_id)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.tenants', %s, true)", [before])


def show_link(token_hash: str) -> None:
    """Let this transaction see the one invitation whose link was opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.link', %s, true)", [token_hash])


@contextmanager
def scoped(organization_ids: Collection[int], *, purpose: str = "") -> Iterator[None]:
    """One transaction of a background job, scoped to these organizations."""
    with transaction.atomic():
        set_scope(organization_ids, purpose=purpose)
        yield
