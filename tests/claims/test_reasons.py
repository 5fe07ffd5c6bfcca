"""Reason codes in our own words, from the library only."""

from __future__ import annotations

import pytest

from requests_app.claims.reasons import explained, from_text, reason_record, reasons_of, words_of
from requests_app.knowledge import store
from requests_app.knowledge.vocabulary import Kind
from tests.claims.checks.making import SECOND, adjustment, claim, line

# what somebody types from a paper -> group and code, or nothing that is a reason
TYPED: list[tuple[str, tuple[str, str] | None]] = [
    ("PR-242", ("PR", "242")),
    ("pr 242", ("PR", "242")),
    ("CO45", ("CO", "45")),
    ("OA-B7", ("OA", "B7")),
    ("242", ("", "242")),
    ("0045", None),
    ("B7", ("", "B7")),
    ("N130", None),
    ("MA01", None),
    ("M15", None),
    ("XY-242", None),
    ("", None),
    ("see note", None),
]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_codes_as_people_type_them(text: str, expected: tuple[str, str] | None) -> None:
    found = from_text(text)
    assert (found and (found.group, found.code)) == expected


def test_leading_noughts_do_not_make_another_code() -> None:
    assert reason_record("045") == reason_record("45")


def test_every_reason_of_the_library_has_words_in_both_languages_and_a_topic() -> None:
    for record in store.records(kind=Kind.CARC):
        code = str(record.value)
        assert record.topic, record.id
        assert words_of(code, "en") != words_of(code, "es")


def test_words_come_with_what_the_group_means() -> None:
    assert words_of("242", "en", "CO") == (
        "Not given by a network or primary-care provider. "
        "Provider must write this off; do not bill the patient (a network contract or a rule applies)."
    )


@pytest.mark.parametrize("code", ["9999", "Z99", "", "N1"])
def test_a_code_without_a_record_has_no_words(code: str) -> None:
    assert reason_record(code) is None
    assert words_of("9999", "en") == ""


def test_each_code_of_a_claim_is_explained_once_with_its_lines() -> None:
    statement = claim(
        line(adjustments=(adjustment("PR", "242"),), remarks=("N130",)),
        line(service_from=SECOND, adjustments=(adjustment("PR", "242"), adjustment("CO", "9999"))),
        remarks=("PR-96",),
    )
    found = {one.code: one for one in explained(statement, "en")}
    assert list(found) == ["PR 96", "PR 242", "N130", "CO 9999"]
    assert found["PR 242"].lines == (1, 2)
    assert found["PR 96"].lines == ()
    assert found["CO 9999"].words == ""
    assert (found["N130"].confirm, found["PR 242"].confirm) == (True, False)


def test_a_remark_repeats_no_reason_that_stands_with_its_amount() -> None:
    (one,) = reasons_of((adjustment("PR", "242"),), ("PR-242", "N130"))
    assert one.amount is not None
