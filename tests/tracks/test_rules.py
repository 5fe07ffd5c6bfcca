"""Whether a track is part of the request, and where the day of its answer comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge import library
from requests_app.tracks.rules import (
    From,
    common_clock,
    days_late,
    days_left,
    is_part,
    main_kind,
    rule_clock,
    rule_ids,
)


def part(kind: str, **given: Any) -> str:
    facts: dict[str, Any] = {"wanted": "", "path": "", "approval_needed": "", "has_begun": False, **given}
    return is_part(kind, **facts)


@pytest.mark.parametrize(
    ("path", "gap", "sca"),
    [
        ("GAP_EXCEPTION", "YES", "NO"),
        ("SINGLE_CASE_AGREEMENT", "NO", "YES"),
        ("BOTH", "YES", "YES"),
        ("", "NO", "NO"),
    ],
)
def test_the_request_says_which_are_part_of_it(path, gap, sca):
    assert part("GAP", path=path) == gap
    assert part("SCA", path=path) == sca


def test_what_the_person_said_or_began_counts_more():
    assert part("SCA", path="GAP_EXCEPTION", has_begun=True) == "YES"
    assert part("SCA", path="GAP_EXCEPTION", wanted="UNSURE") == "UNSURE"
    assert part("GAP", path="GAP_EXCEPTION", wanted="NO", has_begun=True) == "NO"


def test_approval_is_part_when_the_plan_said_it_is_needed():
    assert part("PRIOR_AUTH", approval_needed="YES") == "YES"
    assert part("PRIOR_AUTH", approval_needed="NO") == "NO"
    assert part("PRIOR_AUTH") == "UNSURE"


def test_calls_are_about_the_kind_of_request():
    assert [main_kind(path) for path in ("GAP_EXCEPTION", "BOTH", "", "SINGLE_CASE_AGREEMENT")] == [
        "GAP",
        "GAP",
        "GAP",
        "SCA",
    ]


def test_what_is_common_is_counted_in_business_days_without_holidays():
    clock = common_clock(asked_on=date(2026, 11, 18), is_urgent=False, closed=closed_days_from)

    # Thanksgiving does not count.
    assert clock.first_on == date(2026, 11, 25)
    assert clock.due_on == date(2026, 12, 10)
    assert clock.source == From.COMMON
    urgent = common_clock(asked_on=date(2026, 11, 25), is_urgent=True, closed=closed_days_from)
    assert (urgent.first_on, urgent.due_on) == (date(2026, 11, 27), date(2026, 12, 1))


def test_a_rule_is_counted_in_its_own_unit():
    standard, urgent = library.record("us-erisa-preservice-claim"), library.record("us-erisa-urgent-claim")

    for record, due in ((standard, date(2026, 12, 3)), (urgent, date(2026, 11, 21))):
        clock = rule_clock(record, asked_on=date(2026, 11, 18))
        assert clock is not None
        assert (clock.due_on, clock.source, clock.record) == (due, From.RULE, record)


def test_every_rule_named_here_is_on_file_and_an_agreement_has_none():
    named = {
        one
        for kind in ("GAP", "PRIOR_AUTH")
        for fast in (True, False)
        for one in rule_ids(kind, is_urgent=fast)
    }

    assert all(library.record(one).kind == "deadline_plan" for one in named)
    assert rule_ids("SCA", is_urgent=True) == rule_ids("SCA", is_urgent=False) == ()
    assert set(rule_ids("GAP", is_urgent=False)) < set(rule_ids("PRIOR_AUTH", is_urgent=False))


def test_days_left_are_business_days_and_days_late_are_days():
    due, closed = date(2026, 11, 30), closed_days_from(date(2026, 11, 20))

    assert days_left(due, date(2026, 11, 24), closed) == 3
    assert days_left(due, due, closed) == 0
    assert days_late(due, date(2026, 12, 2)) == 2
    assert days_late(due, due) == 0
