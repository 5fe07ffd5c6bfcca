"""Before an approval ends somebody is reminded twice, 30 and 14 days ahead, of what ends first.

The days are calendar days, counted back from the earliest of: the end of the approval, the end of one of
its lines, and the day by which the plan wants to be asked again. The rule itself is pure;
`plan_end_warnings` keeps the follow-ups in step with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.followups.services import call_off, plan_for
from requests_app.models import ApprovedLine, Case, Decision, FollowUpKind
from requests_app.models.decisions import Answer

DAYS_BEFORE = (30, 14)
GIVES_SOMETHING = (Answer.APPROVED, Answer.PARTLY)


class EndOf(StrEnum):
    APPROVAL = "APPROVAL"
    LINE = "LINE"
    RENEW_BY = "RENEW_BY"


@dataclass(frozen=True)
class End:
    """The day that counts, and where it stands: `line` is its code, where it is the end of one line."""

    on: date
    of: EndOf
    line: str = ""


@dataclass(frozen=True)
class Warning:
    days_before: int
    due_on: date


def first_end(*, ends_on: date | None, renew_by: date | None, lines: Iterable[ApprovedLine]) -> End | None:
    """What ends first. At the same day the plan’s own day to ask again is named, then the approval."""
    found = [
        End(line.ends_on, EndOf.LINE, line.code or line.words) for line in lines if line.ends_on is not None
    ]
    found += [End(ends_on, EndOf.APPROVAL)] if ends_on else []
    found += [End(renew_by, EndOf.RENEW_BY)] if renew_by else []
    order = (EndOf.RENEW_BY, EndOf.APPROVAL, EndOf.LINE)
    return min(found, key=lambda one: (one.on, order.index(one.of)), default=None)


def warnings_before(ends_on: date, *, today: date) -> tuple[Warning, ...]:
    """The warnings that are still to come. Where both days are over and the end is not: one, today."""
    counted = [Warning(days, ends_on - timedelta(days=days)) for days in DAYS_BEFORE]
    ahead = tuple(one for one in counted if one.due_on >= today)
    if ahead or ends_on < today:
        return ahead
    return (Warning((ends_on - today).days, today),)


def end_of(decision: Decision) -> End | None:
    """One query."""
    lines = decision.lines.filter(removed_at__isnull=True)
    return first_end(ends_on=decision.ends_on, renew_by=decision.renew_by, lines=lines)


def plan_end_warnings(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Called with the case held, after anything of this answer changed; also when it was replaced or removed.

    An answer that gives nothing, or no longer counts, has no warnings; nor has one whose renewal was sent.
    """
    case, about = decision.case, about_of(decision)
    today = day_at(at, zone=case.time_zone)
    end = end_of(decision) if _still_counts(case, decision) else None
    wanted = warnings_before(end.on, today=today) if end is not None else ()
    kept = {_mark(decision, one) for one in wanted}
    for mark in {f"{about}:{days}" for days in (*DAYS_BEFORE, "last")} - kept:
        call_off(case=case, about_prefix=mark, by=by, at=at)
    for one in wanted:
        plan_for(
            case=case,
            kind=FollowUpKind.RENEW,
            due_on=one.due_on,
            about=_mark(decision, one),
            by=by,
            at=at,
        )


def about_of(decision: Decision) -> str:
    return f"renew:{decision.pk}"


def _mark(decision: Decision, warning: Warning) -> str:
    is_counted = warning.days_before in DAYS_BEFORE
    return f"{about_of(decision)}:{warning.days_before if is_counted else 'last'}"


def _still_counts(case: Case, decision: Decision) -> bool:
    if not case.is_open or decision.removed_at is not None or decision.replaced_at is not None:
        return False
    if decision.answer not in GIVES_SOMETHING:
        return False
    return not decision.renewals_of.filter(state__in=("SENT", "DECIDED")).exists()
