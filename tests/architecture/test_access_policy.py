"""Every route, every method, every kind of actor: the policy row is asked, not believed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from requests_app.accounts.policy import ROWS, Who
from requests_app.models import CaseAccess, User
from tests.architecture.samples import Samples, routes
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.letters import let_in, make_letter_request
from tests.factories.people import make_member, make_user, sign_in

ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


NAMES = sorted({name for name, _parameters in routes()})
# Staff pages that show or add what is their own facility's, whichever that is.
OF_ONES_OWN_FACILITY = (
    "desk:queue",
    "staff:invite",
    "staff:calendar",
    "staff:delays",
    "insurers:contact_list",
    "insurers:contact_add",
    "insurers:insurer_list",
    "insurers:insurer_add",
    "oversight:audit_log",
    "oversight:audit_file",
    "oversight:erasure_list",
    "oversight:retention",
    "oversight:health",
    "planforms:form_list",
    "planforms:form_add",
    "bills_desk:desk",
    "bills_desk:remittance_add",
    "bulk:start",
    "bulk:job_list",
    "exchange:import_list",
    "exchange:import_add",
    "exchange:import_template",
    "exchange:provider_list",
    "exchange:provider_add",
)


@dataclass(frozen=True)
class Answer:
    """What an actor may get: statuses for the allowed, or one kind of refusal."""

    name: str
    fits: Callable[[int, str], bool]


def _goes_to_sign_in(status: int, location: str) -> bool:
    return status == 302 and location.startswith(reverse("account_request_login_code"))


def _is_let_in(status: int, location: str) -> bool:
    return status in (200, 302, 409, 422, 429) and not _goes_to_sign_in(status, location)


LET_IN = Answer("let in", _is_let_in)
SIGN_IN = Answer("sign in", _goes_to_sign_in)
AT_THE_LINK = Answer(
    "back to the link",
    lambda status, to: status == 302 and (to == reverse("clinicians:gone") or "/c/r/" in to),
)
NOT_THERE = Answer("404", lambda status, to: status == 404)
NO_ACCESS = Answer("403", lambda status, to: status == 403)
NEEDS_KEY = Answer("401", lambda status, to: status == 401)
SECOND_FACTOR = Answer(
    "second factor", lambda status, to: status == 302 and to == reverse("staff_second_factor")
)

ACTORS = (
    "anonymous",
    "patient",
    "caregiver",
    "helper_edit",
    "helper_view",
    "ended_helper",
    "stranger",
    "worker",
    "auditor",
    "worker_password_only",
    "other_facility",
    "clinician",
    "other_clinician",
)
CLINICIANS = ("clinician", "other_clinician")


# Pages about one's own ways to sign in: these actors have no password, app, passkey or backup codes.
HAS_NONE = {
    "account_reauthenticate": 403,
    "mfa_reauthenticate": 403,
    "mfa_reauthenticate_webauthn": 403,
    "mfa_deactivate_totp": 404,
    "mfa_view_recovery_codes": 404,
    "mfa_download_recovery_codes": 404,
    "mfa_edit_webauthn": 404,
    "mfa_remove_webauthn": 404,
    # Only the text service comes in there, by its mark; without such a service there is no such page.
    "texts:incoming": 404,
    "texts:status": 404,
}
# The second page of signing in sends people who have not begun to the first.
NEEDS_A_BEGINNING = {"account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn"}


@contextmanager
def undone() -> Iterator[None]:
    """What one actor changes is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    see_everything()


def expected(who: Who, actor: str) -> Answer:
    if who in (Who.PUBLIC, Who.DEMO):
        return LET_IN
    if who is Who.CLINICIAN:
        return LET_IN if actor == "clinician" else AT_THE_LINK
    if who is Who.API:
        # Whoever is signed in: only a key opens (tests/exchange/test_api_door.py).
        return NEEDS_KEY
    if actor == "anonymous" or actor in CLINICIANS:
        return SIGN_IN
    if who is Who.SIGNED_IN:
        return LET_IN
    if who in (Who.STAFF, Who.STAFF_EDIT):
        return _expected_of_staff(who, actor)
    if actor in ("stranger", "ended_helper", "other_facility", "worker_password_only"):
        return NOT_THERE
    if who is Who.CASE_VIEW:
        return LET_IN
    if actor in ("helper_view", "auditor"):
        return NO_ACCESS
    if who is Who.PATIENT_SIDE and actor in ("helper_edit", "worker"):
        return NO_ACCESS
    return LET_IN


def _expected_of_staff(who: Who, actor: str) -> Answer:
    if actor == "worker":
        return LET_IN
    if actor == "auditor":
        return LET_IN if who is Who.STAFF else NO_ACCESS
    if actor == "worker_password_only":
        return SECOND_FACTOR
    return NOT_THERE


def another_letter(samples: Samples):
    """A second request of the same case: its clinician sees nothing of the first."""
    return make_letter_request(
        samples.case, by=samples.patient, clinician_name="Dr. Sam Other", email="other@clinic.example"
    )


def people_of(samples: Samples) -> dict[str, User]:
    """Those who have an account, each made once."""
    case, facility = samples.case, samples.facility

    def has_access(relation: str, level: str, *, ended: bool = False) -> User:
        user = make_user()
        CaseAccess.objects.create(
            organization=facility,
            case=case,
            user=user,
            relation=relation,
            level=level,
            ended_at=timezone.now() - timedelta(hours=1) if ended else None,
        )
        return user

    return {
        "patient": samples.patient,
        "caregiver": has_access("CAREGIVER", "EDIT"),
        "helper_edit": has_access("HELPER", "EDIT"),
        "helper_view": has_access("HELPER", "VIEW"),
        "ended_helper": has_access("HELPER", "VIEW", ended=True),
        "stranger": make_user(),
        "worker": make_member(facility),
        "auditor": make_member(facility, role="AUDITOR"),
        "worker_password_only": make_member(facility),
        "other_facility": make_member(samples.other_facility),
    }


class Actors:
    """Everybody's browser. Signing in is done once a minute, not for each of ten thousand questions."""

    SIGNED_IN_FOR = 60.0

    def __init__(self, samples: Samples) -> None:
        self.samples, self.people = samples, people_of(samples)
        self.letters = {"clinician": samples.letter_request, "other_clinician": another_letter(samples)}
        self._cookies: dict[str, str] = {}
        self._signed_in_at = -self.SIGNED_IN_FOR

    def come_in(self) -> None:
        """To be called before anything that is undone: what is undone takes the sessions along."""
        if time.monotonic() - self._signed_in_at < self.SIGNED_IN_FOR:
            return
        for actor in ACTORS:
            client = PortalClient()
            if actor in CLINICIANS:
                let_in(client, self.letters[actor])
            elif actor != "anonymous":
                has_second = actor in ("worker", "auditor", "other_facility")
                sign_in(client, User.objects.get(pk=self.people[actor].pk), second_factor=has_second)
            self._cookies[actor] = client.cookies.output(header="", sep=";")
        self._signed_in_at = time.monotonic()

    def client(self, actor: str) -> PortalClient:
        client = PortalClient(raise_request_exception=False)
        client.cookies.load(self._cookies[actor])
        return client


@pytest.fixture(scope="module")
def everybody(samples) -> Actors:
    return Actors(samples)


@pytest.fixture
def actors(everybody) -> Actors:
    everybody.come_in()
    return everybody


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(NAMES) == set(ROWS)


@pytest.mark.parametrize("name", NAMES)
def test_each_actor_gets_what_the_row_says(name, samples, actors, settings):
    settings.DEMO = True
    row = ROWS[name]
    wrong = []
    url = samples.url(name)
    for actor in ACTORS:
        wanted = LET_IN if _is_own_place(name, actor) else expected(row.who, actor)
        for method in row.methods:
            with undone():
                response = actors.client(actor).generic(method, url)
            status, location = response.status_code, response.headers.get("Location", "")
            if status == HAS_NONE.get(name) and wanted is LET_IN:
                continue
            if name in NEEDS_A_BEGINNING and wanted is LET_IN and _goes_to_sign_in(status, location):
                continue
            if not wanted.fits(status, location):
                wrong.append(f"{actor} {method} {url}: {status} {location}, wanted {wanted.name}")
    assert not wrong, "\n".join(wrong)


def _is_own_place(name: str, actor: str) -> bool:
    """Staff pages without a case belong to the other facility's staff as well: their own queue."""
    return actor == "other_facility" and name in OF_ONES_OWN_FACILITY


@pytest.mark.parametrize("name", NAMES)
def test_methods_that_no_row_lists_change_nothing(name, samples, actors):
    with undone():
        client = actors.client("patient")
        for method in ALL_METHODS:
            if method not in ROWS[name].methods:
                status = client.generic(method, samples.url(name)).status_code
                assert status in (302, 403, 404, 405), f"{method} {name}: {status}"


@pytest.mark.parametrize("name", [name for name in NAMES if ROWS[name].who not in (Who.PUBLIC, Who.DEMO, Who.API)])
def test_a_strangers_answer_does_not_tell_that_the_thing_exists(name, samples, actors):
    url = samples.url(name)
    if str(samples.case.public_id) not in url:
        return
    unknown = url.replace(str(samples.case.public_id), str(uuid4()))
    with undone():
        client = actors.client("stranger")
        for method in ROWS[name].methods:
            real, made_up = client.generic(method, url), client.generic(method, unknown)
            assert (real.status_code, len(real.content)) == (404, len(made_up.content)), f"{method} {name}"
            assert made_up.status_code == 404, f"{method} {name}"
