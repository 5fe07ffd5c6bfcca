"""The step of the queue once a bill is there that does not match."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from requests_app.eobs import services, typed
from requests_app.models import Case, NextAction, WaitingOn
from requests_app.reprocessing import services as reprocessing
from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def case(db):
    made = make_case()
    make_approval(made)
    Case.objects.filter(pk=made.pk).update(next_action=NextAction.NONE)
    made.refresh_from_db()
    return made


def finished(case, eob):
    services.finish(eob=eob, by=actor_for(case.opened_by), at=NOW)
    case.refresh_from_db()
    return case.next_action


def test_a_bill_that_does_not_match_is_the_next_thing(case):
    assert finished(case, make_wrong_eob(case, is_finished=False)) == NextAction.FIX_BILL
    assert case.waiting_on == WaitingOn.PATIENT


def test_a_bill_that_looks_right_changes_nothing(case):
    assert finished(case, make_eob(case, is_finished=False)) == NextAction.NONE


def test_what_else_is_to_be_done_comes_first(case):
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.CALL_4)
    case.refresh_from_db()

    assert finished(case, make_wrong_eob(case, is_finished=False)) == NextAction.CALL_4


def test_once_the_wrong_one_is_taken_out_nothing_is_left(case):
    eob = make_wrong_eob(case, is_finished=False)
    finished(case, eob)

    services.remove(eob=eob, by=actor_for(case.opened_by), at=NOW)

    case.refresh_from_db()
    assert case.next_action == NextAction.NONE


def test_a_bill_that_asks_for_more_is_the_next_thing(case):
    eob = make_eob(case)

    typed.save_provider_bill(
        eob=eob,
        typed={"provider_asks": Decimal("900.00"), "provider_bill_on": None},
        shown_version=None,
        by=actor_for(case.opened_by),
        at=NOW,
    )

    case.refresh_from_db()
    assert case.next_action == NextAction.FIX_BILL


def test_after_one_claim_is_answered_the_next_wrong_one_is_the_next_thing(case):
    back = make_reprocessing(case, state="SENT")
    finished(case, make_wrong_eob(case, claim_number="CLM-2026-0020", is_finished=False))

    said = {"outcome": "CORRECTED", "decided_on": NOW.date(), "answer": ""}
    reprocessing.record_outcome(
        back=back, typed=said, shown_version=None, by=actor_for(case.opened_by), at=NOW
    )

    case.refresh_from_db()
    assert (case.next_action, case.due_on) == (NextAction.FIX_BILL, None)


def test_a_claim_that_was_taken_back_is_no_step_any_more(case):
    back = make_reprocessing(case)

    reprocessing.withdraw(back=back, by=actor_for(case.opened_by), at=NOW)

    case.refresh_from_db()
    assert case.next_action == NextAction.NONE
