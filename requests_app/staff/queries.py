from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.models import (
    Case,
    CaseNote,
    CaseQuerySet,
    Fax,
    FollowUp,
    InsurerCall,
    Membership,
    OutreachOffice,
    Packet,
    Submission,
    User,
)
from requests_app.staff.filters import VIEWS, Filters
from requests_app.submissions.queries import faxes_of

PER_PAGE = 50
# What a row shows. All columns of all sections would be three times the work of the whole page.
ROW_COLUMNS = (
    "public_id",
    "organization_id",
    "reference",
    "status",
    "outcome",
    "language",
    "is_urgent",
    "next_action",
    "next_action_text",
    "waiting_on",
    "due_on",
    "last_contact_at",
    "patient__first_name",
    "patient__last_name",
    "coverage__insurer",
    "coverage__plan_state",
    "owner__full_name",
    "owner__email",
)


def cases_of_facilities(actor: Actor) -> CaseQuerySet:
    """The cases of every facility this person works for; not their own."""
    return Case.objects.for_actor(actor).filter(organization_id__in=list(actor.organization_roles))


def queue_page(actor: Actor, filters: Filters, *, today: date, number: str) -> Page[Case]:
    """One page of the queue. Two queries, however many rows."""
    logged = (
        OutreachOffice.objects.logged()
        .filter(case=OuterRef("pk"))
        .order_by()
        .values("case")
        .annotate(number=Count("pk"))
        .values("number")
    )
    found = (
        cases_of_facilities(actor)
        .filter(filters.condition(user_id=actor.user_id or 0, today=today))
        .select_related("patient", "coverage", "owner")
        .only(*ROW_COLUMNS)
        .annotate(offices_logged=Coalesce(Subquery(logged), 0))
        .order_by(*filters.order())
    )
    return Paginator(found, PER_PAGE).get_page(number)


def view_counts(actor: Actor, *, today: date) -> dict[str, int]:
    """How many cases each built-in view holds; one query for all of them."""
    counts = {
        view.key: Count("pk", filter=view.filters.condition(user_id=actor.user_id or 0, today=today))
        for view in VIEWS
    }
    return cases_of_facilities(actor).aggregate(**counts)


def get_facility_case_or_404(actor: Actor, case_id: UUID) -> Case:
    """A case of a facility this person works for, with all its sections; Http404 otherwise."""
    found = (
        cases_of_facilities(actor)
        .select_related("patient", "coverage", "provider", "care", "story", "owner", "organization")
        .filter(public_id=case_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def colleagues(actor: Actor, *, organization_id: int | None = None) -> QuerySet[User]:
    """Who can own a case: active staff who may edit, of one or of all of this person's facilities."""
    organizations = [organization_id] if organization_id else list(actor.organization_roles)
    works_here = Membership.objects.filter(
        user=OuterRef("pk"), organization_id__in=organizations, is_active=True
    ).exclude(role="AUDITOR")
    return User.objects.filter(Exists(works_here), is_active=True).order_by("full_name", "email")


def notes_newest_first(case: Case, *, limit: int = 200) -> list[CaseNote]:
    return list(case.notes.select_related("author").order_by("-written_at", "-id")[:limit])


def newest_packets(case: Case, *, limit: int = 5) -> list[Packet]:
    """Without the frozen contents, which may be large."""
    return list(case.packets.defer("contents").order_by("-number")[:limit])


@dataclass(frozen=True)
class Work:
    """What has been done in a case: counts and the few newest rows."""

    offices: int
    calls: list[InsurerCall]
    packets: list[Packet]
    submissions: list[Submission]
    faxes: list[Fax]
    follow_ups: list[FollowUp]


def work_of(case: Case) -> Work:
    """Six queries, however long the case."""
    return Work(
        offices=OutreachOffice.objects.logged().filter(case=case).count(),
        calls=list(InsurerCall.objects.finished().filter(case=case).order_by("-called_on", "-id")[:50]),
        packets=newest_packets(case),
        submissions=list(case.submissions.select_related("packet").order_by("-sent_on", "-id")[:10]),
        faxes=faxes_of(case)[:10],
        follow_ups=list(case.follow_ups.filter(state="OPEN").order_by("due_on", "id")[:20]),
    )
