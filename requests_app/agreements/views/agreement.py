from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.agreements import offer_rows, presenters, queries, services, signing
from requests_app.agreements.forms import TERMS, EndForm, SignedForm
from requests_app.agreements.offer_rows import url_of
from requests_app.agreements.presenters import part_url
from requests_app.agreements.shown import FIELDS, SIGNED_FIELDS, Part, shown_signed, shown_terms
from requests_app.agreements.views.shared import saved
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Agreement, AgreementState, Case

SECTIONS = ("patient", "coverage", "care", "provider")


@require_GET
def agreement(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    found, codes = queries.agreements_of(case), queries.codes_of(case)
    main = queries.current_among(found)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    points = presenters.point_rows(case, main, codes, may_edit=may_edit) if main else []
    has_answer = signing.has_answer(case) if main else False
    is_signed = main is not None and main.state == AgreementState.SIGNED
    return page(
        request,
        "agreements/agreement.html",
        {
            "heading": _("Single case agreement"),
            "case": case,
            "agreement": main,
            "is_open": main is not None and main.state in queries.OPEN,
            "is_signed": is_signed,
            "signed_rows": presenters.signed_rows(case, main) if main else [],
            "next": presenters.next_of(case, main, on=today, has_answer=has_answer) if may_edit else None,
            "offers": offer_rows.offer_cards(case, main, on=today) if main else [],
            "table": offer_rows.rate_table(main, codes) if main else None,
            "points": points,
            "ask": presenters.open_lines(points),
            "groups": presenters.term_groups(case, main, may_edit=may_edit) if main else [],
            "earlier": [one for one in found if one is not main],
            "may_edit": may_edit,
            "has_provider": bool(case.provider.name),
            "answers_url": reverse("decisions:answer_list", args=[case.public_id]),
            "offer_add_url": url_of("offer_add", case),
            "signed_url": url_of("signed", case),
            "end_url": url_of("end", case),
            "new_url": part_url(case, Part.WHO, is_new=True),
            "paper_url": _paper_url(case, main),
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
        },
    )


@require_http_methods(["GET", "POST"])
def terms(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """One page for each part of the terms: `?part=`; `?new=yes` begins the next agreement."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    part, is_new = _part_in(request), request.GET.get("new") == "yes"
    main = queries.current_of(case)
    if main is None or (is_new and main.state == AgreementState.SIGNED):
        main = services.begin(case)
    stored = shown_terms(main, part)
    form = TERMS[part](
        form_data(request),
        today=day_at(timezone.now(), zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, lambda: _save_terms(request, case, form, part, is_new=is_new))
        if answer is not None:
            return answer
    context = {
        "case": case,
        "asked": presenters.asked_text(case) if part is Part.EXTENT else "",
        "back_url": url_of("agreement", case),
        "save_later_url": request.get_full_path(),
    }
    return page(request, "agreements/terms.html", context, form=form)


@require_http_methods(["GET", "POST"])
def signed(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    main = queries.current_of(case) or services.begin(case)
    stored = shown_signed(main)
    asks_answer = not signing.has_answer(case)
    form = SignedForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(timezone.now(), zone=case.time_zone),
        initial={**stored, "is_answer": asks_answer},
        version=version_of(stored),
        asks_answer=asks_answer,
    )
    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, lambda: _save_signing(request, case, form, at=timezone.now()))
        if answer is not None:
            return answer
    context = {
        "case": case,
        "asked": presenters.asked_text(case),
        "has_copy": main.signed_copy_id is not None,
        "back_url": url_of("agreement", case),
    }
    return page(request, "agreements/signed.html", context, form=form)


@require_http_methods(["GET", "POST"])
def end(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    form = EndForm(form_data(request), today=day_at(timezone.now(), zone=case.time_zone))

    def save() -> str:
        services.end_agreement(
            case=case, because=form.cleaned_data["because"], by=request.actor, at=timezone.now()
        )
        messages.success(request, _("The talks are over. What was said stays in your request."))
        return url_of("agreement", case)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    elif request.method == "GET" and queries.current_of(case) is None:
        return HttpResponseRedirect(url_of("agreement", case))
    return page(
        request, "agreements/end.html", {"case": case, "back_url": url_of("agreement", case)}, form=form
    )


def _save_terms(request: PortalRequest, case: Case, form: PortalForm, part: Part, *, is_new: bool) -> str:
    services.save_terms(
        case=case,
        part=part,
        typed={name: form.cleaned_data[name] for name in FIELDS[part]},
        shown_version=form.version,
        is_new=is_new,
        by=request.actor,
        at=timezone.now(),
    )
    if request.POST.get("save_later") == "yes":
        messages.success(request, _("Saved. You can come back any time."))
        return reverse("tracker:task_list", args=[case.public_id])
    return _after(request, case, part)


def _after(request: PortalRequest, case: Case, part: Part) -> str:
    """The next page while it is empty; else back to the agreement."""
    order = list(Part)
    fresh = queries.current_of(case)
    following = order[order.index(part) + 1 : order.index(part) + 2]
    for one in following:
        if not any(shown_terms(fresh, one).values()):
            return part_url(case, one)
    messages.success(request, _("Saved."))
    return url_of("agreement", case)


def _save_signing(request: PortalRequest, case: Case, form: SignedForm, *, at: datetime) -> str:
    agreement = signing.save_signing(
        case=case,
        typed={name: form.cleaned_data[name] for name in SIGNED_FIELDS},
        read=form.cleaned_data["file"],
        shown_version=form.version,
        is_answer=bool(form.cleaned_data.get("is_answer")),
        by=request.actor,
        at=at,
    )
    messages.success(request, _("Saved."))
    if agreement.signed_on is None and agreement.decision_id is not None:
        messages.info(
            request, _("The plan’s answer that was kept with it stays. Change it, too, when it is wrong.")
        )
    return url_of("agreement", case)


def _part_in(request: PortalRequest) -> Part:
    try:
        return Part(request.GET.get("part", Part.WHO))
    except ValueError:
        raise Http404 from None


def _paper_url(case: Case, main: Agreement | None) -> str:
    if main is None or main.signed_copy is None:
        return ""
    return reverse("papers:paper_detail", args=[case.public_id, main.signed_copy.public_id])
