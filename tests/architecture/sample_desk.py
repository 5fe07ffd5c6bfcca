"""A saved view of the worker who looks, of the facility of the sample case."""

from __future__ import annotations

from typing import Any

from requests_app.models import Case, SavedView, User


def desk_of(case: Case, user: User) -> dict[str, Any]:
    view = SavedView.objects.create(
        organization=case.organization, owner=user, name="Sample view", is_team=True, query="due=today"
    )
    return {"view_id": view.public_id}
