from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.models import AuditEntry, Case, NextAction
from requests_app.outreach import queries
from requests_app.outreach.wording import result_sentence
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.outreach.pages import (
    ABOUT,
    CONTACT,
    FOLLOW_UPS,
    hidden_fields,
    log_by_pages,
    send,
    step_url,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def case(user) -> Case:
    return make_case(user=user)


@pytest.fixture
def pages(client_for, user):
    return client_for(user)


@pytest.mark.parametrize("result", sorted(FOLLOW_UPS))
def test_an_office_is_logged_page_by_page_with_the_question_that_fits(pages, case, result) -> None:
    office = log_by_pages(pages, case, result)

    assert office.result == result
    assert office.notes == "Was kind"
    assert (office.name, office.city, office.found_in) == ("Desert Sky Clinic", "Phoenix", "PLAN_WEBSITE")
    for name, value in (FOLLOW_UPS[result] or {}).items():
        if hasattr(office, name):
            assert str(getattr(office, name)) == {"yes": "True"}.get(value, value)
    (only,) = queries.tries_of(office)
    if result != "NO_ANSWER":
        assert only.contacted_on == day_at(timezone.now(), zone=case.time_zone) - timedelta(days=1)
    assert (only.day_part, only.channel, only.spoke_with) == ("MORNING", "PHONE", "Kim")

    check = url("office_check", case, office.public_id)
    body = pages.get(check).content.decode()
    assert "Desert Sky Clinic" in body
    answer = send(pages, check, {"then": "finish"})
    assert answer["Location"] == url("office_list", case)
    body = pages.get(answer["Location"]).content.decode()
    assert "Office saved. 1 office logged." in body
    assert "In-network offices you contacted (1)" in body
    assert result_sentence(office, [only]) in body.replace("&#x27;", "'")


def test_save_and_log_another_opens_an_empty_page(pages, case) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    answer = send(pages, url("office_check", case, office.public_id), {"then": "another"})
    assert answer["Location"] == url("office_add", case)
    assert "Desert Sky Clinic" not in pages.get(answer["Location"]).content.decode()


def test_each_page_is_saved_at_once_and_a_half_logged_office_is_started(pages, case) -> None:
    send(pages, url("office_add", case), ABOUT)
    send(pages, step_url(case.offices.get(), "contact"), CONTACT)
    assert queries.counts(case) == queries.Counts(logged=0, started=1, to_call=0)
    body = pages.get(url("office_list", case)).content.decode()
    assert "Not finished yet" in body
    assert "Started" in body
    office = case.offices.get()
    assert pages.get(url("office_check", case, office.public_id))["Location"] == step_url(office, "result")


def test_save_and_come_back_later_keeps_the_page_and_goes_to_the_task_list(pages, case) -> None:
    answer = send(pages, url("office_add", case), ABOUT, save_later="yes")
    assert answer["Location"] == f"/cases/{case.public_id}/"
    assert case.offices.get().name == "Desert Sky Clinic"


def test_an_office_that_can_help_is_named_as_a_real_option_and_stays(pages, case) -> None:
    text = "This office may be a real option."
    office = log_by_pages(pages, case, "CAN_SEE_ME")
    assert text not in pages.get(url("office_list", case)).content.decode()
    send(pages, step_url(office, "follow-up"), {"gives_all_care": "YES"})
    for page in (
        step_url(office, "notes"),
        url("office_check", case, office.public_id),
        url("office_detail", case, office.public_id),
    ):
        assert text in pages.get(page).content.decode(), page


def test_another_result_asks_its_own_question_and_sets_the_old_answer_aside(pages, case) -> None:
    office = log_by_pages(pages, case, "TOO_FAR")
    answer = send(pages, step_url(office, "result") + "?to=check", {"result": "WAIT_TOO_LONG"})
    assert answer["Location"] == step_url(office, "follow-up") + "?to=check"
    answer = send(pages, answer["Location"], {"gave_no_date": "yes"})
    assert answer["Location"] == url("office_check", case, office.public_id)
    said = "62.5 miles away, one way"
    assert said not in pages.get(url("office_list", case)).content.decode()
    answer = send(pages, step_url(office, "result") + "?to=check", {"result": "TOO_FAR"})
    assert answer["Location"] == url("office_check", case, office.public_id)
    assert said in pages.get(url("office_list", case)).content.decode()


def test_the_first_open_visit_cannot_be_before_the_contact(pages, case) -> None:
    office = log_by_pages(pages, case, "WAIT_TOO_LONG")
    day = {"first_open_on_month": "1", "first_open_on_day": "5", "first_open_on_year": "2020"}
    answer = send(pages, step_url(office, "follow-up"), day)
    assert answer.status_code == 422
    assert "Date must be the same as or after" in answer.content.decode()
    answer = send(pages, step_url(office, "follow-up"), {**day, "first_open_on_year": "2099"})
    assert answer.status_code == 422
    assert "This is more than a year away. Is the year right?" in answer.content.decode()
    answer = pages.post(
        step_url(office, "follow-up"),
        {**day, "first_open_on_year": "2099", **hidden_fields(answer.content.decode())},
    )
    assert answer.status_code == 302
    answer = send(pages, step_url(office, "follow-up"), {})
    assert "Enter the first open date, or select" in answer.content.decode()


def test_an_odd_npi_is_shown_once_and_kept(pages, case) -> None:
    answer = send(pages, url("office_add", case), {**ABOUT, "npi": "1234567890"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Check this" in body
    answer = pages.post(url("office_add", case), {**ABOUT, "npi": "1234567890", **hidden_fields(body)})
    assert answer.status_code == 302
    assert case.offices.get().npi == "1234567890"


def test_a_name_that_is_there_already_is_asked_about_once(pages, case) -> None:
    send(pages, url("office_add", case), ABOUT)
    answer = send(pages, url("office_add", case), {**ABOUT, "name": "desert  sky clinic"})
    assert answer.status_code == 422
    assert "You already have desert sky clinic. Add again?" in answer.content.decode()
    answer = pages.post(
        url("office_add", case),
        {**ABOUT, "name": "desert sky clinic", **hidden_fields(answer.content.decode())},
    )
    assert answer.status_code == 302
    assert case.offices.count() == 2


def test_the_third_logged_office_moves_the_case_to_the_packet(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.CALL_OFFICES)
    for number in range(3):
        assert Case.objects.get(pk=case.pk).next_action == NextAction.CALL_OFFICES
        log_by_pages(pages, case, "NOT_TAKING", about={**ABOUT, "name": f"Example Clinic {number}"})
    assert Case.objects.get(pk=case.pk).next_action == NextAction.MAKE_PACKET
    assert AuditEntry.objects.filter(case_id=case.public_id, action="outreach.logged").count() == 3


def test_a_step_that_set_staff_by_hand_stays(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.OWN)
    for number in range(3):
        log_by_pages(pages, case, "NOT_TAKING", about={**ABOUT, "name": f"Example Clinic {number}"})
    assert Case.objects.get(pk=case.pk).next_action == NextAction.OWN


def test_a_closed_request_takes_no_offices(pages, case) -> None:
    Case.objects.filter(pk=case.pk).update(status="CLOSED")
    answer = send(pages, url("office_add", case), ABOUT)
    assert answer.status_code == 422
    assert "This request is closed" in answer.content.decode()
    assert not case.offices.exists()


def test_no_title_names_an_office(pages, case) -> None:
    office = log_by_pages(pages, case, "NOT_TAKING")
    for name in ("office_detail", "office_check", "office_remove"):
        body = pages.get(url(name, case, office.public_id)).content.decode()
        title = body[body.index("<title>") : body.index("</title>")]
        assert "Desert" not in title
