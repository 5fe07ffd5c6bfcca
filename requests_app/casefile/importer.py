"""A case file becomes a case: everything in it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from requests_app.audit import log
from requests_app.casefile import schema
from requests_app.casefile.columns import columns_of
from requests_app.casefile.reader import CaseFileRefused, checked_again, read_case_file
from requests_app.cases import progress
from requests_app.cases.services import open_case, set_next_step
from requests_app.common.actor import Actor
from requests_app.insurer_calls.queries import step_before_packet
from requests_app.models import (
    CareCode,
    Case,
    InsurerCall,
    Organization,
    OutreachAttempt,
    OutreachOffice,
    User,
    WaitingOn,
)

__all__ = ["CaseFileRefused", "import_case", "read_case_file"]


@transaction.atomic
def import_case(
    file: schema.CaseFile, *, organization: Organization, user: User, by: Actor, at: datetime
) -> Case:
    """A new case of `user` in `organization`, with a new reference.

    Raises CaseFileRefused when a rule of the format does not hold; then nothing is written.
    """
    file = checked_again(file, today=timezone.localdate(at))
    case = open_case(
        organization=organization,
        user=user,
        for_whom=file.for_whom,
        language=file.language,
        time_zone=file.time_zone,
        fields={"path": file.path, "already_asked": file.already_asked},
        sections={
            "patient": columns_of(file.patient),
            "coverage": columns_of(file.coverage),
            "care": columns_of(file.care),
            "provider": columns_of(file.provider),
            "story": columns_of(file.story),
        },
        by=by,
        at=at,
    )
    _write_codes(case, file.care.codes)
    _write_offices(case, file.offices)
    _write_calls(case, file.insurer_calls)
    _set_where_it_stands(case, by=by, at=at)
    log.record(
        action="casefile.imported",
        target=case,
        by=by,
        at=at,
        details={"offices": len(file.offices), "calls": len(file.insurer_calls)},
    )
    return case


def _set_where_it_stands(case: Case, *, by: Actor, at: datetime) -> None:
    """Urgency and next step as if the same had been typed in, page by page."""
    whole = Case.objects.select_related(*progress.SECTIONS).get(pk=case.pk)
    is_urgent = progress.is_urgent(whole)
    Case.objects.filter(pk=case.pk).update(is_urgent=is_urgent)
    case.is_urgent = is_urgent
    if progress.ready_for_packet(whole):
        action = step_before_packet(case)
        set_next_step(case=case, action=action, waiting_on=WaitingOn.PATIENT, due_on=None, by=by, at=at)


def _write_codes(case: Case, codes: Sequence[schema.CareCode]) -> None:
    CareCode.objects.bulk_create(
        CareCode(organization_id=case.organization_id, case=case, position=place, **columns_of(code))
        for place, code in enumerate(codes)
    )


def _write_offices(case: Case, offices: Sequence[schema.Office]) -> None:
    rows = OutreachOffice.objects.bulk_create(
        OutreachOffice(organization_id=case.organization_id, case=case, **columns_of(office))
        for office in offices
    )
    OutreachAttempt.objects.bulk_create(
        OutreachAttempt(organization_id=case.organization_id, office=row, **columns_of(attempt))
        for row, office in zip(rows, offices, strict=True)
        for attempt in office.attempts
    )


def _write_calls(case: Case, calls: Sequence[schema.InsurerCall]) -> None:
    InsurerCall.objects.bulk_create(
        InsurerCall(organization_id=case.organization_id, case=case, **columns_of(call)) for call in calls
    )
