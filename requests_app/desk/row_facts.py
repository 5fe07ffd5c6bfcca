"""What the rows of one page show besides the case's own columns: asked only for columns that are shown."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from requests_app.models import (
    Case,
    CaseMessage,
    CaseTag,
    CaseTask,
    MessageSide,
    OutreachOffice,
    Packet,
    Submission,
    TaskState,
)

# What every row needs. All columns of all sections would be three times the work of the whole page.
ALWAYS = (
    "public_id",
    "organization_id",
    "reference",
    "status",
    "outcome",
    "outcome_on",
    "language",
    "is_urgent",
    "next_action",
    "next_action_text",
    "waiting_on",
    "waiting_since",
    "due_on",
    "last_contact_at",
    "unanswered_since",
    "snoozed_until",
    "time_zone",
    "owner_id",
    "owner__full_name",
    "owner__email",
    "patient__first_name",
    "patient__last_name",
    "patient__speaking_language",
    "coverage__insurer",
    "coverage__plan_state",
)
ONLY_FOR = {
    "care": ("care__kind",),
    "funding": ("coverage__is_self_funded",),
    "site": ("site__name",),
    "facility": ("organization__name",),
    "must_fix": ("must_fix",),
    "approval_end": ("approval_ends_on",),
    "created": ("created_at",),
    "phone": ("patient__phone",),
}


def with_facts(cases: QuerySet[Case], columns: Collection[str]) -> QuerySet[Case]:
    """One query, whatever is shown; each fact is asked for the rows of the page only."""
    names = [*ALWAYS, *(name for column in columns for name in ONLY_FOR.get(column, ()))]
    joined = {name.split("__")[0] for name in names if "__" in name}
    listed = cases.select_related(*sorted(joined)).only(*names)
    listed = listed.annotate(unread=Coalesce(_count(_unread()), 0))
    if "offices" in columns:
        logged = OutreachOffice.objects.logged().filter(case=OuterRef("pk"))
        listed = listed.annotate(offices_logged=Coalesce(_count(logged), 0))
    if "packet" in columns:
        numbers = Packet.objects.filter(case=OuterRef("pk")).order_by("-number").values("number")[:1]
        listed = listed.annotate(packet_number=Subquery(numbers))
    if "sent" in columns:
        sent = Submission.objects.to_plan().filter(case=OuterRef("pk")).order_by("-sent_on", "-pk")
        listed = listed.annotate(sent_on=Subquery(sent.values("sent_on")[:1]))
    if "tasks" in columns:
        due = CaseTask.objects.filter(case=OuterRef("pk"), state=TaskState.OPEN)
        listed = listed.annotate(open_tasks=Coalesce(_count(due), 0))
    if "tags" in columns:
        listed = listed.annotate(tag_names=_tags())
    return listed


def _count(rows: QuerySet) -> Subquery:  # type: ignore[type-arg]
    return Subquery(rows.order_by().values("case").annotate(number=Count("pk")).values("number"))


def _unread() -> QuerySet[CaseMessage]:
    return CaseMessage.objects.filter(
        case=OuterRef("pk"), side=MessageSide.PATIENT, settled_at__isnull=True, sent_at__isnull=False
    )


def _tags() -> Subquery:
    named = CaseTag.objects.filter(case=OuterRef("pk"), tag__removed_at__isnull=True)
    names = named.order_by().values("case").annotate(names=ArrayAgg("tag__name", order_by="tag__name"))
    return Subquery(names.values("names"))
