from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import HeldForm
from tests.factories.people import make_user


def switch(client, language: str, page: str, **typed):
    return client.post(reverse("language"), {"language": language, "from_page": page, **typed})


def test_the_same_page_comes_in_the_other_language(client):
    response = switch(client, "es", "/privacy/?a=1")
    assert response.url == "/privacy/?a=1"
    assert '<html lang="es">' in client.get("/privacy/").content.decode()


def test_the_choice_is_kept_with_the_account(client_for):
    user = make_user()
    switch(client_for(user), "es", "/")
    user.refresh_from_db()
    assert user.language == "es"


def test_a_language_we_do_not_have_changes_nothing(client):
    response = switch(client, "xx", "/privacy/")
    assert response.url == "/privacy/"
    assert "language" not in response.cookies


@pytest.mark.parametrize(
    "page",
    [
        "",
        "privacy/",
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/no-such-page/",
        "/language/",
        "/check/start-over/",
    ],
)
def test_it_leads_only_to_pages_of_ours(client, page):
    assert switch(client, "es", page).url == "/"


def test_a_page_without_a_form_keeps_nothing(client):
    switch(client, "es", "/privacy/")
    assert not HeldForm.objects.exists()


def test_passwords_are_not_kept(client):
    page = reverse("account_login")
    switch(client, "es", page, email="sam@example.com", password="four quiet orange rivers")
    body = client.get(page).content.decode()
    assert "sam@example.com" in body
    assert "four quiet orange rivers" not in body


def test_the_switch_needs_a_post(client):
    assert client.get(reverse("language")).status_code == 405
