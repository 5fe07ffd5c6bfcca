"""What was asked beside what was approved, as a table: one row for each thing that can differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from requests_app.decisions.matching import (
    About,
    Asked,
    Given,
    Verdict,
    Whole,
    joined_spans,
    match,
)

START, END = date(2026, 12, 7), date(2027, 2, 5)
ASKED = Asked(
    key="a",
    code="H0015",
    modifier="HQ-95",
    units=36,
    unit="DAYS",
    starts_on=START,
    ends_on=END,
    provider_name="Example Desert Program",
    rate=Decimal("350.00"),
    rate_unit="DAYS",
)
GIVEN = Given(
    key="g",
    code="H0015",
    modifier="95-HQ",
    units=36,
    unit="DAYS",
    starts_on=START,
    ends_on=END,
    provider_name="Example Desert Program, LLC",
    covers="BOTH",
    cost_share="IN_NETWORK",
    rate=Decimal("350.00"),
    rate_unit="DAYS",
)
MATCHES, DIFFERS, NOT_STATED = Verdict.MATCHES, Verdict.DIFFERS, Verdict.NOT_STATED
NOBODY_LOOKED = Whole()
ALL_YES = Whole("YES", "YES", "YES", "YES", START, END)


def verdict_of(about: About, *lines: Given, whole: Whole = NOBODY_LOOKED, asked: Asked = ASKED) -> Verdict:
    pair = match([asked], list(lines), whole).pairs[0]
    return next(point.verdict for point in pair.points if point.about == about)


def test_a_line_that_is_as_asked_matches_in_every_point():
    found = match([ASKED], [GIVEN], NOBODY_LOOKED)
    assert {point.verdict for point in found.pairs[0].points} == {MATCHES}
    assert {point.about for point in found.pairs[0].points} == set(About)
    assert found.is_all_as_asked
    assert found.extra == ()


@pytest.mark.parametrize(
    ("about", "changes", "whole", "expected"),
    [
        (About.CODE, {"modifier": "HQ"}, NOBODY_LOOKED, DIFFERS),
        (About.CODE, {"modifier": ""}, NOBODY_LOOKED, DIFFERS),
        (About.UNITS, {"units": 35}, NOBODY_LOOKED, DIFFERS),
        (About.UNITS, {"units": 40}, NOBODY_LOOKED, MATCHES),
        (About.UNITS, {"unit": "VISITS"}, NOBODY_LOOKED, DIFFERS),
        (About.UNITS, {"unit": ""}, NOBODY_LOOKED, NOT_STATED),
        (About.UNITS, {"units": None}, NOBODY_LOOKED, NOT_STATED),
        (About.DATES, {"starts_on": date(2026, 12, 8)}, NOBODY_LOOKED, DIFFERS),
        (About.DATES, {"ends_on": date(2027, 2, 4)}, NOBODY_LOOKED, DIFFERS),
        (About.DATES, {"ends_on": date(2027, 3, 1)}, NOBODY_LOOKED, MATCHES),
        (About.DATES, {"ends_on": None}, NOBODY_LOOKED, NOT_STATED),
        (About.DATES, {"starts_on": None, "ends_on": None}, ALL_YES, MATCHES),
        (About.PROVIDER, {"provider_name": "Another Sample Clinic"}, ALL_YES, DIFFERS),
        (About.PROVIDER, {"provider_name": ""}, NOBODY_LOOKED, NOT_STATED),
        (About.PROVIDER, {"provider_name": ""}, ALL_YES, MATCHES),
        (About.PROVIDER, {"provider_name": ""}, replace(ALL_YES, provider_named="NO"), DIFFERS),
        (About.FACILITY, {"covers": "PROFESSIONAL"}, NOBODY_LOOKED, DIFFERS),
        (About.FACILITY, {"covers": "PROFESSIONAL"}, ALL_YES, MATCHES),
        (About.FACILITY, {"covers": ""}, NOBODY_LOOKED, NOT_STATED),
        (About.PROFESSIONAL, {"covers": "FACILITY"}, NOBODY_LOOKED, DIFFERS),
        (About.PROFESSIONAL, {"covers": ""}, replace(ALL_YES, professional_fees="NOT_STATED"), NOT_STATED),
        (About.PROFESSIONAL, {"covers": ""}, replace(ALL_YES, professional_fees="NO"), DIFFERS),
        (About.COST_SHARE, {"cost_share": "OUT_OF_NETWORK"}, ALL_YES, DIFFERS),
        (About.COST_SHARE, {"cost_share": ""}, NOBODY_LOOKED, NOT_STATED),
        (About.COST_SHARE, {"cost_share": ""}, ALL_YES, MATCHES),
        (About.COST_SHARE, {"cost_share": ""}, replace(ALL_YES, in_network_cost_share="NO"), DIFFERS),
        (About.RATE, {"rate": Decimal("349.99")}, NOBODY_LOOKED, DIFFERS),
        (About.RATE, {"rate": None}, NOBODY_LOOKED, NOT_STATED),
        (About.RATE, {"rate_unit": "HOURS"}, NOBODY_LOOKED, DIFFERS),
    ],
)
def test_each_point_is_judged_by_itself(about, changes, whole, expected):
    assert verdict_of(about, replace(GIVEN, **changes), whole=whole) == expected


def test_a_line_that_nothing_answers_is_missing():
    found = match(
        [ASKED, replace(ASKED, key="b", code="0905", kind="REVENUE", modifier="")], [GIVEN], ALL_YES
    )
    assert [pair.verdict for pair in found.pairs] == [MATCHES, Verdict.MISSING]
    assert not found.is_all_as_asked


def test_the_same_code_of_another_kind_is_another_line():
    assert match([ASKED], [replace(GIVEN, kind="REVENUE")], ALL_YES).pairs[0].verdict == Verdict.MISSING


def test_what_nobody_asked_for_is_told_apart():
    more = replace(GIVEN, key="x", code="90837", modifier="")
    assert match([ASKED], [GIVEN, more], ALL_YES).extra == (more,)


def test_the_parts_of_facility_and_professional_make_one_whole_and_their_units_are_not_added():
    facility, professional = replace(GIVEN, covers="FACILITY"), replace(GIVEN, covers="PROFESSIONAL")
    found = match([ASKED], [facility, professional], NOBODY_LOOKED).pairs[0]
    assert found.verdict == MATCHES
    fewer = replace(professional, units=12)
    assert verdict_of(About.UNITS, facility, fewer) == DIFFERS


def test_stretches_that_follow_each_other_add_up_and_a_hole_between_them_does_not():
    first = replace(GIVEN, ends_on=date(2026, 12, 31), units=18)
    second = replace(GIVEN, starts_on=date(2027, 1, 1), units=18)
    assert match([ASKED], [first, second], NOBODY_LOOKED).pairs[0].verdict == MATCHES
    late = replace(second, starts_on=date(2027, 1, 2))
    assert verdict_of(About.DATES, first, late) == DIFFERS


def test_a_line_with_other_modifiers_answers_the_line_that_asked_for_them():
    plain = replace(ASKED, key="b", modifier="")
    found = match([ASKED, plain], [GIVEN, replace(GIVEN, key="h", modifier="")], ALL_YES)
    assert [[one.key for one in pair.given] for pair in found.pairs] == [["g"], ["h"]]


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))


@for_any(st.lists(spans, min_size=1, max_size=6), days)
def test_joined_stretches_hold_exactly_the_days_of_their_parts(parts, day):
    joined = joined_spans(parts)

    def holds(found):
        return any(start <= day <= end for start, end in found)

    assert holds(joined) == holds(parts)
    assert all(left[1] < right[0] for left, right in pairwise(joined))
