"""A key opens its own facility as far as its scopes go, and nothing else opens anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.accounts.api_door import NEEDED, Scope
from requests_app.accounts.policy import ROWS, Who
from requests_app.models import ApiToken, AuditEntry
from tests.conftest import PortalClient
from tests.factories.cases import make_case
from tests.factories.exchange import make_token
from tests.factories.people import make_facility, make_member, make_user


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def admin(facility):
    return make_member(facility, role="ADMIN")


@pytest.fixture
def case(facility):
    return make_case(user=make_user(), facility=facility)


def ask(key, url, **headers):
    return PortalClient().get(url, headers={"Authorization": f"Bearer {key}", **headers})


def url_of(case):
    return reverse("api:case", args=[case.public_id])


def test_every_address_for_systems_names_the_scope_it_asks_for():
    asked = {(name, method) for name, row in ROWS.items() if row.who is Who.API for method in row.methods}

    assert asked == set(NEEDED)


def test_the_own_key_opens_and_every_look_is_written_down(case, facility, admin):
    token, key = make_token(facility, admin)

    response = ask(key, url_of(case))

    assert (response.status_code, response.json()["reference"]) == (200, case.reference)
    entry = AuditEntry.objects.filter(action="cases.viewed").get()
    assert (entry.actor, entry.user_id, entry.case_id) == (f"key:{token.pk}", None, case.public_id)
    assert ApiToken.objects.get(pk=token.pk).last_used_at is not None


@pytest.mark.parametrize(
    "ended", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_a_key_that_ended_is_like_one_that_never_was(case, facility, admin, ended):
    _token, key = make_token(facility, admin, **ended)

    gone, unknown = ask(key, url_of(case)), ask("sca_never", url_of(case))

    assert (gone.status_code, gone.content) == (unknown.status_code, unknown.content)
    assert gone.status_code == 401
    assert gone.headers["Content-Type"] == "application/problem+json"
    assert "Bearer" in gone.headers["WWW-Authenticate"]


def test_the_key_of_a_facility_that_is_closed_opens_nothing(case, facility, admin):
    _token, key = make_token(facility, admin)
    facility.is_active = False
    facility.save()

    assert ask(key, url_of(case)).status_code == 401


def test_another_facilitys_case_is_not_there(case):
    other = make_facility()
    _token, key = make_token(other, make_member(other, role="ADMIN"))

    assert ask(key, url_of(case)).status_code == 404
    assert ask(key, reverse("api:cases")).json()["cases"] == []


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_opens_what_it_names_only(case, facility, admin, scope):
    _token, key = make_token(facility, admin, scopes=[scope.value])
    headers = {"Authorization": f"Bearer {key}"}
    packet = reverse("api:packet", args=[case.public_id, case.public_id])

    answers = {
        Scope.READ: PortalClient().get(url_of(case), headers=headers).status_code,
        Scope.PACKETS: PortalClient().get(packet, headers=headers).status_code,
        Scope.OPEN: PortalClient()
        .post(reverse("api:cases"), "{}", content_type="application/json", headers=headers)
        .status_code,
    }

    assert {one for one, status in answers.items() if status != 403} == {scope}


def test_a_session_opens_nothing_here_and_adds_nothing_to_a_key(case, facility, admin, client_for):
    signed_in = client_for(admin, second_factor=True)
    other = make_facility()
    _token, key = make_token(other, make_member(other, role="ADMIN"))

    assert signed_in.get(url_of(case)).status_code == 401
    assert signed_in.get(url_of(case), headers={"Authorization": f"Bearer {key}"}).status_code == 404


def test_too_many_requests_are_told_how_long_to_wait(case, facility, admin, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "api": "2/m/key"}
    _token, key = make_token(facility, admin)
    _other, another = make_token(facility, admin)

    answers = [ask(key, url_of(case)) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert ask(another, url_of(case)).status_code == 200


def test_guessing_keys_ends_soon(case, facility, admin, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "api_wrong_key": "2/m/ip"}

    answers = [ask(f"sca_{number}", url_of(case)).status_code for number in range(3)]

    assert answers == [401, 401, 429]
