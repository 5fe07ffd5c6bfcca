"""Miles between ZIP codes, against the axioms of a distance and against formulas that are not ours."""

from __future__ import annotations

from functools import cache
from math import acos, atan2, cos, degrees, pi, radians, sin, sqrt, tan

import pytest
import zipcodes
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.common.distance import (
    EARTH_RADIUS_MILES,
    Place,
    great_circle_miles,
    miles_between,
    place_of,
)

METERS_IN_A_MILE = 1609.344
ROUNDING = 0.1001


@cache
def known_zips():
    """Every fifth code of the data that has a place: all of them take six seconds."""
    return tuple(one["zip_code"] for one in zipcodes.list_all()[::5] if place_of(one["zip_code"]))


zips = st.deferred(lambda: st.sampled_from(known_zips()))
points = st.builds(
    Place,
    zip_code=st.just("00000"),
    city=st.just(""),
    state=st.just(""),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
)


def vincenty_miles(start: Place, end: Place) -> float:
    """Vincenty's inverse formula on the WGS 84 ellipsoid: an independent answer, good to a millimeter."""
    a, f = 6378137.0, 1 / 298.257223563
    b = a * (1 - f)
    u1, u2 = atan2((1 - f) * tan(radians(start.latitude)), 1), atan2((1 - f) * tan(radians(end.latitude)), 1)
    across = radians(end.longitude - start.longitude)
    lam = across
    for _turn in range(200):
        sin_s = sqrt((cos(u2) * sin(lam)) ** 2 + (cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lam)) ** 2)
        if sin_s == 0:
            return 0.0
        cos_s = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lam)
        sigma = atan2(sin_s, cos_s)
        sin_a = cos(u1) * cos(u2) * sin(lam) / sin_s
        cos2_a = 1 - sin_a**2
        cos_m = cos_s - 2 * sin(u1) * sin(u2) / cos2_a if cos2_a else 0.0
        c = f / 16 * cos2_a * (4 + f * (4 - 3 * cos2_a))
        before = lam
        lam = across + (1 - c) * f * sin_a * (sigma + c * sin_s * (cos_m + c * cos_s * (2 * cos_m**2 - 1)))
        if abs(lam - before) < 1e-12:
            break
    u_sq = cos2_a * (a**2 - b**2) / b**2
    big_a = 1 + u_sq / 16384 * (4096 + u_sq * (-768 + u_sq * (320 - 175 * u_sq)))
    big_b = u_sq / 1024 * (256 + u_sq * (-128 + u_sq * (74 - 47 * u_sq)))
    delta = (
        big_b
        * sin_s
        * (
            cos_m
            + big_b
            / 4
            * (cos_s * (2 * cos_m**2 - 1) - big_b / 6 * cos_m * (4 * sin_s**2 - 3) * (4 * cos_m**2 - 3))
        )
    )
    return b * big_a * (sigma - delta) / METERS_IN_A_MILE


@settings(deadline=None, max_examples=60)
@given(zips, zips)
def test_the_way_back_is_as_long(a, b):
    assert miles_between(a, b) == miles_between(b, a)


@settings(deadline=None, max_examples=60)
@given(zips)
def test_a_zip_code_is_no_way_from_itself(a):
    assert miles_between(a, a) == 0


@settings(deadline=None, max_examples=60)
@given(zips, zips, zips)
def test_no_detour_is_shorter(a, b, c):
    assert miles_between(a, c) <= miles_between(a, b) + miles_between(b, c) + 3 * ROUNDING


@settings(deadline=None, max_examples=60)
@given(zips, zips)
def test_never_farther_than_half_around_the_earth_and_one_decimal(a, b):
    miles = miles_between(a, b)
    assert 0 <= miles <= pi * EARTH_RADIUS_MILES
    assert round(miles, 1) == miles


@settings(deadline=None, max_examples=60)
@given(points, points)
def test_the_same_as_the_angle_between_two_vectors(a, b):
    def vector(place):
        lat, lon = radians(place.latitude), radians(place.longitude)
        return (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))

    dot = sum(x * y for x, y in zip(vector(a), vector(b), strict=True))
    assert great_circle_miles(a, b) == pytest.approx(EARTH_RADIUS_MILES * acos(max(-1, min(1, dot))), abs=0.5)


@settings(deadline=None, max_examples=60)
@given(points, st.floats(0.001, 1))
def test_a_degree_of_latitude_is_the_same_everywhere(place, step):
    start = Place("", "", "", max(-89, min(88, place.latitude)), place.longitude)
    end = Place("", "", "", start.latitude + step, start.longitude)
    assert degrees(great_circle_miles(start, end) / EARTH_RADIUS_MILES) == pytest.approx(step, abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("85004", "85251"),  # Phoenix, Scottsdale
        ("10001", "94103"),  # New York, San Francisco
        ("60601", "60661"),  # inside Chicago
        ("99501", "96813"),  # Anchorage, Honolulu
        ("96910", "99546"),  # Guam and Adak: the date line lies between them
        ("96799", "96950"),  # American Samoa and Saipan: over the date line and the equator
        ("00601", "33101"),  # Puerto Rico, Miami
        ("00802", "00901"),  # St. Thomas, San Juan
        ("99723", "33040"),  # Barrow, Key West
    ],
)
def test_close_to_the_ellipsoid(a, b):
    expected = vincenty_miles(place_of(a), place_of(b))
    assert miles_between(a, b) == pytest.approx(expected, rel=0.006, abs=0.06)


def test_the_date_line_is_no_wall():
    across = great_circle_miles(Place("", "", "", 52, 179.9), Place("", "", "", 52, -179.9))
    assert across == pytest.approx(8.5, abs=0.1)
    assert miles_between("96910", "99546") < 3500


@pytest.mark.parametrize(
    ("zip_code", "state"),
    [("00901", "PR"), ("00802", "VI"), ("96910", "GU"), ("96799", "AS"), ("96950", "MP"), ("20001", "DC")],
)
def test_territories_have_a_place(zip_code, state):
    assert place_of(zip_code).state == state


@pytest.mark.parametrize(
    "zip_code",
    [
        "09001",  # APO, Europe
        "96201",  # APO, Pacific
        "34002",  # DPO, Americas
        "96505",  # a military code that has a point in the data: its mail is not there
        "96941",  # Micronesia: the data says 0, 0
        "96960",  # Marshall Islands: the data has the wrong sign
        "96917",  # Guam: known, without a point
        "00000",
        "99999",
        "",
        "8500",
        "85004-12",
        "850041",
        "٨٥٠٠٤",
        "none",
    ],
)
def test_a_code_without_a_place_answers_none(zip_code):
    assert place_of(zip_code) is None
    assert miles_between(zip_code, "85004") is None
    assert miles_between("85004", zip_code) is None


@pytest.mark.parametrize("zip_code", ["85004-1234", "850041234", " 85004 "])
def test_nine_digits_and_spaces_are_understood(zip_code):
    assert place_of(zip_code) == place_of("85004")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=12))
def test_any_text_gets_an_answer(text):
    place_of(text)


def test_every_point_lies_where_the_united_states_are():
    for zip_code in known_zips():
        place = place_of(zip_code)
        assert -15 < place.latitude < 72, place
        assert place.longitude < -64 or place.longitude > 144, place
