"""Who owns a case, what happens next, a note, and inviting a patient."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.cases import invitations
from requests_app.cases import services as cases
from requests_app.cases.saved import saved
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import assigning
from requests_app.desk import queries as desk
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.staff import services
from requests_app.staff.forms import AssignForm, InviteForm, NextActionForm, NoteForm
from requests_app.staff.opened import back_to, case_to_change, context_of


@require_http_methods(["GET", "POST"])
def assign(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    colleagues = list(desk.colleagues(request.actor, organization_id=case.organization_id))
    stored = assigning.shown_owner(case)
    version = version_of(stored)
    form = AssignForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        colleagues=colleagues,
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["owner"]
        owner = next((one for one in colleagues if str(one.pk) == chosen), None)

        def save() -> str:
            assigning.assign(case=case, owner=owner, shown_version=form.version, by=request.actor, at=now)
            messages.success(request, _("Assigned."))
            return back_to(case)

        if done := saved(request, case, form, save, cases.CaseRefused):
            return done
    return page(request, "staff/form.html", context_of(case), form=form)


@require_http_methods(["GET", "POST"])
def next_action(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    stored = services.shown_step(case)
    version = version_of(stored)
    form = NextActionForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data

        def save() -> str:
            services.set_next_action(
                case=case, shown_version=form.version, by=request.actor, at=now, **answers
            )
            messages.success(request, _("Next action saved."))
            return back_to(case)

        if done := saved(request, case, form, save, cases.CaseRefused):
            return done
    return page(request, "staff/form.html", context_of(case), form=form)


@require_http_methods(["GET", "POST"])
def note_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    form = NoteForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]

        def save() -> str:
            cases.add_note(case=case, text=text, by=request.actor, at=now)
            return back_to(case, "#notes")

        return save_once(request, save)
    return page(request, "staff/form.html", context_of(case), form=form)


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
            invitations.invite(organization=organization, by=request.actor, at=now, **answers)
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
