"""When each step of the ladder opens, and why it is not open yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.followups.calendar import closed_days
from requests_app.ladder.rungs import (
    ORDER,
    Counted,
    Facts,
    Reason,
    Said,
    Step,
    is_stalled,
    next_step,
    steps,
)
from requests_app.models import Rung
from tests.present import present

SENT = date(2026, 11, 18)  # a Wednesday; Thanksgiving is the 26th
CLOSED = closed_days(first_year=2026, last_year=2027)


def facts(today: date, **more) -> Facts:
    return Facts(today=today, **{"sent_on": SENT, "closed": CLOSED, **more})


def step(found: Facts, rung: Rung) -> Step:
    return next(one for one in steps(found) if one.rung == rung)


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


LATE = {"due_on": day(27), "said": Said.PLAN}
RULE = {"due_on": day(27), "said": Said.RULE, "rule_due_on": day(27)}
COMMON = {"due_on": day(10, 12), "said": Said.COMMON}

# Rung, the day, what is known beside the sending -> is it open, why, and since or from when.
TABLE = [
    # the person who answers the phone: some business days after the sending, one if it is urgent
    (Rung.REPRESENTATIVE, day(20), {}, False, Reason.TOO_EARLY, day(23)),
    (Rung.REPRESENTATIVE, day(23), {}, True, Reason.SENT_A_WHILE_AGO, day(23)),
    (Rung.REPRESENTATIVE, day(19), {"is_fast": True}, True, Reason.SENT_A_WHILE_AGO, day(19)),
    (Rung.REPRESENTATIVE, day(20), {"contacts": {day(19)}}, True, Reason.ONE_CALL, day(19)),
    (Rung.REPRESENTATIVE, day(20), {"sent_on": None}, False, Reason.NOT_SENT, None),
    (Rung.REPRESENTATIVE, day(30), {"is_answered": True}, False, Reason.ANSWERED, None),
    (Rung.REPRESENTATIVE, day(30), {"is_open": False}, False, Reason.CLOSED, None),
    # a supervisor: after one call, or when a day is over
    (Rung.SUPERVISOR, day(24), {}, False, Reason.CALL_FIRST, None),
    (Rung.SUPERVISOR, day(24), LATE, False, Reason.CALL_FIRST, day(28)),
    (Rung.SUPERVISOR, day(24), {"contacts": {day(23)}}, True, Reason.ONE_CALL, day(23)),
    (Rung.SUPERVISOR, day(28), LATE, True, Reason.LATE, day(28)),
    (Rung.SUPERVISOR, day(25), {"promised_on": day(24)}, True, Reason.PROMISE_BROKEN, day(25)),
    # the team that decides: after two calls on two days, or when a day is over
    (Rung.MANAGEMENT, day(24), {"contacts": {day(23)}}, False, Reason.CALL_TWICE_FIRST, None),
    (Rung.MANAGEMENT, day(30), {"contacts": {day(23), day(27)}}, True, Reason.TWO_CALLS, day(27)),
    (Rung.MANAGEMENT, day(11, 12), COMMON, True, Reason.LONGER_THAN_COMMON, day(11, 12)),
    # provider relations: at once for a rate, else after the team that decides was asked
    (Rung.PROVIDER_RELATIONS, day(24), {}, False, Reason.MANAGEMENT_FIRST, None),
    (Rung.PROVIDER_RELATIONS, day(24), {"has_rate_to_agree": True}, True, Reason.RATE, SENT),
    (
        Rung.PROVIDER_RELATIONS,
        day(30),
        {"taken": {Rung.MANAGEMENT: day(27)}},
        True,
        Reason.MANAGEMENT_ASKED,
        day(27),
    ),
    (
        Rung.PROVIDER_RELATIONS,
        day(30),
        {"contacts": {day(23), day(25), day(27)}},
        True,
        Reason.THREE_CALLS,
        day(27),
    ),
    # a fast answer: only with a clinician behind it, and only for care that is still to come
    (Rung.EXPEDITED, day(20), {}, False, Reason.CLINICIAN_FIRST, None),
    (Rung.EXPEDITED, day(20), {"clinician_says_harm": True}, True, Reason.HARM, SENT),
    (
        Rung.EXPEDITED,
        day(20),
        {"clinician_says_harm": True, "care_is_over": True},
        False,
        Reason.CARE_IS_OVER,
        None,
    ),
    (
        Rung.EXPEDITED,
        day(20),
        {"clinician_says_harm": True, "is_fast": True},
        False,
        Reason.FAST_ALREADY,
        None,
    ),
    # a written demand: on the day after the answer or a promise was due, never while the plan waits for us
    (Rung.DEMAND, day(24), {}, False, Reason.NOT_LATE, None),
    (Rung.DEMAND, day(27), LATE, False, Reason.NOT_LATE, day(28)),
    (Rung.DEMAND, day(28), LATE, True, Reason.LATE, day(28)),
    (Rung.DEMAND, day(10, 12), COMMON, False, Reason.NOT_LATE, day(11, 12)),
    (Rung.DEMAND, day(11, 12), COMMON, True, Reason.LONGER_THAN_COMMON, day(11, 12)),
    (Rung.DEMAND, day(28), {**LATE, "plan_waits_for_us": True}, False, Reason.PLAN_WAITS_FOR_US, None),
    # the regulator: a promise or a rule was not kept, or a demand brought nothing, or no for the network
    (Rung.REGULATOR, day(27), LATE, False, Reason.DEMAND_FIRST, day(28)),
    (Rung.REGULATOR, day(28), LATE, True, Reason.LATE, day(28)),
    (Rung.REGULATOR, day(28), RULE, True, Reason.RULE_OVER, day(28)),
    (Rung.REGULATOR, day(28), {**RULE, "due_on": day(9, 12)}, True, Reason.RULE_OVER, day(28)),
    (Rung.REGULATOR, day(27), {**RULE, "rule_is_over": True}, True, Reason.RULE_OVER, day(27)),
    (Rung.REGULATOR, day(11, 12), COMMON, False, Reason.DEMAND_FIRST, None),
    (Rung.REGULATOR, day(28), {**LATE, "plan_waits_for_us": True}, False, Reason.PLAN_WAITS_FOR_US, None),
    (
        Rung.REGULATOR,
        day(12, 12),
        {**COMMON, "taken": {Rung.DEMAND: day(11, 12)}},
        False,
        Reason.DEMAND_FIRST,
        day(18, 12),
    ),
    (
        Rung.REGULATOR,
        day(18, 12),
        {**COMMON, "taken": {Rung.DEMAND: day(11, 12)}},
        True,
        Reason.DEMAND_UNANSWERED,
        day(18, 12),
    ),
    (
        Rung.REGULATOR,
        day(25),
        {"is_answered": True, "denied_for_network_on": day(24)},
        True,
        Reason.NO_NETWORK,
        day(24),
    ),
    (
        Rung.REGULATOR,
        day(25),
        {"sent_on": None, "denied_for_network_on": day(24)},
        True,
        Reason.NO_NETWORK,
        day(24),
    ),
    (Rung.REGULATOR, day(25), {"is_answered": True}, False, Reason.ANSWERED, None),
]


@pytest.mark.parametrize(("rung", "today", "known", "is_open", "reason", "on"), TABLE)
def test_each_step_opens_on_its_day_and_says_why(rung, today, known, is_open, reason, on) -> None:
    found = step(facts(today, **known), rung)

    assert (found.is_open, found.reason, found.on) == (is_open, reason, on)


def test_the_table_has_each_step_open_and_not_open() -> None:
    assert {(row[0], row[3]) for row in TABLE} == {(rung, value) for rung in ORDER for value in (True, False)}


def test_a_counted_day_shows_how_it_was_counted() -> None:
    asked = facts(day(26), taken={Rung.DEMAND: day(24)})

    found = step(asked, Rung.REGULATOR)

    assert found.on == date(2026, 12, 2)
    assert found.counted == Counted(day(24), 5, skipped=(day(26),))


def test_the_next_step_is_the_lowest_that_was_not_taken() -> None:
    late = facts(day(30), **LATE, contacts={day(23)}, taken={Rung.REPRESENTATIVE: day(23)})
    assert present(next_step(late)).rung == Rung.SUPERVISOR

    all_taken = replace(late, taken=dict.fromkeys(ORDER, day(29)))
    assert present(next_step(all_taken)).rung == Rung.REGULATOR

    assert next_step(facts(day(18))) is None


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (LATE, True),
        (COMMON, False),
        ({"promised_on": day(27)}, True),
        ({**LATE, "is_answered": True}, False),
        ({}, False),
    ],
)
def test_a_request_is_stalled_when_a_day_is_over_without_an_answer(known, expected) -> None:
    assert is_stalled(facts(day(30), **known)) is expected


DAYS = st.dates(date(2026, 11, 1), date(2027, 3, 31))
MAYBE_DAYS = st.none() | DAYS


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    return Facts(
        today=draw(DAYS),
        is_open=draw(st.booleans()),
        sent_on=draw(MAYBE_DAYS),
        is_fast=draw(st.booleans()),
        contacts=draw(st.frozensets(DAYS, max_size=4)),
        due_on=draw(MAYBE_DAYS),
        said=draw(st.sampled_from(Said)),
        rule_due_on=draw(MAYBE_DAYS),
        promised_on=draw(MAYBE_DAYS),
        is_answered=draw(st.booleans()),
        denied_for_network_on=draw(MAYBE_DAYS),
        plan_waits_for_us=draw(st.booleans()),
        clinician_says_harm=draw(st.booleans()),
        care_is_over=draw(st.booleans()),
        has_rate_to_agree=draw(st.booleans()),
        taken=draw(st.dictionaries(st.sampled_from(Rung), DAYS, max_size=7)),
        closed=CLOSED,
    )


@given(any_facts())
def test_an_open_step_is_open_since_a_day_that_came_and_a_shut_one_from_a_day_to_come(found: Facts) -> None:
    for one in steps(found):
        if one.is_open:
            assert one.on is not None
            assert one.on <= found.today
        else:
            assert one.on is None or one.on > found.today


@given(any_facts())
def test_what_opens_on_a_day_alone_is_open_on_that_day(found: Facts) -> None:
    for one in steps(found):
        if one.on is not None and not one.is_open:
            assert step(replace(found, today=one.on), one.rung).is_open


@given(any_facts(), st.integers(0, 60))
def test_time_alone_never_shuts_an_open_step(found: Facts, days: int) -> None:
    later = replace(found, today=found.today + timedelta(days=days))

    open_before = {one.rung for one in steps(found) if one.is_open}
    assert open_before <= {one.rung for one in steps(later) if one.is_open}


@given(any_facts())
def test_nothing_is_demanded_while_the_plan_waits_for_us_or_after_it_answered(found: Facts) -> None:
    if found.plan_waits_for_us or found.is_answered:
        assert not step(found, Rung.DEMAND).is_open
        if found.denied_for_network_on is None:
            assert not step(found, Rung.REGULATOR).is_open
