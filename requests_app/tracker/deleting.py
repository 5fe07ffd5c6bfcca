"""The patient side deletes its own case: what goes, the week to think it over, and keeping it longer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import weekday_date
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case, Organization
from requests_app.oversight import erasures, queries
from requests_app.tracker.forms import DeleteForm


@require_http_methods(["GET", "POST"])
def delete_case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    form = DeleteForm(form_data(request), today=today)
    planned = queries.deletion_of(case)
    on = planned.not_before if planned else now + erasures.PERSON_WAITS

    def save() -> str:
        erasure = erasures.ask_to_delete(case=case, by=request.actor, at=now)
        day = weekday_date(day_at(erasure.not_before, zone=case.time_zone))
        text = _("We will delete this request on %(day)s. Until then you can call it off.")
        messages.success(request, text % {"day": day})
        return _task_list_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except erasures.ErasureRefused as refusal:
            form.add_error(None, str(refusal))
    is_facility = case.organization.kind == Organization.Kind.FACILITY
    context = {
        "case": case,
        "back_url": reverse("tracker:settings", args=[case.public_id]),
        "on": day_at(on, zone=case.time_zone),
        "planned": planned,
        "is_asked": planned is not None and planned.why == planned.Why.PERSON,
        "facility": case.organization.name if is_facility else "",
        "facility_phone": case.organization.phone if is_facility else "",
        "is_held": queries.open_hold(case) is not None,
    }
    return page(request, "tracker/delete_case.html", context, form=form)


@require_POST
def delete_call_off(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    try:
        erasures.call_off_own(case=case, by=request.actor, at=timezone.now())
    except erasures.ErasureRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Called off. Your request stays."))
    return HttpResponseRedirect(_task_list_url(case))


@require_POST
def keep_longer(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    erasures.keep_longer(case=case, by=request.actor, at=timezone.now())
    messages.success(request, _("We keep your request for at least another year."))
    return HttpResponseRedirect(reverse("tracker:settings", args=[case.public_id]))


def _own_case(request: PortalRequest, case_id: UUID) -> Case:
    case = get_case_or_404(request.actor, case_id, "organization")
    permissions.check_is_patient_side(request.actor, case)
    return case


def _task_list_url(case: Case) -> str:
    return reverse("tracker:task_list", args=[case.public_id])
