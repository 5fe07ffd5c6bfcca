"""The list of appeals, the start of one, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.appeals import answer_clock, presenters, queries, services
from requests_app.appeals.forms import (
    StartForm,
)
from requests_app.appeals.task_rows import tasks_of
from requests_app.appeals.views.asking import (
    SECTIONS,
    answered,
    detail_url,
)
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields import YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.models import AppealState, Case, Decision


@require_GET
def appeal_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    appeals, against = queries.appeals_of(case), queries.appealable(case)
    context = {
        "heading": _("Appeals"),
        "case": case,
        "cards": [presenters.card(case, one, today=today) for one in appeals],
        "against": [presenters.against_row(case, one, today=today) for one in against],
        "start_url": reverse("appeals:start", args=[case.public_id]) if may_edit and against else "",
        "peer": presenters.peer_summary(queries.peer_of(case)),
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
    }
    return page(request, "appeals/appeal_list.html", context)


@require_http_methods(["GET", "POST"])
def start(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    found = {str(one.public_id): one for one in queries.appealable(case)}
    if not found:
        messages.info(request, _("No answer of the plan that says no is written down yet."))
        return redirect("appeals:appeal_list", case_id=case.public_id)
    named = request.GET.get("answer", "")
    first = found.get(named) or next(iter(found.values()))
    form = _start_form(request, case, found, first)
    if request.method == "POST" and form.is_valid():
        chosen = found.get(form.cleaned_data.get("decision", ""), first)

        def begin() -> str:
            appeal = services.start_appeal(
                case=case,
                decision=chosen,
                level=form.cleaned_data["level"],
                is_expedited=form.cleaned_data.get("is_expedited") == YES,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Appeal started. Look at the last day first."))
            return detail_url(appeal)

        answer = answered(request, case, form, begin)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "only": presenters.answer_name(first) if len(found) == 1 else "",
        "points": presenters.points_before(case, first),
        "back_url": reverse("appeals:appeal_list", args=[case.public_id]),
    }
    return page(request, "appeals/start.html", context, form=form)


def _start_form(request: PortalRequest, case: Case, found: dict[str, Decision], first: Decision) -> StartForm:
    return StartForm(
        form_data(request),
        today=day_at(timezone.now(), zone=case.time_zone),
        decisions=[(key, presenters.answer_name(one)) for key, one in found.items()],
        levels=presenters.levels_of(found.values(), first),
        is_care_over=case.care.timing == "OVER" or first.eob_id is not None,
        initial={
            "decision": str(first.public_id),
            "level": queries.levels_for(first)[0],
            "is_expedited": YES if case.care.clinician_says_waiting_harms == "YES" else "",
        },
    )


@require_GET
def appeal_detail(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    appeal = queries.get_appeal_or_404(case, appeal_id)
    appeal.decision.case = case
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": presenters.heading(appeal),
        "case": case,
        "appeal": appeal,
        "status": presenters.status_text(appeal),
        "deadline": presenters.deadline(appeal, today=today),
        "tasks": tasks_of(appeal, may_edit=may_edit),
        "due": presenters.answer_due(appeal, today=today),
        "is_open_ended": appeal.state == AppealState.SENT and appeal.answer_due_on is None,
        "answer_rules": answer_clock.days_of(appeal),
        "next": presenters.next_step(appeal, today=today, may_edit=may_edit),
        "facts": presenters.facts(appeal),
        "may_edit": may_edit,
        "back_url": reverse("appeals:appeal_list", args=[case.public_id]),
    }
    return page(request, "appeals/appeal_detail.html", context)
