"""Everything of a facility in one file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.asking_again import asks_again
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common import files
from requests_app.common.pages import page
from requests_app.documents.http import lock_up
from requests_app.drafts.http import form_data, save_once
from requests_app.exchange import exports, exports_presenters, tokens
from requests_app.exchange.exports import ExportRefused
from requests_app.exchange.exports_forms import ExportForm
from requests_app.models import ExportRun


@require_GET
def export_list(request: PortalRequest) -> HttpResponse:
    facilities = tokens.facilities_of(request.actor)
    context = {
        "heading": _("Copies of everything"),
        "back_url": reverse("facilities:overview"),
        "runs": [
            exports_presenters.run_card(
                one,
                url=reverse("exchange:export_file", args=[one.public_id]),
                zone=one.organization.time_zone,
                facility=one.organization.name if len(facilities) > 1 else "",
            )
            for one in exports.runs_of(facilities)
        ],
    }
    return page(request, "exchange/export_list.html", context)


@asks_again
@require_http_methods(["GET", "POST"])
def export_ask(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    today = today_at_work(request.actor, now=now)
    form = ExportForm(form_data(request), today=today, facilities=tokens.facilities_of(request.actor))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            exports.ask_for_everything(organization=form.organization, by=request.actor, at=now)
            messages.success(request, _("We are making the file. We email you when it is ready."))
            return _list_url()

        try:
            return save_once(request, save)
        except ExportRefused as refusal:
            form.add_error(None, str(refusal))
    return page(request, "exchange/export_ask.html", {"back_url": _list_url()}, form=form)


@asks_again
@require_GET
def export_file(request: PortalRequest, export_id: UUID) -> HttpResponseBase:
    run = exports.get_run_or_404(request.actor, export_id)
    return file_response(request, run, name=f"facility-{run.asked_at:%Y-%m-%d}.zip", instead=_list_url())


def file_response(request: PortalRequest, run: ExportRun, *, name: str, instead: str) -> HttpResponseBase:
    """The file, and a note of who took it; back to the page when it is not there (any more)."""
    is_there = run.state == ExportRun.State.READY and not exports.is_out_of_date(run)
    found = files.stream(run.file_key) if is_there else None
    if found is None:
        messages.warning(request, _("This file is not there, or no longer. Ask for a new one."))
        return HttpResponseRedirect(instead)
    exports.record_taken(run=run, by=request.actor, at=timezone.now())
    response = FileResponse(found, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["Content-Length"] = str(run.byte_size)
    lock_up(response)
    return response


def _list_url() -> str:
    return reverse("exchange:export_list")
