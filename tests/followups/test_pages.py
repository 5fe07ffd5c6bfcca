from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from requests_app.followups import services
from requests_app.followups.presenters import said
from requests_app.models import CaseAccess, FollowUp
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.followups.moments import NOW, SENT_ON, moment, patient_of, sent_case

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def case():
    return sent_case()


@pytest.fixture
def call(case):
    return services.plan_after_sending(
        case=case, submission_sent_on=SENT_ON, is_expedited=False, by=patient_of(case), at=NOW
    )


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def patient(case, client_for):
    return client_for(case.opened_by)


def url(name, case, follow_up=None):
    ids = {"case_id": case.public_id} | ({"follow_up_id": follow_up.public_id} if follow_up else {})
    return reverse(f"followups:{name}", kwargs=ids)


def text_of(response) -> str:
    return response.content.decode()


def test_the_page_says_the_day_the_rule_and_the_calendar(case, call, patient):
    page = text_of(patient.get(url("follow_up_list", case)))

    assert "Make sure they have it (call 2)" in page
    assert "Due Friday, November 27 (3 business days left)" in page
    assert "3 business days after you sent it (November 23, 2026)." in page
    assert "Calendar used: US federal holidays 2026." in page
    assert "Thursday, November 26 is a holiday and did not count." in page


def test_a_late_call_says_how_late_it_is(case, call, client_for):
    with time_machine.travel(moment("2026-11-30 10:00"), tick=False):
        page = text_of(client_page(client_for(case.opened_by), case))

    assert "Was due Friday, November 27 (3 days late)" in page
    assert "This call is late. Call today if you can." in page


def client_page(client, case):
    return client.get(url("follow_up_list", case))


def test_before_sending_the_page_says_when_the_first_check_in_will_be(client_for):
    case = make_case()

    page = text_of(client_page(client_for(case.opened_by), case))

    assert "We plan the first check-in when you tell us that you sent your request" in page


def test_once_the_plan_has_answered_nothing_says_that_a_check_in_comes(client_for):
    case = make_case(status="ANSWERED", outcome="DENIED")

    page = text_of(client_page(client_for(case.opened_by), case))

    assert "We plan the first check-in" not in page
    assert "The plan has answered, so no call to ask for the status is planned." in page


def test_a_closed_request_waits_for_no_sending(client_for):
    case = make_case(status="CLOSED")

    page = text_of(client_page(client_for(case.opened_by), case))

    assert "We plan the first check-in" not in page
    assert "This request is closed." in page


def test_a_patient_adds_a_reminder_in_business_days(case, patient):
    response = patient.post(
        url("reminder_add", case), {"what": "Call the billing office", "when": "3"}, follow=True
    )

    own = case.follow_ups.get()
    assert (own.kind, own.what, own.due_on) == ("OWN", "Call the billing office", date(2026, 11, 27))
    assert "We will remind you on Friday, November 27." in text_of(response)
    assert "Call the billing office" in text_of(response)


def test_a_patient_picks_a_day(case, patient):
    patient.post(
        url("reminder_add", case),
        {"what": "Ask", "when": "PICK", "day_month": "Dec", "day_day": "5", "day_year": "2026"},
    )

    assert case.follow_ups.get().due_on == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({}, "Select when to remind you"),
        ({"what": "Ask"}, "Select when to remind you"),
        ({"when": "1"}, "Enter what to remind you of"),
        ({"what": "Ask", "when": "PICK"}, "Enter the day to remind you"),
        (
            {"what": "Ask", "when": "PICK", "day_month": "11", "day_day": "23", "day_year": "2026"},
            "Date must be in the future",
        ),
        ({"what": "x" * 201, "when": "1"}, "What to remind you of must be 200 characters or fewer"),
        ({"what": "Ask", "when": "7"}, "Select when to remind you"),
    ],
)
def test_a_reminder_without_its_answers_is_asked_for_again(case, patient, answers, error):
    response = patient.post(url("reminder_add", case), answers)

    assert response.status_code == 422
    assert error in text_of(response)
    assert "<title>Error: " in text_of(response)
    assert not case.follow_ups.exists()


def test_a_double_click_adds_one_reminder(case, patient):
    key = "6d2a4c52-4b8f-4c53-9f36-0b7f7f8f6d11"
    for _click in range(2):
        patient.post(url("reminder_add", case), {"what": "Ask", "when": "1", "form_key": key})

    assert case.follow_ups.count() == 1


def test_a_follow_up_is_moved_and_a_weekend_is_asked_about_once(case, call, patient):
    saturday = {"day_month": "11", "day_day": "28", "day_year": "2026"}

    first = patient.post(url("follow_up_move", case, call), saturday)
    digest = first.context["form"].warnings_digest
    second = patient.post(url("follow_up_move", case, call), {**saturday, "confirmed_warnings": digest})

    call.refresh_from_db()
    assert (first.status_code, second.status_code) == (422, 302)
    assert "This is not a business day" in text_of(first)
    assert (call.due_on, call.moved_from) == (date(2026, 11, 28), date(2026, 11, 27))
    shown = text_of(client_page(patient, case))
    assert "You moved it from Friday, November 27." in shown
    assert "business days after" not in shown


def test_a_check_in_is_marked_done_once_and_the_next_one_is_named(case, call, patient):
    first = patient.post(url("follow_up_done", case, call), follow=True)
    second = patient.post(url("follow_up_done", case, call), follow=True)

    assert "Marked as done. Next check-in: Friday, November 27." in text_of(first)
    assert "This was done or cancelled already." in text_of(second)
    assert case.follow_ups.filter(state="OPEN").count() == 1
    assert "Done on November 23, 2026" in text_of(second)


def test_cancelling_asks_first(case, call, patient):
    asked = patient.get(url("follow_up_cancel", case, call))
    assert FollowUp.objects.get(pk=call.pk).state == "OPEN"

    patient.post(url("follow_up_cancel", case, call))

    assert "Do you want to cancel this follow-up?" in text_of(asked)
    assert FollowUp.objects.get(pk=call.pk).state == "CANCELLED"
    assert patient.get(url("follow_up_cancel", case, call)).status_code == 302


def test_reminders_are_paused_and_turned_on_again(case, call, patient):
    page = text_of(patient.post(url("pause", case), {"paused": "yes"}, follow=True))
    assert "Reminders are paused. We send no emails or texts about these dates." in page

    page = text_of(patient.post(url("pause", case), {"paused": "no"}, follow=True))

    assert "Reminders are on again." in page
    assert call.reminders.get().state == "PLANNED"


def test_the_page_leads_to_the_steps_when_no_answer_comes(case, call, patient):
    page = client_page(patient, case).content.decode()
    assert reverse("ladder:rungs", kwargs={"case_id": case.public_id}) in page


PAGES = ("reminder_add", "follow_up_move", "follow_up_cancel")


def test_a_stranger_cannot_tell_that_the_request_exists(case, call, client_for):
    stranger = client_for(make_user())

    assert client_page(stranger, case).status_code == 404
    for name in PAGES:
        assert stranger.get(url(name, case, None if name == "reminder_add" else call)).status_code == 404
    assert stranger.post(url("pause", case), {"paused": "yes"}).status_code == 404
    assert stranger.post(url("follow_up_done", case, call)).status_code == 404


def test_a_follow_up_of_another_request_is_not_found(call, client_for):
    other = make_case()

    response = client_for(other.opened_by).post(url("follow_up_done", other, call))

    assert response.status_code == 404


def test_somebody_who_may_only_look_reads_and_changes_nothing(case, call, client_for):
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    page = client_page(client, case)

    assert page.status_code == 200
    assert "You are helping Ana" in text_of(page)
    assert "Mark as done" not in text_of(page)
    assert client.post(url("follow_up_done", case, call)).status_code == 403
    assert client.post(url("pause", case), {"paused": "yes"}).status_code == 403
    assert client.get(url("reminder_add", case)).status_code == 403


def test_staff_work_on_the_follow_ups_of_their_patients(client_for):
    facility = make_facility()
    case = sent_case(facility=facility)
    client = client_for(make_member(facility), second_factor=True)

    client.post(url("reminder_add", case), {"what": "Ask the plan", "when": "1"})

    assert case.follow_ups.get().what == "Ask the plan"


def test_the_number_of_queries_does_not_grow_with_the_list(
    case, call, patient, django_assert_max_num_queries
):
    def add(number):
        for day in range(number):
            services.plan_own(
                case=case,
                what=f"Own {day}",
                due_on=date(2026, 12, 1) + timedelta(days=day),
                by=patient_of(case),
                at=NOW,
            )

    add(3)
    client_page(patient, case)
    with django_assert_max_num_queries(12) as few:
        client_page(patient, case)
    add(30)
    with django_assert_max_num_queries(len(few)):
        client_page(patient, case)


def test_what_we_planned_in_one_language_is_read_in_another(case):
    row = FollowUp(kind="CALL_4", about="decision:1:fix", what="Ask the plan to put its answer right")
    with override("es"):
        assert "Ask the plan" not in said(row)
    assert said(FollowUp(kind="OWN", what="Ask the plan to put its answer right")) == row.what
