from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from requests_app.common.actor import Actor
from requests_app.desk.queries import PER_PAGE, cases_of_facilities
from requests_app.models import Case, CaseQuerySet, CaseStatus, NextAction, WaitingOn, WaitingSpan

COLUMNS = (
    "public_id",
    "organization_id",
    "reference",
    "status",
    "outcome",
    "time_zone",
    "waiting_on",
    "waiting_since",
    "next_action",
    "next_action_text",
    "patient__first_name",
    "patient__last_name",
    "coverage__insurer",
)


def _waiting(actor: Actor) -> CaseQuerySet:
    """Open cases in which somebody has something to do."""
    return cases_of_facilities(actor).exclude(status=CaseStatus.CLOSED).exclude(next_action=NextAction.NONE)


def delays_page(actor: Actor, *, waiting_on: str, number: str) -> Page[Case]:
    found = _waiting(actor)
    if waiting_on:
        found = found.filter(waiting_on=waiting_on)
    found = (
        found.select_related("patient", "coverage")
        .only(*COLUMNS)
        .order_by(F("waiting_since").asc(nulls_last=True), "id")
    )
    return Paginator(found, PER_PAGE).get_page(number)


def turns_of(cases: Iterable[Case]) -> dict[int, list[WaitingSpan]]:
    """The turns of these cases, by case; one query."""
    found: dict[int, list[WaitingSpan]] = defaultdict(list)
    ids = [case.pk for case in cases]
    for span in WaitingSpan.objects.filter(case_id__in=ids).order_by("since", "id"):
        found[span.case_id].append(span)
    return found


def counts(actor: Actor) -> dict[str, int]:
    """How many cases wait for whom now; one query. The key "" counts them all."""
    wanted = {party: Count("pk", filter=Q(waiting_on=party)) for party in WaitingOn.values}
    found: dict[str, int] = _waiting(actor).aggregate(ALL=Count("pk"), **wanted)
    return {"": found.pop("ALL"), **found}
