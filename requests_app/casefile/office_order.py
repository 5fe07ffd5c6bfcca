from __future__ import annotations

from uuid import UUID

from django.db.models import F, Min, Q

from requests_app.models import Case, OutreachOffice


def office_ids(case: Case, *, only_logged: bool = False) -> list[UUID]:
    """The page of each office, in the order of the file; those with a result by their numbers. One query."""
    first = Min("attempts__contacted_on", filter=Q(attempts__removed_at__isnull=True))
    offices = OutreachOffice.objects.logged() if only_logged else OutreachOffice.objects.kept()
    rows = offices.filter(case=case).annotate(first=first)
    return list(rows.order_by(F("first").asc(nulls_last=True), "pk").values_list("public_id", flat=True))
