"""Who works for a facility, in which role and for which sites; and the end of that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.accounts import permissions
from requests_app.accounts.queries import works_elsewhere
from requests_app.accounts.roles import ONLY_LOOKING, Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.drafts.clash import check_version
from requests_app.facilities import queries
from requests_app.facilities.services.hand_over import hand_over
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import HandOver, Leave, Membership, Organization, Role, Site, StaffInvitation, User
from requests_app.notifications.services import queue_mail


def shown_values(membership: Membership) -> dict[str, Any]:
    return {"role": membership.role, "site_ids": [str(one) for one in sorted(membership.site_ids)]}


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    role: str,
    site_ids: Collection[int],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """Another role, or other sites; no sites means all of them. Raises Clash, FacilityRefused."""
    fresh = _held(membership, by)
    if not fresh.is_active:
        raise FacilityRefused(_("This person does not work here any more."))
    sites = checked_sites(fresh.organization_id, role, site_ids)
    typed = {"role": role, "site_ids": [str(one) for one in sites]}
    check_version(shown_values(fresh), shown_version, typed)
    if fresh.role == Role.ADMIN and role != Role.ADMIN:
        _refuse_for_the_last_admin(fresh)
    count = _out_of_reach(fresh, role, sites)
    if count:
        raise FacilityRefused(
            ngettext(
                "%(count)s open case would be out of this person’s reach. Give it to a colleague first.",
                "%(count)s open cases would be out of this person’s reach. Give them to colleagues first.",
                count,
            )
            % {"count": count}
        )
    Membership.objects.filter(pk=fresh.pk).update(role=role, site_ids=sites)
    details = {"role": role, "was": fresh.role, "sites": sites}
    log.record(action="facilities.member_changed", target=fresh, by=by, at=at, details=details)


@transaction.atomic
def disable_member(
    *, membership: Membership, to_user: User | None, by: Actor, at: datetime
) -> HandOver | None:
    """Ends the place here, every session of the person and what runs in their name; their work goes on.

    Done twice, it is done once. Raises FacilityRefused for the last admin and for oneself.
    """
    fresh = _held(membership, by)
    if not fresh.is_active:
        return None
    if fresh.user_id == by.user_id:
        raise FacilityRefused(_("Ask another admin to end your own access."))
    _refuse_for_the_last_admin(fresh)
    if to_user is not None and to_user.pk not in [one.user_id for one in queries.colleagues_of(fresh)]:
        raise FacilityRefused(_("Choose a colleague who works here."))
    Membership.objects.filter(pk=fresh.pk).update(is_active=False, ended_at=at)
    User.objects.filter(pk=fresh.user_id).update(sessions_ended_at=at)
    log.record(action="facilities.member_disabled", target=fresh, by=by, at=at)
    _take_back_invitations(fresh, by=by, at=at)
    own = Leave.objects.filter(organization_id=fresh.organization_id, ended_at__isnull=True)
    own.filter(user_id=fresh.user_id).update(ended_at=at)
    # What the person held for somebody on leave goes back from the new holder when the leave is over.
    own.filter(covered_by_id=fresh.user_id).update(covered_by=to_user)
    return hand_over(
        organization_id=fresh.organization_id,
        from_user=fresh.user,
        to_user=to_user,
        why=HandOver.Why.DISABLED,
        by=by,
        at=at,
    )


@transaction.atomic
def enable_member(*, membership: Membership, by: Actor, at: datetime) -> None:
    """Back again, in the role of before. The cases stay with who has them now."""
    fresh = _held(membership, by)
    if fresh.is_active:
        return
    Membership.objects.filter(pk=fresh.pk).update(is_active=True, ended_at=None)
    log.record(action="facilities.member_enabled", target=fresh, by=by, at=at)


@transaction.atomic
def reset_second_factor(*, membership: Membership, by: Actor, at: datetime) -> None:
    """The lost phone: apps, passkeys and backup codes are gone, and so is every session.

    The next sign-in asks to set up a new second step before any case is shown. The person is told by mail.
    """
    fresh = _held(membership, by)
    if not fresh.is_active:
        raise FacilityRefused(_("This person does not work here any more."))
    if works_elsewhere(fresh.user_id, beside=fresh.organization_id, by=by):
        raise FacilityRefused(_("This person works for another facility, too: one alone cannot do this."))
    Authenticator.objects.filter(user_id=fresh.user_id).delete()
    User.objects.filter(pk=fresh.user_id).update(sessions_ended_at=at)
    queue_mail(
        template="facilities/second_step_reset",
        to_email=fresh.user.email,
        language=fresh.user.language,
        context={"path": reverse("account_login")},
        organization_id=fresh.organization_id,
        at=at,
    )
    log.record(action="facilities.second_step_reset", target=fresh, by=by, at=at)


def checked_sites(organization_id: int, role: str, site_ids: Collection[int]) -> list[int]:
    """The sites as they are kept: those of this facility, and none for admins.

    All that are open now are still a limit: it holds for those that open later, and for what was closed.
    """
    if role == Role.ADMIN:
        return []
    known = set(Site.objects.filter(organization_id=organization_id).values_list("pk", flat=True))
    chosen = set(site_ids)
    if not chosen <= known:
        raise FacilityRefused(_("Choose sites of this facility."))
    return sorted(chosen)


def _out_of_reach(membership: Membership, role: str, sites: list[int]) -> int:
    """How many open cases of this person they could not work on any more."""
    held = queries.cases_of_person(membership)
    if role in ONLY_LOOKING:
        return held.count()
    return held.exclude(site__isnull=True).exclude(site_id__in=sites).count() if sites else 0


def _take_back_invitations(membership: Membership, *, by: Actor, at: datetime) -> None:
    """Those this person sent, which may lead to an address of their own, and those that lead to them."""
    waiting = StaffInvitation.objects.filter(
        Q(invited_by_id=membership.user_id) | Q(email=membership.user.email),
        organization_id=membership.organization_id,
        used_at__isnull=True,
        revoked_at__isnull=True,
    )
    for one in waiting.select_for_update(of=("self",)):
        StaffInvitation.objects.filter(pk=one.pk).update(revoked_at=at)
        log.record(action="facilities.invitation_revoked", target=one, by=by, at=at)


def _held(membership: Membership, by: Actor) -> Membership:
    """The facility is locked first: two admins who end each other at once cannot both succeed."""
    permissions.check_right(by, membership.organization_id, Right.FACILITY)
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    return Membership.objects.select_for_update(of=("self",)).select_related("user").get(pk=membership.pk)


def _refuse_for_the_last_admin(membership: Membership) -> None:
    others = Membership.objects.filter(
        organization_id=membership.organization_id, role=Role.ADMIN, is_active=True, user__is_active=True
    ).exclude(pk=membership.pk)
    if membership.role == Role.ADMIN and not others.exists():
        raise FacilityRefused(_("You cannot remove the last admin. Make somebody else an admin first."))
