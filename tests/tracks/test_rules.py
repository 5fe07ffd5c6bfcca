"""Whether a track is part of the request, and where the day of its answer comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge import library
from requests_app.tracks.rules import (
    Sent,
    days_late,
    days_left,
    has_it,
    is_part,
    main_kind,
    rule_ids,
    sending_that_counts,
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


def test_every_rule_named_here_is_on_file_and_an_agreement_has_none():
    named = {
        one
        for kind in ("GAP", "PRIOR_AUTH")
        for fast in (True, False)
        for one in rule_ids(kind, is_urgent=fast)
    }

    named |= set(rule_ids("GAP", is_urgent=True, is_over=True))
    assert all(library.record(one).kind == "deadline_plan" for one in named)
    assert rule_ids("SCA", is_urgent=True) == rule_ids("SCA", is_urgent=False) == ()
    assert set(rule_ids("GAP", is_urgent=False)) < set(rule_ids("PRIOR_AUTH", is_urgent=False))


def test_days_left_are_business_days_and_days_late_are_days():
    due, closed = date(2026, 11, 30), closed_days_from(date(2026, 11, 20))

    assert days_left(due, date(2026, 11, 24), closed) == 3
    assert days_left(due, due, closed) == 0
    assert days_late(due, date(2026, 12, 2)) == 2
    assert days_late(due, due) == 0


FIRST, SECOND, THIRD = (Sent(date(2026, 11, day)) for day in (9, 16, 20))


@pytest.mark.parametrize(
    ("sent", "had_it_on", "counts"),
    [
        ([], [], None),
        ([FIRST], [], FIRST),
        # The plan never said that it had the first one, so it was sent again.
        ([FIRST, SECOND], [], SECOND),
        ([FIRST, SECOND], [date(2026, 11, 18)], SECOND),
        # The plan had it: what came later is an addition.
        ([FIRST, SECOND], [date(2026, 11, 12)], FIRST),
        ([FIRST, SECOND, THIRD], [date(2026, 11, 17)], SECOND),
        # Said on the day it was sent again: about the new one.
        ([FIRST, SECOND], [date(2026, 11, 16)], SECOND),
    ],
)
def test_the_clock_starts_with_the_sending_that_the_plan_has(sent, had_it_on, counts):
    assert sending_that_counts(sent, had_it_on) == counts


def test_what_a_call_must_say_for_the_plan_to_have_it():
    assert has_it({"received": "YES"})
    assert has_it({"status": "IN_REVIEW"})
    assert not has_it({"received": "NO"})
    assert not has_it({"status": "CANNOT_FIND"})
    assert not has_it({})
