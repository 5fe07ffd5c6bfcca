"""The pages before the code: robots may open them as they like, and strangers learn nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.letters import requests
from requests_app.models import ClinicianRequest, OutgoingEmail
from tests.conftest import PortalClient
from tests.factories.cases import make_case
from tests.factories.letters import code_for, key_of, let_in, make_letter_request
from tests.factories.people import actor_for, make_facility, make_user


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def asked(patient) -> ClinicianRequest:
    return make_letter_request(
        make_case(user=patient, facility=make_facility(name="Sample Center")), by=patient
    )


def at_link(client, asked):
    return client.get(reverse("clinicians:link", args=[key_of(asked)]), follow=True)


def url(name: str, asked) -> str:
    return reverse(f"clinicians:{name}", args=[asked.public_id])


def row(asked) -> dict:
    return dict(ClinicianRequest.objects.filter(pk=asked.pk).values().get())


def give_code(client, asked):
    client.post(url("send_code", asked))
    return client.post(url("code", asked), {"code": code_for(asked)})


def test_the_address_behind_the_link_holds_no_key_and_names_nobody(client, asked):
    response = at_link(client, asked)
    page = response.content.decode()

    assert response.redirect_chain[-1][0] == url("landing", asked)
    assert "Sample Center" in page
    for private in ("Ana", "Sample Health Plan", "Example Desert", "depress", key_of(asked)):
        assert private not in page


def test_opening_it_any_number_of_times_changes_nothing(asked):
    before = row(asked)
    for _visit in range(5):
        robot = PortalClient()
        at_link(robot, asked)
        robot.head(reverse("clinicians:link", args=[key_of(asked)]))
        for name in ("landing", "code", "overview"):
            robot.get(url(name, asked))
            robot.head(url(name, asked))

    assert row(asked) == before


def test_posts_without_the_code_change_nothing(client, asked):
    before = row(asked)
    at_link(client, asked)
    for name in ("overview", "upload", "decline", "question", "leave"):
        client.post(url(name, asked), {"reason": "OTHER", "text": "Hello", "signed_name": "A"})
    for typed in ("", "abc", "12345", "1234567", "123456"):
        client.post(url("code", asked), {"code": typed})

    assert row(asked) == before


@pytest.mark.parametrize("name", ["link", "landing", "code", "overview", "gone"])
def test_these_pages_are_not_kept_not_indexed_and_tell_nobody_where_they_are(client, asked, name):
    at_link(client, asked)
    address = {"link": reverse("clinicians:link", args=[key_of(asked)]), "gone": reverse("clinicians:gone")}
    response = client.get(address.get(name) or url(name, asked))

    assert response.headers["Referrer-Policy"] == ("no-referrer" if name == "link" else "same-origin")
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_the_right_code_lets_in_with_a_new_session(client, asked):
    at_link(client, asked)
    before = client.session.session_key
    response = give_code(client, asked)

    assert response.headers["Location"] == url("overview", asked)
    assert client.session.session_key != before
    page = client.get(url("overview", asked)).content.decode()
    assert "Ana Sample" in page
    assert "March 27, 1990" in page


def test_a_code_may_be_pasted_with_spaces(client, asked):
    at_link(client, asked)
    client.post(url("send_code", asked))
    code = code_for(asked)

    assert client.post(url("code", asked), {"code": f" {code[:3]} {code[3:]} "}).status_code == 302
    assert 'autocomplete="one-time-code"' in client.get(url("code", asked)).content.decode()


def test_unknown_and_ended_links_get_the_same_answer_after_the_same_work(asked, patient):
    ended, closed = key_of(asked), url("landing", asked)
    requests.revoke(letter_request=asked, by=actor_for(patient), at=timezone.now())
    answers, work = [], []
    for key in (ended, "never-was"):
        robot = PortalClient()
        with CaptureQueriesContext(connection) as asked_of_database:
            answers.append(robot.get(reverse("clinicians:link", args=[key])))
        work.append(len(asked_of_database))
    assert work[0] == work[1]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, reverse("clinicians:gone"))
    }
    assert len({one.content for one in answers}) == 1
    assert PortalClient().get(closed).headers["Location"] == reverse("clinicians:gone")


@pytest.mark.parametrize("how", ["revoked", "expired", "address", "closed"])
def test_what_ends_a_request_ends_the_open_page_too(client, asked, patient, how):
    let_in(client, asked)
    assert client.get(url("overview", asked)).status_code == 200
    changes = {
        "revoked": {"revoked_at": timezone.now()},
        "expired": {"expires_at": timezone.now()},
        "address": {"email": "else@clinic.example", "key_sha256": None},
    }
    if how == "closed":
        asked.case.__class__.objects.filter(pk=asked.case_id).update(status="CLOSED")
    else:
        ClinicianRequest.objects.filter(pk=asked.pk).update(**changes[how])

    assert client.get(url("overview", asked)).status_code == 302
    assert client.get(url("landing", asked)).headers["Location"] == reverse("clinicians:gone")


def test_the_page_closes_after_half_an_hour_without_a_click_and_after_twelve_hours(client, asked):
    now = timezone.now()
    let_in(client, asked, at=now - timedelta(minutes=31))
    assert client.get(url("overview", asked)).status_code == 302

    session = client.session
    kept = session["letter_links"][str(asked.public_id)]
    kept |= {"seen_at": int(now.timestamp()), "confirmed_at": int((now - timedelta(hours=13)).timestamp())}
    session["letter_links"] = {str(asked.public_id): kept}
    session.save()
    assert client.get(url("overview", asked)).status_code == 302


def test_what_was_typed_when_the_time_ran_out_is_offered_again(client, asked):
    let_in(client, asked, at=timezone.now() - timedelta(minutes=31))
    client.post(url("decline", asked), {"reason": "OTHER", "note": "On leave until May"})

    let_in(client, asked)
    assert "On leave until May" in client.get(url("decline", asked)).content.decode()


def test_a_new_link_to_the_same_address_keeps_the_open_page_and_ends_the_old_link(client, asked, patient):
    old = key_of(asked)
    let_in(client, asked)
    requests.send_link(letter_request=asked, by=actor_for(patient), at=timezone.now() + timedelta(minutes=2))

    assert client.get(url("overview", asked)).status_code == 200
    assert PortalClient().get(reverse("clinicians:link", args=[old])).headers["Location"] == reverse(
        "clinicians:gone"
    )


def test_leaving_closes_the_door(client, asked):
    let_in(client, asked)
    left = client.post(url("leave", asked), follow=True)

    assert "open the link in our message again" in left.content.decode()
    assert reverse("account_request_login_code") not in left.content.decode(), "they have no account"
    assert client.get(url("overview", asked)).headers["Location"] == reverse("clinicians:gone")


def test_another_clinician_and_another_facility_see_nothing_of_it(client, asked):
    elsewhere = make_user()
    foreign = make_letter_request(make_case(user=elsewhere, facility=make_facility()), by=elsewhere)
    own = make_letter_request(asked.case, by=asked.asked_by, email="second@clinic.example")
    for other in (foreign, own):
        visitor = let_in(PortalClient(), other)
        for name in ("overview", "decline", "question", "upload", "landing", "code"):
            assert visitor.get(url(name, asked)).headers["Location"] == reverse("clinicians:gone")


def test_a_session_that_was_tampered_with_opens_nothing(client, asked):
    """Ids of another request under this one's name: the row must be the very one."""
    other = make_letter_request(asked.case, by=asked.asked_by, email="second@clinic.example")
    let_in(client, other)
    session = client.session
    session["letter_links"][str(asked.public_id)] = session["letter_links"].pop(str(other.public_id))
    session.save()

    assert client.get(url("overview", asked)).status_code == 302


def test_behind_the_code_nothing_else_of_the_portal_is_open(client, asked):
    let_in(client, asked)
    case = asked.case.public_id

    for name in ("tracker:task_list", "packets:packet_list", "papers:paper_list", "clinicians:ask_list"):
        assert "account" in client.get(reverse(name, args=[case])).headers["Location"]


def test_unknown_request_ids_lead_to_the_same_page(client, asked):
    for name in ("landing", "code", "overview"):
        response = client.get(reverse(f"clinicians:{name}", args=[uuid4()]))
        assert response.headers["Location"] == reverse("clinicians:gone")


def test_a_wrong_code_says_how_many_tries_are_left_and_the_fifth_locks(client, asked):
    at_link(client, asked)
    client.post(url("send_code", asked))
    wrong = str((int(code_for(asked)) + 1) % 10**6).zfill(6)
    pages = [client.post(url("code", asked), {"code": wrong}) for _try in range(5)]

    assert {page.status_code for page in pages} == {422}
    assert "4 tries left" in pages[0].content.decode()
    assert "Wait 30 minutes" in pages[4].content.decode()
    assert "Locked" in client.get(url("landing", asked)).content.decode()


def test_a_robot_that_presses_send_gets_few_mails_out_and_opens_nothing(asked):
    for _visit in range(20):
        robot = PortalClient()
        at_link(robot, asked)
        robot.post(url("send_code", asked))
        robot.post(url("code", asked), {"code": "000000"} if _visit < 3 else {"code": ""})

    assert OutgoingEmail.objects.filter(template="letters/code").count() == 1
    assert row(asked)["state"] == "SENT"
    assert row(asked)["opened_at"] is None


def test_pages_answer_in_spanish_after_the_switch(client, asked):
    client.cookies["language"] = "es"
    at_link(client, asked)

    assert '<html lang="es"' in client.get(url("landing", asked)).content.decode()
