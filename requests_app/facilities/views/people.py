from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.facilities import people_presenters, queries
from requests_app.facilities.forms.people import NOBODY, ROLE_HINTS, DisableForm, InviteForm, MemberForm
from requests_app.facilities.forms.settings import SureForm
from requests_app.facilities.services import invitations
from requests_app.facilities.services import people as services
from requests_app.facilities.views.http import answer, facility_to_change, url
from requests_app.models import Membership, Organization, Role


@require_GET
def staff_list(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = queries.get_facility_or_404(request.actor, organization_id), timezone.now()
    may_set_up = permissions.has_right(request.actor, found.pk, Right.FACILITY)
    context = {
        "heading": _("People"),
        "back_url": reverse("facilities:overview"),
        "facility": found,
        "rows": people_presenters.rows(found, actor=request.actor),
        "waiting": queries.waiting_invitations(found, now=now) if may_set_up else [],
        "may_set_up": may_set_up,
        "roles": [(label, ROLE_HINTS[value]) for value, label in Role.choices],
    }
    return page(request, "facilities/people.html", context)


@require_http_methods(["GET", "POST"])
def staff_invite(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    found, now = facility_to_change(request, organization_id), timezone.now()
    form = InviteForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        sites=queries.sites_of(found),
        initial={"language": (get_language() or "en")[:2]},
    )

    def save() -> str:
        answers = form.cleaned_data
        invitations.invite(
            organization=found,
            email=answers["email"],
            full_name=answers["full_name"],
            role=answers["role"],
            site_ids=form.site_ids(),
            language=answers["language"],
            by=request.actor,
            at=now,
        )
        return url("staff_list", found)

    done = _("Invitation sent. The link works for 14 days.")
    return answer(request, "facilities/form.html", _back(found), form, save, done=done)


@require_http_methods(["GET", "POST"])
def staff_edit(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    member, now = _member_to_change(request, membership_id), timezone.now()
    stored = services.shown_values(member)
    version = version_of(stored)
    form = MemberForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        sites=queries.sites_of(member.organization),
        initial={"role": member.role, "sites": stored["site_ids"]},
        version=version,
    )

    def save() -> str:
        services.change_member(
            membership=member,
            role=form.cleaned_data["role"],
            site_ids=form.site_ids(),
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        return url("staff_list", member.organization)

    return answer(request, "facilities/member.html", _about(member), form, save, done=_("Saved."))


@require_http_methods(["GET", "POST"])
def staff_disable(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    member, now = _member_to_change(request, membership_id), timezone.now()
    colleagues = queries.colleagues_of(member)
    form = DisableForm(form_data(request), today=today_at_work(request.actor, now=now), colleagues=colleagues)

    def save() -> str:
        chosen = form.cleaned_data["to"]
        to_user = next((one.user for one in colleagues if str(one.user_id) == chosen), None)
        services.disable_member(
            membership=member, to_user=to_user if chosen != NOBODY else None, by=request.actor, at=now
        )
        return url("staff_list", member.organization)

    context = {
        **_about(member),
        "open_cases": queries.cases_of_person(member).count(),
        "made_keys": queries.keys_made_by(member, now=now),
    }
    done = _("This person has no access any more. Their work was handed over.")
    return answer(request, "facilities/disable.html", context, form, save, done=done)


@require_http_methods(["GET", "POST"])
def staff_enable(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    member, now = _member_to_change(request, membership_id), timezone.now()
    form = _sure(request, _("Do you want to let this person work here again?"), _("Let them in again"))

    def save() -> str:
        services.enable_member(membership=member, by=request.actor, at=now)
        return url("staff_list", member.organization)

    return answer(request, "facilities/sure.html", _about(member), form, save, done=_("Saved."))


@require_http_methods(["GET", "POST"])
def second_factor_reset(request: PortalRequest, membership_id: UUID) -> HttpResponse:
    member, now = _member_to_change(request, membership_id), timezone.now()
    form = _sure(
        request, _("Do you want to reset this person’s second sign-in step?"), _("Reset the second step")
    )

    def save() -> str:
        services.reset_second_factor(membership=member, by=request.actor, at=now)
        return url("staff_list", member.organization)

    lines = [
        _("Ask them by phone first whether it was really them who asked."),
        _("Their apps, passkeys and backup codes stop working, and they are signed out everywhere."),
        _("At the next sign-in they set up a new second step. We tell them by email."),
    ]
    context = {**_about(member), "lines": lines}
    return answer(request, "facilities/sure.html", context, form, save, done=_("Second step reset."))


@require_http_methods(["GET", "POST"])
def invitation_revoke(request: PortalRequest, invitation_id: UUID) -> HttpResponse:
    invitation, now = queries.get_invitation_or_404(request.actor, invitation_id), timezone.now()
    permissions.check_may_change(request.actor, invitation.organization_id)
    form = _sure(request, _("Do you want to take this invitation back?"), _("Take it back"))

    def save() -> str:
        invitations.revoke(invitation=invitation, by=request.actor, at=now)
        return url("staff_list", invitation.organization)

    context = {**_back(invitation.organization), "facility_name": invitation.email}
    return answer(request, "facilities/sure.html", context, form, save, done=_("Invitation taken back."))


def _member_to_change(request: PortalRequest, membership_id: UUID) -> Membership:
    member = queries.get_membership_or_404(request.actor, membership_id)
    permissions.check_may_change(request.actor, member.organization_id)
    return member


def _sure(request: PortalRequest, heading: str, button: str) -> SureForm:
    today = today_at_work(request.actor, now=timezone.now())
    return SureForm(form_data(request), today=today, heading=heading, button=button)


def _about(member: Membership) -> dict[str, Any]:
    return {
        "back_url": url("staff_list", member.organization),
        "facility_name": people_presenters.name_of(member),
        "member": member,
    }


def _back(organization: Organization) -> dict[str, str]:
    return {"back_url": url("staff_list", organization), "facility_name": organization.name}
