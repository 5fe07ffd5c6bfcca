from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.cases import services as cases
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import queries as desk
from requests_app.drafts.http import form_data, save_once
from requests_app.followups.services import plan_reminders_again
from requests_app.models import Case, NextAction
from requests_app.staff import queries, services
from requests_app.staff.forms import NOBODY, AssignForm, InviteForm, NextActionForm, NoteForm


@require_http_methods(["GET", "POST"])
def assign(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _case_to_change(request, case_id)
    now = timezone.now()
    colleagues = list(desk.colleagues(request.actor, organization_id=case.organization_id))
    form = AssignForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        colleagues=colleagues,
        initial={"owner": str(case.owner_id or "")},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["owner"]
        owner = next((one for one in colleagues if str(one.pk) == chosen), None)

        def save() -> str:
            cases.assign_owner(case=case, owner=owner, by=request.actor, at=now)
            plan_reminders_again(case=case, by=request.actor, at=now)
            messages.success(request, _("Assigned."))
            return _back_to(case)

        try:
            if chosen == NOBODY or owner is not None:
                return save_once(request, save)
        except cases.CaseRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "staff/form.html", _context(case), form=form)


@require_http_methods(["GET", "POST"])
def next_action(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _case_to_change(request, case_id)
    now = timezone.now()
    form = NextActionForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial={
            "next_action": case.next_action if case.next_action != NextAction.NONE else "",
            "own_text": case.next_action_text,
            "waiting_on": case.waiting_on,
            "due_on": case.due_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data

        def save() -> str:
            services.set_next_action(case=case, by=request.actor, at=now, **answers)
            messages.success(request, _("Next action saved."))
            return _back_to(case)

        return save_once(request, save)
    return page(request, "staff/form.html", _context(case), form=form)


@require_http_methods(["GET", "POST"])
def note_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _case_to_change(request, case_id)
    now = timezone.now()
    form = NoteForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]

        def save() -> str:
            cases.add_note(case=case, text=text, by=request.actor, at=now)
            return _back_to(case, "#notes")

        return save_once(request, save)
    return page(request, "staff/form.html", _context(case), form=form)


@require_http_methods(["GET", "POST"])
def invite(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    form = InviteForm(form_data(request), today=today_at_work(request.actor, now=now), facilities=facilities)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        chosen = answers.pop("facility", str(facilities[0].pk))
        organization = next(one for one in facilities if str(one.pk) == chosen)

        def save() -> str:
            services.invite(organization=organization, by=request.actor, at=now, **answers)
            messages.success(request, _("Invitation sent. The link works for 14 days."))
            return reverse("desk:queue")

        return save_once(request, save)
    addresses = [
        {"name": one.name, "url": settings.SITE_URL + reverse("intake:facility", kwargs={"slug": one.slug})}
        for one in facilities
        if one.slug
    ]
    context = {"back_url": reverse("desk:queue"), "addresses": addresses}
    return page(request, "staff/invite.html", context, form=form)


def _case_to_change(request: PortalRequest, case_id: UUID) -> Case:
    """Raises Http404 for other facilities' cases, PermissionDenied for people who may only look."""
    case = queries.get_facility_case_or_404(request.actor, case_id)
    if request.actor.organization_roles.get(case.organization_id) in ONLY_LOOKING:
        raise PermissionDenied
    return case


def _context(case: Case) -> dict[str, str]:
    return {"back_url": _back_to(case), "case_reference": case.reference}


def _back_to(case: Case, anchor: str = "") -> str:
    return reverse("staff:case", kwargs={"case_id": case.public_id}) + anchor
