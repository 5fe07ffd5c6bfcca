from __future__ import annotations

import re

import pytest
from django.urls import reverse

from requests_app.models import TextChoice
from tests.factories.people import make_user
from tests.followups.moments import NOW
from tests.texts.phones import bodies, opted_in, sweep_all


@pytest.fixture
def user(db):
    return make_user(email="ana@example.com")


@pytest.fixture
def browser(client_for, user):
    return client_for(user)


def page(browser, name: str) -> str:
    return browser.get(reverse(name)).content.decode()


def test_a_person_turns_texts_on_and_off(browser, user):
    from django.utils import timezone

    sent = browser.post(reverse("texts:number"), {"phone": "602-555-0142", "agrees": "yes"})
    assert sent.url == reverse("texts:number_code")
    sweep_all(timezone.now())
    (code,) = re.findall(r"code is (\d{6})", bodies()[-1])
    assert "0142" in page(browser, "texts:number_code")

    assert browser.post(reverse("texts:number_code"), {"code": code}).url == reverse("texts:contact")
    assert "the number that ends in 0142" in page(browser, "texts:contact")
    assert "602-555-0142" not in page(browser, "texts:contact")

    browser.post(reverse("texts:stop"))
    assert "You told us to stop" in page(browser, "texts:contact")


def test_without_the_tick_no_code_is_sent(browser):
    response = browser.post(reverse("texts:number"), {"phone": "602-555-0142"})
    assert response.status_code == 422
    assert "Tick the box to show you agree" in response.content.decode()
    assert not TextChoice.objects.exists()


def test_a_wrong_code_is_said_at_the_box(browser):
    browser.post(reverse("texts:number"), {"phone": "602-555-0142", "agrees": "yes"})
    for _turn in range(5):
        response = browser.post(reverse("texts:number_code"), {"code": "000000"})
        assert response.status_code == 422
        assert "The code is not right" in response.content.decode()
    over = browser.post(reverse("texts:number_code"), {"code": "000000"})
    assert "This code no longer works" in over.content.decode()


def test_the_code_page_without_a_code_leads_back(browser):
    assert browser.get(reverse("texts:number_code")).url == reverse("texts:contact")


def test_without_a_service_the_page_says_so(browser, user, settings):
    settings.DEMO, settings.TEXT_URL = False, ""
    assert "Text messages are not set up here" in page(browser, "texts:contact")


def test_previews_are_hidden_and_shown_again(browser, user):
    for hides in ("yes", "no"):
        browser.post(reverse("texts:previews"), {"hides": hides})
        user.refresh_from_db()
        assert user.hides_previews is (hides == "yes")


def test_nobody_sees_the_choice_of_another(client_for, user):
    opted_in(user, at=NOW)
    assert "0142" not in page(client_for(make_user()), "texts:contact")
