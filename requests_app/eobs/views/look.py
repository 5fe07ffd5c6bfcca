"""The last look before a statement is checked, and taking a statement out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.eobs import looking, presenters, queries, services, steps
from requests_app.eobs.forms import ConfirmForm
from requests_app.eobs.forms.words import TASK
from requests_app.eobs.steps import url_of
from requests_app.eobs.views.shared import SECTIONS, load, may_type, saved
from requests_app.models import ExplanationOfBenefits


@require_http_methods(["GET", "POST"])
def look_over(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    """Everything that was typed, what does not add up and what is not there; then it is checked."""
    case, eob = load(request, case_id, eob_id)
    detail = url_of("eob_detail", case, eob.public_id)
    if request.method == "GET" and (eob.finished_at is not None or not may_type(eob)):
        return redirect(detail)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def finish() -> str:
        services.finish(eob=eob, by=request.actor, at=now)
        messages.success(request, _("Saved and checked. Here is what we found."))
        return detail

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, finish)
        if answer is not None:
            return answer
    context = {
        "heading": _("Look it over"),
        "caption": f"{TASK} · {steps.step_text(steps.LOOK)}",
        "case": case,
        "groups": presenters.groups(eob, may_edit=True),
        "rows": presenters.line_rows(eob, may_edit=True),
        "heads": presenters.heads(),
        "line_count": len(eob.lines.all()),
        "sums": looking.sum_sentences(eob),
        "adds_up": looking.adds_up(eob),
        "missing": looking.missing(eob),
        "alike_url": _alike_url(eob),
        "lines_url": steps.step_url(eob, steps.LINES),
        "bill": presenters.amount_text(eob.provider_asks) if eob.provider_asks is not None else "",
        "bill_url": url_of("provider_bill", case, eob.public_id),
        "photos": presenters.pictures(eob),
        "photo_url": url_of("photo_add", case, eob.public_id),
        "remove_url": url_of("eob_remove", case, eob.public_id),
        "later_url": url_of("eob_list", case),
        "back_url": steps.back_url(eob, steps.LOOK),
    }
    return page(request, "eobs/look_over.html", context, form=form)


def _alike_url(eob: ExplanationOfBenefits) -> str:
    """Of a statement that may be the same one."""
    alike = services.looks_like(eob)
    return url_of("eob_detail", eob.case, alike.public_id) if alike is not None else ""


@require_http_methods(["GET", "POST"])
def eob_remove(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    here = url_of("eob_list", case)
    if request.method == "POST" and queries.is_removed(case, eob_id):
        return redirect(here)
    eob = queries.get_eob_or_404(case, eob_id)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def remove() -> str:
        services.remove(eob=eob, by=request.actor, at=now)
        messages.success(request, _("The statement is out of the list."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    is_done = eob.finished_at is not None
    back = url_of("eob_detail", case, eob.public_id) if is_done else steps.resume_url(eob)
    context = {
        "heading": _("Take this statement out?"),
        "case": case,
        "what": presenters.title_of(eob),
        "text": _("Its numbers and what we found go out of the list. The photo stays with your papers."),
        "cancel_url": back,
        "back_url": back,
    }
    return page(request, "eobs/remove.html", context, form=form)
