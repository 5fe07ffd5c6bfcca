"""A log line says which row it is about, and nothing about a person."""

from __future__ import annotations

import json
import logging

from django.test import RequestFactory

from requests_app.common.logging import formatter


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
