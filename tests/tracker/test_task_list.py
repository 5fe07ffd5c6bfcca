from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.cases.services import close_case
from requests_app.common.dates import clock_time, long_date
from requests_app.common.time_zones import day_at
from requests_app.followups import services as followups
from requests_app.models import AuditEntry
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.tracker.pages import let_in, send, text_of, url

pytestmark = pytest.mark.usefixtures("db")
PATIENT_SIDE_ONLY = ("helpers", "helper_add")


def test_somebody_without_a_request_is_led_to_the_start(client_for):
    assert client_for(make_user()).get(reverse("tracker:my_cases")).url == reverse("home")


def test_somebody_with_one_request_is_led_to_it(case, patient):
    assert patient.get(reverse("tracker:my_cases")).url == url("task_list", case)


def test_somebody_with_several_requests_sees_them_all_the_open_ones_first(case, patient):
    other = make_case(user=case.opened_by)
    close_case(case=other, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())
    send(case)

    page = text_of(patient.get(reverse("tracker:my_cases")))

    assert page.index(f"Request {case.reference}") < page.index(f"Request {other.reference}")
    assert "Sent on November 20, 2026" in page
    assert "Closed" in page


def test_a_new_request_says_not_sent_yet_and_the_one_next_thing(patient, case, client_for):
    empty = make_case(filled=False)

    page = text_of(client_for(empty.opened_by).get(url("task_list", empty)))

    assert "Not sent yet" in page
    assert "Next: Tell us about your plan" in page
    assert 'tabindex="-1"' in page
    assert "Cannot start yet" in page
    assert "We keep this request until" in page
    for word in ("Completed", "Submitted"):
        assert word not in page


def test_a_finished_group_is_folded_and_still_there(case, patient):
    page = text_of(patient.get(url("task_list", case)))

    assert "Get ready: 5 of 5 done" in page
    assert "<details" in page


def test_after_sending_the_day_is_shown_and_the_check_in_with_its_day(case, patient):
    send(case)
    case.status = "SENT"
    case.save(update_fields=["status"])
    followups.plan_after_sending(
        case=case,
        submission_sent_on=day_at(timezone.now(), zone=case.time_zone),
        is_expedited=False,
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )

    page = text_of(patient.get(url("task_list", case)))

    assert "Sent on November 20, 2026" in page
    assert "Next: Make sure they have it (call 2)" in page
    assert "3 business days left" in page
    assert "an answer, since November 20, 2026" in page


def test_the_browser_title_names_nobody(case, patient):
    page = text_of(patient.get(url("task_list", case)))

    title = page[page.index("<title>") : page.index("</title>")]
    assert "Your request" in title
    for private in ("Ana", "Sample Health Plan", "Example Desert", case.reference):
        assert private not in title


def test_a_closed_request_can_be_read_and_opened_again(case, patient):
    close_case(case=case, because="APPROVED", by=actor_for(case.opened_by), at=timezone.now())

    page = text_of(patient.get(url("task_list", case)))
    assert "This request is closed." in page
    assert "Next:" not in page

    page = text_of(patient.post(url("reopen", case), follow=True))
    assert "Your request is open again." in page


def test_the_number_of_queries_does_not_grow_with_the_lists(case, patient, django_assert_max_num_queries):
    def fill(number):
        for day in range(1, number + 1):
            case.offices.create(organization=case.organization, name=f"Office {day}", result="NOT_TAKING")
            case.insurer_calls.create(
                organization=case.organization, kind="CALL_3", called_on=date(2026, 11, day % 28 + 1)
            )
            case.follow_ups.create(
                organization=case.organization, kind="OWN", what="x", due_on=date(2026, 12, day % 28 + 1)
            )

    fill(3)
    patient.get(url("task_list", case))
    with django_assert_max_num_queries(32) as few:
        patient.get(url("task_list", case))
    fill(30)
    with django_assert_max_num_queries(len(few)):
        patient.get(url("task_list", case))


def test_a_helper_who_may_only_look_is_told_whom_they_help_and_gets_no_button(case, client_for):
    client = client_for(let_in(case).user)

    page = text_of(client.get(url("task_list", case)))

    assert "You are helping Ana" in page
    assert "button-quiet" not in page
    assert f"/cases/{case.public_id}/settings/" not in page
    for name in ("settings", "close", *PATIENT_SIDE_ONLY):
        assert client.get(url(name, case)).status_code == 403
    assert client.post(url("reopen", case)).status_code == 403


def test_a_helper_who_may_type_cannot_invite_others(case, client_for):
    client = client_for(let_in(case, level="EDIT").user)

    assert client.get(url("settings", case)).status_code == 200
    assert all(client.get(url(name, case)).status_code == 403 for name in PATIENT_SIDE_ONLY)


def test_a_stranger_cannot_tell_that_the_request_exists(case, client_for):
    client = client_for(make_user())

    for name in ("task_list", "timeline", "settings", "helpers", "helper_add", "download_case", "close"):
        assert client.get(url(name, case)).status_code == 404
    assert client.post(url("reopen", case)).status_code == 404


def test_a_helper_whose_time_is_over_is_a_stranger(case, client_for):
    over = let_in(case, ends_at=timezone.now() - timedelta(minutes=1))

    assert client_for(over.user).get(url("task_list", case)).status_code == 404


def test_the_timeline_says_who_did_what_and_names_colleagues_by_their_facility(client_for):
    facility = make_facility(name="Example Center")
    case = make_case(facility=facility)
    colleague = make_member(facility, full_name="Sam Secret")
    for user, actor in (
        (case.opened_by, actor_for(case.opened_by)),
        (colleague, actor_for(colleague, facility=facility)),
    ):
        followups.plan_own(
            case=case, what=f"Own {user.pk}", due_on=date(2027, 1, 4), by=actor, at=timezone.now()
        )

    page = text_of(client_for(case.opened_by).get(url("timeline", case)))

    assert "Follow-up planned" in page
    assert "Your own reminder: Monday, January 4, 2027" in page
    assert "You" in page
    assert "Example Center" in page
    assert "Sam Secret" not in page


def test_the_timeline_goes_by_the_clock_where_the_case_is(client_for):
    """An evening there can be the next day in UTC."""
    facility = make_facility()
    case = make_case(facility=facility)
    type(case).objects.filter(pk=case.pk).update(time_zone="Pacific/Honolulu")
    by = actor_for(case.opened_by)
    followups.plan_own(case=case, what="Own", due_on=date(2027, 1, 4), by=by, at=timezone.now())
    local = AuditEntry.objects.latest("id").at.astimezone(ZoneInfo("Pacific/Honolulu"))
    staff = client_for(make_member(facility), second_factor=True)

    for client, address in (
        (client_for(case.opened_by), url("timeline", case)),
        (staff, reverse("staff:case", args=[case.public_id])),
    ):
        page = text_of(client.get(address))
        assert f"{long_date(local.date())}</time>, {clock_time(local)}" in page


def test_the_timeline_is_filtered_by_kind_and_says_when_there_is_nothing(case, patient):
    page = text_of(patient.get(url("timeline", case) + "?kind=calls"))

    assert "Nothing here yet." in page
    assert 'aria-current="true"' in page
    assert "Request started" in text_of(patient.get(url("timeline", case) + "?kind=unknown"))


def test_the_same_thing_done_many_times_on_a_day_is_told_once(case, patient):
    for number in range(3):
        AuditEntry.objects.create(
            organization_id=case.organization_id,
            actor="user:1",
            user_id=case.opened_by_id,
            action="intake.saved",
            target="Story",
            case_id=case.public_id,
            at=timezone.now() + timedelta(seconds=number),
        )

    assert text_of(patient.get(url("timeline", case))).count("Answers saved") == 1
