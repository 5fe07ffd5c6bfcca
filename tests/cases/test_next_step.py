"""What the queue shows as the next step follows from what was done, in whatever order it was done."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.followups import services as followups
from requests_app.insurer_calls import services as calls
from requests_app.intake.services.answers import confirm_task
from requests_app.models import Case, FollowUp, FollowUpKind, InsurerCall, NextAction
from requests_app.tracker.services import reopen_case
from tests.factories.cases import make_case
from tests.factories.people import actor_for

pytestmark = pytest.mark.usefixtures("db")


def call_1(case: Case, **answers: str) -> None:
    InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_1",
        called_on=date(2026, 11, 20),
        answers=answers,
    )


def next_action(case: Case) -> str:
    return Case.objects.get(pk=case.pk).next_action


def finish_you(case: Case) -> None:
    confirm_task(case=case, task="you", by=actor_for(case.opened_by), at=timezone.now())


def test_whoever_called_before_filling_in_is_not_told_to_make_call_1_again():
    case = make_case()
    call_1(case, request_opened="YES")

    finish_you(case)

    assert next_action(case) == NextAction.CALL_OFFICES


def test_a_call_on_which_the_plan_refused_to_open_the_request_is_to_be_made_again():
    case = make_case()
    call_1(case, request_opened="NO")

    finish_you(case)

    assert next_action(case) == NextAction.CALL_1


def test_an_unsent_case_opened_again_goes_on_where_it_stood():
    case = make_case()
    by, now = actor_for(case.opened_by), timezone.now()
    call_1(case, request_opened="YES")
    close_case(case=case, because="STOPPED", by=by, at=now)

    reopen_case(case=case, by=by, at=now)

    assert next_action(case) == NextAction.CALL_OFFICES


def test_new_year_on_a_saturday_is_closed_on_the_friday_of_the_year_before_for_a_promise_too():
    """New Year's Day 2028 is a Saturday, so Friday, December 31, 2027 does not count."""
    case = make_case()
    by, now = actor_for(case.opened_by), timezone.now()

    planned = followups.record_contact(
        case=case,
        contacted_on=date(2027, 12, 30),
        promised_by=date(2028, 1, 3),
        kind=FollowUpKind.CALL_3,
        by=by,
        at=now,
    )

    assert planned.due_on == date(2028, 1, 5)
    assert FollowUp.objects.get().due_on == date(2028, 1, 5)


def test_a_closed_case_takes_no_call_though_the_page_was_opened_before():
    case = make_case()
    by, now = actor_for(case.opened_by), timezone.now()
    opened_before = Case.objects.get(pk=case.pk)
    close_case(case=case, because="STOPPED", by=by, at=now)

    with pytest.raises(calls.CallRefused):
        calls.remove_call(call=InsurerCall(case=opened_before, kind="CALL_1"), by=by, at=now)
