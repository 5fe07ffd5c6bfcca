from __future__ import annotations

import pytest

from requests_app.common.csv_out import safe, text_of


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_a_formula(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize(("cell", "kept"), [("Ana", "Ana"), (-3, -3), (None, ""), ("", ""), ("a=b", "a=b")])
def test_everything_else_stays_as_it_is(cell, kept):
    assert safe(cell) == kept


def test_a_table_is_utf_8_with_its_mark_and_quotes_what_needs_it():
    assert text_of(["Name", "No."], [["Peña, Ana", 2]]) == '\ufeffName,No.\r\n"Peña, Ana",2\r\n'
