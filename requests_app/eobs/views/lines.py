"""The lines of a statement: one page each on the way in, a table to look at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of
from requests_app.eobs import presenters, queries, steps, typed
from requests_app.eobs.forms import ConfirmForm, LineForm
from requests_app.eobs.forms.words import TASK
from requests_app.eobs.presenters import LINES_A_PAGE
from requests_app.eobs.shown import LINE, shown_line
from requests_app.eobs.steps import url_of
from requests_app.eobs.views.shared import load, may_type, on_from, saved
from requests_app.models import Case, EobLine, ExplanationOfBenefits


@require_GET
def line_list(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    case, eob = load(request, case_id, eob_id, to_edit=False)
    may_edit = can_edit_case(request.actor, case) and case.is_open and may_type(eob)
    is_done = eob.finished_at is not None
    detail = url_of("eob_detail", case, eob.public_id)
    shown = Paginator(eob.lines.all(), LINES_A_PAGE).get_page(request.GET.get("page", "1"))
    return page(
        request,
        "eobs/lines.html",
        {
            "heading": _("Lines of the statement"),
            "caption": TASK if is_done else f"{TASK} · {steps.step_text(steps.LINES)}",
            "case": case,
            "rows": presenters.line_rows(eob, may_edit=may_edit, after=shown.start_index() - 1)
            if shown.object_list
            else [],
            "shown": shown,
            "heads": presenters.heads(),
            "may_edit": may_edit,
            "photos": presenters.pictures(eob),
            "add_url": url_of("line_add", case, eob.public_id),
            "like_url": _like_url(case, eob),
            "next_url": detail if is_done or not may_edit else steps.next_url(eob, steps.LINES),
            "is_done": is_done,
            "later_url": url_of("eob_list", case),
            "back_url": detail if is_done or not may_edit else steps.back_url(eob, steps.LINES),
        },
    )


@require_http_methods(["GET", "POST"])
def line_add(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    """`?like=` a line that is there: what it says is filled in, but for its days, in which many differ."""
    case, eob = load(request, case_id, eob_id)
    if request.method == "GET" and not may_type(eob):
        return redirect(url_of("eob_detail", case, eob.public_id))
    now = timezone.now()
    form = LineForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=_like(eob, request.GET.get("like", "")),
        number=len(eob.lines.all()) + 1,
    )

    def save() -> Saved:
        line = typed.add_line(eob=eob, typed=_typed(form), by=request.actor, at=now)
        to = on_from(request, line.eob, steps.LINES, at=now)
        if request.POST.get("then") == "next":
            messages.success(request, _("Line %(number)s is saved.") % {"number": form.number})
            to = f"{url_of('line_add', case, eob.public_id)}?like={line.public_id}"
        return Saved(to, edit_url=url_of("line_edit", case, eob.public_id, line.public_id))

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save, creates=True)
        if answer is not None:
            return answer
    return page(request, "eobs/line.html", _context(request, case, eob) | {"can_go_on": True}, form=form)


@require_http_methods(["GET", "POST"])
def line_edit(request: PortalRequest, case_id: UUID, eob_id: UUID, eob_line_id: UUID) -> HttpResponse:
    case, eob = load(request, case_id, eob_id)
    line = queries.get_line_or_404(eob, eob_line_id)
    if request.method == "GET" and not may_type(eob):
        return redirect(url_of("eob_detail", case, eob.public_id))
    now, stored = timezone.now(), shown_line(line)
    form = LineForm(
        form_data(request, version=version_of(stored)),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
        number=_place(eob, line),
    )

    def save() -> str:
        typed.change_line(line=line, typed=_typed(form), shown_version=form.version, by=request.actor, at=now)
        return on_from(request, eob, steps.LINES, at=now)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = _context(request, case, eob)
    context["remove_url"] = url_of("line_remove", case, eob.public_id, line.public_id)
    return page(request, "eobs/line.html", context, form=form)


@require_http_methods(["GET", "POST"])
def line_remove(request: PortalRequest, case_id: UUID, eob_id: UUID, eob_line_id: UUID) -> HttpResponse:
    case, eob = load(request, case_id, eob_id)
    here = url_of("line_list", case, eob.public_id)
    if request.method == "POST" and queries.is_line_removed(eob, eob_line_id):
        return redirect(here)
    line = queries.get_line_or_404(eob, eob_line_id)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))

    def remove() -> str:
        typed.remove_line(line=line, by=request.actor, at=now)
        messages.success(request, _("The line is out of the statement."))
        return on_from(request, eob, steps.LINES, at=now)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, remove)
        if answer is not None:
            return answer
    row = presenters.line_rows(eob, may_edit=True, after=_place(eob, line) - 1, most=1)[0]
    context = {
        "heading": _("Take this line out?"),
        "case": case,
        "what": f"{row.title}: {row.told}" if row.told else row.title,
        "text": _("The rest of the statement stays as it is."),
        "cancel_url": here,
        "back_url": here,
    }
    return page(request, "eobs/remove.html", context, form=form)


def _typed(form: LineForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in LINE}


def _place(eob: ExplanationOfBenefits, line: EobLine) -> int:
    """From 1."""
    return [one.pk for one in eob.lines.all()].index(line.pk) + 1


def _like_url(case: Case, eob: ExplanationOfBenefits) -> str:
    lines = list(eob.lines.all())
    return f"{url_of('line_add', case, eob.public_id)}?like={lines[-1].public_id}" if lines else ""


def _like(eob: ExplanationOfBenefits, line_id: str) -> dict[str, Any]:
    line = next((one for one in eob.lines.all() if str(one.public_id) == line_id), None)
    if line is None:
        return {}
    line.eob = eob
    return {**shown_line(line), "service_from": None, "service_to": None}


def _context(request: PortalRequest, case: Case, eob: ExplanationOfBenefits) -> dict[str, Any]:
    return {
        "case": case,
        "photos": presenters.pictures(eob),
        "photo_url": url_of("photo_add", case, eob.public_id),
        "back_url": url_of("line_list", case, eob.public_id),
        "save_later_url": request.get_full_path(),
    }
