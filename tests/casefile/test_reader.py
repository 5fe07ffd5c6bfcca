"""Every fault is told at its place, and none hides another."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from requests_app.casefile.reader import LARGEST, CaseFileRefused, path_of, read_case_file

TODAY = date(2026, 11, 22)
HEAD = {"format": "sca-portal-case", "version": 1}


def read(data):
    text = data if isinstance(data, str | bytes) else json.dumps(data)
    return read_case_file(text, today=TODAY)


def faults(data) -> dict[str, str]:
    with pytest.raises(CaseFileRefused) as refusal:
        read(data)
    return dict(refusal.value.faults)


def office(**fields):
    return {"offices": [{"name": "Sample Clinic", **fields}]}


def call(**fields):
    return {"insurer_calls": [{"kind": "CALL_1", "called_on": "2026-11-03", **fields}]}


def code(**fields):
    return {"care": {"codes": [{"kind": "SERVICE", "code": "H0015", **fields}]}}


TRIES = {"attempts": [{"contacted_on": "2026-11-03"}]}
DUE = [{"kind": "DIAGNOSIS", "code": "F33.2"}, {"kind": "DIAGNOSIS", "code": "F33.2"}]

FAULTS = {
    "unknown key": ({"patien": {}}, "$.patien", "not a field"),
    "unknown key inside": ({"patient": {"first name": "Ana"}}, '$.patient["first name"]', "not a field"),
    "not an object": ({"patient": []}, "$.patient", "object"),
    "not a list": ({"offices": {}}, "$.offices", "list"),
    "text for a number": (code(units="12"), "$.care.codes[0].units", "whole number"),
    "number too small": (code(units=0), "$.care.codes[0].units", "1 or more"),
    "number too large": (call(minutes=1000), "$.insurer_calls[0].minutes", "999 or less"),
    "part of a number": (code(units=1.5), "$.care.codes[0].units", "whole number"),
    "truth in words": ({"coverage": {"is_subscriber": "yes"}}, "$.coverage.is_subscriber", "true or false"),
    "number for text": ({"patient": {"first_name": 7}}, "$.patient.first_name", "text"),
    "nothing for text": ({"patient": {"first_name": None}}, "$.patient.first_name", "text"),
    "text too long": ({"story": {"tried": "x" * 801}}, "$.story.tried", "800 characters"),
    "control character": ({"story": {"tried": "a\u0000b"}}, "$.story.tried", "control"),
    "half a character": ('{"format":"sca-portal-case","version":1,"story":{"tried":"\\ud800"}}', "$", None),
    "unknown choice": ({"coverage": {"source": "GIFT"}}, "$.coverage.source", "'JOB'"),
    "state in words": ({"coverage": {"plan_state": "Arizona"}}, "$.coverage.plan_state", "2 capital"),
    "zip": ({"patient": {"address": {"zip_code": "8500"}}}, "$.patient.address.zip_code", "ZIP"),
    "npi": ({"provider": {"npi": "12345"}}, "$.provider.npi", "10 numbers"),
    "tax id": ({"provider": {"tax_id": "12"}}, "$.provider.tax_id", "9 numbers"),
    "member id": ({"coverage": {"member_id": "A!"}}, "$.coverage.member_id", "3 to 30"),
    "phone": ({"patient": {"phone": "555-0142"}}, "$.patient.phone", "area code"),
    "price with three decimals": ({"provider": {"price": "1.005"}}, "$.provider.price", "2 decimal"),
    "price below nothing": ({"provider": {"price": "-1"}}, "$.provider.price", "0 or more"),
    "price that is no number": ({"provider": {"price": "much"}}, "$.provider.price", "decimal number"),
    "day that is not in the calendar": (
        {"care": {"starts_on": "2026-02-30"}},
        "$.care.starts_on",
        "real date",
    ),
    "day with a time": ({"care": {"starts_on": "2026-12-01T10:00"}}, "$.care.starts_on", "date"),
    "day as a number": ({"care": {"starts_on": 20261201}}, "$.care.starts_on", "date"),
    "absurd year": ({"care": {"starts_on": "0202-12-01"}}, "$.care.starts_on", "1900 to 2100"),
    "born tomorrow": ({"patient": {"birth_date": "2026-11-23"}}, "$.patient.birth_date", "in the past"),
    "born too long ago": ({"patient": {"birth_date": "1905-01-01"}}, "$.patient.birth_date", "120 years"),
    "ends before it starts": (
        {"care": {"starts_on": "2026-12-02", "ends_on": "2026-12-01"}},
        "$.care.ends_on",
        "same day as starts_on",
    ),
    "other care without words": ({"care": {"kind": "OTHER"}}, "$.care.kind_text", "because kind is OTHER"),
    "amount of what": ({"care": {"amount": 12}}, "$.care.amount_unit", "because amount is given"),
    "reason twice": ({"care": {"gap_reasons": ["WAIT", "WAIT"]}}, "$.care.gap_reasons[1]", "twice"),
    "code twice": ({"care": {"codes": DUE}}, "$.care.codes[1]", "twice"),
    "code without its kind": ({"care": {"codes": [{"code": "H0015"}]}}, "$.care.codes[0].kind", "missing"),
    "diagnosis as a service": (code(code="F33.2"), "$.care.codes[0].code", "5 letters"),
    "revenue as a service": (code(code="0905"), "$.care.codes[0].code", "5 letters"),
    "service as revenue": (code(kind="REVENUE"), "$.care.codes[0].code", "4 numbers"),
    "code in another form": (code(kind="DIAGNOSIS", code="F332"), "$.care.codes[0].code", "as F33.2"),
    "modifier": (code(modifier="HQU1"), "$.care.codes[0].modifier", "HQ-U1"),
    "modifier of a diagnosis": (
        code(kind="DIAGNOSIS", code="F33.2", modifier="HQ"),
        "$.care.codes[0].modifier",
        "service codes only",
    ),
    "office without a name": ({"offices": [{}]}, "$.offices[0].name", "missing"),
    "contact tomorrow": (
        office(attempts=[{"contacted_on": "2026-11-23"}]),
        "$.offices[0].attempts[0].contacted_on",
        "today or in the past",
    ),
    "result without a contact": (office(result="NOT_TAKING"), "$.offices[0].result", "attempts"),
    "other result without words": (office(result="OTHER", **TRIES), "$.offices[0].result_text", "OTHER"),
    "open date when none was given": (
        office(gave_no_date=True, first_open_on="2026-12-01", **TRIES),
        "$.offices[0].first_open_on",
        "gave_no_date",
    ),
    "open before the contact": (
        office(first_open_on="2026-11-02", **TRIES),
        "$.offices[0].first_open_on",
        "first contact",
    ),
    "distance of what": (office(distance="3.5", **TRIES), "$.offices[0].distance_unit", "MILES or MINUTES"),
    "too far to be true": (office(distance="501"), "$.offices[0].distance", "500 or less"),
    "call tomorrow": (call(called_on="2026-11-23"), "$.insurer_calls[0].called_on", "today or in the past"),
    "call of no kind": (call(kind="CALL_9"), "$.insurer_calls[0].kind", "'CALL_1'"),
    "answer to another card": (
        call(answers={"received": "YES"}),
        "$.insurer_calls[0].answers.received",
        "not a question",
    ),
    "answer that is no choice": (
        call(answers={"request_opened": "MAYBE"}),
        "$.insurer_calls[0].answers.request_opened",
        "one of YES, NO, UNSURE",
    ),
    "answer of another type": (
        call(answers={"form_name": {"deep": 1}}),
        "$.insurer_calls[0].answers.form_name",
        "text",
    ),
    "tick in words": (
        call(answers={"gave_no_names": "yes"}),
        "$.insurer_calls[0].answers.gave_no_names",
        "true",
    ),
    "answer too long": (
        call(answers={"form_name": "x" * 101}),
        "$.insurer_calls[0].answers.form_name",
        "100 characters",
    ),
    "answer that is no day": (
        call(kind="CALL_2", answers={"received_on": "soon"}),
        "$.insurer_calls[0].answers.received_on",
        "date like",
    ),
    "time zone": ({"time_zone": "Arizona"}, "$.time_zone", "America/Phoenix"),
    "time zone outside the list": ({"time_zone": "../etc/passwd"}, "$.time_zone", "America/Phoenix"),
    "path": ({"path": "SHORT_CUT"}, "$.path", "GAP_EXCEPTION"),
    "already asked": ({"already_asked": "PERHAPS"}, "$.already_asked", "WAITING"),
}


@pytest.mark.parametrize(("data", "path", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(data, path, words):
    found = faults(data if isinstance(data, str) else {**HEAD, **data})
    if words is None:
        assert found
    else:
        assert list(found) == [path]
        assert words in found[path]


BROKEN = {
    "empty": ("", "is not JSON: line 1, column 1"),
    "half a file": ('{"format": "sca-portal-case",', "is not JSON"),
    "a list": ("[]", "must be an object"),
    "a number": ("7", "must be an object"),
    "not UTF-8": (b'{"format": "\xff"}', "is not UTF-8"),
    "UTF-16": ('{"format": "sca-portal-case"}'.encode("utf-16"), "is not UTF-8"),
    "key twice": (
        '{"format": "sca-portal-case", "version": 1, "path": "", "path": "BOTH"}',
        'has the key "path" twice',
    ),
    "key twice inside": (
        '{"format": "sca-portal-case", "version": 1, "story": {"tried": "a", "tried": "b"}}',
        'has the key "tried" twice',
    ),
    "not a number": ('{"format": "sca-portal-case", "version": 1, "care": {"amount": NaN}}', "has NaN"),
    "infinity": (
        '{"format": "sca-portal-case", "version": 1, "care": {"amount": -Infinity}}',
        "has -Infinity",
    ),
    "too deep": ("[" * 100_000, "is not JSON"),
    "number too long": ("9" * 5000, "is not JSON"),
    "too large": (b" " * (LARGEST + 1), "is larger than 5 MB"),
    "too large as text": (" " * (LARGEST + 1), "is larger than 5 MB"),
}


@pytest.mark.parametrize(("text", "words"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_one_fault_at_the_root(text, words):
    found = faults(text)
    assert list(found) == ["$"]
    assert words in found["$"]


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ({}, "$.format"),
        ({"format": "other", "version": 1}, "$.format"),
        ({"format": "sca-portal-case"}, "$.version"),
        ({"format": "sca-portal-case", "version": 7}, "$.version"),
        ({"format": "sca-portal-case", "version": "1"}, "$.version"),
        ({"format": "sca-portal-case", "version": True}, "$.version"),
        ({"format": "sca-portal-case", "version": 1.0}, "$.version"),
    ],
)
def test_another_format_or_version_is_told_alone(head, path):
    assert list(faults({**head, "patien": {}})) == [path]


def test_all_faults_are_told_in_one_go():
    data: dict[str, Any] = deepcopy(HEAD)
    expected = set()
    for name in ("unknown choice", "phone", "ends before it starts", "npi", "time zone", "call tomorrow"):
        part, path, _words = FAULTS[name]
        for key, value in part.items():
            data[key] = {**data.get(key, {}), **value} if isinstance(value, dict) else value
        expected.add(path)
    assert set(faults(data)) == expected


def test_a_rule_is_checked_even_where_another_field_is_wrong():
    found = faults({**HEAD, **office(npi="1", first_open_on="2026-11-02", **TRIES)})
    assert set(found) == {"$.offices[0].npi", "$.offices[0].first_open_on"}


def test_texts_of_faults_do_not_repeat_what_was_typed():
    secret = "Zebra-Stripes"
    data = {**HEAD, "patient": {"birth_date": secret, "phone": secret, "reading_language": secret}}
    data["coverage"] = {"member_id": f"{secret}!", "source": secret}
    assert secret not in " ".join(faults(data).values())


def test_a_byte_order_mark_and_spaces_around_texts_do_no_harm():
    file = read(b"\xef\xbb\xbf" + json.dumps({**HEAD, "patient": {"first_name": " Ana "}}).encode())
    assert file.patient.first_name == "Ana"


def test_a_file_with_only_its_head_is_an_empty_case():
    assert read(HEAD).offices == []


@pytest.mark.parametrize("typed", ["12-3456789", "123456789"])
def test_a_tax_id_is_kept_without_its_dash(typed):
    assert read({**HEAD, "provider": {"tax_id": typed}}).provider.tax_id == "123456789"


def test_paths_are_those_of_json_path():
    assert path_of(("offices", 2, "attempts", 0, "contacted_on")) == "$.offices[2].attempts[0].contacted_on"
    assert path_of(("a b", 1)) == '$["a b"][1]'
    assert path_of(()) == "$"
