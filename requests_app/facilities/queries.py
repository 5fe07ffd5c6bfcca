from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.models import (
    ApiToken,
    Case,
    CaseStatus,
    HandOver,
    Leave,
    Membership,
    OpeningHours,
    Organization,
    PatientLink,
    Site,
    StaffInvitation,
)


def facilities_of(actor: Actor) -> list[Organization]:
    """Where this person works, by name."""
    return list(Organization.objects.filter(pk__in=list(actor.organization_roles)).order_by("name", "pk"))


def get_facility_or_404(actor: Actor, organization_id: UUID) -> Organization:
    """A facility this person works for; for everybody else it does not exist."""
    found = Organization.objects.filter(
        public_id=organization_id, pk__in=list(actor.organization_roles)
    ).first()
    if found is None:
        raise Http404
    return found


def open_sites(organization_ids: Collection[int]) -> QuerySet[Site]:
    return Site.objects.filter(organization_id__in=list(organization_ids), closed_at__isnull=True)


def sites_of(organization: Organization) -> list[Site]:
    return list(open_sites([organization.pk]).prefetch_related("hours"))


def get_site_or_404(actor: Actor, site_id: UUID) -> Site:
    found = open_sites(actor.organization_roles).select_related("organization").filter(public_id=site_id)
    site = found.first()
    if site is None:
        raise Http404
    return site


def hours_of(organization: Organization, site: Site | None = None) -> list[OpeningHours]:
    return list(OpeningHours.objects.filter(organization=organization, site=site))


def people_of(organization: Organization) -> QuerySet[Membership]:
    """Who works or worked here, those who work here first, with how many open cases each has."""
    theirs = Q(user__owned_cases__organization=organization) & ~Q(user__owned_cases__status=CaseStatus.CLOSED)
    return (
        Membership.objects.filter(organization=organization)
        .select_related("user")
        .annotate(open_cases=Count("user__owned_cases", filter=theirs))
        .order_by("-is_active", "user__full_name", "user__email")
    )


def get_membership_or_404(actor: Actor, membership_id: UUID) -> Membership:
    found = (
        Membership.objects.filter(public_id=membership_id, organization_id__in=list(actor.organization_roles))
        .select_related("user", "organization")
        .first()
    )
    if found is None:
        raise Http404
    return found


def colleagues_of(membership: Membership) -> list[Membership]:
    """Who can take over the work of this person."""
    found = Membership.objects.filter(
        organization_id=membership.organization_id, is_active=True, user__is_active=True
    )
    return list(
        found.exclude(role="AUDITOR")
        .exclude(pk=membership.pk)
        .select_related("user")
        .order_by("user__full_name", "user__email")
    )


def waiting_invitations(organization: Organization, *, now: datetime) -> list[StaffInvitation]:
    return list(
        StaffInvitation.objects.filter(
            organization=organization, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
        ).order_by("-id")[:100]
    )


def get_invitation_or_404(actor: Actor, invitation_id: UUID) -> StaffInvitation:
    found = (
        StaffInvitation.objects.filter(
            public_id=invitation_id, organization_id__in=list(actor.organization_roles)
        )
        .select_related("organization")
        .first()
    )
    if found is None:
        raise Http404
    return found


def leaves_of(membership: Membership) -> list[Leave]:
    """Not over yet."""
    return list(
        Leave.objects.filter(
            organization_id=membership.organization_id, user_id=membership.user_id, ended_at__isnull=True
        ).select_related("covered_by")
    )


def get_leave_or_404(actor: Actor, leave_id: UUID) -> Leave:
    found = (
        Leave.objects.filter(public_id=leave_id, organization_id__in=list(actor.organization_roles))
        .select_related("organization", "user", "covered_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def links_of(organization: Organization) -> list[PatientLink]:
    found = PatientLink.objects.filter(organization=organization, ended_at__isnull=True)
    return list(found.select_related("site")[:100])


def get_link_or_404(actor: Actor, link_id: UUID) -> PatientLink:
    found = (
        PatientLink.objects.filter(public_id=link_id, organization_id__in=list(actor.organization_roles))
        .select_related("organization", "site")
        .first()
    )
    if found is None:
        raise Http404
    return found


def cases_of_person(membership: Membership) -> QuerySet[Case]:
    """The open cases that this person has in this facility."""
    return Case.objects.filter(
        organization_id=membership.organization_id, owner_id=membership.user_id
    ).exclude(status=CaseStatus.CLOSED)


def keys_made_by(membership: Membership, *, now: datetime) -> int:
    """Keys for the facility’s own systems that this person was once shown, and that still open something."""
    return ApiToken.objects.filter(
        organization_id=membership.organization_id,
        made_by_id=membership.user_id,
        revoked_at__isnull=True,
        expires_at__gt=now,
    ).count()


def covering(organization_ids: Collection[int], case_ids: Iterable[int]) -> dict[int, str]:
    """For the cases that somebody holds for a colleague on leave: the colleague's name. One query."""
    wanted = set(case_ids)
    running = HandOver.objects.filter(
        organization_id__in=list(organization_ids),
        why=HandOver.Why.LEAVE,
        leave__ended_at__isnull=True,
        to_user__isnull=False,
    ).select_related("from_user")
    names: dict[int, str] = {}
    for one in running.order_by("pk"):
        for case_id in wanted.intersection(one.case_ids):
            names[case_id] = one.from_user.full_name or one.from_user.email
    return names


def logo_key(organization_id: UUID) -> str:
    """Where the logo of a facility is kept; "" when there is none."""
    found = Organization.objects.filter(public_id=organization_id, is_active=True)
    return found.values_list("logo_key", flat=True).first() or ""


def own_places(actor: Actor) -> list[Membership]:
    """Where this person works, one row a facility."""
    return list(
        Membership.objects.filter(
            user_id=actor.person_id, organization_id__in=list(actor.organization_roles), is_active=True
        )
    )


def leaves_in(organization: Organization) -> QuerySet[Leave]:
    """Of everybody, not over yet."""
    return Leave.objects.filter(organization=organization, ended_at__isnull=True).select_related("covered_by")


def place_of(leave: Leave) -> Membership:
    """The place of the person who is away."""
    return Membership.objects.select_related("user", "organization").get(
        organization_id=leave.organization_id, user_id=leave.user_id
    )
