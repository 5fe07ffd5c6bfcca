from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.common.codes import (
    CodeProblem,
    ServiceCodeKind,
    clean_diagnosis_code,
    clean_group_number,
    clean_member_id,
    clean_npi,
    clean_service_code,
    clean_tax_id,
    normalise,
    npi_warning,
    show_tax_id,
    tax_id_warning,
)

SAMPLE_NPI = "1234567893"
digits = st.sampled_from("0123456789")


def with_check_digit(nine: str) -> str:
    return next(nine + last for last in "0123456789" if npi_warning(nine + last) is None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("f33.2", "F33.2"), ("F332", "F33.2"), ("c4a.1", "C4A.1"), (" F 33 . 2 ", "F33.2"), ("f20", "F20"),
     ("S72.001A", "S72.001A"), ("F33\u200b.2", "F33.2")],
)  # fmt: skip
def test_a_diagnosis_code_is_upper_case_with_its_dot_in_place(typed: str, kept: str) -> None:
    assert clean_diagnosis_code(typed) == kept


@pytest.mark.parametrize("typed", ["", "F3", "33.2", "FF3.2", "F33.20011", "depression", "F33.é"])
def test_what_cannot_be_a_diagnosis_code_is_refused_with_words(typed: str) -> None:
    with pytest.raises(CodeProblem) as problem:
        clean_diagnosis_code(typed)
    assert str(problem.value.message)


@pytest.mark.parametrize(
    ("typed", "kept", "kind"),
    [("90837", "90837", ServiceCodeKind.CPT), ("h0015", "H0015", ServiceCodeKind.HCPCS),
     ("908 37", "90837", ServiceCodeKind.CPT), ("0373T", "0373T", ServiceCodeKind.CPT),
     ("H0015-HQ", "H0015-HQ", ServiceCodeKind.HCPCS), ("90837 95 gt", "90837-95-GT", ServiceCodeKind.CPT),
     ("h0015hq", "H0015-HQ", ServiceCodeKind.HCPCS), ("90837 – 95", "90837-95", ServiceCodeKind.CPT),
     ("0905", "0905", ServiceCodeKind.REVENUE)],
)  # fmt: skip
def test_a_service_code_is_read_with_its_modifiers(typed: str, kept: str, kind: ServiceCodeKind) -> None:
    code = clean_service_code(typed)

    assert str(code) == kept
    assert code.kind == kind


@pytest.mark.parametrize(
    "typed",
    ["", "IOP", "905", "H0015 0905", "90837 90834", "Z0015", "0905-HQ", "H0015-HQ-95-GT-25-59", "H0015-H"],
)
def test_two_codes_in_one_box_or_a_program_name_are_refused(typed: str) -> None:
    with pytest.raises(CodeProblem):
        clean_service_code(typed)


def test_a_member_id_is_kept_as_typed() -> None:
    assert clean_member_id(" xyz-1234 5678\u200b ") == "xyz-1234 5678"


@pytest.mark.parametrize("typed", ["", "ab", "A" * 31, "ABC/123", "<b>123</b>", "--"])
def test_a_member_id_needs_3_to_30_letters_or_numbers(typed: str) -> None:
    with pytest.raises(CodeProblem):
        clean_member_id(typed)


def test_a_group_number_may_be_left_out_and_may_be_30_long() -> None:
    assert clean_group_number("  ") == ""
    assert clean_group_number("G" * 30) == "G" * 30
    with pytest.raises(CodeProblem):
        clean_group_number("G" * 31)


@pytest.mark.parametrize("typed", ["1234567893", "123-456-7893", " 1234 567 893 ", "１２３４５６７８９３"])
def test_an_npi_is_read_whatever_is_between_its_numbers(typed: str) -> None:
    assert clean_npi(typed) == SAMPLE_NPI


@pytest.mark.parametrize("typed", ["", "123456789", "12345678931", "12345678x3", "١٢٣٤٥٦٧٨٩٣"])
def test_an_npi_that_is_not_ten_numbers_is_refused(typed: str) -> None:
    with pytest.raises(CodeProblem):
        clean_npi(typed)


def test_an_npi_that_starts_with_another_number_only_warns() -> None:
    assert npi_warning("9876543213") is not None


@given(
    nine=st.text(digits, min_size=8, max_size=8),
    first=st.sampled_from("12"),
    place=st.integers(0, 9),
    by=st.integers(1, 9),
)
def test_the_check_digit_catches_every_single_wrong_number(
    nine: str, first: str, place: int, by: int
) -> None:
    npi = with_check_digit(first + nine)
    wrong = npi[:place] + str((int(npi[place]) + by) % 10) + npi[place + 1 :]

    assert npi_warning(npi) is None
    assert npi_warning(wrong) is not None


def test_a_tax_id_is_kept_as_nine_numbers_and_shown_with_its_dash() -> None:
    assert clean_tax_id("86-0000000") == "860000000"
    assert show_tax_id("860000000") == "86-0000000"
    with pytest.raises(CodeProblem):
        clean_tax_id("86-000000")


@pytest.mark.parametrize(
    ("tax_id", "warns"),
    [
        ("860000000", False),
        ("990000000", False),
        ("070000000", True),
        ("000000000", True),
        ("890000000", True),
    ],
)
def test_an_unknown_first_pair_of_a_tax_id_warns(tax_id: str, warns: bool) -> None:
    assert (tax_id_warning(tax_id) is not None) == warns


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


CLEANERS: list[Callable[[str], object]] = [
    clean_npi,
    clean_tax_id,
    clean_member_id,
    clean_group_number,
    clean_diagnosis_code,
    clean_service_code,
]


@pytest.mark.parametrize("clean", CLEANERS)
@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_kept_or_refused_and_nothing_else(
    clean: Callable[[str], object], text: str
) -> None:
    with contextlib.suppress(CodeProblem):
        assert clean(text) is not None
