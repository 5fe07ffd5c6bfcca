"""After an appeal was sent: by when the answer must come, what came of it, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.appeals import answer_clock, days_text, presenters, queries, services
from requests_app.appeals.forms import AnswerDueForm, OutcomeForm, WithdrawForm
from requests_app.appeals.parts import ANSWER_DUE, PARTS
from requests_app.appeals.views.asking import (
    answered,
    appeal_to_edit,
    detail_url,
    part_saved,
    stored_part,
)
from requests_app.common.fields import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import AppealState


@require_http_methods(["GET", "POST"])
def answer_due(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    now, stored = timezone.now(), stored_part(appeal, PARTS[ANSWER_DUE])
    found = answer_clock.days_of(appeal)
    version = version_of(stored)
    form = AnswerDueForm(
        form_data(request, version=version),
        today=day_at(now, zone=appeal.case.time_zone),
        sources=days_text.sources(),
        sent_on=appeal.sent_on,
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        answer = part_saved(request, appeal, ANSWER_DUE, form, form.cleaned_data, now)
        if answer is not None:
            return answer
    context = {"case": appeal.case, "found": found, "back_url": detail_url(appeal)}
    return page(request, "appeals/answer_due.html", context, form=form)


@require_http_methods(["GET", "POST"])
def outcome(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    case, now = appeal.case, timezone.now()
    if appeal.state not in (AppealState.SENT, AppealState.DECIDED):
        messages.info(request, _("Write down first when the appeal was sent."))
        return redirect(detail_url(appeal))
    stands = queries.answer_to(appeal)
    form = OutcomeForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        sent_on=appeal.sent_on,
        initial={
            "outcome": appeal.outcome,
            "heard_on": stands.heard_on if stands else None,
            "decided_on": stands.decided_on if stands else None,
            "is_in_writing": ("" if stands is None else YES if stands.is_in_writing else NO),
        },
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            decision = services.record_outcome(
                appeal=appeal,
                outcome=form.cleaned_data["outcome"],
                heard_on=form.cleaned_data["heard_on"],
                decided_on=form.cleaned_data["decided_on"],
                is_in_writing=form.cleaned_data["is_in_writing"] == YES,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved. Now write down what the answer says."))
            return reverse("decisions:answer_detail", args=[case.public_id, decision.public_id])

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "was_decided": appeal.state == AppealState.DECIDED,
        "status": presenters.status_text(appeal),
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/outcome.html", context, form=form)


@require_http_methods(["GET", "POST"])
def withdraw(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> HttpResponse:
    appeal = appeal_to_edit(request, case_id, appeal_id)
    case, now = appeal.case, timezone.now()
    form = WithdrawForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def take_back() -> str:
            services.withdraw(appeal=appeal, by=request.actor, at=now)
            messages.success(request, _("The appeal was taken back. The day to appeal runs on."))
            return reverse("appeals:appeal_list", args=[case.public_id])

        answer = answered(request, case, form, take_back)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "appeal": appeal,
        "was_sent": appeal.state == AppealState.SENT,
        "cancel_url": detail_url(appeal),
        "back_url": detail_url(appeal),
    }
    return page(request, "appeals/withdraw.html", context, form=form)
