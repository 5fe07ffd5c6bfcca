"""Each verdict by each path, and what must hold whatever the dates and places are."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.evidence.measures import measure, meets_distance, meets_wait
from requests_app.evidence.model import NOT_ALL_CARE, NoStandard, Standing, as_json, from_json
from requests_app.evidence.rows import picture_rows
from requests_app.evidence.words import distance_standard_text, method_sentences
from requests_app.outreach.waits import wait_days
from tests.evidence.making import (
    CHICAGO,
    CONTACTED,
    FAR,
    HOURS_48,
    INSURED,
    MILES_30,
    MILES_AND_MINUTES,
    MILES_OR_MINUTES,
    MINUTES_45,
    NEAR,
    SELF_FUNDED,
    TEN_BUSINESS,
    TEN_DAYS,
    TODAY,
    case,
    office,
)

days = st.dates(date(2023, 1, 1), date(2033, 12, 31))
results = st.sampled_from(
    ["OFFERED_DATE", "WAIT_TOO_LONG", "TOO_FAR", "CAN_SEE_ME", "NOT_TAKING", "NO_ANSWER", "OTHER"]
)
zips = st.sampled_from([NEAR, FAR, CHICAGO, "96910", "00901", "96799", "09001", "00000", ""])
offices = st.builds(
    office,
    result=results,
    wait=st.none() | st.integers(0, 200),
    zip_code=zips,
    visit_mode=st.sampled_from(["", "IN_PERSON", "VIDEO", "EITHER"]),
    gives_all_care=st.sampled_from(["", "YES", "NO", "UNSURE"]),
    distance=st.none() | st.sampled_from(["0", "12.5", "45", "500"]),
    distance_unit=st.sampled_from(["MILES", "MINUTES"]),
)


def only(*args, **kwargs):
    """The measure of one office, under the standard of Illinois: 10 business days."""
    return measure(case(office(*args, **kwargs)), on=TODAY).offices[0]


# -- The wait ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "wait", "expected"),
    [
        (TEN_DAYS, 10, True),
        (TEN_DAYS, 11, False),
        (TEN_BUSINESS, 15, True),  # Monday to Tuesday after next: Veterans Day is no business day
        (TEN_BUSINESS, 16, False),
        (HOURS_48, 0, True),
        (HOURS_48, 1, True),
        (HOURS_48, 2, None),  # 24 to 72 hours: nobody wrote down the time of day
        (HOURS_48, 3, False),
    ],
)
def test_the_last_day_in_time_and_the_first_one_late(limit, wait, expected):
    found = wait_days([CONTACTED], CONTACTED + timedelta(days=wait))
    assert meets_wait(limit, found) is expected


def test_without_a_date_or_without_a_standard_the_wait_is_not_known():
    assert meets_wait(TEN_DAYS, None) is None
    assert meets_wait(None, wait_days([CONTACTED], TODAY)) is None


@settings(deadline=None, max_examples=60)
@given(days, st.integers(0, 400), st.integers(1, 200), st.sampled_from([TEN_DAYS, TEN_BUSINESS, HOURS_48]))
def test_a_later_offer_never_makes_a_breach_good(contacted, wait, later, limit):
    order = {True: 0, None: 1, False: 2}
    first = meets_wait(limit, wait_days([contacted], contacted + timedelta(days=wait)))
    second = meets_wait(limit, wait_days([contacted], contacted + timedelta(days=wait + later)))
    assert order[first] <= order[second]


@settings(deadline=None, max_examples=60)
@given(days, st.integers(0, 60))
def test_who_is_in_time_by_the_calendar_is_in_time_in_business_days(contacted, wait):
    found = wait_days([contacted], contacted + timedelta(days=wait))
    assert not meets_wait(TEN_DAYS, found) or meets_wait(TEN_BUSINESS, found)


def test_a_leap_day_is_a_day():
    assert meets_wait(TEN_DAYS, wait_days([date(2028, 2, 20)], date(2028, 3, 1))) is True
    assert meets_wait(TEN_DAYS, wait_days([date(2027, 2, 20)], date(2027, 3, 3))) is False
    assert wait_days([date(2028, 2, 28)], date(2028, 3, 1)).calendar_days == 2


# -- The distance ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "zip_miles", "own", "unit", "mode", "expected"),
    [
        (MILES_30, 30.0, None, "", "", True),
        (MILES_30, 30.1, None, "", "", False),
        (MILES_30, None, 30.0, "MILES", "", True),
        (MILES_30, None, 31.0, "MILES", "", False),
        (MILES_30, 28.0, 33.0, "MILES", "", None),  # the straight line and the road disagree
        (MILES_30, None, 30.0, "MINUTES", "", None),  # minutes say nothing about miles
        (MILES_30, None, None, "", "", None),
        (MILES_OR_MINUTES, 25.0, None, "", "", True),
        (MILES_OR_MINUTES, 40.0, 40.0, "MINUTES", "", True),  # one of the two is enough
        (MILES_OR_MINUTES, 40.0, None, "", "", None),  # it may still be within the minutes
        (MILES_OR_MINUTES, 40.0, 50.0, "MINUTES", "", False),
        (MILES_AND_MINUTES, 25.0, None, "", "", None),  # near, and it may take longer than it should
        (MILES_AND_MINUTES, 25.0, 45.0, "MINUTES", "", True),
        (MILES_AND_MINUTES, 25.0, 46.0, "MINUTES", "", False),
        (MILES_AND_MINUTES, 40.0, None, "", "", False),
        (MINUTES_45, 5.0, None, "", "", None),  # a straight line has no minutes
        (MINUTES_45, 5.0, 45.0, "MINUTES", "", True),
        (MINUTES_45, 5.0, 46.0, "MINUTES", "", False),
        (MILES_30, 100.0, None, "", "VIDEO", None),
        (MILES_30, 5.0, None, "", "VIDEO", None),
        (MILES_30, 100.0, None, "", "EITHER", None),
        (MILES_30, 5.0, None, "", "EITHER", True),
        (MILES_30, 100.0, None, "", "IN_PERSON", False),
        (None, 5.0, None, "", "", None),
    ],
)
def test_near_far_or_not_known(limit, zip_miles, own, unit, mode, expected):
    found = meets_distance(limit, zip_miles=zip_miles, own=own, own_unit=unit, visit_mode=mode)
    assert found is expected


def test_the_zip_code_comes_first_and_the_own_miles_stand_beside_it():
    found = only("TOO_FAR", zip_code=FAR, distance="220", distance_unit="MILES")
    assert (found.miles_from, found.own_miles) == ("ZIP", 220)
    assert 175 < found.miles < 185


@pytest.mark.parametrize("zip_code", ["", "00000", "09001", "96941"])
def test_an_unknown_zip_code_leaves_the_own_miles(zip_code):
    found = only("TOO_FAR", zip_code=zip_code, distance="45", distance_unit="MILES")
    assert (found.miles, found.miles_from, found.zip_miles) == (45, "OWN", None)
    assert only("TOO_FAR", zip_code=zip_code, distance="45", distance_unit="MINUTES").miles is None


def test_territories_are_measured():
    found = measure(case(office(zip_code="00802"), zip_code="00901"), on=TODAY).offices[0]
    assert 60 < found.miles < 80
    found = measure(case(office(zip_code="96950"), zip_code="96910"), on=TODAY).offices[0]
    assert 110 < found.miles < 150


def test_without_the_patients_zip_code_nothing_is_measured_from_it():
    found = measure(case(office(zip_code=NEAR), zip_code=""), on=TODAY)
    assert not found.has_patient_zip
    assert found.offices[0].miles is None


# -- Where an office stands --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (office("OFFERED_DATE", 5), Standing.INSIDE),
        (office("CAN_SEE_ME", 5, gives_all_care="YES"), Standing.INSIDE),
        (office("WAIT_TOO_LONG", 5), Standing.INSIDE),
        (office("OFFERED_DATE", 45), Standing.OUTSIDE),
        (office("OFFERED_DATE", 5, declined_why="Too early in the day"), Standing.INSIDE),
        (office("CAN_SEE_ME"), Standing.MAYBE),
        (office("TOO_FAR", zip_code=FAR), Standing.MAYBE),  # no distance standard: only the wait counts
        (office("WAIT_TOO_LONG", gave_no_date=True), Standing.NO_VISIT),
        (office("CAN_SEE_ME", 5, gives_all_care="NO"), Standing.NO_VISIT),
        (office("OFFERED_DATE", 5, gives_all_care="NO"), Standing.NO_VISIT),
        (office("NOT_TAKING", 5), Standing.NO_VISIT),
        (office("NO_ANSWER"), Standing.NO_VISIT),
    ],
)
def test_where_an_office_stands(made, standing):
    assert measure(case(made), on=TODAY).offices[0].standing is standing


def test_an_answer_that_another_result_set_aside_counts_for_nothing():
    found = only("NOT_TAKING", 5, visit_mode="VIDEO", declined_why="No")
    assert (found.first_open_on, found.visit_mode, found.declined_why) == (None, "", "")


def test_names_still_to_call_are_not_measured():
    found = measure(case(office(""), office("NOT_TAKING", name="Asked Office")), on=TODAY)
    assert [(one.number, one.name) for one in found.offices] == [(1, "Asked Office")]


def test_lacking_a_part_of_the_care_is_an_outcome_of_its_own():
    assert only("CAN_SEE_ME", 5, gives_all_care="NO").outcome == NOT_ALL_CARE
    assert only("CAN_SEE_ME", 5, gives_all_care="UNSURE").outcome == "CAN_SEE_ME"


# -- Standards ---------------------------------------------------------------------------------------------


def test_only_a_rule_that_surely_applies_and_may_be_printed_is_a_limit():
    found = measure(case(office("OFFERED_DATE", 5)), on=TODAY)
    assert (found.wait_limit.days, found.wait_limit.unit) == (10, "business")
    assert found.wait_limit.rule.may_be_claimed
    assert found.distance_limit is None
    assert not found.distance_to_confirm.rule.may_be_claimed
    assert found.no_standard_reason == ""


def test_a_plan_without_a_number_on_file_has_no_zone_and_says_why():
    found = measure(case(office("OFFERED_DATE", 5), coverage=SELF_FUNDED), on=TODAY)
    assert found.no_standard_reason == NoStandard.NONE_ON_FILE
    assert found.offices[0].standing is Standing.OFFER
    assert found.offices[0].meets_wait is None


def test_a_plan_that_may_pay_its_claims_itself_is_not_held_to_the_rule_of_the_state():
    found = measure(case(office("OFFERED_DATE", 45), coverage=INSURED | {"is_self_funded": ""}), on=TODAY)
    assert found.wait_limit is None
    assert found.wait_to_confirm is not None
    assert found.no_standard_reason == NoStandard.TO_CONFIRM
    assert found.offices[0].standing is Standing.OFFER


# -- Always ------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=6), offices)
def test_one_more_office_changes_nothing_about_the_others(some, more):
    before = measure(case(*some), on=TODAY)
    after = measure(case(*some, more), on=TODAY)
    assert after.offices[: len(before.offices)] == before.offices


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=8))
def test_every_office_is_in_one_count(some):
    found = measure(case(*some), on=TODAY)
    numbers = sorted(number for count in found.counts for number in count.offices)
    assert numbers == [one.number for one in found.offices] == list(range(1, len(some) + 1))


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=8), st.sampled_from([INSURED, SELF_FUNDED]))
def test_an_office_inside_breaks_nothing_and_one_outside_breaks_something(some, coverage):
    found = measure(case(*some, coverage=coverage), on=TODAY)
    for one in found.offices:
        held = [one.meets_wait] * bool(found.wait_limit) + [one.meets_distance] * bool(found.distance_limit)
        if one.standing is Standing.INSIDE:
            assert held
            assert all(held)
        assert (one.standing is Standing.OUTSIDE) == (one.offers_care and False in held)


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=8), st.sampled_from([INSURED, SELF_FUNDED]))
def test_what_a_packet_freezes_reads_back_the_same(some, coverage):
    found = measure(case(*some, coverage=coverage), on=TODAY)
    assert from_json(json.loads(json.dumps(as_json(found)))) == found


def test_the_lesser_of_miles_and_minutes_holds_an_office_to_both():
    """Minnesota: “the lesser of 30 miles or 30 minutes”. Near by ZIP code alone is not inside."""
    insured = INSURED | {"plan_state": "MN"}
    near = office("OFFERED_DATE", 5, zip_code=NEAR)
    timed = near | {"distance": "25", "distance_unit": "MINUTES"}

    found = measure(case(near, timed, coverage=insured), on=TODAY)

    assert [one.standing for one in found.offices] == [Standing.MAYBE, Standing.INSIDE]
    assert distance_standard_text(found.distance_limit) == "30 miles and 30 minutes"
    assert picture_rows(found)[0].verdict == "Not known: minutes of travel"
    assert "Minutes of travel are not measured." in method_sentences(found)
    assert from_json(json.loads(json.dumps(as_json(found)))) == found


def test_an_urgent_request_is_told_that_the_limit_is_not_the_one_for_urgent_care():
    """A visit within 10 business days is inside the limit, and may be far too late for this patient."""
    file = case(office("OFFERED_DATE", 5))
    care = file.care.model_copy(update={"clinician_says_waiting_harms": "YES"})
    urgent = measure(file.model_copy(update={"care": care}), on=TODAY)
    over = measure(file.model_copy(update={"care": care.model_copy(update={"timing": "OVER"})}), on=TODAY)

    told = "The standard for the wait is the one for visits that are not urgent."
    assert told in " ".join(method_sentences(urgent))
    assert told not in " ".join(method_sentences(measure(file, on=TODAY)) + method_sentences(over))
    assert from_json(json.loads(json.dumps(as_json(urgent)))) == urgent
