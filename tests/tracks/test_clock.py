"""The clock of a track: which day counts, and that its lines tell how it came about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.followups.calendar import closed_days_from
from requests_app.tracks import clock_text
from requests_app.tracks.clock import (
    Common,
    Extension,
    Fast,
    From,
    Named,
    Pause,
    Rule,
    Since,
    Start,
    Step,
    work_out,
)
from requests_app.tracks.counting import Limit, Unit
from tests.present import present
from tests.tracks.clocks import (
    ASKED_AT,
    BY_RULE,
    CLAIM,
    FAST_RULE,
    LONGER,
    RULE,
    SENT,
    clock_from,
    facts,
    letter,
    phone,
    steps,
    told,
)
from tests.tracks.test_counting import FIRST, LAST


def test_nothing_known_is_no_clock() -> None:
    assert work_out(facts(start=None)) is None
    assert work_out(facts(start=None, rule=RULE, common=Common())) is None


@pytest.mark.parametrize(
    ("given", "source", "due"),
    [
        ({"common": Common()}, From.COMMON, date(2026, 12, 10)),
        ({"rule": RULE, "common": Common()}, From.RULE, BY_RULE),
        ({"rule": RULE, "named": (phone(date(2026, 12, 9)),)}, From.PHONE, date(2026, 12, 9)),
        (
            {"rule": RULE, "named": (phone(date(2026, 12, 9)), letter(date(2026, 12, 20)))},
            From.LETTER,
            date(2026, 12, 20),
        ),
        ({"named": (Named(date(2026, 12, 9), From.COMMON),), "rule": RULE}, From.RULE, BY_RULE),
    ],
)
def test_letter_before_phone_before_rule_before_what_is_common(given, source, due) -> None:
    clock = clock_from(**given)

    assert (clock.source, clock.due_on) == (source, due)
    assert clock.is_common is (source == From.COMMON)


def test_the_days_that_do_not_count_stand_beside_the_one_that_does() -> None:
    clock = clock_from(rule=RULE, named=(phone(date(2026, 12, 20)),))

    assert [way.due_on for way in clock.others] == [BY_RULE]
    assert (clock.rule_due_on, clock.rule_record) == (BY_RULE, CLAIM)
    assert clock.is_rule_over(datetime(2026, 12, 4, 6, tzinfo=UTC))
    assert not clock.is_rule_over(datetime(2026, 12, 4, 4, 59, tzinfo=UTC))
    assert not clock.is_over(datetime(2026, 12, 20, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("named", "due"),
    [
        # The newer word of two calls.
        (
            (phone(date(2026, 12, 9), date(2026, 11, 20)), phone(date(2026, 12, 12), date(2026, 11, 25))),
            date(2026, 12, 12),
        ),
        # Nobody knows which came later: the earlier day.
        ((phone(date(2026, 12, 9), None), phone(date(2026, 12, 12), date(2026, 11, 25))), date(2026, 12, 9)),
        (
            (phone(date(2026, 12, 19), None), phone(date(2026, 12, 12), date(2026, 11, 25))),
            date(2026, 12, 12),
        ),
    ],
)
def test_of_two_days_on_the_phone_the_newer_word_else_the_earlier_day(named, due) -> None:
    for order in (named, named[::-1]):
        assert clock_from(named=order).due_on == due


def test_what_is_common_is_a_range_without_holidays_and_never_over_as_a_deadline() -> None:
    clock = clock_from(common=Common())

    assert (clock.main.first_on, clock.due_on) == (date(2026, 11, 25), date(2026, 12, 10))
    assert "Common, not a promise: 5 to 15 business days." in told(clock)
    assert "Thursday" not in told(clock)
    assert "November 26, 2026 is a closed day and does not count." in told(clock)
    assert clock.rule_due_on is None


def test_our_own_closed_days_move_what_is_common_and_never_the_day_of_a_rule() -> None:
    friday = date(2026, 11, 27)
    ours = closed_days_from(SENT, organization_days=[friday])
    in_business = Rule(CLAIM, Limit(15, Unit.BUSINESS_DAYS))

    assert clock_from(common=Common(), ours=ours).due_on == date(2026, 12, 11)
    assert clock_from(rule=in_business, ours=ours).due_on == date(2026, 12, 10)


@pytest.mark.parametrize(
    ("says", "due", "step"),
    [
        ("YES", date(2026, 12, 13), Step.PAUSED),
        ("", date(2026, 12, 13), Step.PAUSED),
        ("UNSURE", date(2026, 12, 13), Step.PAUSED),
        ("NO", BY_RULE, Step.PAUSE_NOT),
    ],
)
def test_a_rule_that_lets_the_clock_stop_moves_its_day_unless_the_plan_says_it_runs_on(says, due, step):
    pause = Pause(date(2026, 11, 20), date(2026, 11, 30), "PATIENT", "A letter", says)
    clock = clock_from(rule=RULE, pauses=(pause,))

    assert clock.due_on == due
    assert step in steps(clock)
    assert (Step.MOVED in steps(clock)) is (due != BY_RULE)


@pytest.mark.parametrize(("says", "due"), [("YES", date(2026, 12, 13)), ("", BY_RULE), ("UNSURE", BY_RULE)])
def test_without_such_a_rule_only_the_word_of_the_plan_moves_a_day(says, due) -> None:
    pause = Pause(date(2026, 11, 20), date(2026, 11, 30), "PATIENT", "A letter", says)
    clock = clock_from(rule=Rule(CLAIM, Limit(15, Unit.CALENDAR_DAYS)), pauses=(pause,))

    assert clock.due_on == due
    if not says or says == "UNSURE":
        assert "The plan may pause its clock in this time. Ask it. The day is not moved here." in told(clock)


def test_while_it_stands_still_no_day_is_due_and_what_is_left_is_told() -> None:
    pause = Pause(date(2026, 11, 25), None, "CLINICIAN", "The treatment plan", "YES")
    clock = clock_from(rule=RULE, pauses=(pause,))

    assert (clock.due_on, clock.is_paused, clock.rule_due_on) == (None, True, None)
    assert not clock.is_over(datetime(2030, 1, 1, tzinfo=UTC))
    assert not clock.is_rule_over(datetime(2030, 1, 1, tzinfo=UTC))
    assert "Once it runs again, 8 calendar days are left." in told(clock)
    assert "Since November 25, 2026 the plan waits for the clinician: The treatment plan." in told(clock)


def test_a_day_the_plan_named_is_never_moved_but_a_new_one_is_asked_for() -> None:
    over = Pause(date(2026, 11, 21), date(2026, 11, 30), "PATIENT", "A letter", "YES")
    still = Pause(date(2026, 11, 21), None, "PATIENT", "A letter", "YES")
    named = (phone(date(2026, 12, 9)),)

    ended, open_ = (clock_from(named=named, pauses=(one,)) for one in (over, still))

    assert (ended.due_on, ended.is_paused) == (date(2026, 12, 9), False)
    assert "named no new day. Ask for one." in told(ended)
    assert (open_.due_on, open_.is_paused) == (date(2026, 12, 9), True)
    assert not open_.is_over(datetime(2026, 12, 24, tzinfo=UTC))


def test_a_longer_time_counts_with_its_reason_and_the_newest_of_them() -> None:
    older = Extension(date(2026, 12, 10), "PHONE", date(2026, 11, 24), "Their doctor is away")
    newest = Extension(date(2026, 12, 18), "LETTER", date(2026, 12, 1), "More records.")
    clock = clock_from(rule=RULE, extensions=(newest, older))

    assert (clock.due_on, clock.source) == (date(2026, 12, 18), From.LETTER)
    assert "On December 1, 2026 the plan wrote that it needs until December 18, 2026." in told(clock)
    assert "The reason: More records." in told(clock)
    # The rule lets it take 15 days more, so its own day is not before the new one.
    assert clock.rule_due_on == date(2026, 12, 18)
    assert Step.LONGEST in steps(clock, 1)


def test_no_longer_time_reaches_beyond_what_the_rule_allows() -> None:
    long = Extension(date(2027, 3, 1), "LETTER", date(2026, 12, 1), "More records")
    clock = clock_from(rule=RULE, extensions=(long,))

    assert clock.due_on == date(2027, 3, 1)
    assert clock.rule_due_on == date(2026, 12, 18)


def test_what_we_agreed_to_ourselves_moves_no_rule() -> None:
    ours = Extension(date(2026, 12, 20), "OUR_CHOICE", date(2026, 12, 1), "Holidays")
    clock = clock_from(rule=RULE, extensions=(ours,))

    assert (clock.due_on, clock.rule_due_on) == (date(2026, 12, 20), BY_RULE)
    assert "On December 1, 2026 we agreed to wait until December 20, 2026." in told(clock)


def test_a_later_word_of_the_plan_overtakes_a_longer_time_when_it_is_as_sure() -> None:
    ours = Extension(date(2026, 12, 20), "OUR_CHOICE", date(2026, 11, 22), "Holidays")
    written = Extension(date(2026, 12, 20), "LETTER", date(2026, 11, 22), "Records")
    word = (phone(date(2026, 12, 11), date(2026, 11, 30)),)

    assert clock_from(named=word, extensions=(ours,)).due_on == date(2026, 12, 11)
    assert clock_from(named=word, extensions=(written,)).due_on == date(2026, 12, 20)


def test_where_it_starts_says_what_speaks_for_another_day() -> None:
    later = Start(date(2026, 11, 23), Since.PLAN_SAID, said_on=date(2026, 11, 24), sent_on=SENT)
    again = Start(SENT, Since.SENT, sent_on=SENT, by_mail=True, sent_again_on=date(2026, 11, 25))

    assert Step.SENT_EARLIER in steps(clock_from(start=later, rule=RULE))
    assert "You heard it on your call of November 24, 2026." in told(clock_from(start=later, rule=RULE))
    assert {Step.SENT_AGAIN, Step.BY_MAIL} <= set(steps(clock_from(start=again, rule=RULE)))


pause_lists = st.lists(
    st.builds(
        lambda after, long, says: (after, long, says),
        st.integers(-10, 60),
        st.none() | st.integers(0, 40),
        st.sampled_from(["YES", "NO", "", "UNSURE"]),
    ),
    max_size=4,
)


@given(
    start=st.dates(FIRST, LAST),
    amount=st.integers(1, 60),
    unit=st.sampled_from([Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS]),
    waits=pause_lists,
)
def test_the_lines_add_up_to_the_day(start, amount, unit, waits) -> None:
    """What is written under the day is the whole sum: the limit, and what stood still."""
    pauses = tuple(
        Pause(
            start + timedelta(days=after),
            None if long is None else start + timedelta(days=after + long),
            "PATIENT",
            "A letter",
            says,
        )
        for after, long, says in waits
    )
    rule = Rule(CLAIM, Limit(amount, unit), LONGER)
    clock = clock_from(start=Start(start, Since.SENT), rule=rule, pauses=pauses)
    lines = clock.main.lines

    assert (clock.due_on is None) == clock.is_paused
    assert [line.pause for line in lines if line.pause] == list(pauses)
    still = sum(present(line.number) for line in lines if line.step == Step.MOVED)
    if clock.due_on is not None and unit == Unit.CALENDAR_DAYS:
        assert (clock.due_on - start).days == amount + still
    if clock.due_on is None:
        assert lines[-1].step == Step.STANDS_STILL
        assert 0 <= clock.main.left <= amount
    for line in lines:
        assert clock_text.text_of(line, clock.main, zone=clock.zone)


def test_whatever_is_known_there_is_one_clock_and_it_says_where_its_day_comes_from() -> None:
    parts: dict[str, Any] = {
        "rule": RULE,
        "common": Common(),
        "named": (phone(date(2026, 12, 9)), letter(date(2026, 12, 11))),
        "fast": Fast(date(2026, 11, 20), ASKED_AT, "", None, FAST_RULE),
        "extensions": (Extension(date(2026, 12, 18), "LETTER", date(2026, 12, 1), "Records"),),
        "pauses": (Pause(date(2026, 11, 21), date(2026, 11, 25), "US", "Notes", "YES"),),
    }
    for number in range(1, len(parts) + 1):
        for chosen in combinations(parts, number):
            clock = work_out(facts(**{name: parts[name] for name in chosen}))
            if set(chosen) <= {"pauses"}:
                assert clock is None
                continue
            assert clock is not None
            assert clock_text.source_text(clock.main)
            assert clock_text.lines_of(clock.main, zone=clock.zone)[-1].is_result or clock.main.is_longer
            # A later day never hides an earlier one that a checked rule gives.
            assert clock.rule_due_on is None or any(
                way.record is not None for way in [clock.main, *clock.others]
            )
