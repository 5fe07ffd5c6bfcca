"""C19: ask a clinician for a letter, and see how far it is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.clinicians import about, presenters
from requests_app.clinicians.forms import ASK, AskForm, ConfirmForm
from requests_app.clinicians.presenters import url_of
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.letters import queries, requests, tell
from requests_app.letters.asks import asks_for
from requests_app.models import AskWay, ClinicianRequest

SECTIONS = ("organization", "patient", "coverage", "care", "provider")


@require_GET
def ask_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    now = timezone.now()
    may_edit = can_edit_case(request.actor, case)
    context = {
        "heading": ASK,
        "case": case,
        "cards": presenters.cards(case, queries.requests_of(case), at=now),
        "may_edit": may_edit,
        "add_url": url_of("ask_add", case),
        "paper_url": reverse("papers:paper_add", args=[case.public_id]) + "?kind=clinician-letter",
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
    }
    return page(request, "clinicians/ask_list.html", context)


@require_http_methods(["GET", "POST"])
def ask_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    purpose = presenters.purpose_in(request.GET)
    form = AskForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        purpose=purpose,
        initial={"asks": list(asks_for(purpose))},
    )
    if request.method == "POST" and form.is_valid():

        def add() -> Saved:
            made = requests.add_request(
                case=case, typed=form.cleaned_data, purpose=purpose, by=request.actor, at=now
            )
            messages.success(request, _("Saved. Nothing is sent yet: look at it first."))
            return Saved(
                url_of("ask_detail", case, made.public_id), edit_url=url_of("ask_edit", case, made.public_id)
            )

        try:
            return save_once(request, add, creates=True)
        except requests.AskRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": url_of("ask_list", case)}
    return page(request, "clinicians/ask_form.html", context, form=form)


@require_GET
def ask_detail(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    """The state, what may be done about it, and a preview of what the clinician gets to see."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    asked = queries.get_request_or_404(case, request_id)
    now = timezone.now()
    may_edit = can_edit_case(request.actor, case)
    is_by_mail = asked.way == AskWay.EMAIL
    context = {
        "heading": _("Letter from %(name)s") % {"name": asked.clinician_name},
        "title": _("Letter from a clinician"),
        "case": case,
        "asked": asked,
        "card": presenters.cards(case, [asked], at=now)[0],
        "form": None,
        "rows": presenters.request_rows(asked, at=now),
        "about": about.about(asked, language=(get_language() or "en")[:2]),
        "mail": tell.preview(asked, case=case, at=now) if is_by_mail else None,
        "is_by_mail": is_by_mail,
        "form_key": ConfirmForm(today=day_at(now, zone=case.time_zone)).form_key,
        "actions": presenters.actions(case, asked, at=now) if may_edit else None,
        "messages_of": presenters.thread(case, asked, queries.messages_of(asked)),
        "may_edit": may_edit,
        "back_url": url_of("ask_list", case),
    }
    return page(request, "clinicians/ask_detail.html", context)


@require_http_methods(["GET", "POST"])
def ask_edit(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    asked = queries.get_request_or_404(case, request_id)
    now, stored = timezone.now(), requests.shown(asked)
    here = url_of("ask_detail", case, asked.public_id)
    form = AskForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        purpose=asked.purpose,
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            before = asked.email
            changed = requests.change_request(
                letter_request=asked,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            ended = before != changed.email and asked.sent_at is not None
            messages.success(
                request,
                _("Saved. The link to the old address does not work any more.") if ended else _("Saved."),
            )
            return here

        try:
            return save_once(request, change)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except requests.AskRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "clinicians/ask_form.html", {"case": case, "back_url": here}, form=form)


@require_POST
def ask_send(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    asked = queries.get_request_or_404(case, request_id)

    def send() -> str:
        sent = requests.send_link(letter_request=asked, by=request.actor, at=timezone.now())
        if sent.way == AskWay.EMAIL:
            text = _("Link sent to %(email)s.") % {"email": presenters.masked(sent.email)}
        else:
            text = _("Saved. We count the business days from today.")
        messages.success(request, text)
        return url_of("ask_detail", case, asked.public_id)

    return _done_or_refused(request, asked, send)


@require_http_methods(["GET", "POST"])
def ask_revoke(request: PortalRequest, case_id: UUID, request_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    asked = queries.get_request_or_404(case, request_id)
    here = url_of("ask_detail", case, asked.public_id)
    form = ConfirmForm(form_data(request), today=day_at(timezone.now(), zone=case.time_zone))
    is_by_mail = asked.way == AskWay.EMAIL
    if request.method == "POST" and form.is_valid():

        def take_back() -> str:
            requests.revoke(letter_request=asked, by=request.actor, at=timezone.now())
            text = _("Cancelled. The link does not work any more.") if is_by_mail else _("Cancelled.")
            messages.success(request, text)
            return here

        return _done_or_refused(request, asked, take_back)
    context = {
        "heading": _("Cancel this request?"),
        "case": case,
        "asked": asked,
        "is_by_mail": is_by_mail,
        "cancel_url": here,
    }
    return page(request, "clinicians/ask_revoke.html", context, form=form)


def _done_or_refused(
    request: PortalRequest, asked: ClinicianRequest, save: Callable[[], str]
) -> HttpResponse:
    try:
        return save_once(request, save)
    except requests.AskRefused as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(url_of("ask_detail", asked.case, asked.public_id))
