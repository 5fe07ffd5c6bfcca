"""The letter, the checklist of a yes, what was left out, and the reason of a no."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions import appeal_day_texts, from_call, presenters, queries, services
from requests_app.decisions.asked import matched
from requests_app.decisions.forms import NEW_FILE, DenialForm, LeftOutForm, LetterForm, TermsForm
from requests_app.decisions.shown import DENIAL, LEFT_OUT, TERMS, is_yes
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.decisions.views.saving import saved
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Answer, Case, Decision, DocumentKind
from requests_app.papers import queries as papers

SECTIONS = ("patient", "coverage", "care", "provider")
LETTERS = (DocumentKind.DENIAL_LETTER, DocumentKind.PLAN_ANSWER)


@require_http_methods(["GET", "POST"])
def letter_add(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case, decision = _load(request, case_id, decision_id)
    now = timezone.now()
    kept = [one for one in papers.papers_of(case) if one.kind in LETTERS and one.pk != decision.letter_id]
    form = LetterForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        papers=kept,
        initial={"dated_on": decision.letter_dated_on},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("paper", NEW_FILE)
        was_only_heard = not decision.is_in_writing

        def save() -> str:
            services.add_letter(
                decision=decision,
                read=form.cleaned_data["file"],
                document=next((one for one in kept if str(one.public_id) == chosen), None),
                dated_on=form.cleaned_data["dated_on"],
                by=request.actor,
                at=now,
            )
            messages.success(request, _("The letter is with your papers."))
            if was_only_heard and decision.answer == Answer.DENIED:
                # What was said on the phone is held against it.
                return url_of("denial", case, decision.public_id)
            return presenters.next_page(case, decision, has_letter=True)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
        form.ask_for_the_file_again()
    context = {
        "case": case,
        "decision": decision,
        "back_url": detail_url(case, decision),
        "skip_url": presenters.next_page(case, decision, has_letter=True),
    }
    return page(request, "decisions/letter_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def terms(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case, decision = _load(request, case_id, decision_id)
    if not is_yes(decision):
        raise Http404
    stored = _stored(decision, TERMS)
    initial, is_heard = from_call.filled(stored, from_call.terms_of(decision.call))
    form = _form(request, case, TermsForm, stored, initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()

        def save() -> str:
            changed = services.save_terms(
                decision=decision,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return presenters.next_page(case, changed, has_letter=True)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    return _asked(request, "decisions/terms.html", case, decision, form, is_heard=is_heard)


@require_http_methods(["GET", "POST"])
def left_out(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case, decision = _load(request, case_id, decision_id)
    if decision.answer != Answer.PARTLY:
        raise Http404
    stored = _stored(decision, LEFT_OUT)
    initial, is_heard = from_call.filled(stored, from_call.left_out_of(decision.call))
    suggested = presenters.left_out_suggested(matched(case, decision))
    if not stored["left_out"]:
        initial["left_out"] = suggested
    form = _form(request, case, LeftOutForm, stored, initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()

        def save() -> str:
            services.save_left_out(
                decision=decision,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return detail_url(case, decision)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    more = {"is_suggested": bool(suggested) and not stored["left_out"]}
    return _asked(request, "decisions/left_out.html", case, decision, form, is_heard=is_heard, **more)


@require_http_methods(["GET", "POST"])
def denial(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """A partial yes has a reason and a day to appeal, too."""
    case, decision = _load(request, case_id, decision_id)
    if decision.answer not in (Answer.DENIED, Answer.PARTLY):
        raise Http404
    stored = _stored(decision, DENIAL)
    initial, is_heard = from_call.filled(stored, from_call.denial_of(decision.call))
    form = _form(request, case, DenialForm, stored, initial, is_in_writing=decision.is_in_writing)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()

        def save() -> str:
            services.save_denial(
                decision=decision,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return detail_url(case, decision)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    days = appeal_day_texts.told(case, decision, on=form.today)
    return _asked(request, "decisions/denial.html", case, decision, form, is_heard=is_heard, days=days)


def _load(request: PortalRequest, case_id: UUID, decision_id: UUID) -> tuple[Case, Decision]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, queries.get_decision_or_404(case, decision_id)


def _stored(decision: Decision, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in names}


def _form(
    request: PortalRequest,
    case: Case,
    kind: Any,
    stored: dict[str, Any],
    initial: dict[str, Any],
    **options: Any,
) -> Any:
    """The version is of what is kept, not of what a call filled in."""
    version = version_of(stored)
    return kind(
        form_data(request, version=version),
        today=day_at(timezone.now(), zone=case.time_zone),
        initial=initial,
        version=version,
        **options,
    )


def _asked(
    request: PortalRequest, template: str, case: Case, decision: Decision, form: Any, **more: Any
) -> HttpResponse:
    context = {
        "case": case,
        "decision": decision,
        "call": decision.call,
        "back_url": detail_url(case, decision),
        "papers_url": reverse("papers:paper_list", args=[case.public_id]),
        "save_later_url": request.get_full_path(),
        **more,
    }
    return page(request, template, context, form=form)
