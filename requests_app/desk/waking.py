"""A snooze whose day has come ends, so that a message in that case counts from its own moment again."""

from __future__ import annotations

from datetime import datetime

from requests_app.audit import log
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Organization

AT_ONCE = 500


def wake(*, organization_id: int, now: datetime) -> int:
    """How many cases of this facility are back; each is written down."""
    with scoped({organization_id}):
        facility = Organization.objects.get(pk=organization_id)
        today = day_at(now, zone=facility.time_zone)
        asleep = Case.objects.filter(organization_id=organization_id, snoozed_until__lte=today)
        cases = list(asleep.select_for_update(skip_locked=True)[:AT_ONCE])
        for case in cases:
            Case.objects.filter(pk=case.pk).update(snoozed_until=None, snoozed_because="")
            log.record(action="cases.snooze_ended", target=case, by=job("desk"), at=now)
    return len(cases)
