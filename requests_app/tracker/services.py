"""What a person does with the case as a whole: invite helpers, take it along."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.accounts.services import ensure_person
from requests_app.audit import log
from requests_app.casefile.export import Reader, case_file, file_text
from requests_app.cases import progress
from requests_app.cases import services as cases
from requests_app.cases.helpers import let_helper_in
from requests_app.cases.ownership import is_staff_here
from requests_app.common.actor import Actor
from requests_app.common.business_days import ONE_DAY
from requests_app.decisions.steps import Step
from requests_app.followups.queries import first_open_call_day, first_open_day
from requests_app.followups.services import plan_reminders_again
from requests_app.insurer_calls.queries import step_before_packet
from requests_app.models import Case, CaseAccess, CaseStatus, FollowUpKind, NextAction, WaitingOn
from requests_app.notifications.services import queue_mail
from requests_app.packets.queries import newest_ready

HELPER_MAIL = "tracker/helper"


@transaction.atomic
def invite_helper(
    *,
    case: Case,
    email: str,
    display_name: str,
    level: str,
    last_day: date | None,
    by: Actor,
    at: datetime,
) -> CaseAccess:
    """Let somebody see or type, to the end of `last_day`; the mail says neither for whom nor what.

    Raises CaseRefused when the person can already see the case.
    """
    permissions.check_is_patient_side(by, case)
    helper = ensure_person(email=email, language=case.language)
    access = let_helper_in(
        case=case,
        helper=helper,
        display_name=display_name,
        level=level,
        ends_at=_end_of(last_day, zone=case.time_zone) if last_day else None,
        by=by,
        at=at,
    )
    queue_mail(
        template=HELPER_MAIL,
        to_email=helper.email,
        language=helper.language,
        context={},
        organization_id=case.organization_id,
        at=at,
    )
    return access


@transaction.atomic
def export_case(*, case: Case, by: Actor, at: datetime) -> str:
    """The whole case as a case file, written down in its history."""
    is_staff = is_staff_here(case, by)
    text = file_text(case_file(case, Reader.STAFF if is_staff else Reader.PATIENT))
    log.record(action="tracker.downloaded", target=case, by=by, at=at)
    return text


@transaction.atomic
def reopen_case(*, case: Case, by: Actor, at: datetime) -> None:
    """Open it again where it stood: the queue shows the step that is left, and reminders go out again.

    Raises MoveRefused when it is open.
    """
    cases.reopen_case(case=case, by=by, at=at)
    whole = Case.objects.select_related(*progress.SECTIONS).get(pk=case.pk)
    step = _step_when_opened_again(whole)
    cases.set_next_step(
        case=whole, action=step.action, waiting_on=step.waiting_on, due_on=step.due_on, by=by, at=at
    )
    plan_reminders_again(case=whole, by=by, at=at)


def _step_when_opened_again(case: Case) -> Step:
    """What was left to do: with the plan, with its answer, with the appeal, or before the sending."""
    match case.status:
        case CaseStatus.SENT:
            due_on = first_open_call_day(case)
            return Step(NextAction.CALL_3, WaitingOn.PLAN if due_on else WaitingOn.PATIENT, due_on)
        case CaseStatus.APPEALING:
            return Step(NextAction.APPEAL_CHECK, WaitingOn.PLAN, first_open_day(case, FollowUpKind.APPEAL))
        case CaseStatus.ANSWERED:
            days = first_open_day(case, FollowUpKind.NEEDS_MORE, FollowUpKind.APPEAL_BY)
            return Step(NextAction.CHOOSE, WaitingOn.PATIENT, days)
    if newest_ready(case) is not None:
        return Step(NextAction.SEND)
    ready = progress.ready_for_packet(case)
    return Step(step_before_packet(case) if ready else NextAction.FILL_IN)


def _end_of(day: date, *, zone: str) -> datetime:
    return datetime.combine(day + ONE_DAY, time.min, tzinfo=ZoneInfo(zone))
