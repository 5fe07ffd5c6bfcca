from __future__ import annotations

import json

import pytest
from django.utils import timezone

from requests_app.casefile.schema import CaseFile
from requests_app.models import AuditEntry, OutgoingEmail
from requests_app.tracker.services import invite_helper
from tests.factories.case_desk import make_consent
from tests.factories.people import actor_for
from tests.tracker.pages import text_of, url

pytestmark = pytest.mark.usefixtures("db")


def test_the_language_is_kept_for_pages_and_mails(case, patient):
    response = patient.post(url("settings", case), {"language": "es"})

    case.opened_by.refresh_from_db()
    assert case.opened_by.language == "es"
    assert response.cookies["language"].value == "es"


def test_the_patient_side_reads_what_was_agreed_for_them(case, patient):
    """The words read aloud promise that all of it can be seen later."""
    make_consent(case, case.opened_by, words="You may keep it.")
    make_consent(case, case.opened_by, words="You may mail me.", to_what="MAIL", ended_at=timezone.now())

    body = patient.get(url("settings", case)).content.decode()

    assert "You may keep it." in body
    assert "You may mail me." in body
    assert body.count("Taken back on") == 1


def test_a_patient_lets_a_helper_in_until_a_day(case, patient):
    response = patient.post(
        url("helper_add", case),
        {
            "email": "Maria@example.com",
            "display_name": "Maria",
            "level": "VIEW",
            "last_day_month": "12",
            "last_day_day": "31",
            "last_day_year": "2099",
        },
        follow=True,
    )

    access = case.access.get(relation="HELPER")
    assert (access.user.email, access.display_name, access.level) == ("maria@example.com", "Maria", "VIEW")
    assert access.ends_at.isoformat() == "2100-01-01T07:00:00+00:00"
    assert "Maria can help you now. We sent an email." in text_of(response)
    assert "December 31, 2099" in text_of(response)
    mail = OutgoingEmail.objects.get(template="tracker/helper")
    assert (mail.to_email, mail.context) == ("maria@example.com", {})


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({}, "Enter their name"),
        ({"display_name": "Maria", "level": "VIEW"}, "Enter an email address, like name@example.com"),
        ({"email": "m@example.com", "display_name": "Maria"}, "Select what they may do"),
    ],
)
def test_a_helper_without_the_answers_is_asked_for_again(case, patient, answers, error):
    response = patient.post(url("helper_add", case), answers)

    assert response.status_code == 422
    assert error in text_of(response)
    assert not case.access.filter(relation="HELPER").exists()


def test_somebody_who_is_in_already_is_not_invited_twice(case, patient):
    answers = {"email": case.opened_by.email, "display_name": "Me", "level": "EDIT"}

    response = patient.post(url("helper_add", case), answers)

    assert response.status_code == 422
    assert "This person can already see your request." in text_of(response)
    assert not OutgoingEmail.objects.filter(template="tracker/helper").exists()


def test_ending_a_helper_asks_first_and_works_at_once(case, patient, client_for):
    access = invite_helper(
        case=case,
        email="joe@example.com",
        display_name="Uncle Joe",
        level="EDIT",
        last_day=None,
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )
    helper = client_for(access.user)
    remove = url("helper_remove", case, access_id=access.public_id)

    assert "Uncle Joe will no longer see your request." in text_of(patient.get(remove))
    assert helper.get(url("task_list", case)).status_code == 200
    patient.post(remove)

    assert helper.get(url("task_list", case)).status_code == 404
    assert patient.get(remove).status_code == 404


def test_the_patients_own_way_in_cannot_be_ended_here(case, patient):
    own = case.access.get()

    assert patient.post(url("helper_remove", case, access_id=own.public_id)).status_code == 404


def test_the_own_copy_is_a_case_file_with_a_neutral_name_and_is_audited(case, patient):
    response = patient.get(url("download_case", case))

    assert response["Content-Disposition"] == f'attachment; filename="request-{case.reference}.json"'
    assert "no-store" in response["Cache-Control"]
    assert CaseFile.model_validate(json.loads(response.content)).patient.first_name == "Ana"
    assert AuditEntry.objects.filter(action="tracker.downloaded", case_id=case.public_id).count() == 1


def test_closing_asks_why(case, patient):
    response = patient.post(url("close", case), {})

    assert response.status_code == 422
    assert "Select why you are closing it" in text_of(response)


def test_a_closed_request_is_not_closed_twice(case, patient):
    first = patient.post(url("close", case), {"because": "APPROVED"}, follow=True)
    second = patient.post(url("close", case), {"because": "APPROVED"}, follow=True)

    case.refresh_from_db()
    assert (case.status, case.closed_because) == ("CLOSED", "APPROVED")
    assert "Your request is closed. We send no more reminders about it." in text_of(first)
    assert "This request is closed already." in text_of(second)
