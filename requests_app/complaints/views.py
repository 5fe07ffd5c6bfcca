from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.complaints import presenters, queries, services
from requests_app.complaints.forms import NOT_SURE, AnsweredForm, SentForm, StartForm, StatementForm
from requests_app.complaints.offices import offices_for
from requests_app.complaints.on_file import on_file, papers_there
from requests_app.complaints.reasons import suggested
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.presenters import shown_places
from requests_app.models import Case, Complaint, ComplaintState

SECTIONS = ("coverage", "care", "patient")


@require_GET
def complaint_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    answer = offices_for(plan_facts_of(case.coverage, case.care), today).answer
    context = {
        "heading": _("Complain about the plan"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "cards": [presenters.card(one) for one in queries.complaints_of(case)],
        "answer": answer,
        "main": shown_places(answer.main, on=today),
        "also": shown_places(answer.also, on=today),
        "plan_url": reverse("intake:check", args=[case.public_id, "plan"]),
        "plan_state": case.coverage.plan_state.lower(),
        "may_edit": can_edit_case(request.actor, case) and case.is_open,
    }
    return page(request, "complaints/complaint_list.html", context)


@require_http_methods(["GET", "POST"])
def start(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    offices = offices_for(plan_facts_of(case.coverage, case.care), today)
    form = StartForm(
        form_data(request),
        today=today,
        offices=offices.all,
        initial={"offices": [one.id for one in offices.surely]},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["offices"]
        if chosen == [NOT_SURE]:
            messages.info(request, _("Ask the plan first. The questions are on this page."))
            return HttpResponseRedirect(presenters.list_url(case))

        def save() -> str:
            named = [one for one in offices.all if one.id in chosen]
            made = services.start_complaints(case=case, offices=named, by=request.actor, at=now)
            if len(made) == 1:
                return presenters.url_of("statement", made[0])
            messages.success(request, _("Your complaints are listed here. Write each one, then send it."))
            return presenters.list_url(case)

        try:
            return save_once(request, save)
        except services.ComplaintRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "back_url": presenters.list_url(case),
        "answer": offices.answer,
        "has_offices": bool(offices.all),
    }
    return page(request, "complaints/start.html", context, form=form)


@require_GET
def complaint_detail(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    complaint = queries.get_complaint_or_404(case, complaint_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    found = presenters.asking(complaint)
    was_denied = case.outcome in ("DENIED", "PARTLY")
    context = {
        "heading": _("Your complaint"),
        "case": case,
        "complaint": complaint,
        "state": ComplaintState(complaint.state),
        "back_url": presenters.list_url(case),
        "place": presenters.place_of(complaint, on=today),
        "rows": presenters.sending_rows(complaint),
        "reasons": presenters.reason_texts(complaint),
        "papers": presenters.papers(
            case, complaint, queries.packets_of(complaint), papers_there(case), was_denied=was_denied
        ),
        "asking": found,
        "chip": presenters.chip(complaint, found, today) if found else None,
        "arithmetic": presenters.arithmetic(complaint, found) if found else [],
        "urls": {
            name: presenters.url_of(name, complaint) for name in ("statement", "sent", "answered", "withdraw")
        },
        "may_edit": can_edit_case(request.actor, case) and case.is_open,
    }
    return page(request, "complaints/complaint_detail.html", context)


@require_http_methods(["GET", "POST"])
def statement(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    case, complaint, now = _to_edit(request, case_id, complaint_id)
    if complaint.state != ComplaintState.PREPARING:
        return HttpResponseRedirect(presenters.url_of("complaint_detail", complaint))
    today = day_at(now, zone=case.time_zone)
    stored = services.shown(complaint, services.STATEMENT)
    first = stored if stored["reasons"] else {**stored, "reasons": suggested(on_file(case, now=now))}
    form = StatementForm(
        form_data(request, version=version_of(stored)),
        today=today,
        initial=first,
        version=version_of(stored),
    )
    return _asked(request, complaint, form, services.save_statement, "complaints/statement.html", now)


@require_http_methods(["GET", "POST"])
def sent(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    case, complaint, now = _to_edit(request, case_id, complaint_id)
    if complaint.state == ComplaintState.WITHDRAWN:
        return HttpResponseRedirect(presenters.url_of("complaint_detail", complaint))
    form = _form(SentForm, request, case, complaint, services.SENT, now)
    return _asked(request, complaint, form, services.record_sent, "complaints/sent.html", now)


@require_http_methods(["GET", "POST"])
def answered(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    case, complaint, now = _to_edit(request, case_id, complaint_id)
    if complaint.state not in (ComplaintState.SENT, ComplaintState.ANSWERED):
        messages.info(request, _("Write down first when the complaint was sent."))
        return HttpResponseRedirect(presenters.url_of("complaint_detail", complaint))
    form = _form(AnsweredForm, request, case, complaint, services.ANSWERED, now)
    return _asked(request, complaint, form, services.record_answer, "complaints/answered.html", now)


@require_http_methods(["GET", "POST"])
def withdraw(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> HttpResponse:
    case, complaint, now = _to_edit(request, case_id, complaint_id)
    detail = presenters.url_of("complaint_detail", complaint)
    if request.method == "POST":
        try:
            services.withdraw(complaint=complaint, by=request.actor, at=now)
        except services.ComplaintRefused as refusal:
            messages.info(request, str(refusal))
            return HttpResponseRedirect(detail)
        messages.success(request, _("Taken back. It stays in your list."))
        return HttpResponseRedirect(presenters.list_url(case))
    context = {
        "heading": _("Take this complaint back?"),
        "case": case,
        "complaint": complaint,
        "back_url": detail,
        "was_sent": complaint.sent_on is not None,
    }
    return page(request, "complaints/withdraw.html", context)


def _to_edit(request: PortalRequest, case_id: UUID, complaint_id: UUID) -> tuple[Case, Complaint, datetime]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, queries.get_complaint_or_404(case, complaint_id), timezone.now()


def _form(
    kind: type[PortalForm],
    request: PortalRequest,
    case: Case,
    complaint: Complaint,
    names: Iterable[str],
    now: datetime,
) -> PortalForm:
    stored = services.shown(complaint, names)
    version = version_of(stored)
    return kind(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version,
    )


def _asked(
    request: PortalRequest,
    complaint: Complaint,
    form: PortalForm,
    service: Callable[..., Any],
    template: str,
    now: datetime,
) -> HttpResponse:
    """Show the page, or save and go back to the complaint."""
    case, detail = complaint.case, presenters.url_of("complaint_detail", complaint)

    def save() -> str:
        service(
            complaint=complaint,
            typed=form.cleaned_data,
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved."))
        return detail

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.ComplaintRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, template, {"case": case, "complaint": complaint, "back_url": detail}, form=form)
