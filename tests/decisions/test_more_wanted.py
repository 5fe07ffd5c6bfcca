"""What the plan still wants: from a call or an answer, with its day, its owner, and the clock meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.common.time_zones import day_at
from requests_app.decisions import more_wanted, queries
from requests_app.insurer_calls.missing_papers import plan_missing
from requests_app.models import Case, ClockPause, InsurerCall, MoreWanted
from tests.decisions.cases import answered, asked_case, open_days
from tests.followups.moments import NOW, patient_of

pytestmark = pytest.mark.usefixtures("db")
DUE = date(2026, 12, 4)


def call(case: Case, kind: str, **answers: str) -> InsurerCall:
    return InsurerCall.objects.create(
        organization=case.organization, case=case, kind=kind, called_on=date(2026, 11, 20), answers=answers
    )


@pytest.mark.parametrize(
    ("kind", "answers", "count"),
    [
        ("CALL_2", {"received": "YES", "is_complete": "NO"}, 2),
        ("CALL_2", {"received": "NO", "is_complete": "NO"}, 0),
        ("CALL_3", {"status": "NEEDS_MORE"}, 2),
        ("CALL_3", {"status": "IN_REVIEW"}, 0),
        ("CALL_4", {"answer": "NEEDS_MORE"}, 2),
        ("CALL_4", {"answer": "NO"}, 0),
    ],
)
def test_a_call_that_says_what_is_missing_makes_the_list_once(kind, answers, count):
    case = asked_case()
    heard = call(case, kind, missing="Notes of the visit\nForm 7\nForm 7", missing_by="2026-12-04", **answers)
    for _time in range(2):
        plan_missing(heard, by=patient_of(case), at=NOW)
    assert MoreWanted.objects.filter(case=case).count() == count
    assert set(open_days(case).values()) == ({DUE} if count else set())
    if count:
        now = Case.objects.get(pk=case.pk)
        assert (now.next_action, now.waiting_on, now.due_on) == ("ADD_MORE", "PATIENT", DUE)


def test_the_list_of_a_call_belongs_to_the_answer_that_was_heard_on_it():
    case = asked_case()
    heard = call(case, "CALL_4", answer="NEEDS_MORE", missing="Form 7")
    plan_missing(heard, by=patient_of(case), at=NOW)
    decision = answered(case, "NEEDS_MORE", call=heard)
    assert [one.what for one in decision.wanted.all()] == ["Form 7"]


def test_while_the_plan_waits_for_us_the_clock_may_stand_still():
    case = asked_case()
    heard = call(case, "CALL_3", status="NEEDS_MORE", missing="Form 7", clock_stops="YES")
    plan_missing(heard, by=patient_of(case), at=NOW)
    pause = ClockPause.objects.get(case=case)
    assert (pause.why, pause.from_on, pause.until_on, pause.plan_says_paused) == (
        "Form 7",
        date(2026, 11, 20),
        None,
        "YES",
    )
    more_wanted.mark_done(wanted=queries.wanted_of(case)[0], by=patient_of(case), at=NOW)
    pause.refresh_from_db()
    assert pause.until_on == date(2026, 11, 23)


def test_when_the_plan_has_all_of_it_somebody_makes_sure_that_it_does():
    case = asked_case()
    decision = answered(case, "NEEDS_MORE")
    for what, owed_by, due_on in (("Form 7", "PATIENT", DUE), ("A letter", "CLINICIAN", date(2026, 12, 1))):
        typed = {"what": what, "owed_by": owed_by, "due_on": due_on}
        more_wanted.add_wanted(decision=decision, typed=typed, by=patient_of(case), at=NOW)
    now = Case.objects.get(pk=case.pk)
    assert (now.next_action, now.waiting_on, now.due_on) == ("ADD_MORE", "CLINICIAN", date(2026, 12, 1))
    decision.refresh_from_db()
    assert decision.needs_by == date(2026, 12, 1)
    for one in queries.wanted_of(case):
        more_wanted.mark_done(wanted=one, by=patient_of(case), at=NOW)
        more_wanted.mark_done(wanted=one, by=patient_of(case), at=NOW)
    now = Case.objects.get(pk=case.pk)
    assert (now.next_action, now.waiting_on, now.due_on) == ("CALL_2", "PLAN", date(2026, 11, 27))
    assert open_days(case) == {}


def test_what_was_marked_by_mistake_or_not_wanted_at_all_is_put_right():
    case = asked_case()
    decision = answered(case, "NEEDS_MORE")
    typed = {"what": "Form 7", "owed_by": "PATIENT", "due_on": DUE}
    wanted = more_wanted.add_wanted(decision=decision, typed=typed, by=patient_of(case), at=NOW)
    more_wanted.mark_done(wanted=wanted, by=patient_of(case), at=NOW)
    more_wanted.mark_open(wanted=wanted, by=patient_of(case), at=NOW)
    assert open_days(case) == {f"wanted:{wanted.pk}": DUE}
    more_wanted.remove_wanted(wanted=wanted, by=patient_of(case), at=NOW)
    assert open_days(case) == {}
    assert queries.wanted_of(case) == []
    assert not ClockPause.objects.filter(case=case, removed_at__isnull=True, until_on__isnull=True).exists()


def test_what_is_due_today_is_due_today():
    case = asked_case()
    today = day_at(NOW, zone=case.time_zone)
    more_wanted.add_wanted(
        decision=answered(case, "NEEDS_MORE"),
        typed={"what": "Form 7", "owed_by": "PATIENT", "due_on": today},
        by=patient_of(case),
        at=NOW,
    )
    row = MoreWanted.objects.get(case=case)
    assert open_days(case)[f"wanted:{row.pk}"] == today
