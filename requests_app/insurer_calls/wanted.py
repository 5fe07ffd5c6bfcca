"""What the plan still wants before it decides: who owes it, its day and reminder, and the clock meanwhile.

While the plan waits for our side its clock may stand still: each thing is one pause of the track.
Whether the clock really stops is told by the plan or a rule, not by us.
"""

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
from requests_app.models import Case, ClockPause, FollowUpKind, MoreWanted, WaitingOn
from requests_app.tracks import entries
from requests_app.tracks.rules import main_kind

LONGEST_LINE = 150


def want(
    *, case: Case, what: str, plan_says_paused: str = "", by: Actor, at: datetime, **columns: Any
) -> MoreWanted:
    """`columns`: owed_by, due_on, asked_on, decision, call. The caller holds the case and may write."""
    row = MoreWanted.objects.create(organization_id=case.organization_id, case=case, what=what, **columns)
    remind(row, by=by, at=at)
    pause_clock(row, plan_says_paused=plan_says_paused, by=by, at=at)
    log.record(action="decisions.wanted", target=row, by=by, at=at, details={"owed_by": str(row.owed_by)})
    return row


def remind(row: MoreWanted, *, by: Actor, at: datetime) -> None:
    """By the plan’s day, today as well; without one, or when it is over, on the next business day."""
    case, today = row.case, day_at(at, zone=row.case.time_zone)
    is_ahead = row.due_on is not None and row.due_on >= today
    plan_for(
        case=case,
        kind=FollowUpKind.NEEDS_MORE,
        due_on=row.due_on if is_ahead and row.due_on else _next_open_day(case, today),
        about=about(row),
        what=_("Send to the plan: %(what)s") % {"what": row.what[:LONGEST_LINE]},
        by=by,
        at=at,
    )


def pause_clock(row: MoreWanted, *, plan_says_paused: str = "", by: Actor, at: datetime) -> None:
    """Not for what the plan itself has to get, and not before the plan has the request."""
    if row.owed_by == WaitingOn.PLAN or not row.case.was_sent:
        return
    entries.add_pause(
        case=row.case,
        kind=_track_kind(row),
        owed_by=row.owed_by,
        why=row.what,
        from_on=row.asked_on,
        plan_says_paused=plan_says_paused,
        call=row.call,
        by=by,
        at=at,
    )


def end_pause(row: MoreWanted, *, on: date, by: Actor, at: datetime) -> None:
    for pause in _pauses(row):
        entries.end_pause(pause=pause, until_on=max(on, pause.from_on), by=by, at=at)


def drop_pause(row: MoreWanted, *, by: Actor, at: datetime) -> None:
    """It was not wanted after all, or other words stand for it now."""
    for pause in _pauses(row):
        entries.remove_entry(entry=pause, by=by, at=at)


def about(row: MoreWanted) -> str:
    """The name of its follow-up."""
    return f"wanted:{row.pk}"


def _pauses(row: MoreWanted) -> list[ClockPause]:
    found = ClockPause.objects.filter(
        case=row.case,
        why=row.what,
        from_on=row.asked_on,
        owed_by=row.owed_by,
        until_on__isnull=True,
        removed_at__isnull=True,
    )
    pauses = list(found.select_related("track"))
    for pause in pauses:
        pause.case = row.case
    return pauses


def _track_kind(row: MoreWanted) -> str:
    track = row.decision.track if row.decision else None
    return track.kind if track else main_kind(row.case.path)


def _next_open_day(case: Case, today: date) -> date:
    return add_business_days(today, 1, closed_days_of(case.organization_id, today))
