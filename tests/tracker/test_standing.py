"""“Where it is”: status, decision, whose turn, and every day that matters with where it comes from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case, set_next_step, set_outcome
from requests_app.models import Appeal, Complaint, Decision, NextAction, WaitingOn
from tests.factories.afterwards import everything_after
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user


@pytest.fixture
def patient_user(db):
    return make_user()


@pytest.fixture
def case(patient_user):
    return make_case(user=patient_user)


@pytest.fixture
def patient(client_for, patient_user):
    return client_for(patient_user)


def where(patient, case) -> str:
    answer = patient.get(reverse("tracker:standing", args=[case.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def denied(case, **columns) -> Decision:
    row = Decision.objects.create(
        organization=case.organization,
        case=case,
        answer="DENIED",
        heard_on=date(2026, 11, 20),
        recorded_by=case.opened_by,
        recorded_at=timezone.now(),
        **columns,
    )
    by = actor_for(case.opened_by)
    set_outcome(case=case, outcome="DENIED", outcome_on=date(2026, 11, 20), by=by, at=timezone.now())
    return row


@pytest.mark.parametrize(
    ("is_in_writing", "source"), [(True, "The day in the letter."), (False, "What the plan said.")]
)
def test_a_day_that_was_only_heard_is_not_called_the_letters(case, patient, is_in_writing, source):
    denied(case, appeal_by=timezone.localdate() + timedelta(days=20), is_in_writing=is_in_writing)
    page = where(patient, case)
    assert source in page
    assert ("The day in the letter." in page) == is_in_writing


def test_a_new_request_says_that_nothing_runs_yet_and_whose_turn_it_is(case, patient):
    page = where(patient, case)

    assert "Getting ready" in page
    assert "Nothing yet" in page
    assert "You, since today" in page
    assert "None yet. Days appear here" in page
    assert reverse("decisions:answer_list", args=[case.public_id]) in page


def test_status_and_decision_are_told_apart_and_the_last_day_names_its_source(case, patient):
    denied(case, appeal_by=date(2099, 5, 19), is_in_writing=True)

    page = where(patient, case)

    assert "Answered" in page
    assert "Denied, on November 20, 2026" in page
    assert "Last day to appeal" in page
    assert "The day in the letter." in page or "A rule on file" in page


def test_a_no_without_any_day_is_shown_with_what_to_do(case, patient):
    denied(case)

    assert "No day is known yet" in where(patient, case)


def test_an_appeal_and_a_complaint_that_are_out_have_their_own_clocks(case, patient):
    no = denied(case)
    own = {"organization": case.organization, "case": case, "started_by": case.opened_by}
    Appeal.objects.create(
        **own,
        decision=no,
        level="INTERNAL",
        state="SENT",
        started_at=timezone.now(),
        sent_on=date(2026, 11, 21),
        answer_due_on=date(2099, 1, 5),
        answer_due_from="The plan on the phone",
    )
    Complaint.objects.create(
        **own,
        office_name="Example Department",
        state="SENT",
        started_at=timezone.now(),
        sent_on=date(2026, 11, 21),
    )

    page = where(patient, case)

    assert "Answer to the appeal: First appeal to the plan" in page
    assert "The plan on the phone" in page
    assert "Answer to the complaint: Example Department" in page
    assert "Sent on November 21, 2026, no answer yet" in page


def test_days_of_each_side_are_shown_and_nobody_has_a_turn_in_a_closed_case(case, patient):
    by = actor_for(case.opened_by)
    set_next_step(
        case=case,
        action=NextAction.CALL_3,
        waiting_on=WaitingOn.PLAN,
        due_on=None,
        by=by,
        at=timezone.now() + timedelta(days=0),
    )
    assert "Your plan, since today" in where(patient, case)

    close_case(case=case, because="STOPPED", by=by, at=timezone.now())

    page = where(patient, case)
    assert "Whose turn it is" not in page
    assert "Closed" in page


def test_everything_at_once_is_one_page_with_a_fixed_number_of_queries(case, patient):
    everything_after(case)
    where(patient, case)
    with CaptureQueriesContext(connection) as few:
        where(patient, case)
    for _ in range(4):
        denied(case)
    with CaptureQueriesContext(connection) as many:
        where(patient, case)

    assert len(many) <= len(few)
    assert len(few) < 45


def test_strangers_find_nothing(case, client_for):
    other = client_for(make_user())

    assert other.get(reverse("tracker:standing", args=[case.public_id])).status_code == 404


def test_closing_names_the_days_that_run_on(case, patient):
    denied(case, appeal_by=date(2099, 5, 19))

    page = patient.get(reverse("tracker:close", args=[case.public_id])).content.decode()

    assert "These days run on when you close it" in page
    assert "Last day to appeal" in page


def test_a_request_opened_again_after_a_no_goes_on_with_the_choice(case, patient):
    denied(case, appeal_by=date(2099, 5, 19))
    close_case(case=case, because="NO", by=actor_for(case.opened_by), at=timezone.now())

    patient.post(reverse("tracker:reopen", args=[case.public_id]))

    case.refresh_from_db()
    assert (case.status, case.next_action) == ("ANSWERED", NextAction.CHOOSE)
