from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import role_in
from requests_app.accounts.queries import today_at_work, zone_at_work
from requests_app.bulk import presenters, queries, services, wording
from requests_app.bulk.forms import FORMS, BeginForm, OptionsForm
from requests_app.bulk.rules import Facts, Reason, why_not
from requests_app.cases.services import CaseRefused
from requests_app.common.dates import date_and_time
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.models import BulkJob, BulkKind, BulkState, Case, ItemState

PER_PAGE = 50
STILL_LOOKS = 10 * 60
LONGEST_QUERY = 4000


@require_POST
def start(request: PortalRequest) -> HttpResponse:
    """The queue’s own form: which cases, and what is to happen. Nothing happens yet."""
    now = timezone.now()
    query = request.POST.get("query", "")[:LONGEST_QUERY]
    kind = request.POST.get("kind", "")
    try:
        if kind not in BulkKind.values:
            raise services.BulkRefused(_("Select what to do with the cases."))
        cases, gone = _chosen(request, query, now)
        job = services.choose(kind=kind, cases=cases, by=request.actor, at=now)
    except services.BulkRefused as refusal:
        messages.info(request, str(refusal))
        return redirect(f"{reverse('desk:queue')}?{query}" if query else reverse("desk:queue"))
    if gone:
        text = ngettext(
            "%(count)s case you chose is not in your list any more, so it is left out.",
            "%(count)s cases you chose are not in your list any more, so they are left out.",
            gone,
        )
        messages.info(request, text % {"count": gone})
    return redirect("bulk:confirm", job.public_id)


@require_http_methods(["GET", "POST"])
def confirm(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """First what the job needs to know, then who is in it and who is left out, then the one button."""
    job = queries.get_job_or_404(request.actor, job_id)
    if request.method == "GET" and job.state != BulkState.CHOSEN:
        return redirect("bulk:job_detail", job.public_id)
    asks = job.kind in FORMS and (not job.options or "change" in request.GET)
    return _options(request, job) if asks else _look_over(request, job)


def _options(request: PortalRequest, job: BulkJob) -> HttpResponse:
    now = timezone.now()
    form: OptionsForm = FORMS[job.kind](
        form_data(request), today=today_at_work(request.actor, now=now), initial=dict(job.options)
    )
    form.prepare(job, request.actor)
    form.caption = BulkKind(job.kind).label
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            options = form.options(job, by=request.actor, at=now)
            services.set_options(job=job, options=options, by=request.actor, at=now)
            return reverse("bulk:confirm", args=[job.public_id])

        try:
            return save_once(request, save)
        except (services.BulkRefused, CaseRefused) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": reverse("desk:queue"),
        "job": job,
        "count": queries.items_of(job).count(),
        "nothing_to_choose": _nothing_to_choose(job, form),
    }
    return page(request, "bulk/options.html", context, form=form)


def _nothing_to_choose(job: BulkJob, form: OptionsForm) -> str:
    """A list without an entry is no question."""
    if job.kind == BulkKind.MESSAGE and not getattr(form, "versions", True):
        return _("Your facility has no published message template yet.")
    if job.kind == BulkKind.REMOVE_TAG and len(form.fields["tag"].choices) < 2:  # type: ignore[attr-defined]
        return _("Your facility has no tags yet.")
    return ""


def _look_over(request: PortalRequest, job: BulkJob) -> HttpResponse:
    now = timezone.now()
    found = presenters.offer(_looked_at(request, job))
    form = BeginForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        button=wording.button(job.kind, found.count),
    )
    form.heading = wording.question(job.kind, found.count)
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.begin(job=job, by=request.actor, at=now)
            return reverse("bulk:job_detail", args=[job.public_id])

        try:
            return save_once(request, save)
        except services.BulkRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": reverse("desk:queue"),
        "job": job,
        "found": found,
        "what": wording.what(job.kind, job.options, name=queries.name_in(job)),
        "change_url": "?change=yes" if job.kind in FORMS else "",
        "more": max(found.count - len(found.first), 0),
        "kind_name": BulkKind(job.kind).label,
        "title": BulkKind(job.kind).label,
    }
    return page(request, "bulk/confirm.html", context, form=form)


@require_POST
def drop(request: PortalRequest, job_id: UUID) -> HttpResponse:
    job = queries.get_job_or_404(request.actor, job_id)
    try:
        services.drop(job=job, by=request.actor, at=timezone.now())
        messages.success(request, _("Nothing was changed."))
    except services.BulkRefused as refusal:
        messages.info(request, str(refusal))
    return redirect("desk:queue")


@require_GET
def job_list(request: PortalRequest) -> HttpResponse:
    found = Paginator(queries.jobs_of(request.actor), PER_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "heading": _("Many cases at once"),
        "rows": presenters.job_rows(found, queries.counts_of_jobs(found)),
        "page": found,
        "back_url": reverse("desk:queue"),
    }
    return page(request, "bulk/job_list.html", context)


@require_GET
def job_detail(request: PortalRequest, job_id: UUID) -> HttpResponse:
    job = queries.get_job_or_404(request.actor, job_id)
    if job.state == BulkState.CHOSEN:
        return redirect("bulk:confirm", job.public_id)
    now = timezone.now()
    counts = queries.counts_of(job)
    is_undoing = job.undone_at is not None and queries.undo_waits(job)
    is_running = job.state in (BulkState.WAITING, BulkState.RUNNING) or is_undoing
    shows_all = request.GET.get("show") == "all" or not (is_running or counts.not_done)
    wanted = () if shows_all else (ItemState.FAILED, ItemState.SKIPPED)
    items = queries.items_of(job, *wanted).order_by("position")
    shown = Paginator(items, PER_PAGE).get_page(request.GET.get("page", "1"))
    facts = queries.facts_of(request.actor, job, [one.case_id for one in shown])
    since = job.undone_at or job.started_at or job.asked_at
    context = {
        "heading": BulkKind(job.kind).label,
        "back_url": reverse("bulk:job_list"),
        "job": job,
        "counts": counts,
        "progress": presenters.progress(counts),
        "result": wording.result(counts.done + counts.undone, counts.not_done),
        "what": wording.what(job.kind, job.options, name=queries.name_in(job)),
        "asked_by": job.asked_by.full_name or job.asked_by.email,
        "asked_at": date_and_time(job.asked_at, job.organization.time_zone),
        "undo_until": presenters.clock_of(job, job.undo_until),
        "is_running": is_running,
        "is_undoing": is_undoing,
        "keeps_looking": is_running and (now - since).total_seconds() < STILL_LOOKS,
        "here": request.get_full_path(),
        "lines": presenters.lines_of(shown, facts),
        "page": shown,
        "query": "show=all&" if shows_all else "",
        "shows_all": shows_all,
        "again": queries.again_count(job) if job.state == BulkState.DONE else 0,
        "may_undo": services.can_undo(job, at=now),
        "may_change": queries.may_change(request.actor, job),
        "is_export": job.kind == BulkKind.EXPORT and job.state == BulkState.DONE,
    }
    return page(request, "bulk/job_detail.html", context)


@require_POST
def retry(request: PortalRequest, job_id: UUID) -> HttpResponse:
    job = queries.get_job_or_404(request.actor, job_id)
    try:
        again = services.try_again(job=job, by=request.actor, at=timezone.now())
    except services.BulkRefused as refusal:
        messages.info(request, str(refusal))
        return redirect("bulk:job_detail", job.public_id)
    return redirect("bulk:confirm", again.public_id)


@require_http_methods(["GET", "POST"])
def undo(request: PortalRequest, job_id: UUID) -> HttpResponse:
    job = queries.get_job_or_404(request.actor, job_id)
    now = timezone.now()
    here = reverse("bulk:job_detail", args=[job.public_id])
    if request.method == "GET" and not services.can_undo(job, at=now):
        messages.info(
            request, _("This can no longer be undone. Ten minutes are over, or it was undone already.")
        )
        return redirect(here)
    count = queries.counts_of(job).done
    form = BeginForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        button=ngettext("Undo it for %(count)s case", "Undo it for %(count)s cases", count)
        % {"count": count},
    )
    form.heading = _("Undo this?")
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.ask_undo(job=job, by=request.actor, at=now)
            return here

        try:
            return save_once(request, save)
        except services.BulkRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "back_url": here,
        "job": job,
        "kind_name": BulkKind(job.kind).label,
        "what": wording.what(job.kind, job.options, name=queries.name_in(job)),
    }
    return page(request, "bulk/undo.html", context, form=form)


@require_GET
def export_file(request: PortalRequest, job_id: UUID) -> HttpResponse:
    """The cases of the job as they stand now, those this person still sees."""
    job = queries.get_job_or_404(request.actor, job_id)
    cases = services.take_list(job=job, by=request.actor, at=timezone.now())
    return HttpResponse(
        presenters.worklist(cases),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="cases.csv"',
            "Cache-Control": "no-store, private",
        },
    )


def _chosen(request: PortalRequest, query: str, now: datetime) -> tuple[list[Case], int]:
    """The cases, and how many of those that were ticked the person does not see any more."""
    if request.POST.get("everything") == "yes":
        with timezone.override(zone_at_work(request.actor)):
            found = queries.cases_of_view(request.actor, query, today=timezone.localdate(now))
        if found is None:
            raise services.BulkRefused(_("This view cannot be read any more. Open it again, then choose."))
        return found, 0
    ids = dict.fromkeys(one for text in request.POST.getlist("case") if (one := _uuid(text)) is not None)
    cases = queries.chosen_cases(request.actor, ids)
    return cases, len(ids) - len(cases) if len(ids) <= services.MOST_CASES else 0


def _looked_at(request: PortalRequest, job: BulkJob) -> list[tuple[Facts, Reason | None]]:
    items = list(queries.items_of(job).order_by("position"))
    facts = queries.facts_of(request.actor, job, [one.case_id for one in items])
    return [
        (
            facts[one.case_id],
            why_not(
                kind=job.kind,
                options=job.options,
                seen=one.before.get("seen", {}),
                facts=facts[one.case_id],
                role=role_in(request.actor, job.organization_id),
                user_id=request.actor.person_id,
            ),
        )
        for one in items
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
