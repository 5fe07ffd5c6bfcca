"""What follows when a claim is sent back: the day to ask what became of it."""

from __future__ import annotations

from datetime import datetime

from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.decisions import bill_step
from requests_app.followups.services import plan_for
from requests_app.models import FollowUpKind, Reprocessing
from requests_app.reprocessing.clock import about, asking


def sent(back: Reprocessing, *, by: Actor, at: datetime) -> None:
    """Ask after the day the plan named, or after our own; a day that is over asks today."""
    case, found = back.case, asking(back)
    if found is None or not case.is_open:
        return
    today = day_at(at, zone=case.time_zone)
    plan_for(
        case=case,
        kind=FollowUpKind.BILL,
        due_on=max(found.day, today),
        about=about(back),
        by=by,
        at=at,
    )
    bill_step.show(case, by=by, at=at)
