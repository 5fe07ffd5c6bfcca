"""Going on with the same provider: what the records give, for whom, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from requests_app.knowledge import matching, store
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.vocabulary import Kind
from requests_app.models.renewals import CourseOfCare
from requests_app.renewals.continuity import (
    FEDERAL,
    NAMED,
    Change,
    Gives,
    Why,
    last_day,
    rights,
    warn_on,
)

TODAY = date(2026, 11, 23)
NOTICE = date(2026, 11, 10)
LEAVES = date(2026, 12, 31)
SELF_FUNDED = PlanFacts(
    source="JOB",
    detail="PRIVATE_EMPLOYER",
    is_self_funded="YES",
    plan_state="AZ",
    plan_kind="PPO",
    care_kind="BEHAVIORAL",
    level_of_care="OUTPATIENT_PROGRAM",
)


def found(plan: PlanFacts = SELF_FUNDED, *, today: date = TODAY, **given: object):
    facts = {"kind": "PROVIDER_LEFT", "happens_on": LEAVES, "notice_on": NOTICE, "course": "SERIOUS", **given}
    change = Change(**facts)  # type: ignore[arg-type]
    matches = matching.applicable(plan, Kind.CONTINUITY, on=change.happens_on)
    return {one.record.id: one for one in rights(matches, change, plan, today=today)}


def test_a_provider_who_leaves_gives_ninety_days_from_the_notice():
    right = found()[FEDERAL]
    assert right.gives == Gives.COUNTED
    assert right.until == date(2027, 2, 8)
    assert right.until - NOTICE == timedelta(days=90)


def test_the_days_are_those_of_the_record():
    assert store.record(FEDERAL).value == found()[FEDERAL].days


@pytest.mark.parametrize("course", NAMED)
def test_each_kind_of_care_the_record_names_counts(course):
    assert found(course=course)[FEDERAL].gives == Gives.COUNTED


def test_the_kinds_of_care_asked_for_are_those_of_the_record_and_two_more():
    assert set(CourseOfCare) - set(NAMED) == {CourseOfCare.NONE, CourseOfCare.UNSURE}


@pytest.mark.parametrize(
    ("given", "gives", "why"),
    [
        ({"kind": "PLAN_CHANGED"}, Gives.ASK, Why.OTHER_PLAN),
        ({"course": "NONE"}, Gives.NO, Why.COURSE_NOT_NAMED),
        ({"course": "UNSURE"}, Gives.ASK, Why.COURSE_UNSURE),
        ({"course": ""}, Gives.ASK, Why.COURSE_UNSURE),
        ({"notice_on": None}, Gives.ASK, Why.NO_NOTICE),
    ],
)
def test_without_what_the_record_needs_no_day_is_counted(given, gives, why):
    right = found(**given)[FEDERAL]
    assert right.gives == gives
    assert why in right.why
    assert right.until is None


def test_a_plan_that_may_be_another_kind_is_asked():
    right = found(PlanFacts(source="", plan_state="AZ", care_kind="BEHAVIORAL"))[FEDERAL]
    assert right.gives == Gives.ASK
    assert Why.PLAN_UNSURE in right.why


@pytest.mark.parametrize("source", ["MEDICAID", "MEDICARE", "MILITARY", "NONE"])
def test_a_plan_the_record_does_not_name_has_nothing_of_it(source):
    plan = PlanFacts(source=source, plan_state="AZ", care_kind="BEHAVIORAL")
    assert FEDERAL not in found(plan)


def test_a_federal_employee_has_nothing_of_it():
    assert FEDERAL not in found(PlanFacts(source="JOB", detail="FEDERAL_JOB", plan_state="AZ"))


@pytest.mark.parametrize("kind", ["PLAN_CHANGED", "PROVIDER_LEFT"])
def test_a_rule_of_a_state_is_told_and_its_days_are_not_counted(kind):
    insured = PlanFacts(
        source="JOB",
        detail="PRIVATE_EMPLOYER",
        is_self_funded="NO",
        plan_state="AR",
        plan_kind="HMO",
        care_kind="BEHAVIORAL",
        level_of_care="OUTPATIENT_PROGRAM",
    )
    right = found(insured, kind=kind)["ar-continuity"]
    assert right.gives == Gives.ASK
    assert Why.NO_FIRST_DAY in right.why
    assert right.until is None


def test_a_rule_about_other_care_says_so():
    insured = PlanFacts(
        source="JOB",
        detail="PRIVATE_EMPLOYER",
        is_self_funded="NO",
        plan_state="MA",
        plan_kind="HMO",
        care_kind="SURGERY",
        level_of_care="SURGERY",
    )
    right = found(insured)["ma-continuity"]
    assert right.gives == Gives.NO
    assert right.why == (Why.OTHER_CARE,)


def test_a_self_funded_plan_is_outside_the_rules_of_its_state():
    plan = PlanFacts(source="JOB", detail="PRIVATE_EMPLOYER", is_self_funded="YES", plan_state="AR")
    assert list(found(plan)) == [FEDERAL]


def test_a_day_that_is_over_is_said_and_not_reminded_of():
    over = found(today=date(2027, 3, 1))
    assert over[FEDERAL].why == (Why.OVER,)
    assert last_day(over.values(), today=date(2027, 3, 1)) is None
    assert last_day(found().values(), today=TODAY) == date(2027, 2, 8)


@pytest.mark.parametrize(
    "notice", [date(2023, 12, 1), date(2024, 1, 31), date(2026, 11, 30), date(2027, 12, 31)]
)
def test_every_calendar_day_counts_over_years_and_leap_days(notice):
    right = found(notice_on=notice, happens_on=notice, today=notice)[FEDERAL]
    assert right.until is not None
    assert (right.until - notice).days == 90


def test_the_reminder_is_two_weeks_ahead_and_never_before_today():
    assert warn_on(date(2027, 2, 8), today=TODAY) == date(2027, 1, 25)
    assert warn_on(date(2026, 11, 30), today=TODAY) == TODAY
