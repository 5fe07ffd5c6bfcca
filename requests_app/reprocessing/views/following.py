"""After the claim was sent back: when it was asked, who was told, what came of it, and the appeal."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.common.fields import YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.models import ReprocessingOutcome, ReprocessingState
from requests_app.reprocessing import appealing, presenters, queries, services
from requests_app.reprocessing.forms import (
    AppealForm,
    AskedForm,
    OfficeToldForm,
    OutcomeForm,
    StillWaitingForm,
)
from requests_app.reprocessing.presenters import url_of
from requests_app.reprocessing.views.asking import answered, asked_page, form_of, to_detail, to_edit


@require_http_methods(["GET", "POST"])
def asked(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    _case, back, now = to_edit(request, case_id, back_id)
    if back.state not in queries.OPEN:
        return to_detail(request, back, _("This is over already, so nothing was changed."))
    form = form_of(AskedForm, request, back, services.ASKED, now)
    told = _("Saved. We remind you when it is time to ask again.")
    return asked_page(request, back, form, services.record_asked, "reprocessing/asked.html", now, told=told)


@require_http_methods(["GET", "POST"])
def office_told(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    _case, back, now = to_edit(request, case_id, back_id)
    form = form_of(OfficeToldForm, request, back, services.OFFICE, now)
    sheet_url = presenters.sheet_url("billing-office", back)
    return asked_page(
        request,
        back,
        form,
        services.record_office_told,
        "reprocessing/office_told.html",
        now,
        sheet_url=sheet_url,
    )


@require_http_methods(["GET", "POST"])
def answer_due(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    _case, back, now = to_edit(request, case_id, back_id)
    if back.state != ReprocessingState.SENT:
        return to_detail(request, back, _("Write down first when you asked the plan."))
    form = form_of(StillWaitingForm, request, back, services.WAITING, now)
    return asked_page(request, back, form, services.record_still_waiting, "reprocessing/answer_due.html", now)


@require_http_methods(["GET", "POST"])
def outcome(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    _case, back, now = to_edit(request, case_id, back_id)
    if back.state not in (ReprocessingState.SENT, ReprocessingState.DECIDED):
        return to_detail(request, back, _("Write down first when you asked the plan."))
    correction = queries.correction_of(back.eob)
    first = (
        {"outcome": ReprocessingOutcome.CORRECTED, "decided_on": correction.processed_on}
        if correction is not None
        else {}
    )
    form = form_of(OutcomeForm, request, back, services.OUTCOME, now, first=first)
    return asked_page(
        request,
        back,
        form,
        services.record_outcome,
        "reprocessing/outcome.html",
        now,
        correction=presenters.claim_name(correction) if correction else "",
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    case, back, now = to_edit(request, case_id, back_id)
    if request.method == "POST":
        try:
            services.withdraw(back=back, by=request.actor, at=now)
        except services.BackRefused as refusal:
            return to_detail(request, back, str(refusal))
        messages.success(request, _("Taken back. It stays in your list."))
        return HttpResponseRedirect(presenters.eob_url(back.eob))
    context = {
        "heading": _("Take this back?"),
        "case": case,
        "back_url": url_of("detail", back),
        "was_sent": back.sent_on is not None,
    }
    return page(request, "reprocessing/withdraw.html", context)


@require_http_methods(["GET", "POST"])
def appeal(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    """The plan’s no about the claim becomes an answer of its own; then comes an appeal like any other."""
    case, back, now = to_edit(request, case_id, back_id)
    denial = queries.denial_of(back)
    if denial is not None:
        return HttpResponseRedirect(appealing.start_url(denial))
    today = day_at(now, zone=case.time_zone)
    first = {
        "heard_on": back.decided_on,
        "letter_dated_on": back.eob.processed_on if back.state == ReprocessingState.PREPARING else None,
        "reason_words": back.answer,
    }
    form = AppealForm(form_data(request), today=today, initial=first)
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            found = appealing.record_denial(
                back=back,
                heard_on=form.cleaned_data["heard_on"],
                is_in_writing=form.cleaned_data["is_in_writing"] == YES,
                letter_dated_on=form.cleaned_data["letter_dated_on"],
                reason_words=form.cleaned_data["reason_words"],
                appeal_by=form.cleaned_data["appeal_by"],
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved. Now start the appeal."))
            return appealing.start_url(found)

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "back": back, "back_url": url_of("detail", back)}
    return page(request, "reprocessing/appeal.html", context, form=form)
