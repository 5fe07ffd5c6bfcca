"""An appeal is decided by its answer, and waits again when that answer is taken out."""

from __future__ import annotations

from datetime import datetime

from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.decisions import days, queries
from requests_app.followups.days import plan_for, settle, take_up_again
from requests_app.models import Answer, Appeal, AppealOutcome, AppealState, Decision, FollowUpKind

OUTCOMES = {
    Answer.APPROVED: AppealOutcome.OVERTURNED,
    Answer.PARTLY: AppealOutcome.PARTLY,
    Answer.DENIED: AppealOutcome.UPHELD,
}
OPEN = (AppealState.PREPARING, AppealState.SENT)


def show(decision: Decision, *, was_decided: bool, by: Actor, at: datetime) -> None:
    """Call it with the case held, before the outcome of the case is set."""
    if decision.appeal_id is None:
        return
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=decision.appeal_id)
    counts = queries.newest(
        one
        for one in (*queries.decisions_of(decision.case), *queries.about_bills(decision.case))
        if one.appeal_id == row.pk and one.answer in queries.DECIDED and queries.is_current(one)
    )
    if counts is not None:
        _decide(row, counts, by=by, at=at)
    elif was_decided and row.state == AppealState.DECIDED and not _another_is_open(row):
        _wait_again(row, decision, by=by, at=at)


def _decide(row: Appeal, counts: Decision, *, by: Actor, at: datetime) -> None:
    """“Not looked at” is a no of its own kind and stays."""
    if row.state not in (AppealState.SENT, AppealState.DECIDED):
        return
    outcome = OUTCOMES[Answer(counts.answer)]
    if row.outcome == AppealOutcome.REFUSED and counts.answer == Answer.DENIED:
        outcome = AppealOutcome.REFUSED
    if row.state == AppealState.SENT:
        settle(case=counts.case, about_prefix=f"appeal:{row.pk}", by=by, at=at)
    row.state, row.outcome = AppealState.DECIDED, outcome
    row.decided_on = counts.decided_on or counts.heard_on
    row.save(update_fields=["state", "outcome", "decided_on"])


def _wait_again(row: Appeal, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Somebody asks about it soon, and again when the answer is late."""
    row.state, row.outcome, row.decided_on = AppealState.SENT, "", None
    row.save(update_fields=["state", "outcome", "decided_on"])
    case, today = decision.case, day_at(at, zone=decision.case.time_zone)
    take_up_again(case=case, about=f"appeal:{row.pk}:due", since=today, by=by, at=at)
    plan_for(
        case=case,
        kind=FollowUpKind.APPEAL,
        due_on=days.next_open_day(case, today),
        about=f"appeal:{row.pk}:check",
        by=by,
        at=at,
    )


def _another_is_open(row: Appeal) -> bool:
    same = Appeal.objects.filter(decision_id=row.decision_id, level=row.level, state__in=OPEN)
    return same.exclude(pk=row.pk).exists()
