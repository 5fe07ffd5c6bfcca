from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.accounts.signing_in import SIGN_IN, sign_in_by_code
from tests.factories.people import make_facility, make_member, make_user


def left_alone(client, time: timedelta, *, since: str = "seen_at") -> None:
    """As if the last click, or the sign-in, had been this long ago."""
    session = client.session
    session.setdefault("began_at", int(timezone.now().timestamp()))
    session[since] = int((timezone.now() - time).timestamp())
    session.save()


def is_signed_in(client) -> bool:
    client.get(reverse("privacy"))
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_patients_are_signed_out_after_half_an_hour(client_for, minutes, stays):
    client = client_for(make_user())
    left_alone(client, timedelta(minutes=minutes))
    assert is_signed_in(client) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(14, True), (16, False)])
def test_staff_are_signed_out_after_a_quarter_of_an_hour(client_for, minutes, stays):
    client = client_for(make_member(make_facility()), second_factor=True)
    client.get(reverse("desk:queue"))
    left_alone(client, timedelta(minutes=minutes))
    assert is_signed_in(client) is stays


def test_a_patient_with_a_passkey_has_the_patients_half_hour(client_for):
    client = client_for(make_user(), second_factor=True)
    client.get(reverse("home"))
    left_alone(client, timedelta(minutes=29))
    assert is_signed_in(client)


def test_nobody_stays_signed_in_longer_than_the_longest_session(client_for):
    client = client_for(make_user())
    left_alone(client, settings.SESSION_LONGEST + timedelta(minutes=1), since="began_at")
    assert not is_signed_in(client)


def test_the_sign_in_page_says_why(client_for):
    client = client_for(make_user())
    left_alone(client, timedelta(minutes=31))
    response = client.get(reverse("mfa_index"))
    assert response.url == f"{reverse(SIGN_IN)}?next={reverse('mfa_index')}"
    body = client.get(response.url).content.decode()
    assert "You were signed out to protect your privacy." in body
    assert "We kept what you typed." not in body


def test_a_form_posted_after_that_is_kept_and_offered_again(client_for):
    user = make_user()
    client = client_for(user)
    page = reverse("mfa_activate_totp")
    left_alone(client, timedelta(minutes=31))
    response = client.post(page, {"code": "123 456"})
    assert response.url == f"{reverse(SIGN_IN)}?next={page}"
    assert "We kept what you typed." in client.get(response.url).content.decode()
    back = sign_in_by_code(client, user.email, next_url=page)
    assert back.url == page


def test_after_signing_in_again_the_reason_is_forgotten(client_for):
    user = make_user()
    client = client_for(user)
    left_alone(client, timedelta(minutes=31))
    client.get(reverse("mfa_index"))
    sign_in_by_code(client, user.email)
    assert "signed_out_by_time" not in client.session
