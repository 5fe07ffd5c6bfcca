from __future__ import annotations

import re

import pytest
from django.urls import reverse

from requests_app.models import HeldForm
from tests.factories.people import make_facility, make_member, make_user


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


def test_a_form_that_asks_for_a_language_keeps_the_one_that_was_picked(client_for):
    """The button stands before the form: under one name, the answer in the form would win."""
    staff = client_for(make_member(make_facility()), second_factor=True)
    page = reverse("staff:case_new")
    assert 'name="show_in" value="es"' in staff.get(page).content.decode()
    staff.post(
        reverse("language"),
        {"show_in": "es", "language": "en", "first_name": "Sam", "from_page": page},
    )
    body = staff.get(page).content.decode()
    assert '<html lang="es">' in body
    assert re.search(r'<input[^>]*name="language"[^>]*value="en"[^>]*checked', body)
