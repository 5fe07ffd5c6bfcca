"""Bills on the pages of a request: the row of the task list, what is next, where it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.cases import progress
from requests_app.models import Case, CostFacts, Decision, ExplanationOfBenefits, FollowUp, NextAction
from requests_app.tracker import queries
from requests_app.tracker.bill_task import bill_task
from requests_app.tracker.next_box import next_box
from requests_app.tracker.tasks_of_case import groups, next_task
from tests.factories.bills import make_approval, make_eob, make_reprocessing, make_wrong_eob
from tests.factories.cases import make_case

TODAY = date(2026, 11, 23)


@pytest.fixture
def case(db):
    made = make_case()
    Case.objects.filter(pk=made.pk).update(next_action=NextAction.NONE, status="ANSWERED")
    return Case.objects.select_related(*progress.SECTIONS).get(pk=made.pk)


@pytest.fixture
def approved(case):
    make_approval(case)
    CostFacts.objects.create(organization=case.organization, case=case, in_copay=Decimal("30.00"))
    return case


def facts_of(case):
    return queries.facts(case, outcomes=[])


def row(case):
    return bill_task(case, facts_of(case), today=TODAY)


def box(case):
    facts = facts_of(case)
    found = groups(case, progress.task_states(case), facts, today=TODAY, may_edit=True)
    task = next_task(found, case, facts, today=TODAY)
    return next_box(case, task, facts, today=TODAY, closed=frozenset()) if task else None


def to_be_asked_on(case, back, day):
    return FollowUp.objects.create(
        organization=case.organization, case=case, kind="BILL", about=f"bill:{back.pk}", due_on=day
    )


def test_before_any_statement_the_row_says_what_it_is_for(case):
    found = row(case)

    assert found.status == "LOOK"
    assert "statement (EOB)" in found.note
    assert found.url == reverse("eobs:eob_list", args=[case.public_id])


def test_statements_that_look_right_are_done_and_nothing_is_next(approved):
    make_eob(approved)

    assert (row(approved).status, row(approved).note) == ("DONE", "1 looks right")
    assert box(approved) is None


def test_a_statement_that_does_not_match_is_the_next_thing(approved):
    make_eob(approved)
    eob = make_wrong_eob(approved)

    assert (row(approved).status, row(approved).note) == ("WRONG", "1 does not match · 1 looks right")
    assert row(approved).url == reverse("eobs:eob_detail", args=[approved.public_id, eob.public_id])
    found = box(approved)
    assert (found.title, found.button) == ("Check your bills", "See what does not match")


def test_what_else_is_next_stays_next(approved):
    make_wrong_eob(approved)
    approved.next_action = NextAction.CHOOSE

    assert box(approved).title == "Write down what the plan said"


def test_of_several_that_do_not_match_the_row_leads_to_the_list(approved):
    make_wrong_eob(approved)
    make_wrong_eob(approved, claim_number="CLM-2026-0011")

    assert row(approved).url == reverse("eobs:eob_list", args=[approved.public_id])


def test_one_that_is_half_typed_can_be_gone_on_with(approved):
    eob = make_eob(approved, is_finished=False)

    assert (row(approved).status, row(approved).note) == ("STARTED", "A statement is half typed")
    assert str(eob.public_id) in row(approved).url
    assert box(approved).button == "Go on typing"


def test_a_claim_that_is_to_be_sent_back_is_gone_on_with(approved):
    back = make_reprocessing(approved)

    assert (row(approved).status, row(approved).note) == ("STARTED", "A claim is to be sent back")
    assert row(approved).url == reverse("reprocessing:detail", args=[approved.public_id, back.public_id])


def test_while_the_plan_has_it_nothing_is_next_until_the_day_to_ask(approved):
    back = make_reprocessing(approved, state="SENT")
    waiting = to_be_asked_on(approved, back, date(2026, 11, 27))

    assert (row(approved).status, row(approved).note) == (
        "WAITING",
        "Sent back to the plan. Ask on Friday, November 27",
    )
    assert box(approved) is None

    FollowUp.objects.filter(pk=waiting.pk).update(due_on=TODAY)
    found = box(approved)
    assert (found.button, found.due.due) == ("See what to ask", TODAY)


def test_once_the_corrected_statement_is_here_it_is_looked_at(approved):
    back = make_reprocessing(approved, state="SENT")
    ExplanationOfBenefits.objects.filter(pk=back.eob_id).update(replaced_at=timezone.now())
    make_eob(approved, claim_number="CLM-2026-0002A", replaces=back.eob)

    assert (row(approved).status, row(approved).note) == ("STARTED", "A corrected statement is here")
    assert box(approved).button == "Look at it"


def test_a_claim_that_was_taken_back_no_longer_asks_for_anything(approved):
    make_reprocessing(approved, state="WITHDRAWN", withdrawn_at=timezone.now())

    assert (row(approved).status, row(approved).note) == ("LOOK", "1 does not match")
    assert box(approved) is None


def test_a_no_about_a_claim_leads_to_its_appeal(approved):
    back = make_reprocessing(approved, state="DECIDED", outcome="REFUSED", decided_on=TODAY)

    assert (row(approved).status, row(approved).note) == ("LOOK", "The plan will not change a claim")
    assert str(back.public_id) in row(approved).url


def test_who_came_because_of_a_bill_begins_with_the_bill(db):
    case = make_case(filled=False)
    case.already_asked = "SAID_YES_BILLS_WRONG"

    assert box(case).button == "Add a statement"


def where(client_for, case):
    page = client_for(case.opened_by).get(reverse("tracker:standing", args=[case.public_id]))
    return page.content.decode()


def test_where_it_is_shows_what_does_not_match_and_what_is_with_the_plan(approved, client_for):
    back = make_reprocessing(approved, state="SENT", answer_due_on=date(2099, 1, 5), answer_due_from="Robin")
    make_wrong_eob(approved, claim_number="CLM-2026-0020")
    to_be_asked_on(approved, back, date(2099, 1, 6))

    page = where(client_for, approved)

    assert "Claim CLM-2026-0002" in page
    assert "Claim CLM-2026-0020" in page
    assert "Does not match" in page
    assert "Answer about a claim you sent back" in page
    assert "January 5, 2099" in page
    assert "Ask what became of a claim that was sent back" in page


def test_a_claim_without_a_promised_day_has_none(approved, client_for):
    make_reprocessing(approved, state="SENT")

    page = where(client_for, approved)

    assert "The plan named no day. We remind you to ask." in page
    assert "No day is known yet" in page


def test_a_no_about_a_claim_has_its_own_last_day_and_is_no_answer_to_the_request(approved, client_for):
    back = make_reprocessing(approved, state="DECIDED", outcome="REFUSED", decided_on=TODAY)
    Decision.objects.create(
        organization=approved.organization,
        case=approved,
        eob=back.eob,
        answer="DENIED",
        heard_on=date(2026, 11, 20),
        appeal_by=date(2099, 5, 1),
        is_in_writing=True,
        recorded_by=approved.opened_by,
        recorded_at=timezone.now(),
    )

    page = where(client_for, approved)

    assert "Last day to appeal what they decided about a claim" in page
    assert "May 1, 2099" in page
    assert next(one for one in facts_of(approved).followed.answers).answer == "APPROVED"


@pytest.mark.parametrize("page", ["tracker:task_list", "tracker:standing", "eobs:eob_list"])
def test_queries_do_not_grow_with_the_bills(page, approved, client_for):
    patient = client_for(approved.opened_by)
    address = reverse(page, args=[approved.public_id])

    def asked(number):
        for place in range(number):
            make_wrong_eob(approved, claim_number=f"CLM-{number}-{place}")
        patient.get(address)
        with CaptureQueriesContext(connection) as found:
            assert patient.get(address).status_code == 200
        return len(found)

    make_reprocessing(approved, state="SENT")
    few = asked(2)
    assert asked(9) == few
