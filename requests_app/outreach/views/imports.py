"""A list from a file: read it, look at it, add what was picked, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.cleaning import one_line
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case, OfficeImport
from requests_app.models.outreach import ImportState
from requests_app.outreach import queries as offices
from requests_app.outreach.forms.imports import MOST_PICKED, ImportForm, PickForm
from requests_app.outreach.imports import queries, services
from requests_app.outreach.imports.rows import FoundOffice
from requests_app.outreach.imports.wording import error_text, row_text
from requests_app.outreach.services import OfficeRefused
from requests_app.outreach.views.lists import list_url, names_added_text

LONGEST_WORDS = 80


def preview_url(office_import: OfficeImport) -> str:
    return reverse("outreach:import_preview", args=[office_import.case.public_id, office_import.public_id])


@require_http_methods(["GET", "POST"])
def import_start(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    files = request.FILES if request.method == "POST" else None
    form = ImportForm(form_data(request), files, today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            kept = services.keep_list(
                case=case,
                kind=form.kind,
                found=form.found,
                data=form.content,
                found_in=form.cleaned_data["found_in"],
                found_at=form.cleaned_data["found_at"],
                by=request.actor,
                at=now,
            )
            return preview_url(kept)

        try:
            return save_once(request, save)
        except OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    waiting = queries.last_open(case)
    context = {
        "case": case,
        "back_url": list_url(case),
        "waiting_url": preview_url(waiting) if waiting else "",
    }
    return page(request, "outreach/import_start.html", context, form=form)


@require_http_methods(["GET", "POST"])
def import_preview(request: PortalRequest, case_id: UUID, import_id: UUID) -> HttpResponse:
    """The words to look for are posted, as they may name a specialty."""
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    office_import = queries.get_or_404(case, import_id)
    if office_import.state != ImportState.PREVIEW:
        return _already_done(request, case)
    now = timezone.now()
    rows = queries.rows_of(office_import)
    known = queries.known_among(rows, offices.offices_of(case))
    data = form_data(request)
    words = one_line(data.get("words", "") if data else "")[:LONGEST_WORDS]
    shown = _shown(rows, words)
    is_looking = data is not None and "show" in data
    is_picking = request.method == "POST" and not is_looking
    form = PickForm(
        None if is_looking else data,
        today=day_at(now, zone=case.time_zone),
        rows=[(place, rows[place].name) for place in shown],
        hints={place: row_text(rows[place], is_known=place in known) for place in shown},
        initial={"picked": _ticked(rows, shown, known)},
    )
    form.heading = _("Look at the list")
    if is_picking and form.is_valid():
        try:
            return save_once(request, lambda: _take(request, office_import, form, now))
        except OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "back_url": reverse("outreach:import_start", args=[case.public_id]),
        "kind": office_import.get_kind_display(),
        "count": len(rows),
        "known_count": len(known),
        "shown_count": len(shown),
        "errors": [error_text(one) for one in office_import.errors],
        "is_long": len(rows) > MOST_PICKED,
        "most": MOST_PICKED,
        "words": words,
        "drop_url": reverse("outreach:import_drop", args=[case.public_id, office_import.public_id]),
    }
    return page(request, "outreach/import_preview.html", context, form=form)


@require_POST
def import_drop(request: PortalRequest, case_id: UUID, import_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    office_import = queries.get_or_404(case, import_id)
    try:
        services.drop_list(office_import=office_import, by=request.actor, at=timezone.now())
        messages.success(request, _("The list was thrown away. Nothing of it was added."))
    except OfficeRefused as refusal:
        messages.info(request, str(refusal))
    return redirect(list_url(case))


def _already_done(request: PortalRequest, case: Case) -> HttpResponse:
    """A second click gets the answer of the first; everything else hears that the list is done."""

    def say() -> str:
        messages.info(request, _("This list is done: it was added or thrown away."))
        return list_url(case)

    return save_once(request, say) if request.method == "POST" else redirect(say())


def _take(request: PortalRequest, office_import: OfficeImport, form: PickForm, now: datetime) -> str:
    count = services.take_rows(office_import=office_import, places=form.places(), by=request.actor, at=now)
    messages.success(request, names_added_text(count))
    return list_url(office_import.case)


def _shown(rows: Sequence[FoundOffice], words: str) -> list[int]:
    """The first of those that hold every word, in any of their facts."""
    wanted = words.casefold().split()
    found = [
        place
        for place, row in enumerate(rows)
        if all(word in " ".join(row.columns.values()).casefold() for word in wanted)
    ]
    return found[:MOST_PICKED]


def _ticked(rows: Sequence[FoundOffice], shown: Sequence[int], known: set[int]) -> list[str]:
    """A short list is ticked but for what is there already; of a long one the person picks."""
    if len(rows) > MOST_PICKED:
        return []
    return [str(place) for place in shown if place not in known]
