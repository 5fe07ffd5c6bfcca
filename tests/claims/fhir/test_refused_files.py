"""Files that are no statement of benefits are refused by name, and with what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from requests_app.claims.readers import dispatch, fhir
from requests_app.claims.readers.base import Refused
from requests_app.claims.reading_texts import NOTES, REFUSALS
from requests_app.claims.reading_texts import refusal as sentence
from tests.claims.fhir.files import REFUSED, data, refusal
from tests.claims.fhir.making import as_bytes, bundle, eob, line

WHY = {
    "a-single-number.json": "not_fhir",
    "a-word.json": "not_fhir",
    "answer-of-the-server.json": "server_said",
    "bundle-of-patients.json": "patient",
    "bundle-without-statements.json": "no_statement",
    "claim-response.json": "claim_response",
    "claim.json": "claim",
    "coverage.json": "coverage",
    "cut-off-on-one-line.json": "cut_off",
    "cut-off.json": "cut_off",
    "entered-in-error-only.json": "entered_in_error",
    "in-euros.json": "not_dollars",
    "in-two-currencies.json": "not_dollars",
    "in-xml.xml": "xml",
    "json-of-something-else.json": "not_fhir",
    "kind-without-sense.json": "not_fhir",
    "newer-version-r5.json": "newer",
    "no-currency.json": "no_currency",
    "not-a-number.json": "not_json",
    "not-quite-json.json": "not_json",
    "nothing-that-can-be-checked.json": "nothing_left",
    "older-version-in-a-bundle.json": "older",
    "older-version-stu3.json": "older",
    "other-xml.xml": "not_fhir",
    "patient.json": "patient",
    "patients.ndjson": "patient",
    "preauthorization-only.json": "preauthorization",
    "questionnaire.json": "other_resource",
    "search-found-nothing.json": "empty_bundle",
    "too-many-lines.json": "too_many_lines",
}
SLUG = re.compile(r'"(fhir\.[a-z_]+)"')
READERS = Path(fhir.__file__).parent


def test_every_refused_file_is_in_the_table() -> None:
    assert sorted(WHY) == REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_is_refused_by_name(name: str) -> None:
    assert refusal(name) == WHY[name]


@pytest.mark.parametrize("name", REFUSED)
def test_the_refusal_is_a_sentence_and_holds_no_claim(name: str) -> None:
    found = dispatch.read(data(name))
    assert not found.statements
    assert len(sentence(found)) > 30
    assert "…" not in sentence(found)


def test_every_refusal_and_note_has_its_sentence() -> None:
    used = {slug for path in READERS.glob("fhir*.py") for slug in SLUG.findall(path.read_text())}
    used |= {f"fhir.{one}" for one in ("draft", "entered_in_error", "preauthorization", "predetermination")}
    assert used - REFUSALS.keys() - NOTES.keys() == set()
    assert {one for one in (*REFUSALS, *NOTES) if one.startswith("fhir.")} - used == set()


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b"[" + b"{}," * 1_400_000 + b"{}]", "too_large"),
        (b" " * (25 * 1024 * 1024 + 1), "too_large"),
        (b'{"resourceType": "Patient", "id": ' + b"9" * 2_000_000 + b"}", "patient"),
        (b'{"resourceType": "Patient", "n": 1e999999999}', "patient"),
        (as_bytes(bundle(*[eob(f"C{n}") for n in range(5001)])), "too_large"),
    ],
    ids=["brackets", "braces", "parts", "bytes", "digits", "exponent", "claims"],
)
def test_what_would_take_too_much_is_refused(whole: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        fhir.read(whole)
    assert refused.value.slug == f"fhir.{why}"


@pytest.mark.parametrize(
    "amount", ["1e400000000", "-0.0e-400000000", "9" * 400_000], ids=["large", "small", "long"]
)
def test_numbers_of_any_length_take_no_time(amount: str) -> None:
    whole = json.dumps(eob("CL-1", line(1, "90837", {"amount": {"value": "HERE", "currency": "USD"}})))
    assert fhir.read(whole.replace('"HERE"', amount).encode()).statements
