"""A mailed link for one person to work for a facility. Opening it changes nothing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.facilities.services.people import checked_sites
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import Membership, Organization, StaffInvitation, User
from requests_app.notifications.services import queue_mail


@transaction.atomic
def invite(
    *,
    organization: Organization,
    email: str,
    full_name: str,
    role: str,
    site_ids: Collection[int],
    language: str,
    by: Actor,
    at: datetime,
) -> StaffInvitation:
    """Mail the link; one sent to the same address before ends."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    email = email.strip().lower()
    works_here = Membership.objects.filter(organization=organization, user__email=email)
    if works_here.filter(is_active=True).exists():
        raise FacilityRefused(_("This person works here already."))
    if works_here.exists():
        raise FacilityRefused(_("This person worked here before. Let them back in from the list of people."))
    sites = checked_sites(organization.pk, role, site_ids)
    earlier = StaffInvitation.objects.filter(
        organization=organization, email=email, used_at__isnull=True, revoked_at__isnull=True
    )
    earlier.update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    invitation = StaffInvitation.objects.create(
        organization=organization,
        token_hash=_hash(token),
        email=email,
        full_name=full_name,
        role=role,
        site_ids=sites,
        language=language,
        invited_by_id=by.person_id,
        invited_at=at,
        expires_at=at + settings.INVITATION_KEPT,
    )
    queue_mail(
        template="facilities/invitation",
        to_email=email,
        language=language,
        context={"path": reverse("facilities:join", kwargs={"token": token})},
        organization_id=organization.pk,
        at=at,
    )
    details = {"role": role, "sites": sites}
    log.record(action="facilities.member_invited", target=invitation, by=by, at=at, details=details)
    return invitation


@transaction.atomic
def revoke(*, invitation: StaffInvitation, by: Actor, at: datetime) -> None:
    permissions.check_right(by, invitation.organization_id, Right.FACILITY)
    fresh = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if fresh.used_at is not None:
        raise FacilityRefused(_("This invitation was used meanwhile. Look at the list of people."))
    if fresh.revoked_at is None:
        StaffInvitation.objects.filter(pk=fresh.pk).update(revoked_at=at)
        log.record(action="facilities.invitation_revoked", target=fresh, by=by, at=at)


@transaction.atomic
def find(*, token: str, by: Actor, at: datetime) -> StaffInvitation | None:
    """The invitation of this link while it can be used. Changes nothing."""
    if not by.is_signed_in:
        scope.set_scope(())
    scope.show_link(_hash(token))
    return (
        StaffInvitation.objects.select_related("organization")
        .filter(
            token_hash=_hash(token),
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=at,
            organization__is_active=True,
        )
        .first()
    )


@transaction.atomic
def accept(*, token: str, by: Actor, at: datetime) -> Membership:
    """The person signed in with the invited address takes the place. Raises FacilityRefused."""
    found = find(token=token, by=by, at=at)
    user = User.objects.select_for_update(no_key=True).get(pk=by.person_id)
    if found is None or user.email != found.email:
        raise FacilityRefused(_("This invitation cannot be used. Ask for a new one."))
    held = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if held.used_at is not None or held.revoked_at is not None:
        raise FacilityRefused(_("This invitation cannot be used. Ask for a new one."))
    scope.widen(found.organization_id)
    if not user.full_name and found.full_name:
        User.objects.filter(pk=user.pk).update(full_name=found.full_name)
    membership, _made = Membership.objects.update_or_create(
        organization_id=found.organization_id,
        user=user,
        defaults={"role": found.role, "site_ids": found.site_ids, "is_active": True, "ended_at": None},
    )
    StaffInvitation.objects.filter(pk=found.pk).update(used_at=at, used_by=user)
    details = {"role": found.role}
    log.record(action="facilities.member_joined", target=membership, by=by, at=at, details=details)
    return membership


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
