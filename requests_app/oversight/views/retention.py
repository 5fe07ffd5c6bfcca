from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Case, Organization
from requests_app.oversight import erasures, queries
from requests_app.oversight import retention as rules
from requests_app.oversight.forms import KeepDaysForm, PutForwardForm

SOON = timedelta(days=30)
COUNTED_TO = 1_000


@require_http_methods(["GET", "POST"])
def retention(request: PortalRequest) -> HttpResponse:
    facilities = queries.facilities_with(request.actor, Right.FACILITY)
    facility = queries.chosen_facility(facilities, request.GET.get("facility", ""))
    now = timezone.now()
    today = day_at(now, zone=facility.time_zone)
    due = list(queries.due_cases(request.actor, facility, before=today)[: erasures.MOST_AT_ONCE])
    if request.method == "POST" and request.POST.get("do") == "forward":
        forward = PutForwardForm(form_data(request), today=today, cases=due)
        if forward.is_valid():
            return save_once(request, lambda: _put_forward(request, facility, forward, today, now))
        return _shown(request, facility, facilities, due, today, _keep_form(facility, today), forward)
    keep = _keep_form(facility, today, request)
    if request.method == "POST" and keep.is_valid():
        try:
            return save_once(request, lambda: _keep(request, facility, keep, now))
        except Clash as clash:
            text = _("Somebody else changed this meanwhile. Your number is still there.")
            keep.show_clash(text, stored=clash.fields, version=clash.version)
    return _shown(request, facility, facilities, due, today, keep, None)


def _keep_form(facility: Organization, today: date, request: PortalRequest | None = None) -> KeepDaysForm:
    stored = {"days": rules.kept_days(facility)}
    version = version_of(stored)
    data = form_data(request, version=version) if request is not None else None
    return KeepDaysForm(data, today=today, initial=stored, version=version)


def _keep(request: PortalRequest, facility: Organization, form: KeepDaysForm, now: datetime) -> str:
    rules.set_keep_days(
        organization=facility,
        days=form.cleaned_data["days"],
        also_there=form.cleaned_data["also_there"],
        shown_version=form.version,
        by=request.actor,
        at=now,
    )
    messages.success(request, _("Saved."))
    return _url(facility)


def _put_forward(
    request: PortalRequest, facility: Organization, form: PutForwardForm, today: date, now: datetime
) -> str:
    count = erasures.put_forward(
        actor_facility=facility,
        case_ids=form.cleaned_data["case"],
        today=today,
        by=request.actor,
        at=now,
    )
    text = ngettext(
        "%(count)d request is put forward. Confirm it now, or leave that to another admin.",
        "%(count)d requests are put forward. Confirm them now, or leave that to another admin.",
        count,
    )
    if count == 0:
        messages.info(request, _("Nothing was put forward. Somebody may have done it already."))
        return _url(facility)
    messages.success(request, text % {"count": count})
    return reverse("oversight:erasure_confirm", args=[facility.public_id])


def _shown(
    request: PortalRequest,
    facility: Organization,
    facilities: list[Organization],
    due: list[Case],
    today: date,
    keep: KeepDaysForm,
    forward: PutForwardForm | None,
) -> HttpResponse:
    soon = queries.due_cases(request.actor, facility, before=today + SOON)[: COUNTED_TO + 1].count()
    context: dict[str, Any] = {
        "heading": keep.page_heading,
        "keep": keep,
        "facility": facility,
        "facilities": facilities,
        "due": due,
        "forward": forward,
        "forward_key": forward.form_key if forward is not None else uuid4(),
        "has_more": len(due) == erasures.MOST_AT_ONCE,
        "chosen": request.POST.getlist("case") if forward is not None else [],
        "soon": min(soon, COUNTED_TO) - min(len(due), soon),
        "is_soon_many": soon > COUNTED_TO,
        "unconfirmed": queries.unconfirmed(facility)[:COUNTED_TO].count(),
        "holds": queries.holds_of(request.actor, facility),
    }
    return page(request, "oversight/retention.html", context, form=forward or keep)


def _url(facility: Organization) -> str:
    return f"{reverse('oversight:retention')}?facility={facility.public_id}"
