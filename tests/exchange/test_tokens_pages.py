"""A key and a secret are shown once; who makes and ends them are admins of that facility."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from requests_app.models import ApiToken, AuditEntry, Webhook, WebhookDelivery
from tests.conftest import PortalClient
from tests.factories.exchange import make_token, make_webhook
from tests.factories.people import make_facility, make_member

KEYS = reverse("exchange:token_list")


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def admin(facility):
    return make_member(facility, role="ADMIN")


@pytest.fixture
def browser(admin, client_for):
    return client_for(admin, second_factor=True)


def token_form(**parts):
    return {"form_key": str(uuid4()), "name": "EHR", "scopes": ["cases:read"], "days": "30", **parts}


def test_a_key_is_shown_once_and_opens_until_it_is_ended(browser, facility):
    form = token_form()
    page = browser.post(reverse("exchange:token_add"), form)
    key = page.context["secret"]
    token = ApiToken.objects.get()

    assert key in page.content.decode()
    assert page.headers["Cache-Control"].startswith("no-store") or "no-store" in page.headers["Cache-Control"]
    assert (token.end, token.scopes, token.organization) == (key[-4:], ["cases:read"], facility)
    again = browser.post(reverse("exchange:token_add"), form)
    assert (again.status_code, ApiToken.objects.count()) == (302, 1)
    assert key not in browser.get(KEYS).content.decode()
    headers = {"Authorization": f"Bearer {key}"}
    assert PortalClient().get(reverse("api:cases"), headers=headers).status_code == 200

    browser.post(reverse("exchange:token_end", args=[token.public_id]), {"form_key": str(uuid4())})

    assert PortalClient().get(reverse("api:cases"), headers=headers).status_code == 401
    assert list(
        AuditEntry.objects.filter(action__startswith="exchange.key")
        .order_by("pk")
        .values_list("action", flat=True)
    ) == ["exchange.key_made", "exchange.key_ended"]


def test_an_address_gets_its_secret_once_and_a_test_is_written_down(browser):
    url = reverse("exchange:webhook_add")
    form = {"form_key": str(uuid4()), "url": "http://10.0.0.1/", "events": ["case.status"]}
    assert browser.post(url, form).status_code == 422

    page = browser.post(url, {**form, "url": "https://ehr.example.org/told"})
    webhook = Webhook.objects.get()
    assert page.context["secret"] not in (webhook.secret, "")

    here = reverse("exchange:webhook_detail", args=[webhook.public_id])
    assert browser.post(reverse("exchange:webhook_try", args=[webhook.public_id])).status_code == 302
    browser.post(reverse("exchange:webhook_try", args=[webhook.public_id]))
    assert WebhookDelivery.objects.get().event == "test"
    assert "A test" in browser.get(here).content.decode()

    browser.post(reverse("exchange:webhook_end", args=[webhook.public_id]), {"form_key": str(uuid4())})
    assert WebhookDelivery.objects.get().state == "FAILED"
    assert "It is told nothing any more" in browser.get(here).content.decode()


@pytest.mark.parametrize("role", ["INTAKE", "CASE_WORKER", "LEAD", "LIAISON", "AUDITOR"])
def test_other_roles_do_not_come_in(role, facility, client_for):
    client = client_for(make_member(facility, role=role), second_factor=True)

    assert client.get(KEYS).status_code == 403
    assert client.post(reverse("exchange:token_add"), token_form()).status_code == 403


def test_an_admin_of_another_facility_finds_nothing_here(facility, admin, client_for):
    token, _key = make_token(facility, admin)
    webhook = make_webhook(facility, admin)
    other = make_facility()
    elsewhere = client_for(make_member(other, role="ADMIN"), second_factor=True)

    assert token.name not in elsewhere.get(KEYS).content.decode()
    for name, row in (("token_end", token), ("webhook_detail", webhook), ("webhook_end", webhook)):
        assert elsewhere.get(reverse(f"exchange:{name}", args=[row.public_id])).status_code == 404


def test_who_signed_in_long_ago_says_again_who_they_are_before_everything_leaves(admin, client_for):
    admin.set_password("a long sample password")
    admin.save()
    browser = client_for(admin, second_factor=True)
    session = browser.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()

    response = browser.get(reverse("exchange:export_ask"))

    assert response.status_code == 302
    assert "/again/" in response.headers["Location"]
