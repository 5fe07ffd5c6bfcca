from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.desk import filter_form, queries, saved
from requests_app.desk.filters import Filters
from requests_app.desk.forms import EditViewForm, ViewForm
from requests_app.drafts.http import form_data, save_once


@require_GET
def view_list(request: PortalRequest) -> HttpResponse:
    lists = filter_form.lists(
        filter_form.People(owners=list(queries.colleagues(request.actor)), tags=queries.tags(request.actor))
    )
    start = saved.profile_of(request.actor).start_view
    views = [
        {
            "view": view,
            "filters": filter_form.active(saved.filters_of(view), lists),
            "is_start": start == f"{saved.SAVED}{view.public_id}",
            "is_own": view.owner_id == request.actor.user_id,
            "may_edit": saved.may_edit(request.actor, view),
        }
        for view in saved.views_of(request.actor)
    ]
    context = {"heading": _("Saved views"), "views": views, "back_url": reverse("desk:queue")}
    return page(request, "desk/view_list.html", context)


@require_http_methods(["GET", "POST"])
def view_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    filters = Filters.read(QueryDict(request.GET.get("query", "")))
    facilities = queries.facilities(request.actor)
    form = ViewForm(form_data(request), today=today_at_work(request.actor, now=now), facilities=facilities)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        organization_id = int(answers.pop("facility", "") or facilities[0].pk)

        def save() -> str:
            view = saved.save_view(
                organization_id=organization_id,
                filters=filters,
                columns=saved.profile_of(request.actor).columns,
                by=request.actor,
                at=now,
                **answers,
            )
            messages.success(request, _("View saved."))
            return f"{reverse('desk:queue')}?view={view.public_id}"

        try:
            return save_once(request, save, creates=True)
        except saved.ViewRefused as refusal:
            form.add_error("name", str(refusal))
    lists = filter_form.lists(
        filter_form.People(owners=list(queries.colleagues(request.actor)), tags=queries.tags(request.actor))
    )
    context = {
        "active": filter_form.active(filters, lists),
        "back_url": f"{reverse('desk:queue')}?{filters.query() or 'stage=open'}",
    }
    return page(request, "desk/view_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def view_edit(request: PortalRequest, view_id: UUID) -> HttpResponse:
    now = timezone.now()
    view = saved.view_or_404(request.actor, view_id)
    if not saved.may_edit(request.actor, view):
        raise PermissionDenied
    start = saved.profile_of(request.actor).start_view
    stored = {
        "name": view.name,
        "is_team": view.is_team,
        "is_start": start == f"{saved.SAVED}{view.public_id}",
    }
    form = EditViewForm(form_data(request), today=today_at_work(request.actor, now=now), initial=stored)
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            saved.change_view(view=view, by=request.actor, at=now, **form.cleaned_data)
            messages.success(request, _("View saved."))
            return reverse("desk:view_list")

        try:
            return save_once(request, save)
        except saved.ViewRefused as refusal:
            form.add_error("name", str(refusal))
    context = {"back_url": reverse("desk:view_list")}
    return page(request, "desk/view_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def view_remove(request: PortalRequest, view_id: UUID) -> HttpResponse:
    view = saved.view_or_404(request.actor, view_id)
    if not saved.may_edit(request.actor, view):
        raise PermissionDenied
    if request.method == "POST":

        def save() -> str:
            saved.remove_view(view=view, by=request.actor, at=timezone.now())
            messages.success(request, _("View removed."))
            return reverse("desk:view_list")

        return save_once(request, save)
    context = {
        "heading": _("Remove this view?"),
        "view": view,
        "back_url": reverse("desk:view_list"),
    }
    return page(request, "desk/view_remove.html", context)
