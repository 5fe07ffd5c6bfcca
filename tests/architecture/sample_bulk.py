"""What the addresses of many cases at once, of files read in and of the provider list name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from requests_app.models import BulkItem, BulkJob, Case, ImportRun, ProviderEntry, User


def job_of(case: Case, user: User, *, state: str = "DONE", **fields: Any) -> BulkJob:
    now = timezone.now()
    own = {"organization": case.organization}
    job = BulkJob.objects.create(
        **own,
        kind=fields.pop("kind", "ASSIGN"),
        state=state,
        options=fields.pop("options", {"owner": None}),
        asked_by=user,
        asked_at=now,
        started_at=now if state == "DONE" else None,
        finished_at=now if state == "DONE" else None,
        undo_until=now + timedelta(minutes=10),
        **fields,
    )
    item_state, reason = ("FAILED", "BUSY") if state == "DONE" else ("WAITING", "")
    BulkItem.objects.create(
        **own,
        job=job,
        case=case,
        position=1,
        state=item_state,
        reason=reason,
        before={"seen": {"owner": case.owner_id}},
    )
    return job


def bulk_of(case: Case, user: User) -> dict[str, Any]:
    """A finished job with a case that was not done, a file that waits for a look, a provider of the list."""
    own = {"organization": case.organization}
    run = ImportRun.objects.create(
        **own,
        kind="PROVIDERS",
        name="providers.csv",
        sha256="3" * 64,
        rows=[{"number": 2, "values": {"name": "Example Clinic", "npi": "1234567893"}}],
        report=[
            {"number": 2, "result": "NEW", "faults": []},
            {"number": 3, "result": "BAD", "faults": ["Name: …"]},
        ],
        asked_by=user,
        asked_at=timezone.now(),
    )
    entry = ProviderEntry.objects.create(
        **own, name="Example Desert Program", npi="1234567893", city="Scottsdale", state="AZ"
    )
    return {
        "job_id": job_of(case, user).public_id,
        "run_id": run.public_id,
        "import_kind": "cases",
        "provider_id": entry.public_id,
    }


def special_of_bulk(case: Case, user: User) -> dict[str, dict[str, Any]]:
    """A job that waits for a yes, one with a list to take, and an undo that is still possible."""
    done = job_of(case, user, kind="SNOOZE", options={"until": "2027-03-01", "because": "Rests"})
    BulkItem.objects.filter(job=done).update(state="DONE", reason="")
    chosen = job_of(case, user, state="CHOSEN", options={})
    listed = job_of(case, user, kind="EXPORT", options={})
    BulkItem.objects.filter(job=listed).update(state="DONE", reason="")
    return {
        "bulk:confirm": {"job_id": chosen.public_id},
        "bulk:drop": {"job_id": chosen.public_id},
        "bulk:undo": {"job_id": done.public_id},
        "bulk:export_file": {"job_id": listed.public_id},
    }
