"""Who did what: written in the transaction of the change, ids only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from requests_app.common.actor import Actor
from requests_app.models import AuditEntry, Case, Organization
from requests_app.models.base import BaseModel


def record(
    *,
    action: str,
    target: BaseModel,
    by: Actor,
    at: datetime,
    case: Case | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add one entry. `details` takes counts, ids, codes of ours and field names; never what was typed."""
    if case is None:
        case = target if isinstance(target, Case) else getattr(target, "case", None)
    AuditEntry.objects.create(
        organization_id=_whose(target) or (case.organization_id if case else None),
        actor=by.label,
        user_id=by.user_id,
        action=action,
        target=type(target).__name__,
        target_id=target.public_id,
        case_id=case.public_id if case else None,
        at=at,
        details=details or {},
    )


def _whose(target: BaseModel) -> int | None:
    """What is done to a facility itself stands in that facility’s log."""
    found = target.pk if isinstance(target, Organization) else getattr(target, "organization_id", None)
    return int(found) if found is not None else None
