from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import check_right, has_right
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Erasure, Organization
from requests_app.oversight import erasures, presenters, proof, queries
from requests_app.oversight.forms import CallOffForm, ConfirmForm


@require_GET
def erasure_list(request: PortalRequest) -> HttpResponse:
    facilities = queries.facilities_with(request.actor, Right.LOG)
    facility = queries.chosen_facility(facilities, request.GET.get("facility", ""))
    planned = queries.planned_erasures(request.actor, facility)
    rows = _rows(planned, facility)
    context = {
        "heading": _("Deletions and their proofs"),
        "facility": facility,
        "facilities": facilities,
        "waiting": [one for one in rows if one.waits_for_confirmation],
        "planned": [one for one in rows if not one.waits_for_confirmation],
        "done": queries.done_erasures(facility),
        "may_delete": has_right(request.actor, facility.pk, Right.FACILITY),
    }
    return page(request, "oversight/erasure_list.html", context)


@require_http_methods(["GET", "POST"])
def erasure_confirm(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    facility = queries.facility_or_404(request.actor, organization_id, Right.FACILITY)
    now = timezone.now()
    waiting = list(queries.unconfirmed(facility)[: erasures.MOST_AT_ONCE])
    rows = _rows(waiting, facility)
    form = ConfirmForm(
        form_data(request),
        today=day_at(now, zone=facility.time_zone),
        erasures=[(row.erasure, presenters.label_of(row)) for row in rows],
    )
    if request.method == "POST" and form.is_valid():
        return save_once(request, lambda: _confirm(request, facility, form, now))
    context = {
        "rows": rows,
        "back_url": _list_url(facility),
    }
    return page(request, "oversight/erasure_confirm.html", context, form=form)


def _confirm(request: PortalRequest, facility: Organization, form: ConfirmForm, now: datetime) -> str:
    count, held = erasures.confirm(
        organization=facility, erasure_ids=form.cleaned_data["erasure"], by=request.actor, at=now
    )
    text = ngettext(
        "%(count)d request will be deleted tomorrow at this time. Until then you can call it off.",
        "%(count)d requests will be deleted tomorrow at this time. Until then you can call it off.",
        count,
    )
    if count:
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nothing was confirmed. Somebody may have done it already."))
    if held:
        messages.info(
            request, _("Not confirmed, because they are on hold or gone: %(count)d") % {"count": held}
        )
    return _list_url(facility)


@require_http_methods(["GET", "POST"])
def erasure_call_off(request: PortalRequest, erasure_id: UUID) -> HttpResponse:
    erasure = queries.erasure_or_404(request.actor, erasure_id)
    check_right(request.actor, erasure.organization_id, Right.FACILITY)
    if erasure.why != Erasure.Why.TIME:
        # What a person asked for is theirs: a facility that must keep it puts a hold on it, with a reason.
        raise PermissionDenied
    now, list_url = timezone.now(), _list_url(erasure.organization)
    form = CallOffForm(form_data(request), today=day_at(now, zone=erasure.organization.time_zone))

    def save() -> str:
        erasures.call_off(erasure=erasure, by=request.actor, at=now)
        messages.success(request, _("Called off. The request stays."))
        return list_url

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except erasures.ErasureRefused as refusal:
            form.add_error(None, str(refusal))
    if request.method == "GET" and erasure.state != Erasure.State.ASKED:
        return HttpResponseRedirect(list_url)
    case = queries.cases_behind([erasure]).get(erasure.case_public_id)
    context = {"back_url": list_url, "cancel_url": list_url, "case_number": case.reference if case else ""}
    return page(request, "oversight/erasure_call_off.html", context, form=form)


@require_GET
def erasure_proof(request: PortalRequest, erasure_id: UUID) -> HttpResponse:
    erasure = queries.erasure_or_404(request.actor, erasure_id)
    check_right(request.actor, erasure.organization_id, Right.LOG)
    is_done = erasure.state == Erasure.State.DONE
    context = {
        "heading": _("Proof of deletion"),
        "erasure": erasure,
        "is_done": is_done,
        "counts": presenters.counts(erasure),
        "rows_total": sum(erasure.rows_deleted.values()),
        "text": proof.text_of(erasure) if is_done else "",
        "fits": is_done and proof.hash_of(erasure) == erasure.proof_sha256,
        "zone": erasure.organization.time_zone,
        "back_url": _list_url(erasure.organization),
    }
    return page(request, "oversight/erasure_proof.html", context)


def _rows(found: list[Erasure], facility: Organization) -> list[presenters.Planned]:
    cases = queries.cases_behind(found)
    held = queries.held_among(cases.values())
    return presenters.planned_rows(found, cases, held, zone=facility.time_zone)


def _list_url(facility: Organization) -> str:
    return f"{reverse('oversight:erasure_list')}?facility={facility.public_id}"
