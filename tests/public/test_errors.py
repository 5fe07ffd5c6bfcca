from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import HeldForm
from requests_app.public import errors
from tests.factories.people import make_facility, make_member, make_user


def test_a_page_that_does_not_exist_leads_on(client):
    response = client.get("/no-such-page/")
    body = response.content.decode()
    assert response.status_code == 404
    assert "<title>Page not found" in body
    assert reverse("help") in body


def test_a_page_of_others_says_whom_to_ask(client_for, rf):
    client = client_for(make_user())
    response = client.get("/privacy/")
    page = errors.no_access(response.wsgi_request)
    assert page.status_code == 403
    assert "You do not have access to this page" in page.content.decode()


@pytest.mark.parametrize("address", ["/%00", "/?a=%00", "/%0b/"])
def test_an_address_that_is_no_text_is_refused_in_words(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "We could not read that address" in response.content.decode()


def test_a_fault_of_ours_says_so_without_the_database(rf):
    """This test asks for no database, so any query would fail it."""
    response = errors.server_error(rf.get("/"))
    body = response.content.decode()
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in body
    assert "Your saved answers are safe." in body


def late_post(origin: str):
    client = Client(enforce_csrf_checks=True)
    page = reverse("triage:question", kwargs={"question": "care"})
    data = {"answer": "OTHER", "care_other": "Hippo therapy"}
    return client, page, client.post(page, data, headers={"origin": origin})


def test_a_form_that_came_too_late_is_kept(db):
    client, page, response = late_post("http://testserver")
    body = response.content.decode()
    assert response.status_code == 403
    assert "This page was open a long time" in body
    assert f'href="{page}"' in body
    again = client.get(page).content.decode()
    assert "Hippo therapy" in again
    assert "We kept what you typed. Press the button to save it." in again


def test_a_form_of_another_site_is_not_kept(db):
    client, page, response = late_post("https://evil.example")
    assert response.status_code == 403
    assert not HeldForm.objects.exists()
    assert "Hippo therapy" not in client.get(page).content.decode()


def test_too_many_tries_say_how_long_to_wait(client):
    request = client.get("/privacy/").wsgi_request
    response = errors.too_many_tries(request)
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.content.decode()


def test_staff_are_led_back_to_their_queue(client_for):
    client = client_for(make_member(make_facility()), second_factor=True)
    lost = client.get("/no-such-page/")
    refused = errors.no_access(client.get("/privacy/").wsgi_request)

    for answer, status in ((lost, 404), (refused, 403)):
        body = answer.content.decode()
        assert answer.status_code == status
        assert f'class="button" href="{reverse("desk:queue")}"' in body
        assert "Go to your request" not in body
