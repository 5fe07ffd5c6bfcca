"""The patient side takes everything along: one file with a summary, the data and all papers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.exchange import exports, exports_presenters
from requests_app.exchange.exports_forms import CopyForm
from requests_app.exchange.exports_views import file_response


@require_http_methods(["GET", "POST"])
def case_copy(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    permissions.check_is_patient_side(request.actor, case)
    now, here = timezone.now(), reverse("exchange:case_copy", args=[case_id])
    form = CopyForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            exports.ask_for_copy(case=case, by=request.actor, at=now)
            messages.success(request, _("We are making your copy. We email you when it is ready."))
            return here

        return save_once(request, save)
    context = {
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case_id]),
        "runs": [
            exports_presenters.run_card(
                one,
                url=reverse("exchange:case_copy_file", args=[case_id, one.public_id]),
                zone=case.time_zone,
            )
            for one in exports.copies_of(case)
        ],
    }
    return page(request, "exchange/case_copy.html", context, form=form)


@require_GET
def case_copy_file(request: PortalRequest, case_id: UUID, export_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    permissions.check_is_patient_side(request.actor, case)
    run = exports.get_copy_or_404(case, export_id)
    return file_response(
        request,
        run,
        name=f"request-{case.reference}.zip",
        instead=reverse("exchange:case_copy", args=[case_id]),
    )
