"""The days that do not count for an organization: US federal holidays and the days it is closed itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404

from requests_app.followups.calendar import closed_days_from
from requests_app.models import ClosedDay


def closed_days_of(organization_id: int, start: date) -> frozenset[date]:
    """Enough closed days to count anything from this day; one query.

    For what we do ourselves: when somebody here calls or is reminded, and what is only common. A day that a
    rule sets for the plan is counted with `closed_days_from`: that we are closed gives the plan no more time.
    """
    return closed_days_from(start, organization_days=own_days(organization_id))


def own_days(organization_id: int) -> frozenset[date]:
    return frozenset(ClosedDay.objects.filter(organization_id=organization_id).values_list("day", flat=True))


def listed(organization_ids: Iterable[int], *, since: date) -> list[ClosedDay]:
    """Closed days from this day on, the next one first."""
    found = ClosedDay.objects.filter(organization_id__in=list(organization_ids), day__gte=since)
    return list(found.select_related("organization").order_by("day", "pk"))


def get_or_404(organization_ids: Iterable[int], day_id: UUID) -> ClosedDay:
    kept = {"organization_id__in": list(organization_ids), "public_id": day_id}
    found = ClosedDay.objects.select_related("organization").filter(**kept).first()
    if found is None:
        raise Http404
    return found
