"""An insurer from a file: added when the directory has none of this name, and never written over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import InsurerProfile

TEXTS = ("name", "parent", "calls_it", "notes", "source")
LISTS = ("other_names", "states", "plan_kinds")


@transaction.atomic
def add_if_new(*, organization_id: int, typed: Mapping[str, Any], by: Actor, at: datetime) -> bool:
    """False when there is one already: what colleagues have checked stays as it is."""
    permissions.check_may_change(by, organization_id)
    here = InsurerProfile.objects.filter(organization_id=organization_id, removed_at__isnull=True)
    if here.filter(name__iexact=typed["name"]).exists():
        return False
    added = InsurerProfile.objects.create(
        organization_id=organization_id,
        **{name: typed.get(name) or "" for name in TEXTS},
        **{name: typed.get(name) or [] for name in LISTS},
        checked_on=date.fromisoformat(typed["checked_on"]),
        checked_by_id=by.person_id,
    )
    log.record(action="insurers.insurer_added", target=added, by=by, at=at)
    return True
