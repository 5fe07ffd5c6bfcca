"""Let somebody help with a case, and end it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, User


@transaction.atomic
def let_helper_in(
    *,
    case: Case,
    helper: User,
    display_name: str,
    level: str,
    ends_at: datetime | None,
    by: Actor,
    at: datetime,
) -> CaseAccess:
    permissions.check_is_patient_side(by, case)
    locked(case)
    if CaseAccess.objects.current().filter(case=case, user=helper).exists():
        raise CaseRefused(_("This person can already see your request."))
    CaseAccess.objects.filter(case=case, user=helper, ended_at__isnull=True).update(ended_at=at)
    access = CaseAccess.objects.create(
        organization_id=case.organization_id,
        case=case,
        user=helper,
        relation=CaseAccess.Relation.HELPER,
        level=level,
        display_name=display_name,
        ends_at=ends_at,
    )
    log.record(action="cases.helper_added", target=access, by=by, at=at)
    return access


@transaction.atomic
def end_helper(*, access: CaseAccess, by: Actor, at: datetime) -> None:
    permissions.check_is_patient_side(by, access.case)
    CaseAccess.objects.filter(pk=access.pk, relation="HELPER", ended_at__isnull=True).update(ended_at=at)
    log.record(action="cases.helper_ended", target=access, by=by, at=at)
