from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user

PAGES = ["home", "how_it_works", "privacy", "accessibility", "help", "terms", "signed_out"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_anybody_can_read_it_in_both_languages(client, name, language):
    client.cookies["language"] = language
    response = client.get(reverse(name))
    body = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in body
    assert body.count("<h1") == 1
    assert "In danger now? Call 911." in body or language == "es"
    assert len(response.content) < 100_000


@pytest.mark.parametrize("name", PAGES)
def test_it_loads_nothing_from_elsewhere_and_runs_no_inline_script(client, name):
    response = client.get(reverse(name))
    body = response.content.decode()
    assert 'src="http' not in body
    assert "<script>" not in body
    assert " style=" not in body
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_the_start_page_leads_to_the_first_question_and_back_to_a_request(client):
    body = client.get(reverse("home")).content.decode()
    assert reverse("triage:question", kwargs={"question": "who"}) in body
    assert f'href="{reverse("account_request_login_code")}">Go back to my request' in body
    assert "About 40 minutes, in small parts, plus phone calls." in body


def test_asking_for_the_start_page_changes_nothing(client):
    response = client.get(reverse("home"), {"language": "es", "answer": "ME"})
    assert set(response.cookies) <= {settings.CSRF_COOKIE_NAME}
    assert dict(client.session) == {}


def test_who_has_a_request_gets_back_to_it(client_for):
    user = make_user()
    assert "Go back to my request" not in client_for(user).get("/").content.decode()
    make_case(user=user)
    body = client_for(user).get("/").content.decode()
    assert f'href="{reverse("tracker:my_cases")}">Go back to my request' in body


def test_staff_go_to_their_queue_or_to_their_second_step(client_for):
    member = make_member(make_facility())
    assert client_for(member, second_factor=True).get("/").url == reverse("desk:queue")
    assert client_for(member).get("/").url == reverse("staff_second_factor")


def test_privacy_says_how_long_we_keep_a_request(client):
    assert "2 years after it was opened" in client.get(reverse("privacy")).content.decode()


def test_help_says_where_its_numbers_are_made_up(client, settings):
    settings.DEMO = True
    assert "made up" in client.get(reverse("help")).content.decode()
    settings.DEMO = False
    assert "made up" not in client.get(reverse("help")).content.decode()
