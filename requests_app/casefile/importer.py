"""A case file becomes a case: everything in it, or nothing.

Kept listings, papers, the clinician’s letters and the signed statement of calls are for reading only: the
files stay where they were made, and nobody’s signature is taken over.
"""

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
    BenefitCheck,
    CareCode,
    Case,
    CostFacts,
    InsurerCall,
    NetworkQuestion,
    Organization,
    OutreachAttempt,
    OutreachOffice,
    Settlement,
    StatedFacts,
    Track,
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
    _write_questions(case, None, file.questions)
    _write_calls(case, file.insurer_calls)
    _write_asks(case, file)
    _write_settlements(case, file.settlements, by=user, at=at)
    _write_benefits(case, file.benefit_checks, by=user, at=at)
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
    for row, office in zip(rows, offices, strict=True):
        _write_questions(case, row, office.questions)


def _write_calls(case: Case, calls: Sequence[schema.InsurerCall]) -> None:
    InsurerCall.objects.bulk_create(
        InsurerCall(organization_id=case.organization_id, case=case, **columns_of(call)) for call in calls
    )


def _write_questions(
    case: Case, office: OutreachOffice | None, questions: Sequence[schema.NetworkQuestion]
) -> None:
    NetworkQuestion.objects.bulk_create(
        NetworkQuestion(
            organization_id=case.organization_id, case=case, office=office, **columns_of(question)
        )
        for question in questions
    )


def _write_asks(case: Case, file: schema.CaseFile) -> None:
    """What it costs, what is asked for, and what other papers say; costs only when some are known."""
    own = {"organization_id": case.organization_id, "case": case}
    if file.costs != schema.Costs():
        CostFacts.objects.create(**own, **columns_of(file.costs))
    Track.objects.bulk_create(Track(**own, **columns_of(track)) for track in file.tracks)
    StatedFacts.objects.bulk_create(StatedFacts(**own, **columns_of(one)) for one in file.stated_facts)


def _write_settlements(
    case: Case, settlements: Sequence[schema.Settlement], *, by: User, at: datetime
) -> None:
    """They hold from now on, as settled by the person the case belongs to."""
    Settlement.objects.bulk_create(
        Settlement(
            organization_id=case.organization_id, case=case, settled_by=by, settled_at=at, **columns_of(one)
        )
        for one in settlements
    )


def _write_benefits(case: Case, checks: Sequence[schema.BenefitCheck], *, by: User, at: datetime) -> None:
    """What the plan said stays as it was said; who wrote it down here is the person the case belongs to."""
    BenefitCheck.objects.bulk_create(
        BenefitCheck(
            organization_id=case.organization_id, case=case, recorded_by=by, recorded_at=at, **columns_of(one)
        )
        for one in checks
    )
