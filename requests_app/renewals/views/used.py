"""Units that were used: add, take out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.renewals import presenters, queries, services
from requests_app.renewals.forms import RemoveForm, UsedForm
from requests_app.renewals.presenters import url_of
from requests_app.renewals.views.saving import saved


@require_http_methods(["GET", "POST"])
def used_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    here, now = url_of("overview", case), timezone.now()
    decision = queries.current_approval(case)
    if decision is None:
        return HttpResponseRedirect(here)
    form = UsedForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        lines=[(line, presenters.line_name(line)) for line in queries.lines_of(decision)],
    )
    if request.method == "POST" and form.is_valid():

        def add() -> str:
            services.add_used(decision=decision, values=form.values(), by=request.actor, at=now)
            messages.success(request, _("Saved."))
            return here

        decision.case = case
        answer = saved(request, case, form, add)
        if answer is not None:
            return answer
    return page(request, "renewals/form.html", {"case": case, "back_url": here}, form=form)


@require_http_methods(["GET", "POST"])
def used_remove(request: PortalRequest, case_id: UUID, used_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    used = queries.get_use_or_404(case, used_id)
    here, now = url_of("overview", case), timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_used(used=used, by=request.actor, at=now)
            messages.success(request, _("Taken out."))
            return here

        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    context = {
        "heading": _("Take this entry out?"),
        "case": case,
        "what": presenters.use_text(used),
        "text": _("It does not count any more. A packet you already made does not change."),
        "button": _("Take it out"),
        "cancel_url": here,
    }
    return page(request, "renewals/remove.html", context, form=form)
