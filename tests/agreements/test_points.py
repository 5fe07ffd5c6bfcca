"""What an agreement should settle, held against what was asked: a table."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.agreements.points import Asked, Extent, Point, Service, Standing, Terms, points

SETTLED, OPEN, LESS = Standing.SETTLED, Standing.OPEN, Standing.LESS
DAY, TELE = Service("H0015"), Service("90837", "95")
FIRST, LAST = date(2026, 12, 7), date(2027, 2, 26)
ASKED = Asked(services=(DAY, TELE), extent=Extent(FIRST, LAST, 36, "DAYS"))


def standing(point: Point, terms: Terms, asked: Asked = ASKED) -> Standing:
    return next(one.standing for one in points(terms, asked) if one.point is point)


def extent(**values: object) -> Terms:
    return Terms(extent=Extent(**values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("point", "terms", "expected"),
    [
        (Point.RATES, Terms(), OPEN),
        (Point.RATES, Terms(rated=frozenset({DAY})), LESS),
        (Point.RATES, Terms(rated=frozenset({DAY, Service("90837")})), LESS),  # another modifier
        (Point.RATES, Terms(rated=frozenset({DAY, TELE})), SETTLED),
        (Point.FIRST_DAY, Terms(), OPEN),
        (Point.FIRST_DAY, extent(starts_on=FIRST), SETTLED),
        (Point.FIRST_DAY, extent(starts_on=date(2026, 12, 1)), SETTLED),
        (Point.FIRST_DAY, extent(starts_on=date(2026, 12, 8)), LESS),
        (Point.LAST_DAY, extent(ends_on=LAST), SETTLED),
        (Point.LAST_DAY, extent(ends_on=date(2027, 3, 1)), SETTLED),
        (Point.LAST_DAY, extent(ends_on=date(2027, 2, 25)), LESS),
        (Point.AMOUNT, Terms(), OPEN),
        (Point.AMOUNT, extent(amount=36, amount_unit="DAYS"), SETTLED),
        (Point.AMOUNT, extent(amount=40, amount_unit="DAYS"), SETTLED),
        (Point.AMOUNT, extent(amount=20, amount_unit="DAYS"), LESS),
        (Point.AMOUNT, extent(amount=36, amount_unit="VISITS"), OPEN),
        (Point.AMOUNT, extent(amount=36), OPEN),
        (Point.FACILITY, Terms(covers_facility="YES"), SETTLED),
        (Point.FACILITY, Terms(covers_facility="UNSURE"), OPEN),
        (Point.PROFESSIONAL, Terms(covers_professional="NO"), LESS),
        (Point.COST_SHARE, Terms(in_network_cost_share=""), OPEN),
        (Point.NO_BILLING, Terms(no_billing_the_rest="NO"), LESS),
        (Point.NO_BILLING, Terms(no_billing_the_rest="YES"), SETTLED),
        (Point.NUMBER, Terms(number="SCA-1"), SETTLED),
        (Point.NUMBER, Terms(), OPEN),
    ],
)
def test_each_point_stands_as_it_was_agreed(point, terms, expected):
    assert standing(point, terms) is expected


def test_codes_without_a_rate_are_named_once_there_are_rates():
    found = {one.point: one for one in points(Terms(rated=frozenset({DAY})), ASKED)}
    assert found[Point.RATES].missing == (TELE,)
    assert {one.point: one for one in points(Terms(), ASKED)}[Point.RATES].missing == ()


def test_nothing_asked_is_nothing_to_fall_short_of():
    terms = Terms(extent=Extent(FIRST, LAST, 3, "DAYS"), rated=frozenset({DAY}))
    assert {one.standing for one in points(terms, Asked())[:4]} == {SETTLED}


def test_every_point_comes_once_in_its_order():
    assert [one.point for one in points(Terms(), ASKED)] == list(Point)
