"""The audit log of one facility, the newest first. Pages go by place, never by number: nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet

from requests_app.common.actor import Actor
from requests_app.models import AuditEntry, Case, Membership, Organization, User
from requests_app.oversight.log_filters import CHANGES, LOOKS, LogFilters

PER_PAGE = 50
MOST_IN_A_FILE = 10_000
# Entries that tell of reading, and of nothing changed.
LOOK_ACTIONS = (
    "bulk.list_taken",
    "casefile.exported",
    "cases.ids_shown",
    "cases.viewed",
    "desk.searched",
    "documents.downloaded",
    "exchange.cases_read",
    "messaging.read",
    "oversight.log_taken",
    "oversight.log_viewed",
    "packets.copy_downloaded",
    "packets.downloaded",
    "packets.sheet_taken",
    "planforms.downloaded",
    "tracker.downloaded",
)


@dataclass(frozen=True)
class Place:
    """Between two entries: everything before it is older."""

    at: datetime
    pk: int

    @classmethod
    def read(cls, text: str) -> Place | None:
        stamp, _dot, number = text.partition("-")
        if not (stamp.isdecimal() and number.isdecimal() and len(text) < 40):
            return None
        try:
            moment = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(stamp))
        except OverflowError:
            return None
        return cls(moment, min(int(number), 2**62))

    def __str__(self) -> str:
        since = self.at - datetime.fromtimestamp(0, UTC)
        return f"{since // timedelta(microseconds=1)}-{self.pk}"


@dataclass(frozen=True)
class Found:
    entries: list[AuditEntry]
    older: Place | None


def found(
    actor: Actor, facility: Organization, filters: LogFilters, *, before: Place | None, limit: int = PER_PAGE
) -> Found:
    rows = _rows(actor, facility, filters)
    if before is not None:
        # The first half finds the place in the index, the second is exact among entries of one moment.
        rows = rows.filter(at__lte=before.at).filter(Q(at__lt=before.at) | Q(pk__lt=before.pk))
    entries = list(rows.order_by("-at", "-pk")[: limit + 1])
    has_more, entries = len(entries) > limit, entries[:limit]
    return Found(entries, Place(entries[-1].at, entries[-1].pk) if has_more else None)


def _rows(actor: Actor, facility: Organization, filters: LogFilters) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(organization_id=facility.pk)
    if facility.pk in actor.sites:
        # Whoever works for some sites reads what was done to their cases.
        mine = Case.objects.of_facilities(actor).filter(organization=facility)
        rows = rows.filter(case_id__in=mine.values("public_id"))
    if filters.person:
        person = _person_id(facility, filters.person)
        rows = rows.filter(user_id=person) if person else rows.none()
    if filters.action:
        rows = rows.filter(action=filters.action)
    if filters.show == LOOKS:
        rows = rows.filter(action__in=LOOK_ACTIONS)
    elif filters.show == CHANGES:
        rows = rows.exclude(action__in=LOOK_ACTIONS)
    if filters.case:
        case = Case.objects.of_facilities(actor).filter(organization=facility, reference=filters.case).first()
        rows = rows.filter(case_id=case.public_id) if case else rows.none()
    zone = ZoneInfo(facility.time_zone)
    if filters.since:
        rows = rows.filter(at__gte=datetime.combine(filters.since, time.min, zone))
    if filters.until:
        rows = rows.filter(at__lt=datetime.combine(filters.until, time.min, zone) + timedelta(days=1))
    return rows


def _person_id(facility: Organization, public_id: str) -> int | None:
    members = Membership.objects.filter(organization=facility, user__public_id=UUID(public_id))
    return members.values_list("user_id", flat=True).first()


def staff_of(facility: Organization) -> list[User]:
    """Everybody who works there or did."""
    members = Membership.objects.filter(organization=facility)
    return list(User.objects.filter(pk__in=members.values("user_id")).order_by("full_name", "email"))


def actions_of(facility: Organization) -> list[str]:
    """What was ever done there: one step in the index for each action, however many entries it has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE step AS ("
            " (SELECT action FROM requests_app_auditentry WHERE organization_id = %(facility)s"
            "  ORDER BY action LIMIT 1)"
            " UNION ALL SELECT (SELECT e.action FROM requests_app_auditentry e"
            "  WHERE e.organization_id = %(facility)s AND e.action > step.action ORDER BY e.action LIMIT 1)"
            " FROM step WHERE step.action IS NOT NULL)"
            " SELECT action FROM step WHERE action IS NOT NULL",
            {"facility": facility.pk},
        )
        return [str(action) for (action,) in cursor.fetchall()]


def people_behind(entries: list[AuditEntry]) -> dict[int, User]:
    ids = {one.user_id for one in entries if one.user_id is not None}
    return User.objects.in_bulk(ids) if ids else {}


def cases_behind(entries: list[AuditEntry]) -> dict[UUID, str]:
    """Case numbers by public id, of cases that still are there."""
    ids = {one.case_id for one in entries if one.case_id is not None}
    return dict(Case.objects.filter(public_id__in=ids).values_list("public_id", "reference"))
