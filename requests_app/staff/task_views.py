"""Typed tasks of a case, and the list of one’s own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.cases import desk_tasks
from requests_app.cases.saved import saved
from requests_app.cases.services import CaseRefused
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import queries as desk
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case, CaseTask, TaskKind, TaskState
from requests_app.staff import task_presenters, task_queries
from requests_app.staff.opened import back_to, case_to_change, context_of
from requests_app.staff.task_forms import DeferForm, DoneForm, DropForm, TaskForm


@require_http_methods(["GET", "POST"])
def task_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    colleagues = list(desk.colleagues(request.actor, organization_id=case.organization_id))
    form = TaskForm(form_data(request), today=day_at(now, zone=case.time_zone), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        person = next((one for one in colleagues if str(one.pk) == answers["assigned_to"]), None)

        def save() -> str:
            desk_tasks.add_task(
                case=case,
                kind=TaskKind(answers["kind"]),
                words=answers["words"],
                assigned_to=person,
                due_on=answers["due_on"],
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Task saved."))
            return back_to(case, "#desk-tasks")

        if done := saved(request, case, form, save, CaseRefused):
            return done
    return page(request, "staff/form.html", context_of(case), form=form)


@require_http_methods(["GET", "POST"])
def task_edit(request: PortalRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    task = desk_tasks.get_task_or_404(case, task_id)
    if task.state != TaskState.OPEN and request.method == "GET":
        return _settled_before(request, case)
    now = timezone.now()
    stored = desk_tasks.shown_task(task)
    version = version_of(stored)
    form = TaskForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        colleagues=list(desk.colleagues(request.actor, organization_id=case.organization_id)),
        is_new=False,
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            desk_tasks.change_task(
                task=task, typed=form.cleaned_data, shown_version=form.version, by=request.actor, at=now
            )
            messages.success(request, _("Task saved."))
            return back_to(case, "#desk-tasks")

        if done := saved(request, case, form, save, CaseRefused):
            return done
    return page(request, "staff/form.html", context_of(case), form=form)


@require_http_methods(["GET", "POST"])
def task_done(request: PortalRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    def save(task: CaseTask, form: PortalForm, now: datetime) -> str:
        result = form.cleaned_data["result"]
        desk_tasks.finish_task(task=task, result=result, by=request.actor, at=now)
        return _("Task done.")

    return _settle(request, case_id, task_id, DoneForm, save)


@require_http_methods(["GET", "POST"])
def task_defer(request: PortalRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    def save(task: CaseTask, form: PortalForm, now: datetime) -> str:
        desk_tasks.defer_task(task=task, by=request.actor, at=now, **form.cleaned_data)
        return _("Put off.")

    return _settle(request, case_id, task_id, DeferForm, save)


@require_http_methods(["GET", "POST"])
def task_drop(request: PortalRequest, case_id: UUID, task_id: UUID) -> HttpResponse:
    def save(task: CaseTask, form: PortalForm, now: datetime) -> str:
        because = form.cleaned_data["because"]
        desk_tasks.drop_task(task=task, because=because, by=request.actor, at=now)
        return _("Taken off the list.")

    return _settle(request, case_id, task_id, DropForm, save)


def _settle(
    request: PortalRequest,
    case_id: UUID,
    task_id: UUID,
    asks: type[PortalForm],
    write: Callable[[CaseTask, PortalForm, datetime], str],
) -> HttpResponse:
    case = case_to_change(request, case_id)
    task = desk_tasks.get_task_or_404(case, task_id)
    if task.state != TaskState.OPEN and request.method == "GET":
        return _settled_before(request, case)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    form = asks(form_data(request), today=today)
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            messages.success(request, write(task, form, now))
            return back_to(case, "#desk-tasks")

        if done := saved(request, case, form, save, CaseRefused):
            return done
    context = context_of(case, task=task_presenters.line(task, today=today))
    return page(request, "staff/task_settle.html", context, form=form)


def _settled_before(request: PortalRequest, case: Case) -> HttpResponse:
    messages.info(request, _("This task is settled already."))
    return redirect(back_to(case, "#desk-tasks"))


@require_GET
def my_tasks(request: PortalRequest) -> HttpResponse:
    """One’s own and those for whoever is free; put-off ones are counted and come back on their day."""
    today = today_at_work(request.actor, now=timezone.now())
    shows = request.GET.get("show", "")
    found = task_queries.waiting_for(request.actor, today=today, shows=shows)
    context = {
        "heading": _("Tasks"),
        "rows": [task_presenters.row(one, today=today) for one in found.tasks],
        "more": found.has_more,
        "put_off": found.put_off,
        "shows": shows,
        "queue_url": reverse("desk:queue"),
    }
    return page(request, "staff/my_tasks.html", context)
