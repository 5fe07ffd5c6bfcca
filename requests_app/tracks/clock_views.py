"""One clock: how its day was counted, and the pages that write down what moves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Case, TrackKind
from requests_app.tracks import clock_presenters, entries, presenters, queries
from requests_app.tracks.clock_forms import FastForm, LongerForm, PauseEndForm, PauseForm, StartForm
from requests_app.tracks.services import TrackRefused
from requests_app.tracks.state import clock_of, state_of

SECTIONS = ("coverage", "care")


@require_GET
def clock(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    found = _kind(kind)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    shown = clock_presenters.clock_page(state_of(case, found), now=timezone.now(), may_edit=may_edit)
    context = {
        "heading": _("Its clock: %(track)s") % {"track": TrackKind(found).label},
        "case": case,
        "back_url": reverse("tracks:track_list", args=[case.public_id]),
        "shown": shown,
        "standing_url": reverse("tracker:standing", args=[case.public_id]),
    }
    return page(request, "tracks/clock.html", context)


@require_http_methods(["GET", "POST"])
def clock_start(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    stored = {name: getattr(queries.track_of(case, found), name) for name in entries.START}
    version = version_of(stored)
    form = StartForm(
        form_data(request, version=version),
        initial=StartForm.initial_from(stored["clock_started_at"], zone=case.time_zone),
        version=version,
        **_options(case, found, now),
    )

    def save() -> None:
        typed = form.answers()
        entries.save_start(
            case=case, kind=found, typed=typed, shown_version=form.version, by=request.actor, at=now
        )

    return _answer(request, case, kind, form, save)


@require_http_methods(["GET", "POST"])
def fast_path(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    stored = {name: getattr(queries.track_of(case, found), name) for name in entries.FAST}
    version = version_of(stored)
    form = FastForm(
        form_data(request, version=version),
        now=now,
        initial=FastForm.initial_from(stored, zone=case.time_zone),
        version=version,
        **_options(case, found, now),
    )

    def save() -> None:
        typed = form.answers()
        entries.save_fast(
            case=case, kind=found, typed=typed, shown_version=form.version, by=request.actor, at=now
        )

    return _answer(request, case, kind, form, save)


@require_http_methods(["GET", "POST"])
def pause_add(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    has_team = queries.has_team(case)
    form = PauseForm(form_data(request), has_team=has_team, **_options(case, found, now))

    def save() -> None:
        entries.add_pause(case=case, kind=found, **form.answers(), by=request.actor, at=now)

    return _answer(request, case, kind, form, save)


@require_http_methods(["GET", "POST"])
def pause_end(request: PortalRequest, case_id: UUID, kind: str, pause_id: UUID) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    pause = queries.get_pause_or_404(case, found, pause_id)
    form = PauseEndForm(
        form_data(request),
        first_day=pause.from_on,
        what=clock_presenters.pause_text(pause),
        **_options(case, found, now),
    )

    def save() -> None:
        entries.end_pause(pause=pause, **form.cleaned_data, by=request.actor, at=now)

    return _answer(request, case, kind, form, save)


@require_http_methods(["GET", "POST"])
def extension_add(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    stands = clock_of(case, found)
    due_on = stands.due_on if stands and not stands.is_common else None
    form = LongerForm(form_data(request), due_on=due_on, **_options(case, found, now))

    def save() -> None:
        entries.add_extension(case=case, kind=found, **form.cleaned_data, by=request.actor, at=now)

    return _answer(request, case, kind, form, save)


@require_http_methods(["GET", "POST"])
def clock_entry_remove(request: PortalRequest, case_id: UUID, kind: str, entry_id: UUID) -> HttpResponse:
    case, found, now = _to_edit(request, case_id, kind)
    entry = queries.get_entry_or_404(case, found, entry_id)
    form = PortalForm(request.POST or None, today=day_at(now, zone=case.time_zone))
    if request.method == "POST":

        def save() -> str:
            entries.remove_entry(entry=entry, by=request.actor, at=now)
            messages.success(request, _("Taken out. It moves nothing any more."))
            return _url(case, kind)

        try:
            return save_once(request, save)
        except TrackRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Do you want to take this out?"),
        "case": case,
        "caption": TrackKind(found).label,
        "back_url": _url(case, kind),
        "what": clock_presenters.entry_text(entry),
        "form": form,
        "has_problems": bool(form.errors) and request.method == "POST",
    }
    return page(request, "tracks/entry_remove.html", context, form=form)


def _answer(
    request: PortalRequest, case: Case, kind: str, form: PortalForm, save: Callable[[], None]
) -> HttpResponse:
    """Save once and go back to the clock; else the page again with what is to be looked at."""
    if request.method == "POST" and form.is_valid():

        def saved() -> str:
            save()
            if request.POST.get("save_later") == "yes":
                messages.success(request, _("Saved. You can come back any time."))
                return reverse("tracker:task_list", args=[case.public_id])
            messages.success(request, _("Saved."))
            return _url(case, kind)

        try:
            return save_once(request, saved)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except TrackRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "layouts/question.html", {"case": case, "back_url": _url(case, kind)}, form=form)


def _to_edit(request: PortalRequest, case_id: UUID, kind: str) -> tuple[Case, str, datetime]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, _kind(kind), timezone.now()


def _kind(slug: str) -> str:
    found = presenters.kind_of(slug)
    if found is None:
        raise Http404
    return found


def _options(case: Case, kind: str, now: datetime) -> dict[str, Any]:
    zone = case.time_zone
    return {"today": day_at(now, zone=zone), "track_name": TrackKind(kind).label, "zone": zone}


def _url(case: Case, kind: str) -> str:
    return reverse("tracks:clock", args=[case.public_id, kind])
