"""Behind the code: what is asked, and the ways to answer without our form."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import about, presenters
from requests_app.clinicians.forms import DeclineForm, UploadForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.http import forget_held, form_data
from requests_app.letters import answers, queries
from requests_app.models import ClinicianState


@login_not_required
@require_safe
def overview(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """D03."""
    asked = queries.request_of_clinician(request.actor, request_id)
    context = {
        "heading": _("A letter for your patient"),
        "asked": asked,
        "about": about.about(asked, language=(get_language() or "en")[:2]),
        "until": presenters.last_day(asked),
        "has_begun": asked.state == ClinicianState.STARTED,
        "is_signed": asked.state == ClinicianState.SIGNED,
        "has_messages": bool(queries.messages_of(asked)),
        **_links(request_id),
    }
    return page(request, "clinicians/overview.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def upload(request: PortalRequest, request_id: UUID) -> HttpResponse:
    asked = queries.request_of_clinician(request.actor, request_id)
    now = timezone.now()
    form = UploadForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=asked.case.time_zone),
    )
    if request.method == "POST" and form.is_valid():
        try:
            answers.take_letter(
                letter_request=asked,
                read=form.cleaned_data["file"],
                signed_name=form.cleaned_data["signed_name"],
                signed_on=form.cleaned_data["signed_on"],
                by=request.actor,
                at=now,
            )
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        except answers.AnswerRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            forget_held(request)
            messages.success(request, _("Thank you. Your letter is with your patient now."))
            return HttpResponseRedirect(reverse("clinicians:overview", args=[request_id]))
    if request.method == "POST":
        form.ask_for_the_file_again()
    context = {"back_url": reverse("clinicians:overview", args=[request_id]), **_links(request_id)}
    return page(request, "clinicians/upload.html", context, form=form)


@login_not_required
@require_http_methods(["GET", "POST"])
def decline(request: PortalRequest, request_id: UUID) -> HttpResponse:
    asked = queries.request_of_clinician(request.actor, request_id)
    now = timezone.now()
    form = DeclineForm(form_data(request), today=day_at(now, zone=asked.case.time_zone))
    if request.method == "POST" and form.is_valid():
        try:
            answers.decline(letter_request=asked, **form.cleaned_data, by=request.actor, at=now)
        except answers.AnswerRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            forget_held(request)
            return HttpResponseRedirect(reverse("clinicians:declined", args=[request_id]))
    context = {"back_url": reverse("clinicians:overview", args=[request_id]), **_links(request_id)}
    return page(request, "clinicians/decline.html", context, form=form)


@login_not_required
@require_safe
def declined(request: PortalRequest, request_id: UUID) -> HttpResponse:
    """D08. Nothing of a patient any more: it may not have been the clinician’s own."""
    asked = queries.request_of_clinician(request.actor, request_id)
    if asked.state != ClinicianState.DECLINED:
        return HttpResponseRedirect(reverse("clinicians:overview", args=[request_id]))
    context = {"heading": _("You said that you cannot do it"), **_links(request_id)}
    return page(request, "clinicians/declined.html", context)


def _links(request_id: UUID) -> dict[str, str]:
    names = ("upload", "decline", "question", "leave")
    return {f"{name}_url": reverse(f"clinicians:{name}", args=[request_id]) for name in names}
