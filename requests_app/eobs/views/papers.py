"""How a statement begins, the photo beside it, and the bill of the provider."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import Saved, form_data
from requests_app.drafts.versions import version_of
from requests_app.eobs import presenters, queries, steps, typed
from requests_app.eobs.forms import AddForm, BillForm, PhotoForm
from requests_app.eobs.prefill import statement_in
from requests_app.eobs.shown import BILL, Part, shown_bill
from requests_app.eobs.steps import resume_url, url_of
from requests_app.eobs.views.shared import SECTIONS, load, saved
from requests_app.models import EobSource


@require_http_methods(["GET", "POST"])
def eob_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """With a photo first, where there is one: it stays beside the boxes. The text of a PDF fills them in."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    form = AddForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
    )

    def save() -> Saved:
        read = form.cleaned_data["file"]
        claim = statement_in(case, read)
        source = EobSource.PDF if claim else EobSource.TYPED
        eob = typed.begin(case=case, read=read, source=source, statement=claim, by=request.actor, at=now)
        if claim:
            messages.info(
                request,
                _("We filled in what the PDF seems to say. Look at each number: it can be wrong."),
            )
        first = steps.step_url(eob, steps.LOOK if claim else Part.DATES)
        return Saved(first, edit_url=first)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save, creates=True)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "file_url": url_of("file_add", case),
        "back_url": url_of("eob_list", case),
    }
    return page(request, "eobs/add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def photo_add(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    """A new photo, or one that is among the papers of this request."""
    case, eob = load(request, case_id, eob_id)
    now, found = timezone.now(), queries.photos_of(case)
    form = PhotoForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        initial={"paper": str(eob.document.public_id) if eob.document else ""},
        papers=presenters.photo_choices(case, found),
    )
    here = resume_url(eob) if eob.finished_at is None else url_of("eob_detail", case, eob.public_id)

    def save() -> str:
        chosen = next((one for one in found if str(one.public_id) == form.chosen), None)
        read = form.cleaned_data["file"]
        typed.put_photo(eob=eob, read=read, document=chosen, by=request.actor, at=now)
        messages.success(request, _("The photo stands beside the numbers now."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    return page(request, "eobs/photo.html", {"case": case, "back_url": here}, form=form)


@require_http_methods(["GET", "POST"])
def provider_bill(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    case, eob = load(request, case_id, eob_id)
    now, stored = timezone.now(), shown_bill(eob)
    form = BillForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )
    is_done = eob.finished_at is not None
    here = url_of("eob_detail" if is_done else "look_over", case, eob.public_id)

    def save() -> str:
        typed.save_provider_bill(
            eob=eob,
            typed={name: form.cleaned_data[name] for name in BILL},
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("Saved, and checked again.") if is_done else _("Saved."))
        return here

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "owes": presenters.amount_text(eob.patient_owes),
        "photos": presenters.pictures(eob),
        "back_url": here,
    }
    return page(request, "eobs/provider_bill.html", context, form=form)
