"""The list of answers, one answer, and what to ask the plan about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields.choices import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions import from_call, presenters, queries, script_lines, services, things
from requests_app.decisions.asked import matched
from requests_app.decisions.forms import TASK, AnswerForm, RemoveForm
from requests_app.decisions.shown import ANSWER, is_yes
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.decisions.views.saving import saved
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of

SECTIONS = ("patient", "coverage", "care", "provider")


@require_GET
def answer_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    today = day_at(timezone.now(), zone=case.time_zone)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    every = queries.every_answer(case)
    found = [one for one in every if one.eob_id is None]
    current = [one for one in found if queries.is_current(one)]
    context = {
        "heading": _("Answers of your plan (%(count)s)") % {"count": len(found)},
        "title": _("Answers of your plan"),
        "caption": TASK,
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "may_edit": may_edit,
        "current": [presenters.card(case, one) for one in current],
        "earlier": [presenters.card(case, one) for one in found if one not in current],
        "about_bills": [presenters.card(case, one) for one in every if one.eob_id is not None],
        "wanted": presenters.wanted_rows(case, queries.wanted_of(case), today=today, may_edit=may_edit),
        "appeal_url": things.sent_appeal_url(case),
        "add_url": things.add_url(case),
    }
    return page(request, "decisions/answer_list.html", context)


@require_http_methods(["GET", "POST"])
def answer_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """`?call=` a call on which it was heard; `?renewal=` the renewal it answers, `?about=` a track."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    call = things.call_or_none(case, request.GET.get("call", ""))
    about = things.things_to_answer(case)
    heard = from_call.answer_of(call) if call else {}
    wanted = things.RENEWAL if request.GET.get("renewal") else request.GET.get("about", "")
    form = AnswerForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        about=[(one.key, one.label) for one in about],
        initial={**heard, "about": wanted if wanted in {one.key for one in about} else about[0].key},
    )
    if request.method == "POST" and form.is_valid():
        chosen = things.chosen(about, form.cleaned_data.get("about", "") or wanted)

        def save() -> Saved:
            values = dict(form.typed)
            decision = services.record_answer(
                case=case,
                answer=values.pop("answer"),
                heard_on=values.pop("heard_on"),
                track=chosen.track,
                renewal=chosen.renewal,
                call=call,
                values=values,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            next_url = presenters.next_page(case, decision)
            return Saved(next_url, edit_url=url_of("answer_edit", case, decision.public_id))

        answer = saved(request, case, form, save, creates=True)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": url_of("answer_list", case),
        "call": call if heard else None,
        "appeal_url": things.sent_appeal_url(case),
    }
    return page(request, "decisions/answer_form.html", context, form=form)


@require_GET
def answer_detail(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    decision = queries.get_decision_or_404(case, decision_id)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    today = day_at(timezone.now(), zone=case.time_zone)
    context: dict[str, Any] = {
        "heading": _("What the plan said"),
        "caption": TASK,
        "case": case,
        "decision": decision,
        "back_url": url_of("answer_list", case),
        "may_edit": may_edit,
        **presenters.sheet(case, decision, today=today, may_edit=may_edit),
    }
    return page(request, "decisions/answer_detail.html", context)


@require_http_methods(["GET", "POST"])
def answer_edit(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    decision = queries.get_decision_or_404(case, decision_id)
    now = timezone.now()
    stored = {name: getattr(decision, name) for name in ANSWER}
    version = version_of(stored)
    form = AnswerForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial={**stored, "is_in_writing": YES if decision.is_in_writing else NO},
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.change_answer(
                decision=decision, typed=form.typed, shown_version=form.version, by=request.actor, at=now
            )
            messages.success(request, _("Saved."))
            return detail_url(case, decision)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "is_correction": True,
        "add_url": url_of("answer_add", case),
        "back_url": detail_url(case, decision),
        "save_later_url": request.get_full_path(),
    }
    return page(request, "decisions/answer_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def answer_remove(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    if request.method == "POST" and things.is_removed(case, decision_id):
        return redirect(url_of("answer_list", case))
    decision = queries.get_decision_or_404(case, decision_id)
    now = timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_answer(decision=decision, by=request.actor, at=now)
            messages.success(request, _("The answer is out of your list."))
            return url_of("answer_list", case)

        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
        # There is nothing to put right on this page: the reason stands on the page of the answer.
        for refusal in form.non_field_errors():
            messages.warning(request, str(refusal))
        return redirect(detail_url(case, decision))
    context = {
        "heading": _("Take this answer out?"),
        "caption": TASK,
        "case": case,
        "text": presenters.removal_text(case, decision),
        "form_key": form.form_key,
        "problems": form.error_list(),
        "back_url": detail_url(case, decision),
        "cancel_url": detail_url(case, decision),
    }
    return page(request, "decisions/remove.html", context, form=form)


@require_GET
def script(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """What to say on the phone about each point that is open."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    decision = queries.get_decision_or_404(case, decision_id)
    found = matched(case, decision) if is_yes(decision) else None
    context = {
        "heading": _("What to ask the plan"),
        "caption": TASK,
        "case": case,
        "decision": decision,
        "back_url": detail_url(case, decision),
        "may_edit": can_edit_case(request.actor, case) and case.is_open,
        "number": things.number_to_call(case),
        "opening": script_lines.opening(case, decision, request_number=things.request_number(case)),
        "questions": script_lines.questions(decision, found),
        "call_url": reverse("insurer_calls:call_card", args=[case.public_id, "CALL_4"]),
        "add_url": url_of("answer_add", case),
    }
    return page(request, "decisions/script.html", context)
