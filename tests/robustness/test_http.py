"""What holds for every answer, whatever was asked: headers, no side effects, no way out of the house."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from requests_app.accounts.policy import Who
from tests.conftest import PortalClient
from tests.factories.people import make_member, sign_in
from tests.robustness.nonsense import SCRIPT
from tests.robustness.places import (
    FORMS_OF_THE_PRODUCT,
    PAGES_OF_THE_PRODUCT,
    Place,
    World,
    undone,
)

ON_EVERYTHING = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cache-Control": "no-store",
}


QUERY = "&".join(
    f"{name}={value}"
    for name in (
        "next",
        "from",
        "back",
        "to",
        "call",
        "kind",
        "page",
        "with",
        "owner",
        "plan",
        "text",
        "sort",
    )
    for value in ("%F0%9F%A6%84%E2%80%AE", "-1", "9" * 40, "%22%3E%3Cscript%3Ealert('got%20in')%3C/script%3E")
)


LONG_QUERY = "&".join(f"{name}={'9' * 4400}" for name in ("owner", "page", "call"))


# Reading is written down, also when a calendar last did; the session notes when somebody was last seen.
MAY_GROW = {
    "requests_app_auditentry",
    "requests_app_calendarfeed",
    "django_session",
    "requests_app_ratelimit",
}


NOBODY_READS = {"django_migrations"}


def answers_of_every_kind(world: World):
    """(what, answer) for each status and kind of file the product gives."""
    patient = world.client(Place("tracker:task_list"))
    lost = PortalClient(raise_request_exception=False)
    yield "page", patient.get(world.url(Place("tracker:task_list")))
    yield "public page", PortalClient().get("/")
    yield "redirect", PortalClient().get(world.url(Place("tracker:task_list")))
    yield "sign in", PortalClient().get(reverse("account_request_login_code"))
    yield "no access", auditor_of(world).get(world.url(Place("tracker:settings")))
    yield "no such page", patient.get("/no-such-page/")
    yield "not this method", patient.get(reverse("language"))
    yield "not text", PortalClient().get("/%00")
    yield "errors", patient.post(world.url(Place("tracker:settings")), {})
    yield "packet", patient.get(world.url(Place("packets:download")))
    yield "case file", patient.get(world.url(Place("tracker:download_case")))
    yield "backup codes", patient.get(reverse("mfa_download_recovery_codes"))
    yield "health", PortalClient().get("/healthz")
    yield "link gone", PortalClient().get("/invited/none/")
    yield "forged", PortalClient(enforce_csrf_checks=True).post("/language/", {"language": "es"})
    yield "style sheet", PortalClient().get("/static/css/portal.css")
    yield "no such file", PortalClient().get("/static/css/none.css")
    with override_settings(ROOT_URLCONF="tests.robustness.faulty_urls"):
        yield "fault", lost.get("/fault/")


def auditor_of(world: World) -> PortalClient:
    client = PortalClient()
    sign_in(client, make_member(world.samples.facility, role="AUDITOR"), second_factor=True)
    return client


def test_every_kind_of_answer_carries_the_headers(world):
    wrong, statuses = [], set()
    with undone():
        for what, answer in answers_of_every_kind(world):
            statuses.add(answer.status_code)
            for name, wanted in ON_EVERYTHING.items():
                found = answer.headers.get(name, "")
                is_sandboxed = name == "Content-Security-Policy" and "sandbox" in found
                is_ours_to_keep = name == "Cache-Control" and what == "style sheet"
                if not (wanted in found or is_sandboxed or is_ours_to_keep):
                    wrong.append(f"{what} ({answer.status_code}): {name} is {found!r}")
    assert not wrong, "\n".join(wrong)
    assert {200, 302, 400, 403, 404, 405, 410, 422, 500} <= statuses


@pytest.mark.parametrize("place", [one for one in PAGES_OF_THE_PRODUCT if one.who is not Who.DEMO], ids=str)
def test_nonsense_in_the_query_is_no_fault_and_is_never_printed_raw(place, world):
    with undone():
        client, url = world.client(place), world.url(place)
        for query in (QUERY, LONG_QUERY):
            answer = client.get(f"{url}?{query}")
            assert answer.status_code in (200, 302, 403, 404, 410)
            assert answer.streaming or SCRIPT not in answer.content.decode(errors="replace")
            assert not answer.headers.get("Location", "").startswith(("http", "//"))


@pytest.mark.parametrize("place", [one for one in PAGES_OF_THE_PRODUCT if one.who is not Who.DEMO], ids=str)
def test_looking_changes_nothing_and_a_private_page_is_not_stored_and_tells_nothing(place, world):
    with undone():
        client, url = world.client(place), world.url(place)
        before = written()
        answer = client.get(url)
        client.head(url)
        assert written() == before
    if place.who is not Who.PUBLIC:
        check_it_is_not_stored(answer)
        check_it_tells_nothing(answer, url)


def check_it_is_not_stored(answer) -> None:
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def check_it_tells_nothing(answer, url: str) -> None:
    is_text = answer.headers.get("Content-Type", "").startswith("text/")
    if answer.status_code == 200 and is_text and not answer.streaming:
        body = answer.content.decode()
        title = body[body.find("<title>") : body.find("</title>")]
        for secret in ("Ana", "Sample Health", "depression", "F33", "SHP123456789", "Desert"):
            assert secret not in title
            assert secret not in url


def written() -> dict[str, int]:
    """How many rows of each table were written so far, as the server itself counts them.

    A write counts even where it changed nothing or was taken back. (`TRUNCATE` does not; nobody here may.)
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)"
            " + pg_stat_get_xact_tuples_deleted(oid)"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        counted = dict(cursor.fetchall())
    return {name: counted[name] for name in OURS - MAY_GROW - NOBODY_READS}


OURS = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


@pytest.mark.parametrize("place", FORMS_OF_THE_PRODUCT, ids=str)
def test_a_form_of_another_site_is_refused(place, world):
    with undone():
        client = world.client(place)
        client.handler.enforce_csrf_checks = True
        before = written()
        answer = client.post(world.url(place), {"text": "x"}, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403
        assert written() == before


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    " //evil.example",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_sent_elsewhere(to, world, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with undone():
        signed_in = world.client(Place("tracker:my_cases"))
        attempts = [
            signed_in.get(reverse("account_request_login_code"), {"next": to}),
            signed_in.get(reverse("account_login"), {"next": to}),
            signed_in.post(reverse("language"), {"language": "es", "from_page": to}),
            signed_in.get(reverse("mfa_authenticate"), {"next": to}),
            signed_in.post(
                reverse("account_reauthenticate"), {"password": "four quiet orange rivers", "next": to}
            ),
            signed_in.post(reverse("account_logout"), {"next": to}),
            PortalClient().post(
                reverse("account_request_login_code"), {"email": "a@example.com", "next": to}
            ),
            PortalClient().get(reverse("account_confirm_login_code"), {"next": to}),
        ]
    for answer in attempts:
        location = answer.headers.get("Location", "/")
        assert location.startswith("/"), location
        assert not location.startswith(("//", "/\\", "/\t")), location
        assert "evil" not in location, location


def test_the_host_header_is_not_believed(world, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = PortalClient().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content
    forwarded = PortalClient().get("/", headers={"x-forwarded-host": "evil.example"})
    assert b"evil.example" not in forwarded.content


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("packets:download", "application/pdf", '.pdf"'),
        ("tracker:download_case", "application/json; charset=utf-8", '.json"'),
        ("mfa_download_recovery_codes", "text/plain", '"'),
    ],
)
def test_files_are_saved_not_opened(name, kind, ending, world):
    place = Place(name)
    with undone():
        answer = world.client(place).get(world.url(place))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["Content-Disposition"].endswith(ending)
        assert "no-store" in answer.headers["Cache-Control"]
