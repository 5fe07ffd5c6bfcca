"""The picture under every kind of limit, also those that no plan in the library has for certain today."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.evidence.layout import scene
from requests_app.evidence.measures import Limits, hold
from requests_app.evidence.model import NoStandard, Standing
from requests_app.evidence.picture import NARROW, picture_svg
from requests_app.evidence.plot import zones
from requests_app.evidence.words import heading_sentence, no_zone_sentence
from tests.evidence.making import (
    CHICAGO,
    FAR,
    HOURS_48,
    MILES_30,
    MILES_OR_MINUTES,
    MINUTES_45,
    NEAR,
    TEN_BUSINESS,
    TEN_DAYS,
    TODAY,
    case,
    office,
)

BOTH = Limits(TEN_BUSINESS, MILES_30)
offices = st.builds(
    office,
    result=st.sampled_from(["OFFERED_DATE", "WAIT_TOO_LONG", "TOO_FAR", "CAN_SEE_ME", "NOT_TAKING"]),
    wait=st.none() | st.integers(0, 200),
    zip_code=st.sampled_from([NEAR, FAR, CHICAGO, "60505", "60440", "53202", "96910", ""]),
    visit_mode=st.sampled_from(["", "VIDEO", "EITHER"]),
    distance=st.none() | st.sampled_from(["12.5", "45"]),
    distance_unit=st.sampled_from(["MILES", "MINUTES"]),
)
limits = st.builds(
    Limits,
    st.sampled_from([None, TEN_BUSINESS, TEN_DAYS, HOURS_48]),
    st.sampled_from([None, MILES_30, MILES_OR_MINUTES]),
)


def held(limit, *some):
    return hold(case(*some), limit, Limits(), on=TODAY)


def drawn_inside(found):
    """The offices whose marks stand in the hatched field."""
    drawn = scene(found, NARROW)
    return {
        number
        for mark in drawn.marks
        if any(zone.holds(*mark.at) for zone in zones(drawn.ground))
        for number in mark.numbers
    }


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (office("OFFERED_DATE", 5, NEAR), Standing.INSIDE),
        (office("OFFERED_DATE", 45, NEAR), Standing.OUTSIDE),
        (office("OFFERED_DATE", 5, FAR), Standing.OUTSIDE),
        (office("OFFERED_DATE", 5), Standing.MAYBE),
        (office("TOO_FAR", None, FAR), Standing.OUTSIDE),
        (office("TOO_FAR", None, NEAR), Standing.MAYBE),
        (office("OFFERED_DATE", 5, FAR, visit_mode="VIDEO"), Standing.MAYBE),
        (office("OFFERED_DATE", 45, FAR, visit_mode="VIDEO"), Standing.OUTSIDE),
    ],
)
def test_both_limits_count(made, standing):
    assert held(BOTH, made).offices[0].standing is standing


@settings(deadline=None, max_examples=100)
@given(limits, st.lists(offices, max_size=20))
def test_who_is_inside_is_drawn_inside_and_who_is_outside_never_is(limit, some):
    found = held(limit, *some)
    inside = drawn_inside(found)
    for one in found.standing(Standing.INSIDE):
        # Who is near by the own minutes alone has no place across, whatever the miles say.
        far = found.distance_limit and (one.miles is None or one.miles > (found.distance_limit.miles or 0))
        has_a_place = not far
        assert one.number in inside or not has_a_place
    assert not inside & {one.number for one in found.standing(Standing.OUTSIDE, Standing.OFFER)}


def test_who_is_near_by_minutes_is_not_drawn_as_far_by_miles():
    near = office("OFFERED_DATE", 5, "62701", distance="12.5", distance_unit="MINUTES")
    found = held(Limits(TEN_BUSINESS, MILES_OR_MINUTES), near)

    assert found.offices[0].standing is Standing.INSIDE
    drawn = scene(found, NARROW)
    assert drawn.marks[0].at[0] > drawn.ground.main.right


def test_the_zone_ends_at_both_limits():
    ground = scene(held(BOTH, office("OFFERED_DATE", 45, FAR)), NARROW).ground
    (zone,) = zones(ground)
    assert zone.right == ground.across.at(30) < ground.main.right
    assert zone.top == ground.up.at(10) > ground.main.top
    assert (zone.left, zone.bottom) == (ground.main.left, ground.main.bottom)


@pytest.mark.parametrize("limit", [BOTH, Limits(TEN_DAYS), Limits(None, MILES_30), Limits(HOURS_48)])
@pytest.mark.parametrize("wait", [0, 5, 1000])
@pytest.mark.parametrize("zip_code", [CHICAGO, FAR, "96910"])
def test_the_zone_stays_large_enough_to_be_seen(limit, wait, zip_code):
    ground = scene(held(limit, office("OFFERED_DATE", wait, zip_code)), NARROW).ground
    (zone,) = zones(ground)
    assert zone.right - zone.left > 50
    assert zone.bottom - zone.top > 35


@pytest.mark.parametrize(
    ("limit", "zone"),
    [
        (BOTH, "within 10 business days and 30 miles"),
        (Limits(TEN_DAYS), "within 10 days"),
        (Limits(HOURS_48), "within 48 hours"),
        (Limits(None, MILES_30), "within 30 miles"),
        (Limits(None, MILES_OR_MINUTES), "within 30 miles or 45 minutes"),
        (Limits(TEN_DAYS, MINUTES_45), "within 10 days and 45 minutes"),
    ],
)
def test_the_heading_names_the_limits(limit, zone):
    late = office("OFFERED_DATE", 45, FAR, distance="300", distance_unit="MINUTES")
    assert (
        heading_sentence(held(limit, late)) == f"The one office contacted did not offer to start care {zone}."
    )


def test_minutes_alone_draw_no_zone_and_say_why():
    found = held(Limits(None, MINUTES_45), office("OFFERED_DATE", 5, NEAR))
    assert found.no_standard_reason == NoStandard.NOT_IN_MILES
    assert "minutes" in no_zone_sentence(found)
    drawn = picture_svg(found)
    assert zones(scene(found, NARROW).ground) == []
    assert "not drawn" in " ".join(one.text for one in ElementTree.fromstring(drawn).iter() if one.text)


def test_an_hour_limit_is_drawn_in_days():
    found = held(Limits(HOURS_48), office("OFFERED_DATE", 1, NEAR), office("OFFERED_DATE", 3, NEAR))
    assert drawn_inside(found) == {1}
    assert not found.counts_business_days
