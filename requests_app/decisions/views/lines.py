"""One line of an approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions import lines, presenters, queries
from requests_app.decisions.asked import asked_lines
from requests_app.decisions.forms import TASK, RemoveForm
from requests_app.decisions.line_forms import LineForm
from requests_app.decisions.matching import Asked, code_text
from requests_app.decisions.shown import LINE, is_yes
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.decisions.views.saving import saved
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case, Decision

SECTIONS = ("patient", "coverage", "care", "provider")


@require_http_methods(["GET", "POST"])
def line_add(request: PortalRequest, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """`?asked=` the line of the request that it answers: its code is filled in, nothing else."""
    case, decision = _load(request, case_id, decision_id)
    now = timezone.now()
    asked = asked_lines(case, decision)
    answers = next((one for one in asked if one.key == request.GET.get("asked")), None)
    form = LineForm(
        form_data(request), today=day_at(now, zone=case.time_zone), initial=_initial(decision, answers)
    )
    if request.method == "POST" and form.is_valid():

        def save() -> Saved:
            line = lines.add_line(decision=decision, typed=form.typed, by=request.actor, at=now)
            count = len(decision.lines.filter(removed_at__isnull=True))
            messages.success(request, presenters.lines_text(count))
            edit_url = url_of("line_edit", case, decision.public_id, line.public_id)
            return Saved(detail_url(case, decision), edit_url=edit_url)

        answer = saved(request, case, form, save, creates=True)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "decision": decision,
        "asked": presenters.asked_facts(answers) if answers else [],
        "back_url": detail_url(case, decision),
        "save_later_url": request.get_full_path(),
    }
    return page(request, "decisions/line_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def line_edit(request: PortalRequest, case_id: UUID, decision_id: UUID, line_id: UUID) -> HttpResponse:
    case, decision = _load(request, case_id, decision_id)
    line = queries.get_line_or_404(decision, line_id)
    now = timezone.now()
    stored = {name: getattr(line, name) for name in LINE}
    version = version_of(stored)
    form = LineForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial=LineForm.initial_from(line),
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            lines.change_line(
                line=line, typed=form.typed, shown_version=form.version, by=request.actor, at=now
            )
            messages.success(request, _("Saved."))
            return detail_url(case, decision)

        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "decision": decision,
        "back_url": detail_url(case, decision),
        "save_later_url": request.get_full_path(),
        "remove_url": url_of("line_remove", case, decision.public_id, line.public_id),
    }
    return page(request, "decisions/line_form.html", context, form=form)


@require_http_methods(["GET", "POST"])
def line_remove(request: PortalRequest, case_id: UUID, decision_id: UUID, line_id: UUID) -> HttpResponse:
    case, decision = _load(request, case_id, decision_id)
    if request.method == "POST" and queries.is_line_removed(decision, line_id):
        return redirect(detail_url(case, decision))
    line = queries.get_line_or_404(decision, line_id)
    now = timezone.now()
    form = RemoveForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            lines.remove_line(line=line, by=request.actor, at=now)
            messages.success(request, _("The line is out of the answer."))
            return detail_url(case, decision)

        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    edit_url = url_of("line_edit", case, decision.public_id, line.public_id)
    context = {
        "heading": _("Take this line out?"),
        "caption": TASK,
        "case": case,
        "name": line.code or line.words,
        "text": _("It will not be held against your request any more. A packet you already made stays."),
        "form_key": form.form_key,
        "problems": form.error_list(),
        "back_url": edit_url,
        "cancel_url": edit_url,
    }
    return page(request, "decisions/remove.html", context, form=form)


def _load(request: PortalRequest, case_id: UUID, decision_id: UUID) -> tuple[Case, Decision]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    decision = queries.get_decision_or_404(case, decision_id)
    if not is_yes(decision):
        raise Http404
    return case, decision


def _initial(decision: Decision, asked: Asked | None) -> dict[str, Any]:
    """What the answer says of all its lines need not be typed again; what was only asked is not filled in."""
    found: dict[str, Any] = {"starts_on": decision.starts_on, "ends_on": decision.ends_on}
    if asked is not None:
        found |= {"code": code_text(asked), "words": asked.words}
    return found
