"""The plan’s form of one case: which it is, what is filled in, what is missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case, works_for
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.refusals import FileRefused
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case, PlanForm
from requests_app.planforms import matching, presenters, queries, services
from requests_app.planforms.forms import AddForm, RemoveForm
from requests_app.planforms.views import shared


@require_GET
def case_form(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", "coverage")
    form = queries.form_for(case)
    may_edit = can_edit_case(request.actor, case)
    context: dict[str, Any] = {
        "heading": _("The plan’s own form"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "plan_form": form,
        "is_own": form is not None and form.case_id is not None,
        "may_edit": may_edit,
        "may_map": may_edit and form is not None and _may_map(request, case, form),
        "add_url": _url("case_form_add", case),
    }
    if form is not None:
        context |= _shown(case, form)
    return page(request, "planforms/case_form.html", context)


@require_http_methods(["GET", "POST"])
def case_form_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", to_edit=True)
    now = timezone.now()
    form = AddForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        initial={"insurer": case.coverage.insurer},
    )
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data["file"]

        def keep() -> str:
            kept = services.add_case_form(case=case, about=form.about, read=read, by=request.actor, at=now)
            shared.say_what_was_taken_out(request, read)
            messages.success(request, _("The form is saved."))
            return _url("case_form" if queries.is_flat(kept) else "case_form_map", case)

        try:
            return save_once(request, keep)
        except services.PlanFormRefused as refusal:
            form.add_error("file", str(refusal))
    context = {"case": case, "back_url": _url("case_form", case)}
    return page(request, "planforms/case_form_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def case_form_map(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Of the case’s own form. That of a facility serves other cases, too, so staff change it at its place."""
    case = get_case_or_404(request.actor, case_id, "patient", "coverage", to_edit=True)
    form, now, end = queries.form_for(case), timezone.now(), _url("case_form", case)
    if form is not None and form.case_id is None and works_for(request.actor, case):
        return HttpResponseRedirect(reverse("planforms:form_map", args=[form.public_id]))
    if form is None or form.case_id is None or not presenters.parts_of(form):
        messages.info(request, _("There are no boxes to decide here."))
        return HttpResponseRedirect(end)
    today = day_at(now, zone=case.time_zone)
    asked = shared.mapping_page(
        request, form, url=_url("case_form_map", case), end_url=end, today=today, now=now
    )
    if asked.done is not None:
        return asked.done
    context = {
        **asked.context,
        "case": case,
        "back_url": end,
        "pictures": [
            (number, _picture_url(case, shared.BOXES, number)) for number in asked.context["part"].pages
        ],
    }
    return page(request, "planforms/map.html", context, form=asked.form)


@require_http_methods(["GET", "POST"])
def case_form_remove(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    kept, now, end = queries.own_form(case), timezone.now(), _url("case_form", case)
    if kept is None:
        return HttpResponseRedirect(end)
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_form(form=kept, by=request.actor, at=now)
            messages.success(request, _("The form is removed."))
            return end

        try:
            return save_once(request, remove)
        except services.PlanFormRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "plan_form": kept, "back_url": end, "cancel_url": end}
    return page(request, "planforms/remove.html", context, form=form)


@require_GET
def case_form_file(request: PortalRequest, case_id: UUID, copy: str) -> HttpResponseBase:
    """The empty form, or the form filled from the case as it is now: not signed, and still editable."""
    case = get_case_or_404(request.actor, case_id, "coverage")
    form = _form_or_404(case)
    if copy == shared.BLANK:
        response = shared.blank_response(request, form)
    elif copy == shared.FILLED:
        try:
            name = presenters.download_name(form, shared.FILLED)
            response = shared.filled_response(form, queries.told_of(case), name)
        except FileRefused as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(_url("case_form", case))
    else:
        raise Http404
    services.record_download(form=form, case=case, copy=copy, by=request.actor, at=timezone.now())
    return response


@require_GET
def case_form_page(request: PortalRequest, case_id: UUID, copy: str, number: int) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage")
    form = _form_or_404(case)
    return shared.page_response(form, queries.told_of(case), copy, number)


def _shown(case: Case, form: PlanForm) -> dict[str, Any]:
    """What is filled in now; the file is opened once for it."""
    told, is_flat = queries.told_of(case), queries.is_flat(form)
    filled, trouble = None, ""
    if not is_flat:
        try:
            filled = shared.preview(form, told)
        except FileRefused as refusal:
            trouble = str(refusal)
        except Http404:
            trouble = _("The file of this form is gone. Add the form again.")
    missing = matching.values_of(queries.slots_of(form), form.mapping, told).missing
    copy = shared.BOXES if is_flat else shared.FILLED
    return {
        "rows": presenters.form_rows(form),
        "is_flat": is_flat,
        "boxes_text": presenters.boxes_text(form),
        "undecided": 0 if is_flat else queries.undecided_count(form),
        "trouble": trouble,
        "filled": filled,
        "filled_text": presenters.filled_text(filled["filled"]) if filled else "",
        "gaps": presenters.gaps_of(case, missing),
        "copy_rows": presenters.copy_rows(told) if is_flat else [],
        "blank_url": reverse("planforms:case_form_file", args=[case.public_id, shared.BLANK]),
        "filled_url": reverse("planforms:case_form_file", args=[case.public_id, shared.FILLED]),
        "map_url": _url("case_form_map", case),
        "remove_url": _url("case_form_remove", case),
        "pictures": [(number, _picture_url(case, copy, number)) for number in range(1, form.pages + 1)],
    }


def _may_map(request: PortalRequest, case: Case, form: PlanForm) -> bool:
    return bool(form.fields) and (form.case_id is not None or works_for(request.actor, case))


def _form_or_404(case: Case) -> PlanForm:
    form = queries.form_for(case)
    if form is None:
        raise Http404
    return form


def _picture_url(case: Case, copy: str, number: int) -> str:
    return reverse("planforms:case_form_page", args=[case.public_id, copy, number])


def _url(name: str, case: Case) -> str:
    return reverse(f"planforms:{name}", args=[case.public_id])
