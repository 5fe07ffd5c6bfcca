"""The days of an answer that somebody has to keep, as follow-ups: named by the answer they belong to."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext_noop

from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days
from requests_app.common.time_zones import day_at
from requests_app.decisions import queries
from requests_app.decisions.appeal_days import days_of
from requests_app.decisions.end_warnings import plan_end_warnings
from requests_app.followups.closed import closed_days_of
from requests_app.followups.days import call_off, plan_for
from requests_app.models import (
    AfterPart,
    Answer,
    AppealState,
    Case,
    Decision,
    FollowUpKind,
    MoreWanted,
)

WRITING, FIX, APPEAL, PEER = "writing", "fix", "appeal", "peer"
KINDS = {
    WRITING: FollowUpKind.CALL_4,
    FIX: FollowUpKind.CALL_4,
    APPEAL: FollowUpKind.APPEAL_BY,
    PEER: FollowUpKind.PEER_BY,
}
# How long a letter is waited for before it is asked for; a choice of ours, no rule.
DAYS_FOR_A_LETTER = 3
AGAINST = (Answer.DENIED, Answer.PARTLY)


def about(decision: Decision, part: str = "") -> str:
    name = f"decision:{decision.pk}"
    return f"{name}:{part}" if part else name


def about_wanted(wanted: MoreWanted) -> str:
    return f"wanted:{wanted.pk}"


def plan(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Each day of this answer, moved or called off as the answer says now.

    A replaced one has none; but a no whose yes was only heard keeps its last day to appeal.
    """
    case, today = decision.case, day_at(at, zone=decision.case.time_zone)
    for part, due_on in _days(decision, today).items():
        name = about(decision, part)
        if due_on is None or due_on < today:
            call_off(case=case, about_prefix=name, by=by, at=at)
        elif part in (APPEAL, PEER) or not case.follow_ups.filter(about=name).exists():
            # A day of ours, counted from today, is set once: it would move on with every change.
            plan_for(case=case, kind=KINDS[part], due_on=due_on, about=name, what=_what(part), by=by, at=at)
    plan_end_warnings(decision=decision, by=by, at=at)


def day_to_appeal(decision: Decision, *, on: date) -> date | None:
    """The day to keep: the earlier of the letter’s and any rule’s; None when nothing is known or asked."""
    if decision.answer not in AGAINST:
        return None
    return days_of(decision.case, decision, on=on).plan_on


def day_to_call(decision: Decision, today: date) -> date | None:
    """When the plan is called about this answer: for the paper, or to have it put right."""
    days = (_day_for_the_letter(decision, today), _day_to_fix(decision, today))
    return min((day for day in days if day is not None), default=None)


def next_open_day(case: Case, today: date) -> date:
    return add_business_days(today, 1, closed_days_of(case.organization_id, today))


def _days(decision: Decision, today: date) -> dict[str, date | None]:
    if not queries.is_current(decision):
        kept = _day_to_appeal(decision, today) if _yes_was_only_heard(decision) else None
        return {**dict.fromkeys(KINDS), APPEAL: kept}
    return {
        WRITING: _day_for_the_letter(decision, today),
        FIX: _day_to_fix(decision, today),
        APPEAL: _day_to_appeal(decision, today),
        PEER: _day_of_the_doctors(decision),
    }


def _yes_was_only_heard(decision: Decision) -> bool:
    """What was said on the phone takes no last day away from a no: the yes must be in writing first."""
    if decision.removed_at is not None:
        return False
    current = queries.same_thing(decision.case, decision).filter(replaced_at__isnull=True)
    return current.filter(answer=Answer.APPROVED, is_in_writing=False).exists()


def _day_for_the_letter(decision: Decision, today: date) -> date | None:
    """Only heard, not read: the paper is asked for, after the day the plan promised it or some days later."""
    if decision.is_in_writing or decision.answer == Answer.NEEDS_MORE:
        return None
    promised = decision.call.promised_on if decision.call else None
    start, count = (promised, 1) if promised else (decision.heard_on, DAYS_FOR_A_LETTER)
    due_on = add_business_days(start, count, closed_days_of(decision.organization_id, start))
    return due_on if due_on > today else next_open_day(decision.case, today)


def _day_to_fix(decision: Decision, today: date) -> date | None:
    if decision.answer != Answer.PARTLY or AfterPart.FIX not in decision.after_part:
        return None
    return next_open_day(decision.case, today)


def _day_to_appeal(decision: Decision, today: date) -> date | None:
    """Once there is an appeal, it keeps the day itself."""
    if decision.appeals_against.exclude(state=AppealState.WITHDRAWN).exists():
        return None
    return day_to_appeal(decision, on=today)


def _day_of_the_doctors(decision: Decision) -> date | None:
    has_own_page = decision.peer_to_peers.filter(removed_at__isnull=True).exists()
    return None if has_own_page else decision.peer_by


def _what(part: str) -> str:
    return gettext_noop("Ask the plan to put its answer right") if part == FIX else ""
