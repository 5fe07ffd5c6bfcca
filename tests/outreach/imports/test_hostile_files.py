"""Files made to stop the portal: small ones that want hours or all memory, and marks no page can show."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from requests_app.outreach.imports.reading import read_list
from requests_app.outreach.imports.rows import FileRefused
from requests_app.outreach.imports.wording import fault_text

A_MOMENT = 4.0
ROLES = 500


def bundle(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def pointed_at_by_many(**facts: Any) -> bytes:
    """One resource, and hundreds of roles that all lead to it."""
    role = {"resourceType": "PractitionerRole", "practitioner": {"reference": "Practitioner/p"}}
    place = {"location": [{"reference": "Location/l"}]}
    return bundle(
        {"resourceType": "Practitioner", "id": "p", "name": [{"text": "Ana Sample"}], **facts},
        {"resourceType": "Location", "id": "l", "telecom": [{}] * 80_000, "address": facts},
        *[role | place for _number in range(ROLES)],
    )


HEAVY = {
    "a name of a million letters": lambda: pointed_at_by_many(name="A" * 1_000_000),
    "names without end": lambda: pointed_at_by_many(name=[{"given": ["A"] * 200_000}]),
    "numbers without end": lambda: pointed_at_by_many(identifier=[{}] * 80_000),
    "extensions without end": lambda: pointed_at_by_many(extension=[{"url": "x"}] * 80_000),
    "specialties without end": lambda: pointed_at_by_many(specialty=[{"text": "x"}] * 80_000),
    "places without end": lambda: bundle(
        {"resourceType": "PractitionerRole", "location": [{"reference": "Location/l"}] * 100_000},
        {"resourceType": "Location", "id": "l", "telecom": [{"system": "phone"}] * 1_000},
    ),
    "addresses of a name without end": lambda: json.dumps(
        [{"npi": 1, "name": "A" * 1_000_000, "addresses": [{}] * ROLES}]
    ).encode(),
    "addresses of specialties without end": lambda: json.dumps(
        [{"npi": 1, "name": "Ana Sample", "specialty": ["x"] * 300_000, "addresses": [{}] * ROLES}]
    ).encode(),
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_many_lines_point_at_is_read_once(name):
    data = HEAVY[name]()
    started = time.process_time()
    read_list(data)
    assert time.process_time() - started < A_MOMENT


@pytest.mark.parametrize("kind", [[], {}, [{}], 7, None, "\ud800"])
def test_a_resource_of_an_odd_kind_is_passed_over(kind):
    data = bundle({"resourceType": kind}, {"resourceType": "Organization", "name": "Sample Clinic"})
    assert [row.name for row in read_list(data)[1].rows] == ["Sample Clinic"]


@pytest.mark.parametrize(
    "data",
    [
        b'{"resourceType": "\\ud800"}',
        b'{"resourceType": ["\\ud800"]}',
        b'{"resourceType": "=1"}',
        "color\x07\u202e,size\nred,1\n".encode(),
    ],
)
def test_a_refusal_can_be_shown_whatever_stood_in_the_file(data):
    with pytest.raises(FileRefused) as refused:
        read_list(data)
    text = fault_text(refused.value, file="list")
    assert text.encode()
    assert all(mark.isprintable() for mark in text)


@pytest.mark.parametrize("one", ["[]", '{"a":1}', "[[]]"])
def test_json_of_nothing_but_brackets_is_refused_before_it_fills_the_memory(one):
    with pytest.raises(FileRefused):
        read_list(("[" + ",".join([one] * 500_000) + "]").encode())
