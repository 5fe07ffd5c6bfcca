"""A case rests until a day: it leaves the top of the queue, and its days and reminders run on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.models import Case


@transaction.atomic
def snooze(*, case: Case, until: date, because: str, by: Actor, at: datetime) -> None:
    permissions.check_is_staff_of(by, case)
    _set(case, until, because)
    log.record(action="cases.snoozed", target=case, by=by, at=at, details={"until": until.isoformat()})


@transaction.atomic
def end_snooze(*, case: Case, by: Actor, at: datetime) -> None:
    permissions.check_is_staff_of(by, case)
    if locked(case).snoozed_until is None:
        return
    _set(case, None, "")
    log.record(action="cases.snooze_ended", target=case, by=by, at=at)


def _set(case: Case, until: date | None, because: str) -> None:
    locked(case)
    Case.objects.filter(pk=case.pk).update(snoozed_until=until, snoozed_because=because)
    case.snoozed_until, case.snoozed_because = until, because
