"""A log line says which row it is about, and nothing about a person."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from gunicorn.config import Config

from requests_app.common.logging import formatter, without_key
from sca_portal.gunicorn import PathLogger, access_log_format


def line(text: str, **options) -> dict[str, object]:
    logger = logging.getLogger("tests")
    record = logger.makeRecord("tests", logging.ERROR, __file__, 1, text, (), None, **options)
    return json.loads(formatter().format(record))


def test_the_id_that_finds_the_row_is_in_the_line():
    assert line("promise failed", extra={"promise_id": 41, "kind": "packet"})["promise_id"] == 41


def test_what_is_not_on_the_list_stays_out_and_what_looks_personal_is_cut():
    request = RequestFactory().get("/q/", {"text": "Sample"})
    written = line("mail to ana@example.com, F33.2", extra={"request": request, "who": "Ana Sample"})

    assert "Sample" not in json.dumps(written)
    assert written["event"] == "mail to [email], [code]"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/c/8mQ2-abc_DEF/", "/c/[key]/"),
        ("/invited/8mQ2-abc_DEF/", "/invited/[key]/"),
        (
            "/c/r/0b0f8a3e-52f3-4e6c-8f36-6a5c1a3c9a11/code/",
            "/c/r/0b0f8a3e-52f3-4e6c-8f36-6a5c1a3c9a11/code/",
        ),
        ("/c/gone/", "/c/gone/"),
        ("/c/gonewiththekey/", "/c/[key]/"),
        ("/c/r-also-a-key", "/c/[key]"),
        ("/calendar/8mQ2-abc_DEF.ics", "/calendar/[key]"),
        ("/calendar/", "/calendar/"),
    ],
)
def test_the_key_of_a_link_is_never_logged(path, kept):
    assert without_key(path) == kept
    assert line(f"GET {path} 200")["event"] == f"GET {kept} 200"


def test_the_access_log_cuts_it_too():
    path = "/c/8mQ2-abc_DEF/"
    environ = {"PATH_INFO": path, "RAW_URI": path, "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
    response = SimpleNamespace(status="200 OK", headers=[], sent=0)
    logger = PathLogger(Config())

    written = logger.atoms(response, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=3))
    assert access_log_format % written == "GET /c/[key]/ 200 3ms"
