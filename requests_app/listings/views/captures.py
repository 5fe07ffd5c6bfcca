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
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.presenters import more_pages_text
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.listings import presenters, queries, services
from requests_app.listings.clock import clock_of, wrong_listing_rule
from requests_app.listings.forms import CaptureChangeForm, CaptureForm, ConfirmForm
from requests_app.listings.presenters import url_of
from requests_app.listings.shown import shown_capture

FIELDS = ("office", "seen_on", "found_at", "shows", "in_packet")


@require_GET
def listing_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care")
    today = day_at(timezone.now(), zone=case.time_zone)
    only = queries.office_or_none(case, request.GET.get("office", ""))
    captures, questions = queries.captures_of(case), queries.questions_of(case)
    may_edit = can_edit_case(request.actor, case)
    return page(
        request,
        "listings/listing_list.html",
        {
            "heading": _("Pages of the directory you kept (%(count)s)") % {"count": len(captures)},
            "title": _("Pages of the directory you kept"),
            "case": case,
            "groups": presenters.groups(case, captures, questions, today=today, only=only),
            "only": only,
            "has_any": bool(captures or questions),
            "clock": clock_of(case, on=today),
            "wrong_listing": wrong_listing_rule(case, on=today),
            "may_edit": may_edit,
            "plan_url": presenters.plan_url(case) if may_edit else "",
            "add_url": url_of("capture_add", case, office=only),
            "ask_url": url_of("question_add", case, office=only),
            "all_url": url_of("listing_list", case),
            "back_url": reverse("outreach:office_detail", args=[case.public_id, only.public_id])
            if only
            else reverse("tracker:task_list", args=[case.public_id]),
        },
    )


@require_http_methods(["GET", "POST"])
def capture_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    office = queries.office_or_none(case, request.GET.get("office", ""))
    form = CaptureForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        offices=queries.offices_to_choose(case),
        initial={"office": str(office.public_id) if office else "", "in_packet": True},
    )
    if request.method == "POST" and form.is_valid():

        def keep() -> str:
            capture = services.keep_capture(
                case=case,
                read=form.cleaned_data["file"],
                typed={name: form.cleaned_data[name] for name in FIELDS},
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved. Look if everything can be read."))
            return url_of("capture_detail", case, capture.public_id)

        try:
            return save_once(request, keep)
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": url_of("listing_list", case, office=office)}
    return page(request, "listings/capture_add.html", context, form=form)


@require_GET
def capture_detail(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    capture = queries.get_capture_or_404(case, capture_id)
    own = capture.public_id
    return page(
        request,
        "listings/capture_detail.html",
        {
            "heading": _("A page of the directory you kept"),
            "case": case,
            "rows": presenters.capture_rows(case, capture),
            "pictures": presenters.pictures(case, capture),
            "more_pages": more_pages_text(capture.document),
            "may_edit": can_edit_case(request.actor, case),
            "file_url": url_of("capture_file", case, own),
            "edit_url": url_of("capture_edit", case, own),
            "remove_url": url_of("capture_remove", case, own),
            "turn_url": url_of("capture_turn", case, own),
            "back_url": url_of("listing_list", case),
        },
    )


@require_http_methods(["GET", "POST"])
def capture_edit(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    capture = queries.get_capture_or_404(case, capture_id)
    now, stored = timezone.now(), shown_capture(capture)
    here = url_of("capture_detail", case, capture.public_id)
    form = CaptureChangeForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        offices=queries.offices_to_choose(case),
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            services.change_capture(
                capture=capture,
                typed={name: form.cleaned_data[name] for name in FIELDS},
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return here

        try:
            return save_once(request, change)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "listings/capture_edit.html", {"case": case, "back_url": here}, form=form)


@require_http_methods(["GET", "POST"])
def capture_remove(request: PortalRequest, case_id: UUID, capture_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    if request.method == "POST" and queries.capture_is_removed(case, capture_id):
        return redirect(url_of("listing_list", case))
    capture = queries.get_capture_or_404(case, capture_id)
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_capture(capture=capture, by=request.actor, at=now)
            messages.success(request, _("The page is out of your list."))
            return url_of("listing_list", case)

        try:
            return save_once(request, remove)
        except services.ListingRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Take this page out of your list?"),
        "case": case,
        "card": presenters.capture_card(case, capture),
        "cancel_url": url_of("capture_detail", case, capture.public_id),
    }
    return page(request, "listings/capture_remove.html", context, form=form)
