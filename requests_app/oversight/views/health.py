from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.roles import Right
from requests_app.common.pages import page
from requests_app.oversight import health as state
from requests_app.oversight import health_presenters, queries, retry


@require_GET
def health(request: PortalRequest) -> HttpResponse:
    facilities = queries.facilities_with(request.actor, Right.FACILITY)
    zone = queries.chosen_facility(facilities, "").time_zone
    ids, now = [one.pk for one in facilities], timezone.now()
    work = state.work_of(ids, now=now)
    context = {
        "heading": _("Does everything run?"),
        "now": now,
        "zone": zone,
        "work": health_presenters.kinds(work),
        "wrong": health_presenters.wrong(state.went_wrong(ids)),
        "alarms": health_presenters.alarms(work, state.beats(now=now), now=now),
        "beats": health_presenters.beats(state.beats(now=now)),
        "sendings": health_presenters.sendings(state.sendings(ids, now=now)),
        "machine": health_presenters.machine(state.machine(), zone=zone),
    }
    return page(request, "oversight/health.html", context)


@require_POST
def promise_retry(request: PortalRequest, promise_id: UUID) -> HttpResponse:
    try:
        retry.start_again(promise_id=promise_id, by=request.actor, at=timezone.now())
    except retry.RetryRefused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Started again. Look again in a minute."))
    return HttpResponseRedirect(reverse("oversight:health"))
