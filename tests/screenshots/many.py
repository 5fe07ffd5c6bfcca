"""Many cases at once, files read in and the list of providers, as the demo data has them."""

from __future__ import annotations

from typing import Any

JOBS = {
    "bulk:job_detail": "DONE",
    "bulk:undo": "DONE",
    "bulk:confirm": "CHOSEN",
    "bulk:export_file": "EXPORT",
}
FILES = ("exchange:import_preview", "exchange:import_report")
PROVIDERS = ("exchange:provider_edit", "exchange:provider_remove")


def names(route: str) -> bool:
    return route in (*JOBS, *FILES, *PROVIDERS, "exchange:import_template")


def values_for(route: str, case: Any, *, staff: str) -> dict[str, Any]:
    from requests_app.models import ImportRun, ProviderEntry

    own = {"organization": case.organization}
    if route == "exchange:import_template":
        return {"import_kind": "cases"}
    if route in PROVIDERS:
        return {"provider_id": ProviderEntry.objects.filter(**own).order_by("pk")[0].public_id}
    if route in FILES:
        return {"run_id": ImportRun.objects.filter(**own).order_by("pk")[0].public_id}
    return {"job_id": _job(JOBS[route], case, staff).public_id}


def _job(which: str, case: Any, staff: str) -> Any:
    """One that is done, one that waits for a yes, or a list to take."""
    from datetime import timedelta

    from django.utils import timezone

    from requests_app.bulk import services
    from requests_app.models import BulkItem, BulkJob, Case, User
    from tests.factories.people import actor_for

    own, now = {"organization": case.organization}, timezone.now()
    if which == "DONE":
        done = BulkJob.objects.filter(**own, state="DONE").exclude(kind="EXPORT").order_by("pk")[0]
        BulkJob.objects.filter(pk=done.pk).update(undo_until=now + timedelta(minutes=10))
        return done
    worker = User.objects.get(email=staff)
    by = actor_for(worker, facility=case.organization, role="LEAD")
    cases = list(Case.objects.filter(**own).order_by("pk")[:8])
    if which == "EXPORT":
        job = services.choose(kind="EXPORT", cases=cases, by=by, at=now)
        BulkItem.objects.filter(job=job).update(state="DONE", settled_at=now)
        BulkJob.objects.filter(pk=job.pk).update(state="DONE", started_at=now, finished_at=now)
        return job
    job = services.choose(kind="ASSIGN", cases=cases, by=by, at=now)
    services.set_options(job=job, options={"owner": worker.pk}, by=by, at=now)
    return job
