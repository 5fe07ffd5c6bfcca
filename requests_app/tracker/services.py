"""What a person does with the case as a whole: invite helpers, take it along."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.accounts.services import ensure_person
from requests_app.audit import log
from requests_app.casefile.export import case_file
from requests_app.cases.services import let_helper_in
from requests_app.common.actor import Actor
from requests_app.common.business_days import ONE_DAY
from requests_app.models import Case, CaseAccess
from requests_app.notifications.services import queue_mail

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
    text = case_file(case).model_dump_json(indent=2)
    log.record(action="tracker.downloaded", target=case, by=by, at=at)
    return text


def _end_of(day: date, *, zone: str) -> datetime:
    return datetime.combine(day + ONE_DAY, time.min, tzinfo=ZoneInfo(zone))
