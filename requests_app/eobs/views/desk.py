"""A facility’s bills: the claims that do not match, and remittance files read in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.claims import reading_texts
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.eobs import desk_presenters as presenters
from requests_app.eobs import files, remittance_queries, remittances
from requests_app.eobs.forms.desk import PickRemittanceForm, RemittanceForm
from requests_app.eobs.holding import EobRefused
from requests_app.models import EobFile, Organization


@require_GET
def desk(request: PortalRequest) -> HttpResponse:
    """Which requests have statements that do not match what was approved, and how much is in question."""
    found = remittance_queries.desk_page(request.actor, number=request.GET.get("page", "1"))
    rows = presenters.rows(found, today=today_at_work(request.actor, now=timezone.now()))
    context = {
        "heading": _("Bills and what was approved"),
        "rows": rows,
        "page": found,
        "in_question": presenters.in_question(rows),
        "waiting": presenters.files_read(remittance_queries.waiting(request.actor)),
        "saved": presenters.files_read(remittance_queries.saved(request.actor)),
        "may_read": bool(facilities_to_change(request.actor)),
    }
    return page(request, "eobs/desk.html", context)


@require_http_methods(["GET", "POST"])
def remittance_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    uploads = request.FILES if request.method == "POST" else None
    form = RemittanceForm(
        form_data(request), uploads, today=today_at_work(request.actor, now=now), facilities=facilities
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _kept(request, form, _chosen(form, facilities), now))
        except EobRefused as refusal:
            form.add_error("file", str(refusal))
    context = {
        "back_url": _desk_url(),
        "waiting": presenters.files_read(remittance_queries.waiting(request.actor)),
    }
    return page(request, "eobs/remittance_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def remittance_preview(request: PortalRequest, remittance_id: UUID) -> HttpResponse:
    file = remittance_queries.get_remittance_or_404(request.actor, remittance_id)
    if file.state != EobFile.State.READ:
        return _done(request, file)
    now = timezone.now()
    held = remittances.claims_of(file)
    pks = {pk for one in held for pk in one.fit.requests}
    found = presenters.offer(held, remittance_queries.cases_by_pk(pks, request.actor))
    if request.method == "POST" and not found.choices:
        return redirect(_url(file))
    form = PickRemittanceForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        choices=found.choices,
        hints=found.hints,
        initial={"picked": found.ticked},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _saved(request, file, form, now))
        except EobRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": _desk_url(),
        "file": file,
        "found": found,
        "count": len(held),
        "notes": list(dict.fromkeys(reading_texts.note_text(one) for one in files.notes_of(file))),
        "read_before": remittance_queries.read_before(file),
        "drop_url": reverse("bills_desk:remittance_drop", args=[file.public_id]),
    }
    return page(request, "eobs/remittance_preview.html", context, form=form)


@require_POST
def remittance_drop(request: PortalRequest, remittance_id: UUID) -> HttpResponse:
    file = remittance_queries.get_remittance_or_404(request.actor, remittance_id)
    try:
        remittances.drop_remittance(file=file, by=request.actor, at=timezone.now())
        messages.success(request, _("What the file said was thrown away. Nothing of it was added."))
    except EobRefused as refusal:
        messages.info(request, str(refusal))
    return redirect(_desk_url())


def _kept(request: PortalRequest, form: RemittanceForm, facility: Organization, now: datetime) -> str:
    kept = remittances.keep_remittance(
        organization=facility,
        reading=form.reading,
        data=form.content,
        name=form.cleaned_data["file"].name or "",
        by=request.actor,
        at=now,
    )
    return _url(kept)


def _saved(request: PortalRequest, file: EobFile, form: PickRemittanceForm, now: datetime) -> str:
    count = remittances.save_remittance(file=file, chosen=form.chosen(), by=request.actor, at=now)
    text = ngettext("%(count)s statement was added.", "%(count)s statements were added.", count)
    messages.success(request, text % {"count": count})
    return _url(file)


def _done(request: PortalRequest, file: EobFile) -> HttpResponse:
    """What was made of a file; a second click gets the answer of the first."""
    if request.method == "POST":
        return save_once(request, lambda: _url(file))
    if file.state == EobFile.State.DROPPED:
        messages.info(request, _("This file is done: it was saved or dropped."))
        return redirect(_desk_url())
    context = {
        "heading": _("What was added from the remittance"),
        "back_url": _desk_url(),
        "file": file,
        "rows": presenters.made_of(remittance_queries.saved_from(file, request.actor)),
    }
    return page(request, "eobs/remittance_saved.html", context)


def _chosen(form: RemittanceForm, facilities: list[Organization]) -> Organization:
    chosen = form.cleaned_data.get("facility") or str(facilities[0].pk)
    return next(one for one in facilities if str(one.pk) == chosen)


def _url(file: EobFile) -> str:
    return reverse("bills_desk:remittance_preview", args=[file.public_id])


def _desk_url() -> str:
    return reverse("bills_desk:desk")
