"""Getting an appeal ready: the list, its start, and one page for each thing to say."""

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
from requests_app.appeals import parity, presenters, proof_rows, queries, routes, services
from requests_app.appeals.forms import (
    ClaimFileForm,
    DeadlineForm,
    ProofForm,
    RouteForm,
    StartForm,
    StatementForm,
)
from requests_app.appeals.parts import CLAIM_FILE, PARTS, PROOF, ROUTE, STATEMENT
from requests_app.appeals.services import OF_THE_LETTER
from requests_app.appeals.task_rows import tasks_of
from requests_app.appeals.views.asking import (
    SECTIONS,
    answered,
    appeal_to_edit,
    came_back,
    detail_url,
    part_saved,
    stored_part,
)
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions.appeal_days import days_of
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.knowledge.plans import plan_facts_of


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
    form = StartForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        decisions=[(key, presenters.answer_name(one)) for key, one in found.items()],
        levels=presenters.levels_of(found.values(), first),
        is_care_over=case.care.timing == "OVER",
        initial={
            "decision": str(first.public_id),
            "level": queries.levels_for(first)[0],
            "is_expedited": YES if case.care.clinician_says_waiting_harms == "YES" else "",
        },
    )
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
        "points": routes.points(
            plan_facts_of(case.coverage, case.care),
            reason=first.reason,
            is_urgent=case.care.clinician_says_waiting_harms == "YES",
            had_first_appeal=first.appeal_id is not None,
        ),
        "back_url": reverse("appeals:appeal_list", args=[case.public_id]),
    }
    return page(request, "appeals/start.html", context, form=form)


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
        "next": presenters.next_step(appeal, today=today, may_edit=may_edit),
        "facts": presenters.facts(appeal),
        "may_edit": may_edit,
        "back_url": reverse("appeals:appeal_list", args=[case.public_id]),
    }
    return page(request, "appeals/appeal_detail.html", context)


@require_http_methods(["GET", "POST"])
def deadline(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    case, now = appeal.case, timezone.now()
    today = day_at(now, zone=case.time_zone)
    stored = {name: getattr(appeal.decision, name) for name in OF_THE_LETTER}
    version = version_of(stored)
    form = DeadlineForm(
        form_data(request, version=version),
        today=today,
        heard_on=appeal.decision.heard_on,
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.save_deadline(
                appeal=appeal,
                typed={name: form.cleaned_data[name] for name in OF_THE_LETTER},
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            return came_back(request, appeal)

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "days": presenters.days_shown(
            days_of(case, appeal.decision, on=today, level=appeal.level), case, today
        ),
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/deadline.html", context, form=form)


@require_http_methods(["GET", "POST"])
def claim_file(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    now, stored = timezone.now(), stored_part(appeal, PARTS[CLAIM_FILE])
    version = version_of(stored)
    form = ClaimFileForm(
        form_data(request, version=version),
        today=day_at(now, zone=appeal.case.time_zone),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        answer = part_saved(request, appeal, CLAIM_FILE, form, form.cleaned_data, now)
        if answer is not None:
            return answer
    context = {
        "case": appeal.case,
        "say": presenters.claim_file_words(),
        "records": presenters.document_records(appeal.case, on=day_at(now, zone=appeal.case.time_zone)),
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/claim_file.html", context, form=form)


@require_http_methods(["GET", "POST"])
def proof(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    case, now = appeal.case, timezone.now()
    today = day_at(now, zone=case.time_zone)
    stored = stored_part(appeal, PARTS[PROOF])
    rows = proof_rows.rows_of(case)
    record = parity.record_for(case, on=today)
    picked = [str(one) for one in appeal.answers]
    is_first_look = not picked and not appeal.new_proof and not appeal.parity
    version = version_of(stored)
    form = ProofForm(
        form_data(request, version=version),
        today=today,
        rows=[(str(one.key), one.label) for one in rows],
        has_parity=record is not None,
        initial={
            **stored,
            "answers": proof_rows.suggested(rows, appeal.decision.reason) if is_first_look else picked,
            "parity": appeal.parity or YES,
        },
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        typed = {
            "answers": [UUID(one) for one in form.cleaned_data.get("answers", [])],
            "new_proof": form.cleaned_data["new_proof"],
            "parity": form.cleaned_data.get("parity", ""),
        }
        answer = part_saved(request, appeal, PROOF, form, typed, now)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "reason": presenters.reason_text(appeal.decision),
        "is_first_look": is_first_look and bool(rows),
        "has_rows": bool(rows),
        "record": record,
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/proof.html", context, form=form)


@require_http_methods(["GET", "POST"])
def statement(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    now, stored = timezone.now(), stored_part(appeal, PARTS[STATEMENT])
    version = version_of(stored)
    form = StatementForm(
        form_data(request, version=version),
        today=day_at(now, zone=appeal.case.time_zone),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        answer = part_saved(request, appeal, STATEMENT, form, form.cleaned_data, now)
        if answer is not None:
            return answer
    context = {
        "case": appeal.case,
        "reason": presenters.reason_text(appeal.decision),
        "is_care_over": appeal.case.care.timing == "OVER",
        "back_url": detail_url(appeal),
        "save_later_url": request.get_full_path(),
    }
    return page(request, "appeals/statement.html", context, form=form)


@require_http_methods(["GET", "POST"])
def route(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    case, now = appeal.case, timezone.now()
    today = day_at(now, zone=case.time_zone)
    found = routes.ways(plan_facts_of(case.coverage, case.care), level=appeal.level, on=today)
    stored = stored_part(appeal, PARTS[ROUTE])
    version = version_of(stored)
    form = RouteForm(
        form_data(request, version=version),
        today=today,
        ways=presenters.way_choices(found),
        is_care_over=case.care.timing == "OVER",
        initial={
            "route": appeal.route or (found[0].route if len(found) == 1 else ""),
            "send_to": appeal.send_to or appeal.decision.appeal_way,
            "is_expedited": YES if appeal.is_expedited else NO,
        },
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        typed = {
            "route": form.cleaned_data["route"],
            "send_to": form.cleaned_data["send_to"],
            "is_expedited": form.cleaned_data.get("is_expedited") == YES,
        }
        answer = part_saved(request, appeal, ROUTE, form, typed, now)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "appeal": appeal,
        "ways": presenters.ways_shown(found, case, on=today),
        "points": presenters.points_for(appeal),
        "questions": presenters.questions_for(case, appeal, on=today),
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/route.html", context, form=form)
