from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from requests_app.models import AuditEntry
from tests.accounts.signing_in import SIGN_IN, sign_in_by_code
from tests.databases import see_everything
from tests.factories.people import make_facility, make_member, make_user

PASSWORD = "four quiet orange rivers"
STAFF = "account_login"


def code_for(secret, *, steps=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def member(db):
    found = make_member(make_facility())
    found.set_password(PASSWORD)
    found.save()
    return found


def give_password(client, member, password=PASSWORD, **query):
    return client.post(reverse(STAFF), {"email": member.email, "password": password})


def add_app(client):
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert secret[:4] + " " + secret[4:8] in page.content.decode()
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return secret


@pytest.mark.parametrize(
    ("email", "password", "text"),
    [
        ("", "", "Enter the password"),
        ("sam@example.com", "", "Enter the password"),
        ("sam@example.com", "wrong", "The email address or the password does not match"),
    ],
)
def test_a_refused_password_tells_nothing_about_the_address(client, email, password, text):
    response = client.post(reverse(STAFF), {"email": email, "password": password})
    body = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Staff sign-in" in body
    assert text in body
    assert 'value="wrong"' not in body


def test_a_known_address_with_a_wrong_password_reads_the_same(client, member):
    response = give_password(client, member, "wrong")
    assert "The email address or the password does not match" in response.content.decode()


def test_guessing_passwords_is_stopped(client, member):
    for _time in range(5):
        give_password(client, member, "wrong")
    response = give_password(client, member)
    assert response.status_code == 422
    assert "Too many tries. Wait 15 minutes" in response.content.decode()


def test_a_password_alone_opens_no_queue(client, member):
    assert give_password(client, member).url == reverse("home")
    assert client.get(reverse("desk:queue")).url == reverse("staff_second_factor")
    body = client.get(reverse("staff_second_factor")).content.decode()
    assert reverse("mfa_activate_totp") in body


def test_a_member_adds_an_app_and_is_let_in_at_once(client, member):
    give_password(client, member)
    before = client.session.session_key
    add_app(client)
    assert client.session.session_key != before
    assert client.get(reverse("desk:queue")).status_code == 200
    see_everything()
    assert AuditEntry.objects.filter(action="accounts.second_step_added").count() == 1


def test_the_secret_of_the_app_is_stored_sealed(client, member):
    give_password(client, member)
    secret = add_app(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_next_time_the_code_of_the_app_is_asked_for(client, member):
    give_password(client, member)
    secret = add_app(client)
    client.post(reverse("account_logout"))
    assert give_password(client, member).url == reverse("mfa_authenticate")
    assert client.get(reverse("desk:queue")).url.startswith(reverse(SIGN_IN))
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert refused.status_code == 422
    assert "That code does not match. Check the newest one" in refused.content.decode()
    response = client.post(reverse("mfa_authenticate"), {"code": code_for(secret, steps=1)})
    assert response.url == reverse("home")
    assert client.get(reverse("home")).url == reverse("desk:queue")


def test_an_empty_second_step_says_what_to_do(client, member):
    give_password(client, member)
    add_app(client)
    client.post(reverse("account_logout"))
    give_password(client, member)
    response = client.post(reverse("mfa_authenticate"), {"code": ""})
    assert response.status_code == 422
    assert "Enter the code from your app, or a backup code" in response.content.decode()


def test_a_backup_code_works_once(client, member):
    give_password(client, member)
    add_app(client)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    body = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert all(code in body for code in codes)
    for expected in (302, 422):
        client.post(reverse("account_logout"))
        give_password(client, member)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_backup_codes_come_as_a_file(client, member):
    give_password(client, member)
    add_app(client)
    response = client.get(reverse("mfa_download_recovery_codes"))
    assert response.headers["Content-Type"].startswith("text/plain")
    assert "Backup codes. Each works once." in response.content.decode()


def test_a_wrong_code_while_adding_the_app_keeps_the_same_key(client, member):
    give_password(client, member)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert response.status_code == 422
    assert secret[:4] + " " + secret[4:8] in response.content.decode()


def test_a_member_may_sign_in_by_code_and_still_needs_the_second_step(client, member):
    give_password(client, member)
    add_app(client)
    client.post(reverse("account_logout"))
    assert sign_in_by_code(client, member.email).url == reverse("mfa_authenticate")


def test_after_a_while_changing_how_to_sign_in_asks_again(client, member):
    give_password(client, member)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 16 * 60}]
    session.save()
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))
    page = client.get(response.url)
    assert "Enter your password again" in page.content.decode()
    assert client.post(response.url, {"password": "wrong"}).status_code == 422
    assert client.post(response.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize(
    ("new", "text"),
    [
        ("", "Enter a new password"),
        ("short", "Password must be 12 characters or more"),
        ("password1234", "Choose a password that is harder to guess"),
    ],
)
def test_a_weak_password_is_refused_in_plain_words(client, member, new, text):
    give_password(client, member)
    response = client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new})
    assert response.status_code == 422
    assert text in response.content.decode()


def test_a_member_changes_the_password_and_stays_signed_in(client, member):
    give_password(client, member)
    data = {"oldpassword": PASSWORD, "password1": "nine green bottles hanging"}
    assert client.post(reverse("account_change_password"), data).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    member.refresh_from_db()
    assert member.check_password("nine green bottles hanging")


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "account_set_password",
        "account_logout",
    ],
)
def test_pages_of_ones_own_account_open_after_signing_in(client, name):
    sign_in_by_code(client, "ana@example.com")
    assert client.get(reverse(name)).status_code == 200


def test_a_passkey_does_not_lock_a_patient_out_of_the_mailed_code(client):
    user = make_user(email="ana@example.com")
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "phone", "credential": {}})
    assert sign_in_by_code(client, user.email).url == reverse("tracker:my_cases")


def test_a_passkey_that_is_no_passkey_is_refused_with_words(client):
    response = client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}, follow=True)
    assert "That passkey does not work here" in response.content.decode()


def test_the_device_gets_its_question_as_json(client):
    response = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert "challenge" in response.json()["request_options"]["publicKey"]


def test_a_patient_never_sees_the_staff_page(client):
    sign_in_by_code(client, "ana@example.com")
    assert client.get(reverse("staff_second_factor")).url == reverse("home")
    assert client.get(reverse("desk:queue")).status_code == 404
