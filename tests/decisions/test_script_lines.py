"""Each open point is one question to read aloud; what is settled is not asked."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.decisions.matching import Asked, Given, Whole, match
from requests_app.decisions.script_lines import opening, questions
from requests_app.decisions.shown import POINTS
from requests_app.models import Case, Decision

DAYS = {"starts_on": date(2026, 12, 7), "ends_on": date(2027, 2, 5)}
ALL_YES = dict.fromkeys(POINTS, "YES")
SETTLED = {"answer": "APPROVED", "is_in_writing": True, "authorization_number": "A-1", **ALL_YES, **DAYS}


def said(found=None, **changes) -> list[str]:
    return [one.say for one in questions(Decision(**{**SETTLED, **changes}), found)]


def test_nothing_is_asked_of_an_answer_that_says_all():
    assert said() == []


@pytest.mark.parametrize("name", list(POINTS))
@pytest.mark.parametrize("stated", ["NO", "NOT_STATED"])
def test_a_point_that_is_no_plain_yes_is_asked_once(name, stated):
    assert len(said(**{name: stated})) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_in_writing": False}, "in writing"),
        ({"authorization_number": ""}, "authorization number"),
        ({"ends_on": None}, "From what date to what date"),
        ({"answer": "DENIED"}, "papers and the rules you used"),
        ({"answer": "NOT_WRITTEN", "is_in_writing": False}, "the answer in writing"),
    ],
)
def test_what_is_not_known_is_asked_for(changes, words):
    assert any(words in line for line in said(**changes))


def test_lines_are_asked_about_with_both_values():
    asked = [
        Asked(code="H0015", units=36, unit="DAYS"),
        Asked(code="0905", kind="REVENUE", words="Day program"),
    ]
    found = match(asked, [Given(code="H0015", units=12, unit="DAYS")], Whole("YES", "YES", "YES", "YES"))
    lines = said(found)
    assert "“For H0015 I asked for 36 days. Your answer has 12 days. Can you correct it?”" in lines
    assert "“I also asked for 0905: Day program. I can’t find it in your answer. Is it approved?”" in lines


def test_a_point_of_the_whole_answer_is_not_asked_again_for_each_line():
    asked = [Asked(code="H0015"), Asked(code="90837")]
    found = match(asked, [Given(code="H0015"), Given(code="90837")], Whole("YES", "YES", "NOT_STATED", "YES"))
    assert len(said(found, professional_fees="NOT_STATED")) == 1


def test_the_call_begins_with_the_number_of_the_request():
    assert "request REQ-9" in opening(Case(), Decision(**SETTLED), request_number="REQ-9")
    assert "request A-1" in opening(Case(), Decision(**SETTLED), request_number="")
