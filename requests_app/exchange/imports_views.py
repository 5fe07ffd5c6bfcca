"""Cases, providers and insurers from a file: read it, look at it, save it or drop it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.csv_out import text_of
from requests_app.common.dates import date_and_time
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.exchange import imports_presenters as presenters
from requests_app.exchange import imports_queries as queries
from requests_app.exchange import imports_services as services
from requests_app.exchange.imports_columns import COLUMNS, template_rows
from requests_app.exchange.imports_forms import ImportForm, SaveForm
from requests_app.models import Case, ExchangeKind, ImportRun, Organization

PER_PAGE = 50
STILL_LOOKS = 10 * 60


@require_GET
def import_list(request: PortalRequest) -> HttpResponse:
    found = Paginator(queries.runs_of(request.actor), PER_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "heading": _("Files read in"),
        "rows": presenters.run_rows(found),
        "page": found,
        "kinds": ExchangeKind.choices,
    }
    return page(request, "exchange/import_list.html", context)


@require_http_methods(["GET", "POST"])
def import_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = queries.facilities_of(request.actor)
    uploads = request.FILES if request.method == "POST" else None
    form = ImportForm(
        form_data(request), uploads, today=today_at_work(request.actor, now=now), facilities=facilities
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            run = services.keep_file(
                organization=_chosen(form, facilities),
                kind=form.cleaned_data["kind"],
                read=form.read,
                data=form.content,
                name=form.cleaned_data["file"].name or "",
                by=request.actor,
                at=now,
            )
            if form.read.unknown:
                text = _("These columns are not known and were not read: %(names)s")
                messages.info(request, text % {"names": ", ".join(form.read.unknown)})
            return _url(run)

        return save_once(request, save)
    context = {"back_url": reverse("exchange:import_list"), "kinds": ExchangeKind.choices}
    return page(request, "exchange/import_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def import_preview(request: PortalRequest, run_id: UUID) -> HttpResponse:
    run = queries.get_run_or_404(request.actor, run_id)
    if run.state != ImportRun.State.READ:
        return save_once(request, lambda: _url(run)) if request.method == "POST" else _done(request, run)
    now = timezone.now()
    found = presenters.looked(run)
    form = SaveForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        button=presenters.button(found),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.begin(run=run, by=request.actor, at=now)
            return _url(run)

        try:
            return save_once(request, save)
        except services.ImportRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": reverse("exchange:import_list"),
        "run": run,
        "kind_name": ExchangeKind(run.kind).label,
        "found": found,
        "saved_before": _saved_before(run),
    }
    return page(request, "exchange/import_preview.html", context, form=form)


@require_POST
def import_drop(request: PortalRequest, run_id: UUID) -> HttpResponse:
    run = queries.get_run_or_404(request.actor, run_id)
    try:
        services.drop(run=run, by=request.actor, at=timezone.now())
        messages.success(request, _("The file was thrown away. Nothing of it was saved."))
    except services.ImportRefused as refusal:
        messages.info(request, str(refusal))
    return redirect("exchange:import_list")


@require_GET
def import_report(request: PortalRequest, run_id: UUID) -> HttpResponse:
    """What becomes, or became, of each row, as a file beside the one that was read."""
    run = queries.get_run_or_404(request.actor, run_id)
    return _file(presenters.report_file(run, _cases(request, run)), "rows.csv")


@require_GET
def import_template(request: PortalRequest, import_kind: str) -> HttpResponse:
    """A file with the first line that is understood and one plainly invented row."""
    kind = import_kind.upper()
    if kind not in COLUMNS:
        raise Http404
    header, example = template_rows(kind)
    return _file(text_of(header, [example]), f"{import_kind}.csv")


def _done(request: PortalRequest, run: ImportRun) -> HttpResponse:
    is_running = run.state == ImportRun.State.RUNNING
    context = {
        "heading": ExchangeKind(run.kind).label,
        "back_url": reverse("exchange:import_list"),
        "run": run,
        "asked_by": run.asked_by.full_name or run.asked_by.email,
        "asked_at": date_and_time(run.asked_at, run.organization.time_zone),
        "is_running": is_running,
        "keeps_looking": is_running and (timezone.now() - run.asked_at).total_seconds() < STILL_LOOKS,
        "here": request.get_full_path(),
        "made": presenters.made(run, _cases(request, run)),
    }
    return page(request, "exchange/import_done.html", context)


def _saved_before(run: ImportRun) -> str:
    before = queries.saved_before(run)
    moment = before.settled_at if before else None
    return date_and_time(moment, run.organization.time_zone) if moment else ""


def _cases(request: PortalRequest, run: ImportRun) -> dict[int, Case]:
    return queries.cases_by_pk(request.actor, [one["case"] for one in run.report if one.get("case")])


def _chosen(form: ImportForm, facilities: list[Organization]) -> Organization:
    chosen = form.cleaned_data.get("facility") or str(facilities[0].pk)
    return next(one for one in facilities if str(one.pk) == chosen)


def _file(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store, private",
        },
    )


def _url(run: ImportRun) -> str:
    return reverse("exchange:import_preview", args=[run.public_id])
