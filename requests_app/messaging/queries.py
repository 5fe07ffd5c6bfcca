from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from requests_app.audit import queries as audit
from requests_app.models import (
    AuditEntry,
    Case,
    CaseMessage,
    MessageSide,
    MessageTemplate,
    Organization,
    TemplateUse,
    TemplateVersion,
    User,
)

READ = "messaging.read"
MOST_SHOWN = 100


@dataclass(frozen=True)
class Reads:
    """When each side had the thread before its eyes, oldest first. Only moments with something new."""

    moments: Mapping[str, list[datetime]] = field(default_factory=dict)

    def first_after(self, side: str, moment: datetime) -> datetime | None:
        """When this side first read what was sent at `moment`."""
        times = self.moments.get(side, [])
        place = bisect_left(times, moment)
        return times[place] if place < len(times) else None


def thread_of(case: Case, *, for_staff: bool, limit: int = MOST_SHOWN) -> list[CaseMessage]:
    """Oldest first, the newest `limit` of them. What waits or was called off is the staff’s alone."""
    found = case.messages.select_related("author", "template")
    if not for_staff:
        found = found.filter(sent_at__isnull=False)
    return list(found.order_by("-send_at", "-id")[:limit])[::-1]


def reads_of(case: Case) -> Reads:
    found: dict[str, list[datetime]] = {}
    for entry in reversed(audit.entries_of_case(case, actions=frozenset({READ}))):
        found.setdefault(str(entry.details.get("side")), []).append(entry.at)
    return Reads(found)


def last_message(case: Case, *, side: str) -> CaseMessage | None:
    """The newest one that this side wrote and that went out."""
    return case.messages.filter(side=side, sent_at__isnull=False).order_by("sent_at", "id").last()


def unanswered_count(case: Case) -> int:
    """Messages of the patient side that wait for an answer."""
    return _unanswered(case).count()


def unanswered_since(case: Case) -> datetime | None:
    first: datetime | None = _unanswered(case).aggregate(first=Min("sent_at"))["first"]
    return first


def unread_count(case: Case) -> int:
    """Messages of the team that the patient side has not read yet; one query."""
    reads = AuditEntry.objects.filter(
        case_id=OuterRef("case__public_id"), action=READ, details__side=MessageSide.PATIENT
    )
    sent = case.messages.filter(side=MessageSide.STAFF, sent_at__isnull=False)
    sent = sent.annotate(read_at=Subquery(reads.order_by("-at").values("at")[:1]))
    return sent.filter(Q(read_at__isnull=True) | Q(sent_at__gt=F("read_at"))).count()


def _unanswered(case: Case) -> QuerySet[CaseMessage]:
    return CaseMessage.objects.filter(
        case=case, side=MessageSide.PATIENT, sent_at__isnull=False, settled_at__isnull=True
    )


def get_message_or_404(case: Case, message_id: UUID) -> CaseMessage:
    try:
        return case.messages.get(public_id=message_id)
    except CaseMessage.DoesNotExist:
        raise Http404 from None


def locked_message(message_id: int) -> CaseMessage | None:
    """Held until the transaction ends. Hold the case first."""
    found = CaseMessage.objects.select_for_update(of=("self",)).filter(pk=message_id)
    return found.select_related("case", "organization").first()


def templates_of(organization_ids: list[int]) -> list[MessageTemplate]:
    found = MessageTemplate.objects.filter(organization_id__in=organization_ids)
    return list(found.select_related("organization").prefetch_related("versions").order_by("name", "id"))


def published(
    organization_id: int, *, use: str = TemplateUse.IN_APP, language: str = ""
) -> list[TemplateVersion]:
    """The newest published version of each template in use, by name."""
    found = (
        TemplateVersion.objects.filter(
            organization_id=organization_id,
            published_at__isnull=False,
            template__retired_at__isnull=True,
            template__use=use,
        )
        .select_related("template")
        .order_by("template_id", "-number")
        .distinct("template_id")
    )
    return sorted(found, key=lambda one: (one.template.name.lower(), one.pk))


def notice_version(organization_id: int, *, use: str) -> TemplateVersion | None:
    """The facility’s own words for “there is a message”: what it published last for this way."""
    found = published(organization_id, use=use)
    return max(found, key=lambda one: (one.published_at, one.pk)) if found else None


def get_template_or_404(organization_ids: list[int], template_id: UUID) -> MessageTemplate:
    try:
        return MessageTemplate.objects.select_related("organization").get(
            organization_id__in=organization_ids, public_id=template_id
        )
    except MessageTemplate.DoesNotExist:
        raise Http404 from None


def has_team(case: Case) -> bool:
    """Whether a facility works on this case; in a person’s own space nobody would read a message."""
    return case.organization.kind == Organization.Kind.FACILITY


def locked_template(template_id: int) -> MessageTemplate:
    """Held until the transaction ends."""
    found = MessageTemplate.objects.select_for_update(of=("self",)).select_related("organization")
    return found.get(pk=template_id)


def newest_version(template: MessageTemplate) -> TemplateVersion:
    return template.versions.select_related("written_by", "published_by").order_by("-number")[0]


def user_of(user_id: int) -> User:
    return User.objects.get(pk=user_id)
