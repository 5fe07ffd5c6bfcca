"""Files that are no list, broken ones, and whatever else may come: read or refused, never a crash."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.outreach.imports.reading import read_list
from requests_app.outreach.imports.rows import LONGEST_FILE, MOST_ROWS, Fault, FileRefused, FoundOffice


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"  \n \n", Fault.EMPTY),
        (b"\xef\xbb\xbf", Fault.EMPTY),
        (b"PK\x03\x04 a workbook", Fault.NOT_TEXT),
        (b"%PDF-1.7 ...", Fault.NOT_TEXT),
        (b"Name\x00,Phone", Fault.NOT_TEXT),
        (b"\xff\xfeN", Fault.NOT_TEXT),
        (b'{"resourceType": "Bundle", "entry": [', Fault.NOT_JSON),
        (b"[" * 200_000, Fault.NOT_JSON),
        (b'{"resourceType": "Patient", "id": "1"}', Fault.FOREIGN),
        (b'{"hello": 1}', Fault.FOREIGN),
        (b"[1, 2, 3]", Fault.FOREIGN),
        (b"[]", Fault.EMPTY),
        (b'[{"drug": "x"}]', Fault.FOREIGN),
        (b'{"resourceType": "Bundle", "type": "collection"}', Fault.NO_OFFICES),
        (b"Color,Size\nred,1\n", Fault.NO_NAME_COLUMN),
        (b"Name,Phone\n", Fault.NO_OFFICES),
        (b"x" * (LONGEST_FILE + 1), Fault.TOO_LARGE),
        (b"Name\n" + b"".join(b"Office %d\n" % one for one in range(MOST_ROWS + 1)), Fault.TOO_MANY),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_reason(data, fault):
    with pytest.raises(FileRefused) as refused:
        read_list(data)

    assert refused.value.fault == fault


def test_the_most_rows_are_read():
    found = read_list(("Name\n" + "".join(f"Office {one}\n" for one in range(MOST_ROWS))).encode())[1]

    assert len(found.rows) == MOST_ROWS


KEYS = [
    *("resourceType", "entry", "resource", "extension", "url", "name", "telecom", "address", "location"),
    *("practitioner", "reference", "identifier", "specialty", "coding", "addresses", "npi", "type", "plans"),
]
WHOLE = ("practitioner", "extension", "telecom", "location", "specialty")
WORDS = ["Bundle", "PractitionerRole", "acceptingPatients", "phone", "INDIVIDUAL"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda one: (
        st.lists(one, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(max_size=4), one | st.sampled_from(WORDS), max_size=6
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(JSON, st.sampled_from(["bundle", "role", "qhp", "plain"]))
def test_whatever_stands_in_json_is_read_or_refused(content, shape):
    role = {"resourceType": "PractitionerRole"}
    shaped = {
        "bundle": {"resourceType": "Bundle", "entry": content},
        "role": {"resourceType": "Bundle", "entry": [{"resource": role | dict.fromkeys(WHOLE, content)}]},
        "qhp": [{"npi": content, "name": content, "addresses": content, "specialty": content}],
        "plain": content,
    }[shape]
    read_or_refused(json.dumps(shaped).encode())


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"name,phone\n", b"name;npi\n", b"\xff\xfe", b"{", b"["])
)
def test_whatever_bytes_come_are_read_or_refused(data, start):
    read_or_refused(start + data)


def read_or_refused(data: bytes) -> None:
    try:
        _kind, found = read_list(data)
    except FileRefused:
        return
    for row in found.rows:
        assert row == FoundOffice.from_json(json.loads(json.dumps(row.as_json())))
        assert "\x00" not in json.dumps(row.as_json())
        json.dumps(row.as_json(), ensure_ascii=False).encode()
