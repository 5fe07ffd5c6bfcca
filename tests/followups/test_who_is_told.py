"""Whoever acts is told, by mail and, where wanted, by text; a last day before it comes; nobody at night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.cases import services as cases
from requests_app.followups import queries, services
from requests_app.models import (
    Case,
    CaseAccess,
    FollowUpKind,
    Membership,
    NextAction,
    OutgoingText,
    Reminder,
    WaitingOn,
)
from requests_app.outbox import worker
from requests_app.tasks import HANDLERS
from requests_app.texts import services as texts
from tests.databases import see_everything
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.followups.moments import NOW, moment, patient_of, sent_case
from tests.texts.phones import bodies, opted_in, sweep_all

DUE = date(2026, 12, 18)
AT_NINE = moment("2026-12-18 09:00")


@pytest.fixture
def case(db) -> Case:
    """A facility's case with a colleague in charge."""
    facility = make_facility()
    owner = make_member(facility, email="owner@example.org")
    return sent_case(user=make_user(email="ana@example.com"), facility=facility, owner=owner)


def plan(
    case: Case, kind: FollowUpKind = FollowUpKind.PROMISED, *, about: str = "call:1", due_on: date = DUE
):
    return services.plan_for(case=case, kind=kind, due_on=due_on, about=about, by=patient_of(case), at=NOW)


def owed_by(case: Case, who: WaitingOn) -> None:
    cases.set_next_step(
        case=case, action=NextAction.CALL_3, waiting_on=who, due_on=None, by=patient_of(case), at=NOW
    )


def mailed(now=AT_NINE) -> list[str]:
    before = len(mail.outbox)
    sweep_all(now)
    return sorted(one.to[0] for one in mail.outbox[before:])


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (WaitingOn.PLAN, ["ana@example.com"]),
        (WaitingOn.PATIENT, ["ana@example.com"]),
        (WaitingOn.CLINICIAN, ["ana@example.com"]),
        (WaitingOn.US, ["owner@example.org"]),
    ],
)
def test_whoever_acts_is_told(case, who, told):
    plan(case)
    owed_by(case, who)
    assert mailed() == told


def test_a_patient_hears_of_a_last_day_whoever_acts(case):
    plan(case, FollowUpKind.APPEAL_BY, about="decision:1:appeal")
    owed_by(case, WaitingOn.US)
    assert mailed() == ["ana@example.com", "owner@example.org"]


def test_after_a_standstill_only_the_newest_of_one_day_goes_out(case):
    plan(case, FollowUpKind.APPEAL_BY, about="decision:1:appeal")
    assert mailed(moment("2026-12-18 10:00")) == ["ana@example.com"]
    states = Reminder.objects.filter(recipient=case.opened_by).order_by("remind_at")
    assert list(states.values_list("state", flat=True)) == ["CANCELLED", "CANCELLED", "SENT"]


def test_a_colleague_who_left_is_not_told(case):
    plan(case)
    owed_by(case, WaitingOn.US)
    Membership.objects.filter(user=case.owner).update(is_active=False)
    assert mailed() == ["ana@example.com"]


def test_a_personal_reminder_goes_to_whoever_asked(case):
    other = make_user(email="sam@example.com")
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=other, relation="CAREGIVER", level="EDIT"
    )
    owner = actor_for(case.owner, facility=case.organization)
    services.plan_own(case=case, what="Ask", due_on=DUE, by=actor_for(other), at=NOW, for_me=True)
    services.plan_own(case=case, what="Ask", due_on=DUE, by=owner, at=NOW, for_me=True)
    assert mailed() == ["owner@example.org", "sam@example.com"]


def test_a_last_day_is_told_before_it_comes(case):
    plan(case, FollowUpKind.APPEAL_BY, about="decision:1:appeal")
    days = [moment(f"2026-12-{day:02} 09:00") for day in range(1, 21)]
    assert [day.day for day in days if mailed(day)] == [4, 15, 18]


def test_a_last_day_that_is_near_is_told_on_the_days_that_are_left(case):
    plan(case, FollowUpKind.NEEDS_MORE, about="decision:1:more", due_on=date(2026, 11, 25))
    assert [day for day in range(23, 29) if mailed(moment(f"2026-11-{day} 09:00"))] == [25]


def test_planned_again_on_another_day_it_moves_with_its_reminders(case):
    first = plan(case, FollowUpKind.APPEAL_BY, about="decision:1:appeal")
    again = plan(case, FollowUpKind.APPEAL_BY, about="decision:1:appeal", due_on=date(2026, 12, 22))
    assert first.pk == again.pk
    days = [moment(f"2026-12-{day:02} 09:00") for day in range(1, 24)]
    assert [day.day for day in days if mailed(day)] == [8, 19, 22]


def test_planned_again_for_the_same_day_nothing_changes(case):
    one = plan(case)
    services.move(follow_up=one, to=date(2026, 12, 16), by=patient_of(case), at=NOW)
    assert plan(case).due_on == date(2026, 12, 16)
    services.complete(follow_up=one, by=patient_of(case), at=NOW)
    assert plan(case).state == "DONE"
    assert Reminder.objects.filter(state="PLANNED").count() == 0


def test_called_off_goes_by_what_it_is_about(case):
    for about in ("appeal:1", "appeal:1:peer", "appeal:12"):
        plan(case, about=about)
    assert services.call_off(case=case, about_prefix="appeal:1", by=patient_of(case), at=NOW) == 2
    assert case.follow_ups.get(state="OPEN").about == "appeal:12"


def test_who_wants_texts_gets_one_beside_the_mail(case):
    opted_in(case.opened_by, at=NOW)
    plan(case)
    assert mailed() == ["ana@example.com"]
    assert bodies() == [bodies()[0]]
    assert "a date you track is December 18, 2026" in bodies()[0]
    assert sorted(Reminder.objects.filter(state="SENT").values_list("channel", flat=True)) == ["MAIL", "TEXT"]


def test_a_no_before_the_day_leaves_the_mail_alone(case):
    opted_in(case.opened_by, at=NOW)
    plan(case)
    texts.stop(by=patient_of(case), at=NOW)
    assert mailed() == ["ana@example.com"]
    assert (bodies(), OutgoingText.objects.count()) == ([], 0)


def only_reminders(now) -> None:
    """The worker writes mails and texts and dies before it sends them."""
    worker.sweep(handlers={"reminder": HANDLERS["reminder"]}, now=now)
    see_everything()


def waiting_case(case) -> None:
    opted_in(case.opened_by, at=NOW)
    plan(case)
    only_reminders(AT_NINE)
    assert OutgoingText.objects.filter(state="WAITING").count() == 1


@pytest.mark.parametrize("event", ["closed", "done", "paused", "left"])
def test_what_waits_to_leave_is_asked_once_more(case, event):
    waiting_case(case)
    by = patient_of(case)
    if event == "closed":
        cases.close_case(case=case, because="STOPPED", by=by, at=AT_NINE)
    elif event == "done":
        services.complete(follow_up=case.follow_ups.get(), by=by, at=AT_NINE)
    elif event == "paused":
        services.pause(case=case, by=by, at=AT_NINE)
    else:
        CaseAccess.objects.filter(case=case).update(ended_at=AT_NINE)

    assert (mailed(AT_NINE + timedelta(minutes=5)), bodies()) == ([], [])


def test_what_was_paused_on_its_way_is_sent_after_the_pause(case):
    waiting_case(case)
    services.pause(case=case, by=patient_of(case), at=AT_NINE)
    assert mailed(AT_NINE + timedelta(minutes=5)) == []
    services.resume(case=case, by=patient_of(case), at=AT_NINE + timedelta(hours=1))
    assert mailed(AT_NINE + timedelta(hours=2)) == ["ana@example.com"]


def test_what_waits_into_the_night_waits_for_the_morning(case):
    waiting_case(case)
    assert (mailed(moment("2026-12-18 21:00")), bodies()) == ([], [])
    assert mailed(moment("2026-12-19 08:59")) == []
    assert mailed(moment("2026-12-19 09:00")) == ["ana@example.com"]
    assert len(bodies()) == 1


def test_the_case_is_held_before_its_reminder_as_by_every_writer(case):
    services.plan_own(case=case, what="Call", due_on=DUE, by=patient_of(case), at=NOW)
    reminder_id = Reminder.objects.latest("pk").pk
    with CaptureQueriesContext(connection) as found:
        queries.reminder_to_send(reminder_id)
    first = found.captured_queries[0]["sql"]
    assert first.startswith('SELECT "requests_app_case"')
    assert "FOR UPDATE" in first
