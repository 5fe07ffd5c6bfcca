"""The thread between a clinician and the people who asked for the letter, from both sides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.clinicians import presenters
from requests_app.clinicians.forms import MessageForm, QuestionForm
from requests_app.clinicians.presenters import url_of
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import forget_held, form_data, save_once
from requests_app.letters import messages as thread
from requests_app.letters import queries


@require_http_methods(["GET", "POST"])
def ask_message(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "organization", "patient", to_edit=True)
    asked = queries.get_request_or_404(case, request_id)
    now = timezone.now()
    here = url_of("ask_message", case, asked.public_id)
    form = MessageForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def send() -> str:
            thread.answer(letter_request=asked, text=form.cleaned_data["text"], by=request.actor, at=now)
            messages.success(request, _("Message sent."))
            return here

        try:
            return save_once(request, send)
        except thread.MessageRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "thread": presenters.thread(case, asked, queries.messages_of(asked)),
        "back_url": url_of("ask_detail", case, asked.public_id),
    }
    return page(request, "clinicians/thread.html", context, form=form)


@login_not_required
@require_http_methods(["GET", "POST"])
def question(request: PortalRequest, request_id: UUID) -> HttpResponse:
    asked = queries.request_of_clinician(request.actor, request_id)
    now = timezone.now()
    form = QuestionForm(form_data(request), today=day_at(now, zone=asked.case.time_zone))
    if request.method == "POST" and form.is_valid():
        try:
            thread.ask(letter_request=asked, text=form.cleaned_data["text"], by=request.actor, at=now)
        except thread.MessageRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            forget_held(request)
            messages.success(request, _("Message sent. We write to you when there is an answer."))
            return HttpResponseRedirect(reverse("clinicians:question", args=[request_id]))
    context = {
        "thread": presenters.thread(asked.case, asked, queries.messages_of(asked), by_clinician=True),
        "back_url": reverse("clinicians:overview", args=[request_id]),
        "leave_url": reverse("clinicians:leave", args=[request_id]),
    }
    return page(request, "clinicians/thread.html", context, form=form)
