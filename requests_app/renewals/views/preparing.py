"""The three things a renewal needs before its packet: what is asked next, the network again, progress."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case, Renewal
from requests_app.models.renewals import RenewalState
from requests_app.renewals import prefill, presenters, queries, retest_presenters, services
from requests_app.renewals.forms import NextForm, ProgressForm, RetestForm
from requests_app.renewals.presenters import url_of
from requests_app.renewals.views.saving import saved

SECTIONS = ("coverage", "care", "provider")


@require_http_methods(["GET", "POST"])
def what_next(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> HttpResponse:
    case, renewal = _loaded(request, case_id, renewal_id)
    first = prefill.what_next(case, renewal)
    context = {"rows": presenters.approved_rows(queries.with_lines(renewal.decision)), "filled": bool(first)}
    return _page(
        request, case, renewal, NextForm, queries.WHAT_NEXT, "renewals/what_next.html", context, first=first
    )


@require_http_methods(["GET", "POST"])
def retest(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> HttpResponse:
    case, renewal = _loaded(request, case_id, renewal_id)
    found, offices = queries.retest_of(case, queries.approved_on(renewal.decision))
    context = {
        "calls": retest_presenters.retest_rows(case, found, offices),
        "counted": retest_presenters.retest_count(renewal, found),
        "options": retest_presenters.real_options(found, offices),
        "offices_url": reverse("outreach:office_list", args=[case.public_id]),
        "add_url": reverse("outreach:office_add", args=[case.public_id]),
    }
    first = {"retested_on": found.last_on} if found.last_on and not renewal.retested_on else {}
    return _page(
        request, case, renewal, RetestForm, queries.RETEST, "renewals/retest.html", context, first=first
    )


@require_http_methods(["GET", "POST"])
def progress(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> HttpResponse:
    case, renewal = _loaded(request, case_id, renewal_id)
    ask_url = reverse("clinicians:ask_add", args=[case.public_id])
    context = {"ask_url": f"{ask_url}?purpose=renewal", "asked": presenters.asked_clinicians(case, renewal)}
    return _page(
        request, case, renewal, ProgressForm, queries.PROGRESS, "renewals/progress.html", context, first={}
    )


def _loaded(request: PortalRequest, case_id: UUID, renewal_id: UUID) -> tuple[Case, Renewal]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, queries.get_renewal_or_404(case, renewal_id)


def _page(
    request: PortalRequest,
    case: Case,
    renewal: Renewal,
    form_class: type[PortalForm],
    names: tuple[str, ...],
    template: str,
    context: dict[str, Any],
    *,
    first: dict[str, Any],
) -> HttpResponse:
    """`first`: what is known already, in the boxes that are still empty."""
    here, now = url_of("renewal_detail", case, renewal.public_id), timezone.now()
    if renewal.state != RenewalState.PREPARING and request.method == "GET":
        return HttpResponseRedirect(here)
    stored = queries.values_of(renewal, names)
    form = form_class(
        form_data(request, version=version_of(stored)),
        today=day_at(now, zone=case.time_zone),
        initial={**stored, **first},
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.save_part(
                renewal=renewal,
                names=names,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return here

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    shown = {"case": case, "back_url": here, "save_later_url": request.path, **context}
    return page(request, template, shown, form=form)
