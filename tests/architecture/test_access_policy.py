"""Every route, every method, every kind of actor: the policy row is asked, not believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.urls import reverse

from requests_app.accounts.policy import ROLES_OF, ROWS, STAFF_ONLY, Who
from requests_app.accounts.roles import OF_AREA, OF_ROUTE, ONLY_LOOKING, Right, editors_of, roles_with
from requests_app.models import PatientDetails
from tests.architecture.actors import ACTORS, CLINICIANS, ROLES, Actors, undone
from tests.architecture.samples import routes

ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


PARAMETERS = dict(routes())
NAMES = sorted(PARAMETERS)
FIRST_OF_AREA = {
    name.partition(":")[0]: name for name in reversed(NAMES) if ROWS[name].who is Who.CASE_EDIT
}.values()
# Staff pages that show or add what is their own facility's, whichever that is.
OF_ONES_OWN_FACILITY = (
    "desk:queue",
    "desk:changes",
    "desk:columns",
    "desk:print_list",
    "desk:profile",
    "desk:search",
    "desk:view_add",
    "desk:view_list",
    "facilities:overview",
    "desk:changes",
    "desk:columns",
    "desk:print_list",
    "desk:profile",
    "desk:search",
    "desk:view_add",
    "desk:view_list",
    "message_templates:template_add",
    "message_templates:template_list",
    "staff:invite",
    "staff:case_new",
    "staff:my_tasks",
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
    "dashboards:overview",
    "dashboards:chart",
    "dashboards:chart_file",
    "dashboards:count_again",
    "exchange:token_list",
    "exchange:token_add",
    "exchange:webhook_add",
    "exchange:export_list",
    "exchange:export_ask",
    "exchange:import_list",
    "exchange:import_add",
    "exchange:import_template",
    "exchange:provider_list",
    "exchange:provider_add",
)


# One's own days off and views are anybody's; those asked for here are a colleague's.
OF_A_COLLEAGUE = (
    "desk:view_edit",
    "desk:view_remove",
    "facilities:leave_add",
    "facilities:leave_end",
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


def expected(name: str, actor: str) -> Answer:
    who = ROWS[name].who
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
    if who in STAFF_ONLY:
        return _expected_of_staff(name, actor)
    if actor in ("stranger", "ended_helper", "other_site", "other_facility", "worker_password_only"):
        return NOT_THERE
    if who is Who.CASE_VIEW:
        return LET_IN
    if actor == "helper_view" or (actor in ROLES and ROLES[actor] not in editors_of(name)):
        return NO_ACCESS
    if who is Who.PATIENT_SIDE and (actor == "helper_edit" or actor in ROLES):
        return NO_ACCESS
    return LET_IN


def _expected_of_staff(name: str, actor: str) -> Answer:
    """By the role first; then the facility or the site of the case is not there for others."""
    if actor == "worker_password_only":
        return SECOND_FACTOR
    if actor not in ROLES:
        return NOT_THERE
    who = ROWS[name].who
    editors = roles_with(Right.TEAM) if name in OF_A_COLLEAGUE else editors_of(name)
    if who is not Who.STAFF and ROLES[actor] not in ROLES_OF[who] & (editors | ONLY_LOOKING):
        return NO_ACCESS
    if actor == "other_facility" or (actor == "other_site" and is_of_a_site(name)):
        return NOT_THERE
    return LET_IN


def is_of_a_site(name: str) -> bool:
    """About one case; or about a file that speaks of people of all sites."""
    return bool({"case_id", "remittance_id"} & set(PARAMETERS[name]))


def is_asked(name: str, actor: str) -> bool:
    """Each role where the table sets it apart: those that may do what a case worker may are not all asked."""
    who = ROWS[name].who
    if actor in ("intake", "liaison"):
        refused = expected(name, actor) is NO_ACCESS
        return who in STAFF_ONLY - {Who.STAFF} or (
            who is Who.CASE_EDIT and (refused or name in FIRST_OF_AREA)
        )
    if actor in ("lead", "admin"):
        return who in STAFF_ONLY - {Who.STAFF} and expected(name, "worker") is NO_ACCESS
    return True


@pytest.fixture(scope="module")
def everybody(samples) -> Actors:
    return Actors(samples)


@pytest.fixture
def actors(everybody) -> Actors:
    everybody.come_in()
    return everybody


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(NAMES) == set(ROWS)


def test_every_route_that_changes_something_as_staff_names_its_right():
    asks_for_one = STAFF_ONLY - {Who.STAFF} | {Who.CASE_EDIT}
    named = {name for name in NAMES if name in OF_ROUTE or name.partition(":")[0] in OF_AREA}
    assert {name for name in NAMES if ROWS[name].who in asks_for_one} <= named
    assert set(OF_ROUTE) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_actor_gets_what_the_row_says(name, samples, actors, settings):
    settings.DEMO = True
    row = ROWS[name]
    wrong = []
    url = samples.url(name)
    for actor in (one for one in ACTORS if is_asked(name, one)):
        wanted = LET_IN if _is_own_place(name, actor) else expected(name, actor)
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


def test_no_page_of_a_facility_tells_of_a_case_of_another_site(samples, actors):
    names = [
        name
        for name in NAMES
        if ROWS[name].who in STAFF_ONLY and "GET" in ROWS[name].methods and "case_id" not in PARAMETERS[name]
    ]
    with undone():
        PatientDetails.objects.filter(case=samples.case).update(first_name="Zebulonqx", last_name="Quuxaby")
        words = ("Zebulonqx", "Quuxaby", samples.case.reference, str(samples.case.public_id))
        client = actors.client("other_site")
        pages = {name: b"".join(client.get(samples.url(name))).decode("utf-8", "replace") for name in names}
    assert [name for name, text in pages.items() if any(word in text for word in words)] == []
    assert len(names) > 50


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


@pytest.mark.parametrize(
    "name", [name for name in NAMES if ROWS[name].who not in (Who.PUBLIC, Who.DEMO, Who.API)]
)
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
