from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Min, Q

from requests_app.casefile.export import case_file
from requests_app.evidence.measures import measure
from requests_app.evidence.model import Evidence
from requests_app.models import Case, OutreachOffice


def evidence_of(case: Case, on: date) -> Evidence:
    """What the case shows today, measured anew; a packet keeps its own."""
    return measure(case_file(case), on=on)


def office_ids(case: Case) -> list[UUID]:
    """The offices in the order of their numbers: number 1 is the first of the list. One query."""
    first = Min("attempts__contacted_on", filter=Q(attempts__removed_at__isnull=True))
    rows = OutreachOffice.objects.logged().filter(case=case).annotate(first=first)
    return list(rows.order_by(F("first").asc(nulls_last=True), "pk").values_list("public_id", flat=True))
