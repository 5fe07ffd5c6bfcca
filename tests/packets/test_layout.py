from __future__ import annotations

import pytest

from requests_app.packets import layout
from requests_app.packets.layout import MOST_ROWS, Numbers

ROW = "<tbody><tr><th>{0}</th></tr></tbody>"


def table(rows: int, *, after: str = "") -> str:
    body = "".join(ROW.format(number) for number in range(rows))
    return (
        '<section class="section" id="search"><h1>Search</h1><table class="grid">'
        f"<thead><tr><th>No.</th></tr></thead>{body}</table>{after}</section>"
    )


def test_each_section_is_printed_apart_unless_it_goes_on_where_the_one_before_ends():
    one, two = '<section id="a">A</section>', '<section id="b">B</section>'
    assert layout.units([(one, False), (two, False)]) == [one, two]
    assert layout.units([(one, False), (two, True)]) == [one + two]
    assert layout.units([(one, True), (f"{two}\n{one}", False)]) == [one, f"{two}\n", one]


def test_a_long_table_goes_on_under_its_head_and_keeps_every_row_once():
    units = layout.units([(table(MOST_ROWS * 2 + 1, after="<p>Counts</p>"), False)])
    assert len(units) == 3
    assert all("<thead><tr><th>No.</th></tr></thead>" in unit for unit in units)
    assert [unit.count("<h1>") for unit in units] == [1, 0, 0]
    assert [unit.count('id="search"') for unit in units] == [1, 0, 0]
    assert [unit.count("<p>Counts</p>") for unit in units] == [0, 0, 1]
    assert all(unit.count("<section") == unit.count("</section>") == 1 for unit in units)
    text = "".join(units)
    assert all(text.count(ROW.format(number)) == 1 for number in range(MOST_ROWS * 2 + 1))


def test_a_table_of_plain_rows_is_parted_too_and_a_short_one_is_left_alone():
    plain = table(MOST_ROWS + 1).replace("</tbody><tbody>", "")
    assert len(layout.units([(plain, False)])) == 2
    assert layout.units([(table(MOST_ROWS), False)]) == [table(MOST_ROWS)]


def test_pointers_get_their_number_and_a_place_that_is_not_there_is_no_link():
    unit = (
        '<a class="page-of" href="#letter">see page </a><a class="page-of" href="#gone">x</a>'
        '<span class="pages-of"></span>'
    )
    assert layout.has_pointers(unit)
    assert layout.with_numbers(unit, Numbers({"letter": 3}, 12)) == (
        '<a class="page-of" href="packet:letter">see page 3</a>x12'
    )


def test_typed_text_that_looks_like_a_pointer_is_none():
    assert not layout.has_pointers("&lt;a class=&quot;page-of&quot; href=&quot;#letter&quot;&gt;x&lt;/a&gt;")


def test_places_are_counted_through_all_parts():
    found = layout.numbered([2, 1, 3], [{"a": 1}, {"b": 0}, {"c": 2, "a": 0}], is_steady=False)
    assert (found.page_of, found.total) == ({"a": 2, "b": 3, "c": 6}, 6)


def test_numbers_that_move_the_page_they_name_settle_all_the_same():
    """A section that is a page longer while its number has one digit would never settle by itself."""

    def print_all(numbers: Numbers):
        wide = numbers.is_steady or numbers.page_of["b"] >= 10
        return ([8 if wide else 9, 1], [{}, {"b": 0}])

    settled = layout.settled(Numbers({"b": 1}, 1), print_all)
    assert (settled.is_steady, settled.page_of["b"]) == (True, 9)


def test_what_never_settles_is_said():
    turns = iter(range(100))
    with pytest.raises(ValueError, match="do not settle"):
        layout.settled(Numbers({}, 1), lambda _numbers: ([next(turns)], [{}]))
