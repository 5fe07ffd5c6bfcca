"""Everything of a facility, or of one case for its patient side, as one file that is kept for a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.exchange.tokens import facilities_of
from requests_app.models import Case, Document, ExportRun, Organization
from requests_app.outbox import services as outbox

KIND, FORGET = "export", "export-forget"
FOLDER = "exports"
KEPT_FOR = timedelta(days=7)
State = ExportRun.State


class ExportRefused(DomainError):
    """The text is shown to the person as it is."""


def folder_of(run: ExportRun) -> str:
    return f"{FOLDER}/{run.public_id}"


def runs_of(facilities: Iterable[Organization]) -> list[ExportRun]:
    rows = ExportRun.objects.filter(organization__in=list(facilities), case__isnull=True)
    return list(rows.select_related("organization", "asked_by")[:50])


def get_run_or_404(actor: Actor, export_id: UUID) -> ExportRun:
    """A file of a whole facility."""
    rows = ExportRun.objects.filter(organization__in=facilities_of(actor), case__isnull=True)
    found = rows.select_related("organization").filter(public_id=export_id).first()
    if found is None:
        raise Http404
    return found


def copies_of(case: Case) -> list[ExportRun]:
    return list(ExportRun.objects.filter(case=case)[:10])


def get_copy_or_404(case: Case, export_id: UUID) -> ExportRun:
    found = ExportRun.objects.filter(case=case, public_id=export_id).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def ask_for_everything(*, organization: Organization, by: Actor, at: datetime) -> ExportRun:
    """All cases of the facility, in the background. Raises ExportRefused while one is being made."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    if ExportRun.objects.filter(organization=organization, case__isnull=True, state=State.WAITING).exists():
        raise ExportRefused(_("A file of this facility is being made already."))
    total = Case.objects.filter(organization=organization).count()
    return _ask(organization_id=organization.pk, case=None, total=total, by=by, at=at)


@transaction.atomic
def ask_for_copy(*, case: Case, by: Actor, at: datetime) -> ExportRun:
    """The patient side’s own copy of its case. Asking again while it is made is one."""
    permissions.check_is_patient_side(by, case)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    waiting = ExportRun.objects.filter(case=case, state=State.WAITING).first()
    if waiting is not None:
        return waiting
    return _ask(organization_id=case.organization_id, case=case, total=1, by=by, at=at)


def _ask(*, organization_id: int, case: Case | None, total: int, by: Actor, at: datetime) -> ExportRun:
    run = ExportRun.objects.create(
        organization_id=organization_id, case=case, asked_by_id=by.person_id, asked_at=at, total=total
    )
    outbox.promise(
        kind=KIND,
        subject_id=run.pk,
        due_at=at,
        organization_id=organization_id,
        now=at,
        dedupe_key=f"{KIND}:{run.pk}:0",
    )
    log.record(action="exchange.export_asked", target=run, by=by, at=at, details={"cases": total})
    return run


def is_out_of_date(run: ExportRun) -> bool:
    """The patient side has kept a paper from the facility since, and the file still has it."""
    kept_back = Document.objects.filter(organization_id=run.organization_id, kept_back_at__gte=run.asked_at)
    return run.case_id is None and kept_back.exists()


@transaction.atomic
def record_taken(*, run: ExportRun, by: Actor, at: datetime) -> None:
    log.record(action="exchange.export_taken", target=run, by=by, at=at, details={"bytes": run.byte_size})
