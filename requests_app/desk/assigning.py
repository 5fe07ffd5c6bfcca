"""Give a case to a colleague from a page that showed who had it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.followups.services import plan_reminders_again
from requests_app.models import Case, User

NOBODY = "nobody"


def shown_owner(case: Case) -> dict[str, Any]:
    return {"owner": str(case.owner_id or NOBODY)}


@transaction.atomic
def assign(*, case: Case, owner: User | None, shown_version: str | None, by: Actor, at: datetime) -> None:
    """Raises Clash when a colleague gave the case to somebody else meanwhile, CaseRefused for an outsider."""
    permissions.check_is_staff_of(by, case)
    check_version(shown_owner(locked(case)), shown_version, {"owner": str(owner.pk) if owner else NOBODY})
    cases.assign_owner(case=case, owner=owner, by=by, at=at)
    plan_reminders_again(case=case, by=by, at=at)
