"""Who is signed in, until when, and what is left on a browser that several people use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from requests_app.models import CaseAccess, HeldForm, Membership
from tests.accounts.signing_in import ask_for_code, mailed_code, sign_in_by_code
from tests.accounts.test_session_time import left_alone
from tests.accounts.test_staff_sign_in import PASSWORD, add_app, code_for, give_password
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user, sign_in

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def facility():
    return make_facility()


def task_list(case) -> str:
    return reverse("tracker:task_list", args=[case.public_id])


def test_a_session_planted_before_sign_in_is_worth_nothing(client):
    """Somebody else knew the session key of this browser before its owner signed in."""
    client.get(reverse("triage:question", args=["who"]))
    user = make_user()
    page = ask_for_code(client, user.email).url
    planted = client.session.session_key
    client.post(page, {"code": mailed_code()})
    assert client.session.session_key != planted
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not _session_exists(planted)


def _session_exists(key: str) -> bool:
    return Session.objects.filter(session_key=key).exists()


def test_each_step_of_a_staff_sign_in_has_a_new_session(client, facility):
    member = make_member(facility)
    member.set_password(PASSWORD)
    member.save()
    give_password(client, member)
    secret = add_app(client)
    client.post(reverse("account_logout"))

    client.get(reverse("account_login"))
    keys = [client.session.session_key]
    give_password(client, member)
    keys.append(client.session.session_key)
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret, steps=1)})
    keys.append(client.session.session_key)
    assert client.session["_auth_user_id"] == str(member.pk)
    assert len(set(keys)) == len(keys)
    assert not _session_exists(keys[1])


def test_signing_out_ends_the_session_on_the_server(client):
    user = make_user()
    case = make_case(user=user)
    sign_in_by_code(client, user.email)
    stolen = client.session.session_key
    assert client.get(task_list(case)).status_code == 200
    client.post(reverse("account_logout"))
    assert not _session_exists(stolen)
    client.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert client.get(task_list(case)).status_code == 302


def test_a_closed_account_is_out_at_the_next_click(client_for):
    user = make_user()
    case = make_case(user=user)
    client = client_for(user)
    assert client.get(task_list(case)).status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(task_list(case)).status_code == 302


def test_an_ended_membership_is_out_at_the_next_click(client_for, facility):
    member = make_member(facility)
    case = make_case(facility=facility)
    client = client_for(member, second_factor=True)
    assert client.get(reverse("staff:case", args=[case.public_id])).status_code == 200
    Membership.objects.filter(user=member).update(is_active=False)
    for url in (reverse("desk:queue"), reverse("staff:case", args=[case.public_id]), task_list(case)):
        assert client.get(url).status_code == 404, url
    note = client.post(reverse("staff:note_add", args=[case.public_id]), {"text": "still here"})
    assert note.status_code == 404
    assert case.notes.count() == 0


@pytest.mark.parametrize("how", ["ended_at", "ends_at"])
def test_an_ended_helper_is_out_at_the_next_click(client_for, facility, how):
    case = make_case(facility=facility)
    helper = make_user()
    access = CaseAccess.objects.create(
        organization=facility, case=case, user=helper, relation="HELPER", level="EDIT"
    )
    client = client_for(helper)
    assert client.get(task_list(case)).status_code == 200
    CaseAccess.objects.filter(pk=access.pk).update(**{how: timezone.now() - timedelta(seconds=1)})
    assert client.get(task_list(case)).status_code == 404
    step = reverse("intake:step", args=[case.public_id, "story", "need"])
    assert client.post(step, {"need_now": "still here"}).status_code == 404


def test_who_becomes_an_auditor_stops_writing_at_the_next_click(client_for, facility):
    member = make_member(facility)
    case = make_case(facility=facility)
    client = client_for(member, second_factor=True)
    url = reverse("staff:note_add", args=[case.public_id])
    assert client.post(url, {"text": "first"}).status_code == 302
    Membership.objects.filter(user=member).update(role="AUDITOR")
    assert client.post(url, {"text": "second"}).status_code == 403
    step = reverse("intake:step", args=[case.public_id, "story", "need"])
    assert client.post(step, {"need_now": "third"}).status_code == 403
    assert client.get(reverse("staff:case", args=[case.public_id])).status_code == 200
    assert case.notes.count() == 1


def invitation_typed_too_late(client, facility, text: str):
    """A member of staff is signed out by time and posts a form, which is kept for this browser."""
    left_alone(client, timedelta(minutes=31))
    answer = client.post(reverse("staff:invite"), {"email": text, "language": "en"})
    assert answer.status_code == 302
    assert HeldForm.objects.exists()


def test_kept_text_comes_back_to_who_typed_it(client_for, facility):
    member = make_member(facility)
    client = client_for(member, second_factor=True)
    invitation_typed_too_late(client, facility, "kept@example.com")
    sign_in(client, member, second_factor=True)
    assert "kept@example.com" in client.get(reverse("staff:invite")).content.decode()


def test_kept_text_is_not_shown_to_the_next_person_at_this_browser(client_for, facility):
    client = client_for(make_member(facility), second_factor=True)
    invitation_typed_too_late(client, facility, "secret@example.com")
    sign_in(client, make_member(facility), second_factor=True)
    assert "secret@example.com" not in client.get(reverse("staff:invite")).content.decode()


def test_signing_out_takes_the_key_to_kept_text_along(client_for, facility):
    client = client_for(make_member(facility), second_factor=True)
    page = reverse("staff:invite")
    client.post(reverse("language"), {"language": "es", "from_page": page, "email": "typed@example.com"})
    assert "typed@example.com" in client.get(page).content.decode()
    assert client.cookies["held"].value
    client.post(reverse("account_logout"))
    assert not client.cookies["held"].value


def test_a_browser_that_knows_anothers_key_by_name_only_gets_nothing(client_for, facility):
    client = client_for(make_member(facility), second_factor=True)
    page = reverse("staff:invite")
    client.post(reverse("language"), {"language": "es", "from_page": page, "email": "typed@example.com"})
    other = client_for(make_member(facility), second_factor=True)
    other.cookies["held"] = HeldForm.objects.get().name_hash
    assert "typed@example.com" not in other.get(page).content.decode()
