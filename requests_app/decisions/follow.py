"""What follows from an answer: which one counts, the track, the outcome, the days, the next step."""

from __future__ import annotations

from datetime import datetime

from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.decisions import days, of_appeal, queries, steps
from requests_app.decisions.bills_told import look_again
from requests_app.followups import queries as follow_up_queries
from requests_app.followups import services as followups
from requests_app.followups.days import call_off
from requests_app.models import (
    AppealState,
    Case,
    Decision,
    FollowUp,
    FollowUpKind,
    NextAction,
    Renewal,
    RenewalState,
    TrackOutcome,
    WaitingOn,
)
from requests_app.tracks import queries as tracks
from requests_app.tracks.rules import IN_PATH

# Steps that an answer that was only put right must not undo: staff's own, and what went on since.
NOT_UNDONE = frozenset({NextAction.OWN, NextAction.RENEW, NextAction.APPEAL_CHECK})


def after_change(decision: Decision, *, is_new: bool, was: str = "", by: Actor, at: datetime) -> None:
    """Call it with the case held and the row written. `was`: what it answered before it was put right."""
    _follow(decision, is_new=is_new, was=was, by=by, at=at)


def after_removal(decision: Decision, *, by: Actor, at: datetime) -> None:
    days.plan(decision, by=by, at=at)
    for wanted in decision.wanted.all():
        call_off(case=decision.case, about_prefix=days.about_wanted(wanted), by=by, at=at)
    _follow(decision, is_new=False, by=by, at=at)


def _follow(decision: Decision, *, is_new: bool, was: str = "", by: Actor, at: datetime) -> None:
    case = decision.case
    _say_which_counts(decision, at=at)
    look_again(case, at=at)
    was_decided = (was or decision.answer) in queries.DECIDED
    if decision.eob_id is not None:
        _follow_bill(decision, was_decided=was_decided, by=by, at=at)
        return
    _show_on_track(case, decision, was_decided=was_decided)
    of_appeal.show(decision, was_decided=was_decided, by=by, at=at)
    _show_on_renewal(decision, at=at)
    decided = queries.decided_of(case)
    cases.set_outcome(
        case=case,
        outcome=decided.answer if decided else "",
        outcome_on=(decided.decided_on or decided.heard_on) if decided else None,
        by=by,
        at=at,
    )
    if decided is not None and is_new and not _waits_for_another_track(case):
        _end_check_ins(case, by=by, at=at)
    for one in queries.same_thing(case, decision):
        one.case = case
        days.plan(one, by=by, at=at)
    _set_next_step(case, decision, is_new=is_new, by=by, at=at)


def _follow_bill(decision: Decision, *, was_decided: bool, by: Actor, at: datetime) -> None:
    """About a bill: its own days and its own appeal. The answer to the request stays as it is."""
    of_appeal.show(decision, was_decided=was_decided, by=by, at=at)
    for one in queries.same_thing(decision.case, decision):
        one.case = decision.case
        days.plan(one, by=by, at=at)


def _say_which_counts(decision: Decision, *, at: datetime) -> None:
    """The newest kept answer to the same thing, and the newest decision: the others were replaced.

    “They need more” after a no does not take the no away: its last day to appeal runs on.
    """
    found = sorted(
        queries.same_thing(decision.case, decision), key=lambda one: (one.heard_on, one.pk), reverse=True
    )
    decided = next((one for one in found if one.answer in queries.DECIDED), None)
    for place, one in enumerate(found):
        wanted = None if place == 0 or one is decided else (one.replaced_at or at)
        if one.replaced_at != wanted:
            Decision.objects.filter(pk=one.pk).update(replaced_at=wanted)
        if one.pk == decision.pk:
            decision.replaced_at = wanted


def _show_on_track(case: Case, decision: Decision, *, was_decided: bool) -> None:
    """The track tells the newest decision about it, an appeal's or a renewal's among them.

    Without one it keeps what somebody wrote on it by hand: “they need more” takes no decision away.
    """
    if decision.track is None:
        return
    row = tracks.locked(case, decision.track.kind)
    counts = queries.newest(
        one
        for one in queries.decisions_of(case)
        if one.track_id == row.pk and queries.is_current(one) and one.answer in queries.DECIDED
    )
    if counts is None and not was_decided:
        return
    row.outcome = TrackOutcome(counts.answer) if counts else ""
    row.outcome_on = (counts.decided_on or counts.heard_on) if counts else None
    if counts is not None and counts.authorization_number:
        row.authorization_number = counts.authorization_number
    row.save(update_fields=["outcome", "outcome_on", "authorization_number"])


def _show_on_renewal(decision: Decision, *, at: datetime) -> None:
    """A renewal is decided by its answer, and waits again when that answer is gone."""
    if decision.renewal_id is None:
        return
    counts = queries.newest(
        one
        for one in queries.decisions_of(decision.case)
        if one.renewal_id == decision.renewal_id and one.answer in queries.DECIDED and queries.is_current(one)
    )
    is_decided = counts is not None
    row = Renewal.objects.select_for_update().get(pk=decision.renewal_id)
    if row.state == RenewalState.WITHDRAWN or (row.sent_on is None and not is_decided):
        return
    row.state = RenewalState.DECIDED if is_decided else RenewalState.SENT
    row.decided_on = (counts.decided_on or counts.heard_on) if counts and is_decided else None
    row.sent_on = row.sent_on or row.decided_on
    row.save(update_fields=["state", "decided_on", "sent_on"])


def _waits_for_another_track(case: Case) -> bool:
    """Part of the request is still without an answer, so the plan is still asked about it."""
    wanted = IN_PATH.get(case.path, frozenset())
    answered = {row.kind for row in case.tracks.exclude(outcome="")}
    return bool(wanted - answered) and bool(wanted & answered)


def _end_check_ins(case: Case, *, by: Actor, at: datetime) -> None:
    """The answer is there: nobody has to ask where it is."""
    kinds = (FollowUpKind.CALL_2, FollowUpKind.CALL_3)
    for one in follow_up_queries.of_case(case).open:
        if one.kind in kinds and one.state == FollowUp.State.OPEN:
            one.case = case
            followups.cancel(follow_up=one, by=by, at=at)


def _set_next_step(case: Case, decision: Decision, *, is_new: bool, by: Actor, at: datetime) -> None:
    """From the answer that counts most lately; while an appeal is out, its own step stays."""
    counts = queries.current_of(case)
    if counts is None:
        if decision.removed_at is not None:
            step = steps.without_answer(case)
            cases.advance(case=case, past=past(), to=step.action, waiting_on=step.waiting_on, by=by, at=at)
        return
    is_about_this = counts.pk == decision.pk or decision.removed_at is not None
    appeal_is_out = case.appeals.filter(state=AppealState.SENT, decision__eob__isnull=True).exists()
    if appeal_is_out and decision.removed_at is not None and decision.appeal_id is not None:
        _ask_about_the_appeal(case, by=by, at=at)
        return
    if not is_about_this or (appeal_is_out and counts.appeal_id is None):
        return
    counts.case = case
    today = day_at(at, zone=case.time_zone)
    step = steps.after(
        counts,
        to_call_on=days.day_to_call(counts, today),
        to_appeal_by=days.day_to_appeal(counts, on=today),
    )
    cases.advance(
        case=case,
        past=past() if is_new else past() - NOT_UNDONE,
        to=step.action,
        waiting_on=step.waiting_on,
        due_on=step.due_on,
        by=by,
        at=at,
    )


def _ask_about_the_appeal(case: Case, *, by: Actor, at: datetime) -> None:
    """Its answer was taken out, so the plan still owes one."""
    due_on = days.next_open_day(case, day_at(at, zone=case.time_zone))
    cases.advance(
        case=case,
        past=past(),
        to=NextAction.APPEAL_CHECK,
        waiting_on=WaitingOn.PLAN,
        due_on=due_on,
        by=by,
        at=at,
    )


def past() -> frozenset[NextAction]:
    return frozenset(NextAction) - {NextAction.OWN}
