"""What the task list offers once the plan has answered, and what it puts first. Pure, over unsaved rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db.models import Prefetch, prefetch_related_objects

from requests_app.models import (
    Agreement,
    Appeal,
    ApprovedLine,
    CareRequest,
    Case,
    CaseStatus,
    Complaint,
    Coverage,
    Decision,
    MoreWanted,
    NextAction,
    Renewal,
)
from requests_app.standing.queries import Followed
from requests_app.tracker.next_box import next_box
from requests_app.tracker.task_rows import TITLES
from requests_app.tracker.tasks_after import after_the_answer, next_after
from requests_app.tracker.tasks_of_case import _after_sending
from tests.tracker.test_tasks_of_case import NOTHING, SENT

TODAY = date(2026, 11, 23)
NUMBER = UUID("018f0000-0000-7000-8000-000000000001")


@pytest.fixture
def case() -> Case:
    made = Case(public_id=NUMBER, status=CaseStatus.ANSWERED, organization_id=1)
    made.coverage, made.care = Coverage(), CareRequest()
    return made


def decision(answer: str, **columns) -> Decision:
    row = Decision(pk=7, public_id=NUMBER, answer=answer, heard_on=date(2026, 11, 20), **columns)
    nothing = Prefetch("lines", ApprovedLine.objects.none()), Prefetch("wanted", MoreWanted.objects.none())
    prefetch_related_objects([row], *nothing)
    return row


def facts(**followed):
    return replace(SENT, followed=Followed(**followed))


def rows(case, found):
    return {task.key: task for task in after_the_answer(case, found, today=TODAY)}


def test_before_anything_was_sent_an_answer_in_hand_can_be_written_down(case):
    case.status = CaseStatus.PREPARING
    found = rows(case, NOTHING)

    assert found["answer"].status == "LOOK"
    assert found["answer"].url
    assert (found["appeal"].status, found["appeal"].url) == ("CANNOT_START", "")
    assert (found["renew"].status, found["renew"].url) == ("CANNOT_START", "")
    assert "more" not in found
    assert "stalled" not in found


def test_while_the_plan_owes_the_answer_the_steps_upwards_are_there(case):
    case.status = CaseStatus.SENT

    assert "stalled" in rows(case, SENT)
    case.status = CaseStatus.ANSWERED
    assert "stalled" not in rows(case, facts(answers=(decision("DENIED"),)))


def test_a_no_makes_the_appeal_a_thing_to_do_with_its_last_day(case):
    case.next_action = NextAction.APPEAL
    found = facts(answers=(decision("DENIED", appeal_by=date(2027, 5, 19)),))

    row = rows(case, found)["appeal"]

    assert (row.status, row.note) == ("TO_DO", "Last day: Wednesday, May 19, 2027")
    assert next_after(case, found, today=TODAY) == "appeal"


def test_a_partial_yes_leaves_the_appeal_to_choice(case):
    row = rows(case, facts(answers=(decision("PARTLY", appeal_by=date(2027, 5, 19)),)))["appeal"]

    assert row.status == "LOOK"
    assert row.url


@pytest.mark.parametrize(
    ("columns", "status", "note"),
    [
        ({"state": "PREPARING"}, "STARTED", "Last day: Wednesday, May 19"),
        ({"state": "SENT", "answer_due_on": date(2026, 12, 23)}, "WAITING", "Wednesday, December 23"),
        ({"state": "DECIDED", "outcome": "OVERTURNED"}, "DONE", "turned into a yes"),
    ],
)
def test_the_appeal_says_how_far_it_is(case, columns, status, note):
    no = decision("DENIED", appeal_by=date(2027, 5, 19))
    appeal = Appeal(public_id=NUMBER, level="INTERNAL", decision=no, **columns)

    row = rows(case, facts(answers=(no,), appeals=(appeal,)))["appeal"]

    assert row.status == status
    assert note in row.note


def test_what_the_plan_still_wants_is_named_with_its_day_and_comes_first(case):
    case.next_action, case.status = NextAction.ADD_MORE, CaseStatus.SENT
    wanted = (MoreWanted(what="The referral", due_on=date(2026, 12, 1)), MoreWanted(what="Page 4"))
    found = facts(answers=(decision("NEEDS_MORE"),), wanted=wanted)

    row = rows(case, found)["more"]

    assert row.note == "The referral. By Tuesday, December 1, 2026. And 1 more"
    assert next_after(case, found, today=TODAY) == "more"
    box = next_box(case, row, found, today=TODAY, closed=frozenset({date(2026, 11, 26)}))
    assert box.due is not None
    assert (box.due.due, box.due.days_left, box.due.days_late) == (date(2026, 12, 1), 5, 0)


@pytest.mark.parametrize(
    ("columns", "status", "note"),
    [
        ({}, "LOOK", "not known yet"),
        ({"ends_on": date(2027, 3, 1)}, "LOOK", "March 1, 2027"),
        ({"ends_on": date(2026, 12, 23)}, "TO_DO", "Ask now"),
        ({"ends_on": date(2027, 3, 1), "renew_by": date(2026, 12, 20)}, "TO_DO", "December 20"),
        ({"ends_on": date(2026, 11, 20)}, "TO_DO", "Was due Friday, November 20"),
    ],
)
def test_a_renewal_is_to_do_from_thirty_days_before_the_first_end(case, columns, status, note):
    row = rows(case, facts(answers=(decision("APPROVED", **columns),)))["renew"]

    assert row.status == status
    assert note in row.note


def test_a_renewal_that_is_out_waits_and_a_complaint_does_so_too(case):
    found = facts(
        answers=(decision("APPROVED"),),
        renewals=(Renewal(state="SENT"),),
        complaints=(Complaint(state="SENT", office_name="Example Department"),),
        agreements=(Agreement(state="SIGNED"),),
    )

    assert rows(case, found)["renew"].status == "WAITING"
    assert rows(case, found)["complain"].status == "WAITING"
    assert "Example Department" in rows(case, found)["complain"].note
    assert rows(case, found)["agreement"].status == "DONE"


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (NextAction.NONE, None),
        (NextAction.CHOOSE, "answer"),
        (NextAction.CALL_4, "call_4"),
        (NextAction.CALL_2, "call_2"),
        (NextAction.RENEW, "renew"),
        (NextAction.APPEAL_CHECK, "appeal"),
        (NextAction.OWN, "answer"),
    ],
)
def test_after_the_answer_the_next_thing_is_what_the_case_says(case, step, key):
    case.next_action = step

    assert next_after(case, facts(answers=(decision("APPROVED"),)), today=TODAY) == key


def test_when_nothing_else_is_to_do_an_approval_that_ends_soon_is(case):
    case.next_action = NextAction.NONE
    soon = facts(answers=(decision("APPROVED", ends_on=date(2026, 12, 11)),))

    assert next_after(case, soon, today=TODAY) == "renew"


def test_calls_that_nobody_made_fall_away_with_the_answer_but_for_the_next_one(case):
    case.outcome, case.next_action = "APPROVED", NextAction.CALL_4

    keys = [task.key for task in _after_sending(case, SENT, today=TODAY, may_edit=True)]

    assert keys == ["call_4"]


def test_every_step_a_case_can_have_leads_to_a_task_of_the_list(case):
    """Nothing the queue can show leaves the patient's page without its next thing."""
    found = facts(answers=(decision("DENIED"),))
    for step in NextAction:
        case.next_action = step
        key = next_after(case, found, today=TODAY)
        assert key is None or key in TITLES, step


def test_an_appeal_that_is_out_is_asked_about_in_its_own_words(case):
    no = decision("DENIED")
    out = Appeal(public_id=NUMBER, level="INTERNAL", decision=no, state="SENT")
    found = facts(answers=(no,), appeals=(out,))

    box = next_box(case, rows(case, found)["appeal"], found, today=TODAY, closed=frozenset())

    assert "Ask where it is" in str(box.text)
    assert box.due is None


def test_an_answer_in_writing_is_not_asked_for_in_writing_again(case):
    case.outcome, case.next_action = "PARTLY", NextAction.CALL_4
    found = facts(answers=(decision("PARTLY", is_in_writing=True),))

    assert next_after(case, found, today=TODAY) == "open_points"
    assert rows(case, found)["open_points"].url.endswith("/ask/")
    assert _after_sending(case, found, today=TODAY, may_edit=True) == ()


def test_what_was_only_heard_is_asked_for_in_writing_with_the_reason(case):
    case.next_action = NextAction.CALL_4
    found = facts(answers=(decision("APPROVED"),))
    task = next(one for one in _after_sending(case, found, today=TODAY, may_edit=True) if one.key == "call_4")

    box = next_box(case, task, found, today=TODAY, closed=frozenset())

    assert "When they decide" not in str(box.text)
