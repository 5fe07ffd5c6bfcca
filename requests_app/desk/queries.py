from __future__ import annotations

from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from requests_app.common.actor import Actor
from requests_app.desk.filters import VIEWS, Filters
from requests_app.models import Case, CaseQuerySet, Membership, OutreachOffice, User

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
    return Case.objects.of_facilities(actor)


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


def colleagues(actor: Actor, *, organization_id: int | None = None) -> QuerySet[User]:
    """Who can own a case: active staff who may edit, of one or of all of this person's facilities."""
    organizations = [organization_id] if organization_id else list(actor.organization_roles)
    works_here = Membership.objects.filter(
        user=OuterRef("pk"), organization_id__in=organizations, is_active=True
    ).exclude(role="AUDITOR")
    return User.objects.filter(Exists(works_here), is_active=True).order_by("full_name", "email")
