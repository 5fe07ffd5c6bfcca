"""Which colleagues have this case open just now, from the looks that are written down anyway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Min

from requests_app.common.actor import Actor
from requests_app.common.dates import clock_time
from requests_app.models import AuditEntry, Case, Membership

# A page that stays open leaves no second look, so a look counts for a while.
STILL_THERE = timedelta(minutes=5)
ONE_SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Colleague:
    name: str
    since: str


def looking(case: Case, *, seen_by: Actor, at: datetime) -> list[Colleague]:
    """Others of the facility, the longest first. Two queries, one when nobody is there."""
    looks = AuditEntry.objects.filter(
        case_id=case.public_id, action="cases.viewed", at__gte=at - ONE_SITTING, user_id__isnull=False
    ).exclude(user_id=seen_by.user_id)
    found = looks.values("user_id").annotate(first=Min("at"), last=Max("at"))
    here = {one["user_id"]: one["first"] for one in found if one["last"] >= at - STILL_THERE}
    if not here:
        return []
    names = Membership.objects.filter(
        organization_id=case.organization_id, user_id__in=list(here), is_active=True
    ).values_list("user_id", "user__full_name", "user__email")
    zone = ZoneInfo(case.time_zone)
    told = [(here[key], name or email) for key, name, email in names]
    return [Colleague(name, clock_time(since.astimezone(zone))) for since, name in sorted(told)]
