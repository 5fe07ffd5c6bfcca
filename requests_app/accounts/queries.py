from __future__ import annotations

from requests_app.common import scope


def is_member_somewhere(user_id: int) -> bool:
    """Does this person work for a facility? Asked while signing in, when the request has no actor yet.

    The database then shows this transaction what it shows to the person without a second factor.
    """
    return any(row.role for row in scope.enter(user_id=user_id, as_staff=False))
