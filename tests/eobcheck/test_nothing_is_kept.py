"""Until “keep it” is pressed nothing of a check is anywhere: no row, session, file, log or cookie."""

from __future__ import annotations

import json
import logging

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from requests_app.common.logging import formatter
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.eobcheck import visitor
from tests.eobcheck.visitor import ASKED, COST, NUMBERS, PARTS, WHAT, send, text, url, walk
from tests.factories.people import make_user

# Stand nowhere else.
SECRETS = ("7391.17", "A-CANARY-100", "97153", "CANARY MERRILL", "N862")
MARKED = (
    {**NUMBERS, "billed": "7391.17"},
    {**PARTS, "code": "97153", "reasons": "N862"},
    {"said": "YES"},
    {**WHAT, "codes": "97153", "number": "A-CANARY-100"},
    COST,
    ASKED,
)
CSV = (
    "Patient Name,Claim Number,Date of Service,Procedure Code,Billed,Allowed,Plan Paid,You Owe\n"
    "CANARY MERRILL,A-CANARY-100,03/02/2026,97153,7391.17,200.00,0.00,7391.17\n"
)
# How often one address has sent a file is counted, and that is all that is.
COUNTS = {"requests_app_ratelimit"}


def rows() -> dict[str, str]:
    """Each table of the database with a fingerprint of what is in it."""
    see_everything()
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        named = [name for name in connection.introspection.table_names(cursor) if name in ours - COUNTS]
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}', "
                f"count(*)::text || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM {name} t"
                for name in named
            )
        )
        return dict(cursor.fetchall())


def counted() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM requests_app_ratelimit t")
        return str(cursor.fetchone()[0] or "")


@pytest.fixture
def logs(caplog):
    caplog.set_level(logging.DEBUG)
    caplog.handler.setFormatter(formatter())
    return caplog


def everything_a_visitor_can_do(client: PortalClient) -> None:
    """Each page, in both languages, forth and back, right and wrong; all but keeping it."""
    review = walk(client, *MARKED)
    state = visitor.hidden(review)["state"]
    for given in (
        {"language": "es"},
        {"wish": "sheet"},
        {"wish": "plan", "coverage": "JOB", "plan_state": "AZ"},
    ):
        assert client.post(url("review"), {"state": state, **given}).status_code == 200
    for go in ("numbers:0:0", "numbers:1:0", "approved:0:0", "asked:0:0"):
        assert client.post(url(), {"state": state, "go": go}).status_code == 200
    numbers = walk(client, MARKED[0])
    assert send(client, numbers, {**MARKED[1], "language": "es"}).status_code == 200
    assert send(client, numbers, {**MARKED[1], "units": "97153 N862"}).status_code == 422
    assert client.post(url(), {"state": state[:-9] + "7391.17"}).status_code == 302
    file = SimpleUploadedFile("CANARY MERRILL.csv", CSV.encode())
    assert client.post(url(), {"at": "file:0:0", "state": "", "text": CSV}).status_code == 200
    assert client.post(url(), {"at": "file:0:0", "state": "", "file": file}).status_code == 200
    broken = SimpleUploadedFile("CANARY MERRILL.csv", b"\x00CANARY MERRILL 7391.17")
    assert client.post(url(), {"at": "file:0:0", "file": broken}).status_code == 422


def test_every_page_leaves_every_table_as_it_was(client, logs, settings):
    before = rows()

    everything_a_visitor_can_do(client)

    assert rows() == before
    told = counted() + " ".join(logs.messages) + logs.text
    assert not [secret for secret in SECRETS if secret in told]
    assert not mail.outbox
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert set(client.cookies) <= {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}


def test_no_cookie_and_no_address_says_anything(client):
    review = walk(client, *MARKED)
    spanish = client.post(url("review"), {"state": visitor.hidden(review)["state"], "language": "es"})

    for answer in (review, spanish):
        outside = answer.cookies.output() + json.dumps(dict(answer.headers))
        assert not [secret for secret in SECRETS if secret in outside]
        assert "no-store" in answer.headers["Cache-Control"]


def test_what_travels_in_the_page_cannot_be_read(client):
    sealed = visitor.hidden(walk(client, *MARKED))["state"]

    assert not [secret for secret in SECRETS if secret in sealed]


def test_the_switch_of_language_elsewhere_holds_nothing_of_it(client):
    before = rows()

    client.post(reverse("language"), {**MARKED[0], "from_page": url(), "language": "es"})

    assert rows() == before
    assert "held" not in client.cookies


def test_a_form_that_comes_too_late_is_not_held_and_the_page_says_so(db):
    client = PortalClient(enforce_csrf_checks=True)
    before = rows()

    late = client.post(url(), MARKED[0], headers={"origin": "http://testserver"})

    assert late.status_code == 403
    assert "you have to type it again" in text(late)
    assert rows() == before


def test_a_signed_in_person_leaves_nothing_either(client_for):
    client = client_for(make_user())
    client.get(reverse("home"))
    before = rows()

    walk(client, *MARKED)

    assert rows() == before


def test_keep_it_puts_it_into_the_session_sealed_and_nowhere_else(client):
    review = walk(client, *MARKED)
    before = rows()

    client.post(url("keep"), {"state": visitor.hidden(review)["state"]})

    changed = {name for name, print_ in rows().items() if print_ != before[name]}
    assert changed == {"django_session"}
    assert not [secret for secret in SECRETS if secret in json.dumps(dict(client.session))]


def test_no_browser_is_asked_to_remember_what_was_typed(client):
    for shown in (client.get(url()), walk(client, *MARKED)):
        form = text(shown).partition('<form id="main-form"')[2].partition(">")[0]
        assert 'autocomplete="off"' in form
        assert "no-store" in shown.headers["Cache-Control"]
