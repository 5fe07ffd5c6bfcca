"""What the desk of a facility asks for: its requests by number, its files, and requests with bills."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from requests_app.accounts.permissions import may_change
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.eobs import person
from requests_app.eobs.remittance_matching import Request, Requests, requests_of
from requests_app.models import Case, CaseQuerySet, CaseStatus, EobFile, ExplanationOfBenefits, NextAction

# Each is checked against its approvals, which takes some ten queries.
PER_PAGE = 10
IS_NEXT = ExpressionWrapper(Q(next_action=NextAction.FIX_BILL), output_field=BooleanField())


def requests_of_facility(organization_id: int, actor: Actor) -> Requests:
    """Those this person may see; two queries, however many."""
    cases = (
        Case.objects.for_actor(actor)
        .filter(organization_id=organization_id)
        .values_list(
            "pk", "patient__first_name", "patient__last_name", "patient__birth_date", "coverage__member_id"
        )
    )
    accounts: dict[int, set[str]] = defaultdict(set)
    claims: dict[int, set[str]] = defaultdict(set)
    told = ExplanationOfBenefits.objects.filter(organization_id=organization_id, removed_at__isnull=True)
    for pk, account, number in told.values_list("case_id", "patient_account", "claim_number"):
        accounts[pk] |= {account} - {""}
        claims[pk] |= {number} - {""}
    return requests_of(
        Request(
            pk,
            person.Known(f"{first or ''} {last or ''}".strip(), born_on, member_id or ""),
            frozenset(accounts[pk]),
            frozenset(claims[pk]),
        )
        for pk, first, last, born_on, member_id in cases
    )


def cases_by_pk(pks: Iterable[int], actor: Actor) -> dict[int, Case]:
    found = Case.objects.for_actor(actor).filter(pk__in=list(pks)).select_related("patient", "coverage")
    return {one.pk: one for one in found}


def remittances(actor: Actor) -> QuerySet[EobFile]:
    """Files of the facilities in which this person may change things.

    Such a file speaks of people of all sites: who works for some of them sees those they read in themselves.
    """
    allowed = [one for one in actor.organization_roles if may_change(actor, one)]
    limited = [one for one in allowed if one in actor.sites]
    found = EobFile.objects.filter(organization_id__in=allowed, case__isnull=True)
    if limited:
        found = found.exclude(~Q(added_by_id=actor.person_id), organization_id__in=limited)
    return found.order_by("-id")


def get_remittance_or_404(actor: Actor, file_id: UUID) -> EobFile:
    found = remittances(actor).select_related("organization").filter(public_id=file_id).first()
    if found is None:
        raise Http404
    return found


def waiting(actor: Actor, *, limit: int = 20) -> list[EobFile]:
    found = remittances(actor).filter(state=EobFile.State.READ).select_related("organization")
    return list(found[:limit])


def saved(actor: Actor, *, limit: int = 5) -> list[EobFile]:
    """The newest that were saved: what came of each can be looked at again."""
    found = remittances(actor).filter(state=EobFile.State.SAVED).select_related("organization")
    return list(found[:limit])


def read_before(file: EobFile) -> date | None:
    """The day the same bytes were saved before."""
    earlier = EobFile.objects.filter(
        organization_id=file.organization_id,
        case__isnull=True,
        sha256=file.sha256,
        state=EobFile.State.SAVED,
    ).exclude(pk=file.pk)
    at = earlier.order_by("-id").values_list("settled_at", flat=True).first()
    return day_at(at, zone=file.organization.time_zone) if at else None


def saved_from(file: EobFile, actor: Actor) -> list[ExplanationOfBenefits]:
    """What was made of this file, with the requests it went to, those this person sees."""
    return list(
        file.eobs.filter(removed_at__isnull=True, case__in=Case.objects.for_actor(actor))
        .select_related("case__patient", "case__coverage", "case__care", "case__provider", "replaces")
        .order_by("case__reference", "service_from", "id")
    )


def desk_page(actor: Actor, *, number: str) -> Page[Case]:
    """Requests with statements that count now: those whose next step is a bill first, then the newest."""
    current = ExplanationOfBenefits.objects.filter(
        case=OuterRef("pk"), removed_at__isnull=True, replaced_at__isnull=True, finished_at__isnull=False
    ).order_by("-id")
    found = (
        _cases(actor)
        .filter(Exists(current))
        .select_related("patient", "coverage", "care", "provider", "costs")
        .annotate(newest_bill=Subquery(current.values("id")[:1]))
        .order_by(IS_NEXT.desc(), F("newest_bill").desc(), "id")
    )
    return Paginator(found, PER_PAGE).get_page(number)


def _cases(actor: Actor) -> CaseQuerySet:
    return Case.objects.of_facilities(actor).exclude(status=CaseStatus.CLOSED)
