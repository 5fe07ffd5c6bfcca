"""What the plan says is missing becomes things to do, each with its day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days
from requests_app.common.time_zones import day_at
from requests_app.followups import services as followups
from requests_app.followups.calendar import closed_days_from
from requests_app.models import InsurerCall

LONGEST_LINE, MOST_LINES = 150, 12


def plan_missing(call: InsurerCall, *, by: Actor, at: datetime) -> int:
    """A reminder for each line, due by the plan's day; without one, or when it is over, tomorrow.

    Returns how many.
    """
    lines = missing_lines(call)
    today = day_at(at, zone=call.case.time_zone)
    wanted = _day(call.answers.get("missing_by"))
    due_on = wanted if wanted and wanted > today else add_business_days(today, 1, closed_days_from(today))
    for line in lines:
        what = _("Send to the plan: %(what)s") % {"what": line}
        followups.plan_own(case=call.case, what=what, due_on=due_on, by=by, at=at)
    return len(lines)


def missing_lines(call: InsurerCall) -> list[str]:
    """Nothing when the plan has everything, or when it has nothing at all."""
    if call.answers.get("is_complete") != "NO" or call.answers.get("received") != "YES":
        return []
    told = str(call.answers.get("missing") or "").splitlines()
    return [line.strip()[:LONGEST_LINE] for line in told if line.strip()][:MOST_LINES]


def _day(iso: object) -> date | None:
    try:
        return date.fromisoformat(str(iso))
    except ValueError:
        return None
