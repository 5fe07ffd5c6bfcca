from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.cases.services import close_case
from requests_app.followups import services
from requests_app.models import AuditEntry, Case, CaseAccess, FollowUp, NextAction, Promise, Reminder
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.followups.moments import NOW, SENT_ON, moment, patient_of, sent_case

pytestmark = pytest.mark.usefixtures("db")
MONDAY = date(2026, 11, 30)


def plan(case: Case, *, sent_on: date = SENT_ON, is_expedited: bool = False, at=NOW) -> FollowUp:
    return services.plan_after_sending(
        case=case, submission_sent_on=sent_on, is_expedited=is_expedited, by=patient_of(case), at=at
    )


@pytest.mark.parametrize(
    ("sent_on", "is_expedited", "due_on"),
    [
        (date(2026, 11, 23), False, date(2026, 11, 27)),  # Thanksgiving does not count, the Friday does
        (date(2026, 11, 25), False, date(2026, 12, 1)),
        (date(2026, 11, 25), True, date(2026, 11, 27)),
        (date(2026, 11, 27), True, date(2026, 11, 30)),
        (date(2026, 11, 28), False, date(2026, 12, 2)),  # a Saturday
        (date(2026, 12, 23), False, date(2026, 12, 29)),  # Christmas is a Friday
        (date(2026, 12, 31), False, date(2027, 1, 6)),  # New Year's Day is a Friday
    ],
)
def test_sending_plans_call_2_on_the_right_business_day(sent_on, is_expedited, due_on):
    call = plan(sent_case(), sent_on=sent_on, is_expedited=is_expedited)

    assert (call.kind, call.due_on, call.counted_from) == ("CALL_2", due_on, sent_on)
    assert call.business_days == (1 if is_expedited else 3)
    assert AuditEntry.objects.get(action="followups.planned").details["due_on"] == due_on.isoformat()


def test_sending_again_calls_off_the_older_call_2_and_its_reminder():
    case = sent_case()
    older = plan(case)

    newer = plan(case, sent_on=date(2026, 11, 24))

    older.refresh_from_db()
    assert older.state == "CANCELLED"
    assert older.reminders.get().state == "CANCELLED"
    assert newer.reminders.get().state == "PLANNED"
    assert Promise.objects.filter(kind="reminder", state="WAITING").count() == 1


def test_the_reminder_is_promised_for_nine_where_the_person_lives():
    case = sent_case(time_zone="America/New_York")

    call = plan(case)

    reminder = call.reminders.get()
    assert reminder.remind_at.isoformat() == "2026-11-27T14:00:00+00:00"
    assert Promise.objects.get(kind="reminder", subject_id=reminder.pk).due_at == reminder.remind_at


def test_a_day_that_is_over_when_it_is_recorded_is_reminded_of_the_next_morning():
    call = plan(sent_case(), sent_on=date(2026, 11, 2))

    assert call.due_on == date(2026, 11, 5)
    assert call.reminders.get().remind_at == moment("2026-11-24 09:00")


def test_patient_and_caregiver_are_reminded_and_helpers_are_not():
    case = sent_case()
    for relation, level in (("CAREGIVER", "EDIT"), ("HELPER", "EDIT")):
        CaseAccess.objects.create(
            organization=case.organization, case=case, user=make_user(), relation=relation, level=level
        )
    CaseAccess.objects.create(
        organization=case.organization,
        case=case,
        user=make_user(),
        relation="CAREGIVER",
        ended_at=moment("2026-11-01 09:00"),
    )

    call = plan(case)

    ways = case.access.filter(user__in=[one.recipient_id for one in call.reminders.all()])
    assert sorted(way.relation for way in ways) == ["CAREGIVER", "PATIENT"]


def test_a_call_made_closes_call_2_and_plans_call_3_and_the_queue_shows_its_day():
    case = sent_case()
    call_2 = plan(case)

    call_3 = services.record_contact(
        case=case, contacted_on=date(2026, 11, 25), kind="CALL_2", by=patient_of(case), at=NOW
    )

    call_2.refresh_from_db()
    case.refresh_from_db()
    assert call_2.state == "DONE"
    assert (call_3.kind, call_3.due_on) == ("CALL_3", date(2026, 12, 1))
    assert (case.next_action, case.waiting_on, case.due_on) == ("CALL_3", "PLAN", date(2026, 12, 1))


def test_a_call_after_which_the_plan_promised_a_later_day_waits_for_that_day():
    case = sent_case()

    call_3 = services.record_contact(
        case=case,
        contacted_on=date(2026, 11, 25),
        kind="CALL_3",
        promised_by=date(2026, 12, 11),
        by=patient_of(case),
        at=NOW,
    )

    assert (call_3.due_on, call_3.reason) == (date(2026, 12, 14), "AFTER_PROMISE")


def test_a_request_the_plan_could_not_find_is_asked_for_again_the_next_business_day():
    case = sent_case()

    again = services.record_contact(
        case=case,
        contacted_on=date(2026, 11, 25),
        kind="CALL_2",
        was_found=False,
        by=patient_of(case),
        at=NOW,
    )

    assert (again.kind, again.due_on, again.reason) == ("CALL_2", date(2026, 11, 27), "NOT_FOUND")


def test_an_own_next_step_set_by_staff_is_not_overwritten_by_a_call():
    case = sent_case()
    Case.objects.filter(pk=case.pk).update(
        next_action=NextAction.OWN, next_action_text="Ask the billing office"
    )

    services.record_contact(case=case, contacted_on=SENT_ON, kind="CALL_2", by=patient_of(case), at=NOW)

    case.refresh_from_db()
    assert case.next_action == "OWN"


def test_a_promise_of_the_plan_is_looked_after_on_the_next_business_day_and_only_once():
    case = sent_case()
    promised = {"case": case, "promised_on": date(2026, 11, 25), "what": "A call back"}

    first = services.plan_promised(**promised, by=patient_of(case), at=NOW)
    second = services.plan_promised(**promised, by=patient_of(case), at=NOW)

    assert first == second
    assert (first.kind, first.due_on) == ("PROMISED", date(2026, 11, 27))


def test_marking_a_check_in_as_done_plans_the_next_one_from_that_day():
    case = sent_case()
    call = plan(case)

    following = services.complete(follow_up=call, by=patient_of(case), at=moment("2026-11-27 20:30"))

    assert following is not None
    assert (following.kind, following.counted_from) == ("CALL_3", date(2026, 11, 27))


def test_an_own_reminder_that_is_done_plans_nothing():
    case = make_case()
    own = services.plan_own(case=case, what="Find the letter", due_on=MONDAY, by=patient_of(case), at=NOW)

    assert services.complete(follow_up=own, by=patient_of(case), at=NOW) is None
    assert not case.follow_ups.filter(state="OPEN").exists()


def test_a_moved_follow_up_keeps_its_first_day_and_takes_its_reminder_along():
    case = sent_case()
    call = plan(case)
    first_day = call.due_on

    services.move(follow_up=call, to=date(2026, 12, 2), by=patient_of(case), at=NOW)
    services.move(follow_up=call, to=date(2026, 12, 3), by=patient_of(case), at=NOW)

    call.refresh_from_db()
    case.refresh_from_db()
    assert (call.due_on, call.moved_from, case.due_on) == (date(2026, 12, 3), first_day, date(2026, 12, 3))
    planned = call.reminders.get(state="PLANNED")
    assert planned.remind_at == moment("2026-12-03 09:00")
    assert list(
        Promise.objects.filter(kind="reminder", state="WAITING").values_list("due_at", flat=True)
    ) == [planned.remind_at]


def test_a_follow_up_that_is_done_cannot_be_moved_done_or_cancelled_again():
    case = make_case()
    own = services.plan_own(case=case, what="Find it", due_on=MONDAY, by=patient_of(case), at=NOW)
    services.cancel(follow_up=own, by=patient_of(case), at=NOW)

    for again in (services.complete, services.cancel):
        with pytest.raises(services.FollowUpRefused):
            again(follow_up=own, by=patient_of(case), at=NOW)
    with pytest.raises(services.FollowUpRefused):
        services.move(follow_up=own, to=MONDAY, by=patient_of(case), at=NOW)


def test_a_closed_request_takes_no_reminder():
    case = make_case()
    close_case(case=case, because="STOPPED", by=patient_of(case), at=NOW)

    with pytest.raises(services.FollowUpRefused):
        services.plan_own(case=case, what="Late", due_on=MONDAY, by=patient_of(case), at=NOW)


def test_a_follow_up_planned_while_reminders_are_paused_promises_no_mail():
    case = sent_case()
    services.pause(case=case, by=patient_of(case), at=NOW)

    call = plan(case)

    assert call.reminders.get().state == "PAUSED"
    assert not Promise.objects.filter(kind="reminder").exists()


def test_staff_may_plan_for_their_patient_and_auditors_may_not():
    facility = make_facility()
    case = sent_case(facility=facility)
    worker = actor_for(make_member(facility), facility=facility)
    auditor = actor_for(make_member(facility, role="AUDITOR"), facility=facility, role="AUDITOR")
    own = {"case": case, "what": "Ask again", "due_on": MONDAY, "at": NOW}

    services.plan_own(**own, by=worker)
    with pytest.raises(PermissionDenied):
        services.plan_own(**own, by=auditor)

    assert Reminder.objects.get().recipient == case.opened_by
