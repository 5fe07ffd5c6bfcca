from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from requests_app.models import AuditEntry, OutgoingEmail, User
from tests.accounts.signing_in import CODE, SIGN_IN, ask_for_code, mailed_code, sign_in_by_code
from tests.factories.people import make_facility, make_member, make_user

EMAIL = "ana@example.com"


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def plain(body: str, email: str) -> str:
    """The page without what differs each time it is shown."""
    body = body.replace(f"{email[0]}•••", "•••")
    return re.sub(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"', "", body)


def test_an_empty_address_says_what_to_do(client):
    response = client.post(reverse(SIGN_IN), {"email": ""})
    body = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Sign in" in body
    assert "Enter an email address, like name@example.com" in body


def test_a_mailed_code_signs_in_and_proves_the_address(client):
    user = make_user(email=EMAIL)
    response = ask_for_code(client, EMAIL)
    assert response.url == reverse(CODE)
    page = client.get(response.url).content.decode()
    assert "a•••@example.com" in page
    assert EMAIL not in page
    code = mailed_code()
    assert mail.outbox[-1].subject == "Your sign-in code"
    assert mail.outbox[-1].to == [EMAIL]
    before = client.session.session_key
    assert client.post(response.url, {"code": code}).url == reverse("tracker:my_cases")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session.session_key != before
    assert EmailAddress.objects.get(user=user).verified


def test_the_code_is_forgotten_once_the_mail_is_out(client):
    ask_for_code(client, EMAIL)
    mailed_code()
    assert OutgoingEmail.objects.get().context == {}


def test_known_and_unknown_addresses_get_the_same_pages(client):
    make_user(email="known@example.com")
    pages = []
    for email in ("known@example.com", "nobody@example.com"):
        client.cookies.clear()
        response = ask_for_code(client, email)
        body = client.get(response.url).content.decode()
        assert f"{email[0]}•••@example.com" in body
        refused = client.post(response.url, {"code": "000000"}).content.decode()
        pages.append((response.status_code, response.url, plain(body, email), plain(refused, email)))
    assert pages[0] == pages[1]
    assert OutgoingEmail.objects.count() == 2


def test_a_closed_account_gets_the_same_page_and_no_mail(client):
    make_user(email=EMAIL, is_active=False)
    assert ask_for_code(client, EMAIL).url == reverse(CODE)
    assert client.post(reverse(CODE), {"code": "000000"}).status_code == 422
    assert not OutgoingEmail.objects.exists()


def test_triage_answers_survive_signing_in(client):
    client.post(reverse("triage:question", kwargs={"question": "who"}), {"answer": "ME"})
    sign_in_by_code(client, EMAIL)
    assert client.session["triage"]["who"] == "ME"


def test_the_next_page_is_kept_if_it_is_ours(client):
    assert sign_in_by_code(client, EMAIL, next_url="/privacy/").url == "/privacy/"


def test_another_site_is_never_the_next_page(client):
    response = sign_in_by_code(client, EMAIL, next_url="https://evil.example/")
    assert response.url == reverse("tracker:my_cases")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "Enter the 6-number code"),
        ("12", "Enter the 6-number code"),
        ("000 000", "That code does not match. Check the newest message"),
    ],
)
def test_a_code_that_does_not_fit_says_what_to_do(client, typed, text):
    ask_for_code(client, EMAIL)
    response = client.post(reverse(CODE), {"code": typed})
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not is_signed_in(client)


def test_after_five_wrong_codes_the_right_one_does_not_work(client):
    ask_for_code(client, EMAIL)
    code = mailed_code()
    wrong = "000000" if code != "000 000" else "111111"
    for _try in range(4):
        assert client.post(reverse(CODE), {"code": wrong}).status_code == 422
    assert client.post(reverse(CODE), {"code": wrong}, follow=True).redirect_chain[-1][0] == reverse(SIGN_IN)
    client.post(reverse(CODE), {"code": code})
    assert not is_signed_in(client)


def test_a_code_that_has_run_out_is_replaced(client, let_time_pass):
    ask_for_code(client, EMAIL)
    old = mailed_code()
    let_time_pass(client, minutes=16)
    response = client.post(reverse(CODE), {"code": old})
    assert response.status_code == 422
    assert "That code has run out. We sent a new one" in response.content.decode()
    new = mailed_code()
    assert client.post(reverse(CODE), {"code": new}).status_code == 302
    assert is_signed_in(client)


@pytest.fixture
def let_time_pass():
    """Moves the start of a pending sign-in into the past, as if the person had waited."""

    def wait(client, *, minutes: int) -> None:
        session = client.session
        login = session["account_login"]
        login["state"]["stages"]["login_by_code"]["data"]["at"] -= minutes * 60
        session["account_login"] = login
        session.save()

    return wait


def test_a_new_code_can_be_asked_for_after_half_a_minute(client, let_time_pass):
    ask_for_code(client, EMAIL)
    first = mailed_code()
    body = client.post(reverse(CODE), {"action": "resend"}, follow=True).content.decode()
    assert "Wait a little before you ask for a new code" in body
    let_time_pass(client, minutes=1)
    body = client.post(reverse(CODE), {"action": "resend"}, follow=True).content.decode()
    assert "New code sent." in body
    second = mailed_code()
    assert len(mail.outbox) == 2
    if first != second:
        assert client.post(reverse(CODE), {"code": first}).status_code == 422
    client.post(reverse(CODE), {"code": second})
    assert is_signed_in(client)


def test_the_code_page_without_a_sign_in_begun_leads_to_the_start_of_it(client):
    assert client.get(reverse(CODE)).url == reverse(SIGN_IN)


def test_too_many_codes_for_one_address_get_a_page_that_says_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "2/h/key"}
    for _time in range(2):
        ask_for_code(client, EMAIL)
    response = ask_for_code(client, EMAIL)
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()


def test_the_mail_is_in_the_language_of_the_page(client):
    client.cookies["language"] = "es"
    ask_for_code(client, EMAIL)
    assert OutgoingEmail.objects.get().language == "es"
    assert User.objects.get(email=EMAIL).language == "es"


def test_a_new_device_speaks_the_language_of_the_account(client):
    make_user(email=EMAIL, language="es")
    sign_in_by_code(client, EMAIL)
    assert client.cookies["language"].value == "es"


def test_signing_out_needs_a_post(client):
    sign_in_by_code(client, EMAIL)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).url == reverse("signed_out")
    assert not is_signed_in(client)
    assert "You are signed out" in client.get(reverse("signed_out")).content.decode()


def test_staff_go_to_their_second_step_first(client):
    member = make_member(make_facility())
    response = sign_in_by_code(client, member.email)
    assert response.url == reverse("home")
    assert client.get(reverse("home")).url == reverse("staff_second_factor")


def test_the_sign_in_of_a_person_is_written_down(client):
    sign_in_by_code(client, EMAIL)
    entry = AuditEntry.objects.get(action="accounts.signed_in")
    assert entry.details == {"methods": ["code"]}
    assert (timezone.now() - entry.at).total_seconds() < 60
