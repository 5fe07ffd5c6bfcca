"""Whoever reads the audit log, or takes it along, stands in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.accounts.permissions import check_right
from requests_app.accounts.roles import Right
from requests_app.audit.log import record
from requests_app.common.actor import Actor
from requests_app.models import Organization


@transaction.atomic
def record_look(*, facility: Organization, narrowed_by: list[str], by: Actor, at: datetime) -> None:
    check_right(by, facility.pk, Right.LOG)
    details = {"filters": narrowed_by}
    record(action="oversight.log_viewed", target=facility, by=by, at=at, details=details)


@transaction.atomic
def record_taken(*, facility: Organization, rows: int, by: Actor, at: datetime) -> None:
    check_right(by, facility.pk, Right.LOG)
    record(action="oversight.log_taken", target=facility, by=by, at=at, details={"rows": rows})
