from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.agreements import offer_rows, offers, queries
from requests_app.agreements.forms import ConfirmForm, OfferAnswerForm, OfferChangeForm, OfferForm
from requests_app.agreements.offer_rows import url_of
from requests_app.agreements.shown import OFFER_FIELDS, shown_answer, shown_offer
from requests_app.agreements.views.shared import saved
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import AgreementState

SECTIONS = ("patient", "coverage", "care", "provider")


@require_http_methods(["GET", "POST"])
def offer_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    main = queries.current_of(case)
    earlier = queries.kept_offers(main) if main and main.state in queries.OPEN else []
    has_rates = bool(earlier and queries.kept_rates(earlier[-1]))
    form = OfferForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial={"with_last_rates": has_rates},
        has_rates=has_rates,
    )

    def save() -> str:
        offer = offers.record_offer(
            case=case,
            typed={name: form.cleaned_data[name] for name in OFFER_FIELDS},
            with_last_rates=bool(form.cleaned_data.get("with_last_rates")),
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved. Now add the rates."))
        return url_of("offer_detail", case, offer.public_id)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "back_url": url_of("agreement", case)}
    return page(request, "agreements/offer_add.html", context, form=form)


@require_GET
def offer_detail(request: PortalRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    offer = queries.get_offer_or_404(case, offer_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    _status, told = offer_rows.standing_of(offer, queries.offers_of(offer.agreement), on=today)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    is_talked = offer.agreement.state in queries.OPEN
    is_answered = bool(offer.accepted_on or offer.refused_on)
    may_change = may_edit and is_talked and not is_answered
    rates = queries.kept_rates(offer)
    return page(
        request,
        "agreements/offer_detail.html",
        {
            "heading": offer_rows.offer_title(offer),
            "title": _("An offer"),
            "case": case,
            "offer": offer,
            "rows": offer_rows.offer_facts(offer, told),
            "cards": [
                offer_rows.rate_card(case, one, may_edit=may_edit and not is_answered) for one in rates
            ],
            "missing": offer_rows.missing_rates(case, offer, queries.codes_of(case)),
            "may_change": may_change,
            "may_answer": may_edit and is_talked,
            "is_answered": is_answered,
            "may_remove": may_edit and offer.accepted_on is None,
            "is_signed": offer.agreement.state == AgreementState.SIGNED,
            "edit_url": url_of("offer_edit", case, offer.public_id),
            "answer_url": url_of("offer_answer", case, offer.public_id),
            "remove_url": url_of("offer_remove", case, offer.public_id),
            "rate_add_url": url_of("rate_add", case, offer.public_id),
            "back_url": url_of("agreement", case),
        },
    )


@require_http_methods(["GET", "POST"])
def offer_edit(request: PortalRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    offer = queries.get_offer_or_404(case, offer_id)
    now, stored = timezone.now(), shown_offer(offer)
    here = url_of("offer_detail", case, offer.public_id)
    form = OfferChangeForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )

    def save() -> str:
        offers.change_offer(
            offer=offer,
            typed={name: form.cleaned_data[name] for name in OFFER_FIELDS},
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
    return page(request, "agreements/offer_edit.html", {"case": case, "back_url": here}, form=form)


@require_http_methods(["GET", "POST"])
def offer_answer(request: PortalRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    offer = queries.get_offer_or_404(case, offer_id)
    now, stored = timezone.now(), shown_answer(offer)
    is_answered = bool(offer.accepted_on or offer.refused_on)
    form = OfferAnswerForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=stored if is_answered else {},
        version=version_of(stored),
        offered_on=offer.offered_on,
        is_empty=not queries.kept_rates(offer),
    )

    def save() -> str:
        offers.answer_offer(
            offer=offer,
            answer=form.cleaned_data["answer"],
            answered_on=form.cleaned_data["answered_on"],
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved."))
        return url_of("agreement", case)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "offer_title": offer_rows.offer_title(offer),
        "rates": [offer_rows.rate_row(one) for one in queries.kept_rates(offer)],
        "back_url": url_of("offer_detail", case, offer.public_id),
    }
    return page(request, "agreements/offer_answer.html", context, form=form)


@require_http_methods(["GET", "POST"])
def offer_remove(request: PortalRequest, case_id: UUID, offer_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    if request.method == "POST" and queries.offer_is_removed(case, offer_id):
        return redirect(url_of("agreement", case))
    offer = queries.get_offer_or_404(case, offer_id)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def save() -> str:
        offers.remove_offer(offer=offer, by=request.actor, at=now)
        messages.success(request, _("The offer is out of the list."))
        return url_of("agreement", case)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "heading": _("Take this offer out of the list?"),
        "case": case,
        "what": offer_rows.offer_title(offer),
        "text": _("Do this when it was written down by mistake. An offer that was refused stays."),
        "cancel_url": url_of("offer_detail", case, offer.public_id),
    }
    return page(request, "agreements/remove.html", context, form=form)
