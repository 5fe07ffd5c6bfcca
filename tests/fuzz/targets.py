"""One file to one reader: whatever is in it, there comes a reading or a refusal by name, and soon."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from requests_app.claims.readers import dispatch
from requests_app.claims.readers.base import Refused
from requests_app.claims.statement import Reading

READERS = {
    "fhir": "requests_app.claims.readers.fhir",
    "x12": "requests_app.claims.readers.x12",
    "table": "requests_app.claims.readers.table",
    "pdf": "requests_app.claims.readers.pdf_text",
}
FAMILIES = (*READERS, "pages")
# Far more than the slowest file of this size takes on a busy machine; a loop without end takes longer.
LONGEST_SECONDS = 5.0


class Fault(AssertionError):
    """What no file may bring about."""


def outcome_of(family: str, data: bytes) -> str:
    """“read”, or the slug of the refusal. Raises Fault, or what the reader let through."""
    started = time.process_time()
    read = _read_pages if family == "pages" else import_module(READERS[family]).read
    outcome = _outcome(read, data)
    if family != "pages":
        _through_the_door(data)
    if time.process_time() - started > LONGEST_SECONDS:
        raise Fault(f"{family}: {len(data)} bytes took {time.process_time() - started:.1f} s")
    return outcome


def _outcome(read: Callable[[bytes], Reading], data: bytes) -> str:
    try:
        reading = read(data)
    except Refused as refused:
        return refused.slug
    if not reading.statements and not reading.refused:
        raise Fault("neither read nor refused")
    _fits_to_keep(reading)
    return reading.refused or "read"


def _through_the_door(data: bytes) -> None:
    """As the confined process reads it, by whatever reader its content asks for: nothing is raised."""
    reading = dispatch.read(data)
    if reading.refused and reading.statements:
        raise Fault("refused, and claims in it")
    _fits_to_keep(reading)


def _fits_to_keep(reading: Reading) -> None:
    """It comes back out of JSON as it went in, and has no mark the database cannot keep."""
    text = reading.model_dump_json()
    if Reading.model_validate_json(text) != reading:
        raise Fault("not the same out of JSON")
    if any(
        mark == "\0" or "\ud800" <= mark <= "\udfff" for word in _words(json.loads(text)) for mark in word
    ):
        raise Fault("marks that cannot be kept")


def _words(whole: Any) -> Iterator[str]:
    if isinstance(whole, str):
        yield whole
    elif isinstance(whole, (list, dict)):
        for one in whole.values() if isinstance(whole, dict) else whole:
            yield from _words(one)


def _read_pages(data: bytes) -> Reading:
    from requests_app.claims.readers import pdf_text
    from tests.claims.pdf import making

    drawn = data.decode("utf-8", errors="replace").split("\f")
    return pdf_text.read_pages([making.page(page) for page in drawn[:5]])
