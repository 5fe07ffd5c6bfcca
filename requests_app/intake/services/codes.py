"""Add and remove diagnosis and billing codes. Nothing of a case waits for a code."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services
from requests_app.common.actor import Actor
from requests_app.intake.services.answers import AnswerRefused, held_open
from requests_app.models import CareCode, Case


@transaction.atomic
def add_code(
    *,
    case: Case,
    kind: str,
    code: str,
    by: Actor,
    at: datetime,
    modifier: str = "",
    own_words: str = "",
    units: int | None = None,
) -> CareCode:
    """Raises AnswerRefused when the code is in the list already, or the request is closed."""
    permissions.check_can_edit_case(by, case)
    held_open(case)
    last = case.codes.filter(kind=kind).aggregate(last=Max("position"))["last"]
    columns: dict[str, Any] = {"modifier": modifier, "own_words": own_words, "units": units}
    try:
        with transaction.atomic():
            added = CareCode.objects.create(
                organization_id=case.organization_id,
                case=case,
                kind=kind,
                code=code,
                position=(last or 0) + 1,
                added_by="STAFF" if permissions.works_for(by, case) else "PATIENT",
                **columns,
            )
    except IntegrityError as fault:
        if "care_code_once_per_case" not in str(fault):
            raise
        text = f"{code}-{modifier}" if modifier else code
        raise AnswerRefused(_("%(code)s is in the list already") % {"code": text}) from None
    log.record(
        action="intake.saved",
        target=added,
        case=case,
        by=by,
        at=at,
        details={"section": "codes", "fields": ["added"]},
    )
    services.touch(case=case, at=at)
    return added


@transaction.atomic
def remove_code(*, code: CareCode, by: Actor, at: datetime) -> None:
    """Taken off the list; the row stays for the record. Raises AnswerRefused when the request is closed."""
    permissions.check_can_edit_case(by, code.case)
    held_open(code.case)
    if not CareCode.objects.filter(pk=code.pk, removed_at__isnull=True).update(removed_at=at):
        return
    log.record(
        action="intake.saved",
        target=code,
        case=code.case,
        by=by,
        at=at,
        details={"section": "codes", "fields": ["removed"]},
    )
    services.touch(case=code.case, at=at)
