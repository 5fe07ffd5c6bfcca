"""What the plan still wants: write it down, put it right, say that the plan has it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.errors import DomainError
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions import more_wanted, presenters, queries
from requests_app.decisions.forms import TASK, RemoveForm
from requests_app.decisions.line_forms import WantedForm
from requests_app.decisions.shown import WANTED
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.decisions.views.saving import saved
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case, MoreWanted

SECTIONS = ("patient", "coverage", "care")


@require_http_methods(["GET", "POST"])
def wanted_add(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    decision = queries.get_decision_or_404(case, decision_id)
    now = timezone.now()
    form = WantedForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def save() -> Saved:
            row = more_wanted.add_wanted(decision=decision, typed=form.typed, by=request.actor, at=now)
            messages.success(request, presenters.wanted_text(len(queries.wanted_of(case))))
            return Saved(detail_url(case, decision), edit_url=url_of("wanted_edit", case, row.public_id))

        answer = saved(request, case, form, save, creates=True)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "call": decision.call,
        "heard": presenters.missing_lines(decision.call),
        "back_url": detail_url(case, decision),
        "save_later_url": request.get_full_path(),
    }
    return page(request, "decisions/wanted_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def wanted_edit(request: PortalRequest, case_id: UUID, wanted_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    wanted = queries.get_wanted_or_404(case, wanted_id)
    now = timezone.now()
    stored = {name: getattr(wanted, name) for name in WANTED}
    version = version_of(stored)
    form = WantedForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial={**stored, "has_no_day": wanted.due_on is None},
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            more_wanted.change_wanted(
                wanted=wanted, typed=form.typed, shown_version=form.version, by=request.actor, at=now
            )
            messages.success(request, _("Saved."))
            return _home(case, wanted)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": _home(case, wanted),
        "save_later_url": request.get_full_path(),
        "remove_url": url_of("wanted_remove", case, wanted.public_id),
    }
    return page(request, "decisions/wanted_form.html", context, form=form)


@require_POST
def wanted_done(request: PortalRequest, case_id: UUID, wanted_id: UUID) -> HttpResponse:
    """Once more is back: it was marked by mistake."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    wanted = queries.get_wanted_or_404(case, wanted_id)
    is_undone = request.POST.get("is") == "open"
    change = more_wanted.mark_open if is_undone else more_wanted.mark_done
    try:
        change(wanted=wanted, by=request.actor, at=timezone.now())
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        left = len(queries.wanted_of(case))
        messages.success(request, presenters.wanted_text(left))
    return redirect(_home(case, wanted))


@require_http_methods(["GET", "POST"])
def wanted_remove(request: PortalRequest, case_id: UUID, wanted_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    if request.method == "POST" and queries.is_wanted_removed(case, wanted_id):
        return redirect(url_of("answer_list", case))
    wanted = queries.get_wanted_or_404(case, wanted_id)
    now = timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            more_wanted.remove_wanted(wanted=wanted, by=request.actor, at=now)
            messages.success(request, _("It is out of the list."))
            return _home(case, wanted)

        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    edit_url = url_of("wanted_edit", case, wanted.public_id)
    context = {
        "heading": _("Take this out of the list?"),
        "caption": TASK,
        "case": case,
        "name": wanted.what,
        "text": _("Nobody will be reminded of it any more."),
        "form_key": form.form_key,
        "problems": form.error_list(),
        "back_url": edit_url,
        "cancel_url": edit_url,
    }
    return page(request, "decisions/remove.html", context, form=form)


def _home(case: Case, wanted: MoreWanted) -> str:
    decision = wanted.decision
    if decision is None or decision.removed_at is not None:
        return url_of("answer_list", case)
    return detail_url(case, decision)
