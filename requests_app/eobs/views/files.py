"""Statements from a file: read it, look at what it says, add what was picked, or throw it away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.claims import reading_texts
from requests_app.claims.statement import Note
from requests_app.common.dates import long_date
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, is_repeat, save_once
from requests_app.eobs import files, services, typed
from requests_app.eobs.file_presenters import found_in_pdf, offered, saved_text
from requests_app.eobs.forms.files import EobFileForm, PickClaimsForm, UsePdfForm
from requests_app.eobs.holding import EobRefused
from requests_app.eobs.steps import LOOK, step_url, url_of
from requests_app.models import Case, EobFile, EobSource


@require_http_methods(["GET", "POST"])
def file_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", "coverage", to_edit=True)
    now = timezone.now()
    uploads = request.FILES if request.method == "POST" else None
    form = EobFileForm(form_data(request), uploads, today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():
        again = None if is_repeat(request) else files.same_file(case, form.content)
        if again is not None and again.settled_at is not None:
            day = long_date(day_at(again.settled_at, zone=case.time_zone))
            form.add_error("file", _("You added this file on %(day)s. Nothing in it is new.") % {"day": day})
        else:
            try:
                return save_once(request, lambda: _kept(request, case, form, now))
            except EobRefused as refusal:
                form.add_error("file", str(refusal))
    waiting = files.waiting_file(case)
    context = {
        "case": case,
        "back_url": url_of("eob_list", case),
        "waiting_url": url_of("file_preview", case, waiting.public_id) if waiting else "",
    }
    return page(request, "eobs/file_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def file_preview(request: PortalRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", "coverage", to_edit=True)
    file = files.get_file_or_404(case, file_id)
    if file.state != EobFile.State.READ:
        return _already_done(request, case)
    now = timezone.now()
    context = {
        "case": case,
        "back_url": url_of("file_add", case),
        "drop_url": url_of("file_drop", case, file.public_id),
        "kind": file.get_format_display(),
        "notes": [text for one in files.notes_of(file) if (text := _note(one))],
        "left_out": file.claims_left_out,
        "type_url": url_of("eob_add", case),
    }
    today = day_at(now, zone=case.time_zone)
    if file.format == EobSource.PDF:
        return _pdf_preview(request, case, file, context, today=today, now=now)
    claims = files.claims_of(file)
    told = services.fates(case=case, statements=claims, source=file.format)
    found = offered(claims, told)
    form = PickClaimsForm(
        form_data(request),
        today=today,
        choices=found.choices,
        hints=found.hints,
        initial={"picked": found.ticked},
    )
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, form, lambda: _take(request, case, file, form, now))
        if answer is not None:
            return answer
    context |= {"found": found, "count": len(claims)}
    return page(request, "eobs/file_preview.html", context, form=form)


@require_POST
def file_drop(request: PortalRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    file = files.get_file_or_404(case, file_id)
    try:
        files.drop_file(case=case, file=file, by=request.actor, at=timezone.now())
        messages.success(request, _("What the file said was thrown away. Nothing of it was added."))
    except EobRefused as refusal:
        messages.info(request, str(refusal))
    return redirect(url_of("eob_list", case))


def _note(note: Note) -> str:
    """That a PDF is to be looked over is what its whole page says."""
    return "" if note.slug == "pdf.look" else reading_texts.note_text(note)


def _kept(request: PortalRequest, case: Case, form: EobFileForm, now: datetime) -> str:
    kept = files.keep_reading(
        case=case,
        reading=form.reading,
        data=form.content,
        name=form.cleaned_data["file"].name or "",
        by=request.actor,
        at=now,
    )
    return url_of("file_preview", case, kept.public_id)


def _pdf_preview(
    request: PortalRequest,
    case: Case,
    file: EobFile,
    context: dict[str, object],
    *,
    today: date,
    now: datetime,
) -> HttpResponse:
    """Nothing that was read from a text is a bill before the person has looked at every number."""
    claim = files.claims_of(file)[0]
    form = UsePdfForm(form_data(request), today=today)

    def use() -> str:
        source = EobSource.PDF
        files.take_over(case=case, file=file, by=request.actor, at=now)
        eob = typed.begin(case=case, source=source, statement=claim, by=request.actor, at=now)
        return step_url(eob, LOOK)

    if request.method == "POST" and form.is_valid():
        answer = _saved(request, form, use)
        if answer is not None:
            return answer
    return page(request, "eobs/file_pdf.html", {**context, "found": found_in_pdf(claim)}, form=form)


def _take(request: PortalRequest, case: Case, file: EobFile, form: PickClaimsForm, now: datetime) -> str:
    told = files.save_file(
        case=case,
        file=file,
        places=form.places(),
        confirmed=form.confirmed(),
        by=request.actor,
        at=now,
    )
    messages.success(request, saved_text(told))
    return url_of("eob_list", case)


def _saved(
    request: PortalRequest, form: PickClaimsForm | UsePdfForm, save: Callable[[], str]
) -> HttpResponse | None:
    try:
        return save_once(request, save)
    except EobRefused as refusal:
        form.add_error(None, str(refusal))
        return None


def _already_done(request: PortalRequest, case: Case) -> HttpResponse:
    """A second click gets the answer of the first; everything else hears that the file is done."""

    def say() -> str:
        messages.info(request, _("This file is done: it was saved or dropped."))
        return url_of("eob_list", case)

    return save_once(request, say) if request.method == "POST" else redirect(say())
