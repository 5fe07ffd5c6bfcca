"""The saved views of the queue, as the demo data has them."""

from __future__ import annotations

from typing import Any

ROUTES = ("desk:view_edit", "desk:view_remove")


def values_for(case: Any) -> dict[str, Any]:
    from requests_app.models import SavedView

    views = SavedView.objects.filter(organization=case.organization, is_team=True, removed_at__isnull=True)
    return {"view_id": views.order_by("pk")[0].public_id}
