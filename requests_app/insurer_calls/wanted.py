"""What the plan still wants before it decides: each thing with who owes it, its day, and a reminder of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days
from requests_app.common.time_zones import day_at
from requests_app.followups.closed import closed_days_of
from requests_app.followups.days import plan_for
from requests_app.models import Case, FollowUpKind, MoreWanted

LONGEST_LINE = 150


def want(*, case: Case, what: str, by: Actor, at: datetime, **columns: Any) -> MoreWanted:
    """`columns`: owed_by, due_on, asked_on, decision, call. The caller holds the case and checked the right."""
    row = MoreWanted.objects.create(organization_id=case.organization_id, case=case, what=what, **columns)
    remind(row, by=by, at=at)
    log.record(action="decisions.wanted", target=row, by=by, at=at, details={"owed_by": str(row.owed_by)})
    return row


def remind(row: MoreWanted, *, by: Actor, at: datetime) -> None:
    """By the plan's day; without one, or when it is over, on the next business day."""
    case, today = row.case, day_at(at, zone=row.case.time_zone)
    is_ahead = row.due_on is not None and row.due_on > today
    plan_for(
        case=case,
        kind=FollowUpKind.NEEDS_MORE,
        due_on=row.due_on if is_ahead and row.due_on else _next_open_day(case, today),
        about=about(row),
        what=_("Send to the plan: %(what)s") % {"what": row.what[:LONGEST_LINE]},
        by=by,
        at=at,
    )


def about(row: MoreWanted) -> str:
    """The name of its follow-up."""
    return f"wanted:{row.pk}"


def _next_open_day(case: Case, today: date) -> date:
    return add_business_days(today, 1, closed_days_of(case.organization_id, today))
