"""The small panel under a row: assign, snooze, note. A page of its own without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import may_change
from requests_app.accounts.queries import today_at_work
from requests_app.cases import services as cases
from requests_app.cases import snoozing
from requests_app.cases.saved import saved as saved_or_shown
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import assigning, columns, presenters, queries
from requests_app.desk.cells import Facts
from requests_app.desk.forms import NOBODY, QuickAssignForm, QuickNoteForm, QuickSnoozeForm
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.facilities.queries import covering
from requests_app.models import Case, User

ASSIGN, SNOOZE, NOTE = "assign", "snooze", "note"
# The page asks for the panel alone, and for the row after saving.
PANEL = "X-Panel"


@require_http_methods(["GET", "POST"])
def quick(request: PortalRequest, case_id: UUID) -> HttpResponse:
    listed = queries.cases_of_facilities(request.actor).select_related("patient")
    case = listed.filter(public_id=case_id).first()
    if case is None:
        raise Http404
    if not may_change(request.actor, case.organization_id):
        raise PermissionDenied
    now = timezone.now()
    asked = request.POST.get("do") or request.GET.get("do", ASSIGN)
    colleagues = list(queries.colleagues(request.actor, organization_id=case.organization_id))
    forms = _forms(request, case, asked, colleagues, now)
    form = forms[asked if asked in forms else ASSIGN]
    in_panel = request.headers.get(PANEL) == "yes"
    if request.method == "POST" and form.is_valid():
        save = _SAVE[asked if asked in _SAVE else ASSIGN]

        def save_all() -> str:
            text = save(request, case, form, colleagues, now)
            if not in_panel:
                messages.success(request, text)
            return _back(request, case)

        done = saved_or_shown(request, case, form, save_all, cases.CaseRefused)
        if done is not None:
            return _row(request, case) if in_panel else done
    context = {
        "heading": _("Case %(number)s") % {"number": case.reference},
        "title": _("Quick actions"),
        "case": case,
        "patient": presenters.short_name(case),
        "forms": forms.items(),
        "asked": asked,
        "form": form,
        "me": str(request.actor.person_id),
        "back": request.POST.get("back") or request.GET.get("back", ""),
        "back_url": _back(request, case),
        "has_problems": form.is_bound and bool(form.errors),
    }
    if in_panel:
        return render(request, "desk/_quick.html", context, status=422 if request.method == "POST" else 200)
    return page(request, "desk/quick.html", context, form=form)


def _forms(
    request: PortalRequest, case: Case, asked: str, colleagues: list[User], now: datetime
) -> dict[str, PortalForm]:
    """All three; only the one that was sent has what was typed."""
    today = day_at(now, zone=case.time_zone)
    owner = version_of(assigning.shown_owner(case))
    snooze = snoozing.version_of_snooze(case)

    def data(name: str, version: str = "") -> QueryDict | None:
        return form_data(request, version=version) if name == asked else None

    initial: dict[str, Any] = {"owner": str(case.owner_id or "")}
    return {
        ASSIGN: QuickAssignForm(
            data(ASSIGN, owner),
            today=today,
            colleagues=colleagues,
            initial=initial,
            version=owner,
            prefix=None,
            auto_id="assign_%s",
        ),
        SNOOZE: QuickSnoozeForm(
            data(SNOOZE, snooze),
            today=today,
            initial=snoozing.shown_snooze(case),
            version=snooze,
            auto_id="snooze_%s",
        ),
        NOTE: QuickNoteForm(data(NOTE), today=today, auto_id="note_%s"),
    }


def _assign(request: PortalRequest, case: Case, form: Any, colleagues: list[User], now: datetime) -> str:
    chosen = form.cleaned_data["owner"]
    owner = next((one for one in colleagues if str(one.pk) == chosen), None)
    if owner is None and chosen != NOBODY:
        raise cases.CaseRefused(_("Choose a colleague who works here."))
    assigning.assign(case=case, owner=owner, shown_version=form.version, by=request.actor, at=now)
    return _("Assigned.")


def _snooze(request: PortalRequest, case: Case, form: Any, colleagues: list[User], now: datetime) -> str:
    snoozing.snooze(
        case=case, shown_version=form.version or "", by=request.actor, at=now, **form.cleaned_data
    )
    return _("Snoozed.")


def _note(request: PortalRequest, case: Case, form: Any, colleagues: list[User], now: datetime) -> str:
    cases.add_note(case=case, text=form.cleaned_data["text"], by=request.actor, at=now)
    return _("Note saved.")


_SAVE: dict[str, Callable[[PortalRequest, Case, Any, list[User], datetime], str]] = {
    ASSIGN: _assign,
    SNOOZE: _snooze,
    NOTE: _note,
}


def _row(request: PortalRequest, case: Case) -> HttpResponse:
    """The row as it is now, for the page that stays open; it keeps its place there."""
    today = today_at_work(request.actor, now=timezone.now())
    wanted = columns.chosen(request.GET.get("columns", "").split(","))
    listed = queries.rows_of(request.actor, [case.pk], columns=[column.key for column in wanted])
    held = covering([case.organization_id], [case.pk])
    rows = presenters.rows(listed, wanted, Facts(today=today, covering=held))
    context = {"row": rows[0], "may_change": True, "bulk_kinds": "tick" in request.GET}
    return render(request, "desk/_row.html", context)


def _back(request: PortalRequest, case: Case) -> str:
    """The list as it was, at this row."""
    query = request.POST.get("back") or request.GET.get("back", "")
    listed = QueryDict(query[:2000]).urlencode()
    return f"{reverse('desk:queue')}{'?' if listed else ''}{listed}#r-{case.reference}"
