"""Getting an appeal ready: one page for each thing to say."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.appeals import parity, presenters, proof_rows, routes, services
from requests_app.appeals.forms import (
    ClaimFileForm,
    DeadlineForm,
    ProofForm,
    RouteForm,
    StatementForm,
)
from requests_app.appeals.parts import CLAIM_FILE, PARTS, PROOF, ROUTE, STATEMENT
from requests_app.appeals.services import OF_THE_LETTER
from requests_app.appeals.views.asking import (
    answered,
    appeal_to_edit,
    came_back,
    detail_url,
    part_saved,
    stored_part,
)
from requests_app.common.fields import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions.appeal_days import days_of
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.knowledge.plans import plan_facts_of


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
        "is_care_over": appeal.case.care.timing == "OVER" or appeal.decision.eob_id is not None,
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
        is_care_over=case.care.timing == "OVER" or appeal.decision.eob_id is not None,
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
