"""A change of plan or network, and what a rule on file gives."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of
from requests_app.renewals import change_presenters, queries
from requests_app.renewals import changes as services
from requests_app.renewals.forms import ChangeForm, RemoveForm
from requests_app.renewals.presenters import url_of
from requests_app.renewals.views.saving import saved

SECTIONS = ("coverage", "care")


@require_http_methods(["GET", "POST"])
def change_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    form = ChangeForm(form_data(request), today=day_at(now, zone=case.time_zone), is_new=True)
    if request.method == "POST" and form.is_valid():

        def add() -> Saved:
            made = services.add_change(case=case, values=form.cleaned_data, by=request.actor, at=now)
            messages.success(request, _("Saved."))
            return Saved(
                url_of("change_detail", case, made.public_id),
                edit_url=url_of("change_edit", case, made.public_id),
            )

        answer = saved(request, case, form, add, creates=True)
        if answer is not None:
            return answer
    context = {"case": case, "back_url": url_of("overview", case)}
    return page(request, "renewals/form.html", context, form=form)


@require_GET
def change_detail(request: PortalRequest, case_id: UUID, change_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    change = queries.get_change_or_404(case, change_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("What this change means"),
        "case": case,
        "change": change,
        "facts": change_presenters.rows(change),
        "rights": change_presenters.rights(case, change, today=today),
        "questions": change_presenters.questions(change),
        "is_new_plan": change.kind == "PLAN_CHANGED",
        "change_url": url_of("change_edit", case, change.public_id) if may_edit else "",
        "remove_url": url_of("change_remove", case, change.public_id) if may_edit else "",
        "back_url": url_of("overview", case),
    }
    return page(request, "renewals/change_detail.html", context)


@require_http_methods(["GET", "POST"])
def change_edit(request: PortalRequest, case_id: UUID, change_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    change = queries.get_change_or_404(case, change_id)
    here, now = url_of("change_detail", case, change.public_id), timezone.now()
    stored = queries.values_of(change, queries.CHANGE)
    form = ChangeForm(
        form_data(request, version=version_of(stored)),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.edit_change(
                change=change,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return here

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    return page(request, "renewals/form.html", {"case": case, "back_url": here}, form=form)


@require_http_methods(["GET", "POST"])
def change_remove(request: PortalRequest, case_id: UUID, change_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    change = queries.get_change_or_404(case, change_id)
    here, now = url_of("overview", case), timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_change(change=change, by=request.actor, at=now)
            messages.success(request, _("Taken out."))
            return here

        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    context = {
        "heading": _("Take this change out?"),
        "case": case,
        "what": change_presenters.one_line(change),
        "text": _("Its reminder goes with it."),
        "button": _("Take it out"),
        "cancel_url": url_of("change_detail", case, change.public_id),
    }
    return page(request, "renewals/remove.html", context, form=form)
