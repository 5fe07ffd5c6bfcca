from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import check_is_staff_of
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case
from requests_app.oversight import holds, queries
from requests_app.oversight.forms import EndHoldForm, HoldForm


@require_http_methods(["GET", "POST"])
def hold_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_or_404(request.actor, case_id)
    check_is_staff_of(request.actor, case)
    now = timezone.now()
    form = HoldForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def save() -> str:
        holds.place_hold(case=case, by=request.actor, at=now, **form.cleaned_data)
        messages.success(request, _("On hold. Nothing deletes this request now."))
        return _case_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except holds.HoldRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": _case_url(case),
        "reference": case.reference,
        "hold": queries.open_hold(case),
        "planned": queries.deletion_of(case),
        "nav_here": "facility",
    }
    return page(request, "oversight/hold_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def hold_end(request: PortalRequest, hold_id: UUID) -> HttpResponse:
    hold = queries.hold_or_404(request.actor, hold_id)
    check_is_staff_of(request.actor, hold.case)
    now = timezone.now()
    form = EndHoldForm(form_data(request), today=day_at(now, zone=hold.case.time_zone))

    def save() -> str:
        holds.end_hold(hold=hold, by=request.actor, at=now)
        messages.success(request, _("The hold is ended."))
        return _case_url(hold.case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except holds.HoldRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": _case_url(hold.case),
        "hold": hold,
        "planned": queries.deletion_of(hold.case),
        "nav_here": "facility",
    }
    return page(request, "oversight/hold_end.html", context, form=form)


def _case_url(case: Case) -> str:
    return reverse("staff:case", args=[case.public_id])
