from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.agreements import offer_rows, offers, queries
from requests_app.agreements.forms import ConfirmForm, RateForm
from requests_app.agreements.offer_rows import url_of
from requests_app.agreements.points import Service
from requests_app.agreements.shown import RATE_FIELDS, shown_rate
from requests_app.agreements.views.shared import saved
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case

SECTIONS = ("patient", "coverage", "care", "provider")


@require_http_methods(["GET", "POST"])
def rate_add(request: PortalRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    """`?code=` fills in one of the codes of the request."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    offer = queries.get_offer_or_404(case, offer_id)
    now = timezone.now()
    form = RateForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=_initial(case, request.GET.get("code", "")),
        asked=_asked(case),
    )
    here = url_of("offer_detail", case, offer.public_id)

    def save() -> str:
        offers.add_rate(
            offer=offer,
            typed={name: form.cleaned_data[name] for name in RATE_FIELDS},
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "price": case.provider.price, "back_url": here}
    return page(request, "agreements/rate.html", context, form=form)


@require_http_methods(["GET", "POST"])
def rate_edit(request: PortalRequest, case_id: UUID, rate_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    rate = queries.get_rate_or_404(case, rate_id)
    now, stored = timezone.now(), shown_rate(rate)
    form = RateForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
        asked=_asked(case),
    )
    here = url_of("offer_detail", case, rate.offer.public_id)

    def save() -> str:
        offers.change_rate(
            rate=rate,
            typed={name: form.cleaned_data[name] for name in RATE_FIELDS},
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "price": case.provider.price, "back_url": here}
    return page(request, "agreements/rate.html", context, form=form)


@require_http_methods(["GET", "POST"])
def rate_remove(request: PortalRequest, case_id: UUID, rate_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    if request.method == "POST" and queries.rate_is_removed(case, rate_id):
        return redirect(url_of("agreement", case))
    rate = queries.get_rate_or_404(case, rate_id)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))
    here = url_of("offer_detail", case, rate.offer.public_id)

    def save() -> str:
        offers.remove_rate(rate=rate, by=request.actor, at=now)
        messages.success(request, _("The rate is out of this offer."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    row = offer_rows.rate_row(rate)
    context = {
        "heading": _("Take this rate out?"),
        "case": case,
        "what": f"{row.label}: {row.value}",
        "text": _("The rest of the offer stays as it is."),
        "cancel_url": here,
    }
    return page(request, "agreements/remove.html", context, form=form)


def _asked(case: Case) -> frozenset[str]:
    return frozenset(str(Service(one.code, one.modifier)) for one in queries.codes_of(case))


def _initial(case: Case, code: str) -> dict[str, str]:
    """Of the request’s own code, with its words and what it is usually counted in."""
    known = {str(Service(one.code, one.modifier)): one for one in queries.codes_of(case)}
    found = known.get(code)
    return {"code": code, "words": found.own_words, "unit": case.care.amount_unit} if found else {}
