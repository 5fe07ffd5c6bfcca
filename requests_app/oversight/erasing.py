"""Delete a case: its rows in one transaction, then its files, then the proof is written.

Files go only after the rows are gone for good, so a transaction that fails loses nothing. Their names are
kept in the row of the proof until each is removed: where a worker dies half-way, the next one goes on.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Q

from requests_app.audit import log
from requests_app.common import files
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.models import Case, Erasure, ExportRun, Fax, LegalHold, Organization, Packet, Promise
from requests_app.models.tenancy import TenantModel
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work
from requests_app.oversight import kept_files, proof, sendings
from requests_app.packets import cache as printed

KIND = "erase"
WAIT_FOR_OTHERS = timedelta(minutes=10)
# Work that writes files of a case outside of a transaction: it is left to end first.
_WRITERS: dict[str, type[TenantModel]] = {"packet": Packet, "fax": Fax, "export": ExportRun}


def promise_at(erasure: Erasure, *, due_at: datetime, now: datetime) -> None:
    outbox.promise(
        kind=KIND, subject_id=erasure.pk, due_at=due_at, organization_id=erasure.organization_id, now=now
    )


def erase(work: Work, now: datetime) -> Outcome:
    """Two promises for one case do no harm: the second finds it done."""
    with scoped(work.scope):
        erasure = _held(work.subject_id)
        if erasure is None or erasure.state == Erasure.State.CALLED_OFF:
            return Outcome.NOT_WANTED
        if erasure.state == Erasure.State.DONE:
            return Outcome.DONE
        if erasure.state == Erasure.State.ASKED:
            case = Case.objects.select_for_update().filter(public_id=erasure.case_public_id).first()
            later = _not_now(erasure, case, now)
            if later is not None:
                if later > now:
                    promise_at(erasure, due_at=later, now=now)
                return Outcome.NOT_WANTED
            _delete_rows(erasure, case, work, now)
    _delete_files(work, now)
    return Outcome.DONE


def _held(erasure_id: int) -> Erasure | None:
    found = Erasure.objects.select_for_update(of=("self",)).select_related("organization")
    return found.filter(pk=erasure_id).first()


def _not_now(erasure: Erasure, case: Case | None, now: datetime) -> datetime | None:
    """When to look again; `now` itself means: somebody has to act first; None: nothing stands against it."""
    if erasure.not_before > now:
        return erasure.not_before
    # In a space of one’s own the day that was announced is enough; a facility’s time is confirmed by people.
    is_own_space = erasure.organization.kind == Organization.Kind.PERSONAL
    if erasure.confirmed_by_id is None and not is_own_space:
        return now
    if case is None:
        return None
    if LegalHold.objects.filter(case=case, ended_at=None).exists():
        return now
    return now + WAIT_FOR_OTHERS if _is_written_to(case) else None


def _is_written_to(case: Case) -> bool:
    return any(
        Promise.objects.filter(
            kind=kind,
            state=Promise.State.RUNNING,
            subject_id__in=_rows(model, case),
        ).exists()
        for kind, model in _WRITERS.items()
    )


def _rows(model: type[TenantModel], case: Case) -> models.QuerySet[Any]:
    """Those of the case; a copy of the whole facility holds it as well."""
    if model is ExportRun:
        whole = Q(case=None, organization_id=case.organization_id)
        return ExportRun.objects.filter(Q(case=case) | whole).values("pk")
    of_case: dict[str, Any] = {"case": case}
    return model._default_manager.filter(**of_case).values("pk")


def _delete_rows(erasure: Erasure, case: Case | None, work: Work, now: datetime) -> None:
    erasure.state, sent = Erasure.State.RUNNING, {}
    if case is not None:
        erasure.files_left = kept_files.keys_of(case)
        kept_files.drop_lists_with(case)
        sent = sendings.forget(case)
    erasure.save(update_fields=["state", "files_left"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_erase_case(%s)::text", [erasure.pk])
        counts = json.loads(cursor.fetchone()[0]) | sent
    erasure.rows_deleted = {name.removeprefix("requests_app_"): count for name, count in counts.items()}
    erasure.save(update_fields=["rows_deleted"])
    rows = sum(erasure.rows_deleted.values())
    _note(erasure, case, "oversight.rows_deleted", work, now, rows=rows)


def _delete_files(work: Work, now: datetime) -> None:
    with scoped(work.scope):
        left = Erasure.objects.values_list("files_left", flat=True).get(pk=work.subject_id)
    for key in left:
        files.remove(key)
    # Sections are kept by a hash, so nobody knows whose they are: all go, and are printed again.
    printed.forget_all()
    with scoped(work.scope):
        erasure = _held(work.subject_id)
        if erasure is None or erasure.state == Erasure.State.DONE:
            return
        erasure.files_deleted, erasure.files_left = len(left), []
        erasure.state, erasure.done_at = Erasure.State.DONE, now
        erasure.proof_sha256 = proof.hash_of(erasure)
        erasure.save()
        _note(erasure, None, "oversight.deleted", work, now, files=len(left))


def _note(erasure: Erasure, case: Case | None, action: str, work: Work, now: datetime, **counts: int) -> None:
    by = job(KIND, scope=work.scope)
    log.record(action=action, target=erasure, case=case, by=by, at=now, details=counts)
