"""Who acts when the worker does what a person asked for: that person, with the rights of this moment."""

from __future__ import annotations

from requests_app.accounts.actors import person_actor
from requests_app.accounts.roles import Right
from requests_app.common.actor import Actor
from requests_app.common.scope import set_scope


def staff_actor(*, user_id: int, organization_id: int) -> Actor:
    """Somebody who no longer works here has no role left, so every check refuses; the job stays in sight."""
    actor = person_actor(user_id, right=Right.BULK)
    set_scope({organization_id}, user_id=user_id)
    return actor
