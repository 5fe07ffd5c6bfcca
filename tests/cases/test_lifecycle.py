"""Every move of a case, in any order, held against a small model of what is true of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from requests_app.cases import lifecycle, services
from requests_app.cases.delays import days_per_party
from requests_app.common.time_zones import day_at
from requests_app.models import (
    Appeal,
    AppealState,
    Case,
    CaseOutcome,
    CaseStatus,
    Decision,
    NextAction,
    WaitingOn,
    WaitingSpan,
)
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.present import present

pytestmark = pytest.mark.usefixtures("db")
START = datetime(2026, 10, 30, 16, tzinfo=UTC)
DAYS = st.integers(min_value=0, max_value=5).map(lambda days: date(2026, 11, 2) + timedelta(days=days))


@dataclass
class Reference:
    """What is true of a case, and the status that follows from it."""

    was_sent: bool = False
    sent_after_answer: bool = False
    outcome: tuple[str, date | None] = ("", None)
    appeals_out: int = 0
    is_closed: bool = False

    @property
    def status(self) -> str:
        if self.is_closed:
            return CaseStatus.CLOSED
        if self.appeals_out:
            return CaseStatus.APPEALING
        if self.outcome[0] and not self.sent_after_answer:
            return CaseStatus.ANSWERED
        return CaseStatus.SENT if self.was_sent else CaseStatus.PREPARING


class CaseMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.case = make_case(filled=False)
        self.by = actor_for(self.case.opened_by)
        # Its first turn began when it was opened, at the real time: here it begins with the model.
        self.now = self.case.waiting_since or START
        self.model = Reference()
        self.decision = Decision.objects.create(
            organization=self.case.organization,
            case=self.case,
            answer="DENIED",
            heard_on=date(2026, 11, 2),
            recorded_by=self.case.opened_by,
            recorded_at=START,
        )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def later(self) -> datetime:
        self.now += timedelta(hours=7)
        return self.now

    def refused(self, act, *args, **values) -> bool:
        """A closed case takes nothing, says so, and stays as it is."""
        if not self.model.is_closed:
            act(*args, **values, by=self.by, at=self.later())
            return False
        with pytest.raises(lifecycle.MoveRefused, match="closed"), transaction.atomic():
            act(*args, **values, by=self.by, at=self.later())
        return True

    @rule()
    def send(self) -> None:
        if not self.refused(lifecycle.move, case=self.fresh(), event="sent"):
            self.model.was_sent = self.model.sent_after_answer = True

    @rule(outcome=st.sampled_from(CaseOutcome.values), day=DAYS)
    def answer(self, outcome: str, day: date) -> None:
        if not self.refused(services.set_outcome, case=self.case, outcome=outcome, outcome_on=day):
            if (outcome, day) != self.model.outcome:
                self.model.sent_after_answer = False
            self.model.outcome = (outcome, day)

    @rule()
    def take_answer_away(self) -> None:
        if not self.refused(services.set_outcome, case=self.case, outcome="", outcome_on=None):
            self.model.outcome = ("", None)

    @precondition(lambda self: self.model.appeals_out < 3 and not self.model.is_closed)
    @rule()
    def appeal(self) -> None:
        self.new_appeal(AppealState.SENT)
        services.mark_appealed(case=self.case, by=self.by, at=self.later())
        self.model.appeals_out += 1

    @precondition(lambda self: self.model.is_closed)
    @rule()
    def a_closed_case_takes_no_appeal(self) -> None:
        assert self.refused(services.mark_appealed, case=self.case)
        assert self.refused(services.mark_appeal_withdrawn, case=self.case)

    @precondition(lambda self: self.model.appeals_out and not self.model.is_closed)
    @rule()
    def take_an_appeal_back(self) -> None:
        self.end_one(state=AppealState.WITHDRAWN)
        services.mark_appeal_withdrawn(case=self.case, by=self.by, at=self.later())
        self.model.appeals_out -= 1

    @precondition(lambda self: self.model.appeals_out and not self.model.is_closed)
    @rule(outcome=st.sampled_from(CaseOutcome.values), day=DAYS)
    def decide_an_appeal(self, outcome: str, day: date) -> None:
        self.end_one(state=AppealState.DECIDED, outcome="UPHELD")
        self.model.appeals_out -= 1
        services.set_outcome(case=self.case, outcome=outcome, outcome_on=day, by=self.by, at=self.later())
        if (outcome, day) != self.model.outcome or not self.model.appeals_out:
            self.model.sent_after_answer = False
        self.model.outcome = (outcome, day)

    @rule()
    def close(self) -> None:
        if not self.refused(services.close_case, case=self.case, because="STOPPED"):
            self.model.is_closed = True

    @rule()
    def open_again(self) -> None:
        if not self.model.is_closed:
            with pytest.raises(lifecycle.MoveRefused), transaction.atomic():
                services.reopen_case(case=self.case, by=self.by, at=self.later())
            return
        services.reopen_case(case=self.case, by=self.by, at=self.later())
        self.model.is_closed = False

    @precondition(lambda self: not self.model.is_closed)
    @rule(party=st.sampled_from(WaitingOn.values), hours=st.integers(min_value=0, max_value=100))
    def hand_over(self, party: str, hours: int) -> None:
        self.now += timedelta(hours=hours)
        services.set_next_step(
            case=self.case,
            action=NextAction.CALL_3,
            waiting_on=WaitingOn(party),
            due_on=None,
            by=self.by,
            at=self.now,
        )

    @invariant()
    def status_and_outcome_are_what_is_true(self) -> None:
        fresh = self.fresh()
        assert fresh.status == self.model.status
        assert (fresh.outcome, fresh.outcome_on) == self.model.outcome

    @invariant()
    def every_move_left_its_row(self) -> None:
        moves = list(self.case.transitions.order_by("id"))
        assert all(lifecycle.MOVES[move.from_status, move.event] == move.to_status for move in moves)
        here: str = CaseStatus.PREPARING
        for move in moves:
            assert move.from_status == here
            here = move.to_status
        assert here == self.fresh().status

    @invariant()
    def turns_follow_each_other_and_one_at_most_is_open(self) -> None:
        turns = list(WaitingSpan.objects.filter(case=self.case).order_by("id"))
        fresh = self.fresh()
        still = [turn for turn in turns if turn.until is None]
        assert [turn.since for turn in still] == ([fresh.waiting_since] if fresh.waiting_since else [])
        assert bool(still) == fresh.is_open
        assert all(turn.waiting_on == fresh.waiting_on for turn in still)
        pairs = [(present(before.until), after.since) for before, after in pairwise(turns)]
        assert all(until <= since for until, since in pairs)
        days = days_per_party(turns, self.now, self.case.time_zone)
        closed = [(until, since) for until, since in pairs if until != since]
        end = self.now if still else present(turns[-1].until)
        assert sum(days.values()) == self.days(turns[0].since, end) - sum(self.days(*gap) for gap in closed)

    def days(self, start: datetime, end: datetime) -> int:
        zone = self.case.time_zone
        return (day_at(end, zone=zone) - day_at(start, zone=zone)).days

    def fresh(self) -> Case:
        return Case.objects.get(pk=self.case.pk)

    def new_appeal(self, state: str) -> None:
        Appeal.objects.create(
            organization=self.case.organization,
            case=self.case,
            decision=self.decision,
            level=["INTERNAL", "SECOND", "EXTERNAL"][self.free_level()],
            state=state,
            started_by=self.case.opened_by,
            started_at=self.now,
            sent_on=date(2026, 11, 3),
        )

    def free_level(self) -> int:
        out = set(self.case.appeals.filter(state=AppealState.SENT).values_list("level", flat=True))
        return next(
            place for place, level in enumerate(("INTERNAL", "SECOND", "EXTERNAL")) if level not in out
        )

    def end_one(self, **columns: str) -> None:
        one = self.case.appeals.filter(state=AppealState.SENT).order_by("id").first()
        Appeal.objects.filter(pk=present(one).pk).update(**columns)


def test_status_outcome_and_turns_hold_whatever_is_done_in_whatever_order():
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=50,
            stateful_step_count=18,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_every_row_of_the_table_is_a_move_and_every_other_pair_is_refused():
    case = make_case(filled=False)
    by = actor_for(case.opened_by)
    events = {event for _status, event in lifecycle.MOVES}
    for status in CaseStatus.values:
        for event in events:
            Case.objects.filter(pk=case.pk).update(status=status)
            case.status = status
            if (status, event) in lifecycle.MOVES:
                lifecycle.move(case=case, event=event, by=by, at=START)
                assert case.status == lifecycle.MOVES[status, event]
            else:
                with pytest.raises(lifecycle.MoveRefused):
                    lifecycle.move(case=case, event=event, by=by, at=START)
                assert case.status == status
    assert case.transitions.count() == len(lifecycle.MOVES)


def test_who_comes_with_a_denial_in_hand_may_write_it_down_before_anything_was_sent():
    case = make_case()
    services.set_outcome(
        case=case, outcome="DENIED", outcome_on=date(2026, 11, 2), by=actor_for(case.opened_by), at=START
    )

    assert Case.objects.get(pk=case.pk).status == CaseStatus.ANSWERED


def test_somebody_who_was_faster_is_named_and_nothing_moves():
    case = make_case(filled=False)
    Case.objects.filter(pk=case.pk).update(status=CaseStatus.SENT)

    with pytest.raises(lifecycle.MoveRefused, match="Somebody else"):
        lifecycle.move(case=case, event="sent", by=actor_for(case.opened_by), at=START)
