"""Claims as bars: lengths that can be compared, and nothing drawn that is not shown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as tree
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.claims.picture import MOST_CLAIMS, Claim, claim_of, picture, sums
from requests_app.claims.statement import Line, Statement

amounts = st.none() | st.decimals(min_value=-99999, max_value=99999, places=2)
claims = st.builds(
    Claim,
    number=st.integers(1, 99),
    title=st.text(max_size=40),
    billed=amounts,
    allowed=amounts,
    plan_paid=amounts,
    yours=amounts,
    asked=amounts,
)


def claim(**amounts: str | None) -> Claim:
    told = {name: Decimal(value) if value is not None else None for name, value in amounts.items()}
    blank: dict[str, Decimal | None] = dict.fromkeys(("billed", "allowed", "plan_paid", "yours"))
    return Claim(number=1, title="Care on November 10, 2026", **{**blank, **told})


def bars(svg: str) -> list[float]:
    """The widths of what is drawn, without the paper beneath it."""
    root = tree.fromstring(svg)
    found = [one for one in root.iter() if one.tag.endswith("rect")][1:]
    return [float(one.attrib["width"]) for one in found]


def test_a_bar_half_as_long_is_half_the_money():
    billed, paid = bars(picture([claim(billed="1000", plan_paid="500")]))

    assert paid == pytest.approx(billed / 2, abs=0.1)


def test_all_claims_have_one_scale():
    long, short = bars(picture([claim(billed="1000"), claim(billed="250")]))

    assert short == pytest.approx(long / 4, abs=0.1)


def test_what_is_not_shown_has_no_bar_and_says_so_and_zero_says_zero():
    svg = picture([claim(billed="100", plan_paid="0")])

    assert len(bars(svg)) == 1
    assert svg.count("not shown") == 2
    assert "$0.00" in svg


def test_what_is_taken_back_is_dashed_and_below_zero():
    svg = picture([claim(billed="-100")])

    assert "stroke-dasharray" in svg
    assert "−$100.00" in svg


def test_the_bill_of_the_provider_has_a_bar_only_where_there_is_one():
    assert "Provider asks" not in picture([claim(billed="100")])
    assert "Provider asks" in picture([claim(billed="100", asked="90")])


@given(st.lists(claims, max_size=4))
def test_every_picture_is_xml_without_styles_or_scripts(drawn):
    svg = picture(drawn)

    root = tree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert not re.search(r"<(style|script|a)\b|\sstyle=|\son\w+=", svg)


def test_many_claims_are_drawn_up_to_what_one_can_look_at():
    svg = picture([claim(billed="1")] * (MOST_CLAIMS + 5))

    assert len(bars(svg)) == MOST_CLAIMS


@given(st.lists(claims, max_size=6))
def test_sums_are_of_what_is_shown_and_say_how_much_is_not(drawn):
    billed = sums(drawn)[0]

    shown = [one.billed for one in drawn if one.billed is not None]
    assert billed.open == len(drawn) - len(shown)
    assert billed.amount == (sum(shown) if shown else None)


def test_a_total_that_is_not_shown_comes_from_lines_only_where_each_shows_it():
    lines = (Line(billed=Decimal("10.00"), allowed=Decimal("5.00")), Line(billed=Decimal("20.00")))

    found = claim_of(Statement(lines=lines), title="", number=1)

    assert (found.billed, found.allowed) == (Decimal("30.00"), None)
