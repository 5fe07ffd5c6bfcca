"""How a facility is called, reached and worked in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.drafts.clash import merged
from requests_app.models import Organization

SHOWN = (
    "name",
    "service_name",
    "sender_name",
    "phone",
    "time_zone",
    "idle_minutes",
    "insurer_notes",
    "two_look_at_packets",
)


def shown_values(organization: Organization) -> dict[str, Any]:
    return {name: getattr(organization, name) for name in SHOWN}


@transaction.atomic
def change_settings(
    *,
    organization: Organization,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """Raises Clash when a colleague saved other answers meanwhile."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    stored = shown_values(fresh)
    wanted = merged(stored, shown_version, {name: typed[name] for name in SHOWN})
    changed = sorted(name for name in SHOWN if wanted[name] != stored[name])
    if not changed:
        return
    Organization.objects.filter(pk=fresh.pk).update(**{name: wanted[name] for name in changed})
    log.record(action="facilities.settings", target=fresh, by=by, at=at, details={"fields": changed})
