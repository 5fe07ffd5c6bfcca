from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import Fax, FaxState, NextAction, Submission
from tests.factories.people import make_member
from tests.submissions.faxing import NUMBER, Desk, make_desk, sweep

pytestmark = pytest.mark.usefixtures("db")
ASKED = {
    "to_name": "Example Plan, utilization management",
    "to_number": "(800) 555-0112",
    "to_number_again": "800 555 0112",
    "is_expedited": "yes",
    "is_checked": "yes",
}


@pytest.fixture
def desk(service) -> Desk:
    return make_desk()


@pytest.fixture
def staff(desk, client_for):
    return client_for(desk.staff, second_factor=True)


def url(name: str, desk: Desk, *ids) -> str:
    return reverse(f"submissions:{name}", args=[desk.case.public_id, *ids])


def test_staff_send_a_packet_by_fax(desk, staff, service):
    page = staff.get(url("fax", desk))
    assert NUMBER in page.text
    assert "data:image/png;base64," in page.text
    response = staff.post(url("fax", desk), {**ASKED, "form_key": page.context["form"].form_key})
    fax = Fax.objects.get()
    assert response.url == url("fax_detail", desk, fax.public_id)
    assert (fax.to_number, fax.asked_by, fax.is_expedited) == (NUMBER, desk.staff, True)
    shown = staff.get(response.url).text
    assert "Waiting to be sent" in shown
    assert fax.file_sha256 in shown
    sweep()
    assert "Handed to the fax service" in staff.get(response.url).text


def test_a_double_click_sends_one_fax(desk, staff, service):
    key = staff.get(url("fax", desk)).context["form"].form_key
    answers = [staff.post(url("fax", desk), {**ASKED, "form_key": key}) for _click in range(2)]
    assert answers[0].url == answers[1].url
    sweep()
    assert (Fax.objects.count(), service.hits) == (1, 1)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"to_number_again": "800-555-0113"}, "The two fax numbers do not match"),
        ({"to_number": "555-0112", "to_number_again": "555-0112"}, "Fax number must be 10 numbers"),
        ({"to_number": "800-555-0112 ext 4"}, "Fax number must be 10 numbers"),
        ({"to_number": ""}, "Enter the fax number"),
        ({"to_name": ""}, "Enter who gets it"),
        ({"is_checked": ""}, "Check the number and the pages, then tick the box"),
        (
            {"to_number": "602-555-0199", "to_number_again": "602-555-0199"},
            "This is not a fax number we know for this plan",
        ),
    ],
)
def test_a_number_that_may_be_wrong_sends_nothing(desk, staff, change, text):
    response = staff.post(url("fax", desk), {**ASKED, **change})
    assert response.status_code == 422
    assert text in response.text
    assert not Fax.objects.exists()


def test_without_a_service_there_is_no_way_to_it(desk, staff, settings):
    settings.FAX_URL = ""
    response = staff.get(url("fax", desk))
    assert response.url == url("send", desk)
    page = staff.get(response.url).text
    assert "No fax service is set up" in page
    assert "Send it by fax from here" not in page


def test_a_fax_nobody_is_sure_about_has_three_buttons_and_stands_on_the_case_page(desk, staff, service):
    service.posts, service.loses_labels = ["cut"], True
    fax = desk.ask()
    sweep()
    page = staff.get(url("fax_detail", desk, fax.public_id)).text
    for text in ("It may have arrived, and it may not.", "It arrived", "Send again", "Stop"):
        assert text in page
    case_page = staff.get(reverse("staff:case", args=[desk.case.public_id])).text
    assert "Nobody knows whether it was sent" in case_page
    assert "See what became of the fax" in case_page
    desk.case.refresh_from_db()
    assert desk.case.next_action == NextAction.OWN


@pytest.mark.parametrize(
    ("answers", "state", "sendings", "faxes"),
    [
        ({"became": "ARRIVED", "how_known": "Jo sees 3 pages"}, FaxState.DELIVERED, 1, 1),
        ({"became": "AGAIN"}, FaxState.STOPPED, 0, 2),
        ({"became": "STOP"}, FaxState.STOPPED, 0, 1),
    ],
)
def test_a_person_says_what_became_of_it(desk, staff, service, answers, state, sendings, faxes):
    service.posts, service.loses_labels = ["cut"], True
    fax = desk.ask()
    sweep()
    settle = url("fax_settle", desk, fax.public_id)
    key = staff.get(f"{settle}?became=ARRIVED").context["form"].form_key
    answered = [staff.post(settle, {**answers, "form_key": key}) for _click in range(2)]
    assert [one.status_code for one in answered] == [302, 302]
    fax.refresh_from_db()
    assert (fax.state, fax.settled_by) == (state, desk.staff)
    assert (Submission.objects.count(), Fax.objects.count()) == (sendings, faxes)


def test_what_became_of_it_must_be_said(desk, staff, service):
    service.posts = [401]
    fax = desk.ask()
    sweep()
    settle = url("fax_settle", desk, fax.public_id)
    for answers, text in (
        ({}, "Select what became of it"),
        ({"became": "ARRIVED"}, "Enter how you know that it arrived"),
    ):
        response = staff.post(settle, answers)
        assert response.status_code == 422
        assert text in response.text


def test_a_fax_that_goes_on_by_itself_cannot_be_settled(desk, staff, service):
    fax = desk.ask()
    sweep()
    response = staff.post(url("fax_settle", desk, fax.public_id), {"became": "AGAIN"})
    assert response.status_code == 422
    assert service.hits == 1


def test_patients_strangers_and_auditors_send_no_fax(desk, client_for):
    fax = desk.ask()
    patient = client_for(desk.case.opened_by)
    assert patient.post(url("fax", desk), ASKED).status_code in (302, 403, 404)
    assert patient.get(url("fax_detail", desk, fax.public_id)).status_code in (302, 403, 404)
    auditor = client_for(make_member(desk.facility, role="AUDITOR"), second_factor=True)
    assert auditor.post(url("fax", desk), ASKED).status_code == 403
    seen = auditor.get(url("fax_detail", desk, fax.public_id))
    assert seen.status_code == 200
    assert "settle" not in seen.text
    assert Fax.objects.count() == 1
