from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.triage.paths import (
    CONTINUITY,
    GAP_REASONS,
    NOT_LOOKED,
    STEPS,
    WENT_ON,
    Because,
    Flag,
    NotAllAnswered,
    OtherPath,
    Outcome,
    Stop,
    first_unanswered,
    next_question,
    previous_question,
    stop_for,
    suggest,
    went_on_from,
)

COMPLETE: dict[str, Any] = {
    "who": "ME",
    "care_when": "NOT_STARTED",
    "how_soon": "LATER",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "YES",
    "care": "BEHAVIORAL",
    "why": ["WAIT", "DISTANCE"],
    "provider": "YES",
    "already": "NO",
}


def answered(**changes: Any) -> dict[str, Any]:
    return {**COMPLETE, **changes}


@pytest.mark.parametrize("reason", sorted(GAP_REASONS))
def test_a_gap_in_the_network_suggests_a_gap_exception(reason: str) -> None:
    assert suggest(answered(why=[reason])).outcome == Outcome.GAP_EXCEPTION


def test_care_that_began_with_this_provider_suggests_a_single_case_agreement() -> None:
    assert suggest(answered(why=[CONTINUITY])).outcome == Outcome.SINGLE_CASE_AGREEMENT


def test_both_kinds_of_reason_suggest_both() -> None:
    assert suggest(answered(why=["WAIT", CONTINUITY])).outcome == Outcome.BOTH


def test_who_has_not_looked_yet_starts_with_the_gap_exception_and_a_note() -> None:
    suggestion = suggest(answered(why=[NOT_LOOKED]))

    assert suggestion.outcome == Outcome.GAP_EXCEPTION
    assert Flag.NOT_LOOKED_YET in suggestion.flags


def test_an_emergency_stops_at_once_and_nothing_else_must_be_answered() -> None:
    answers = {"who": "ME", "care_when": "NOT_STARTED", "how_soon": "EMERGENCY"}

    assert stop_for(answers) == Stop.EMERGENCY
    assert suggest(answers).outcome == Outcome.EMERGENCY


def test_who_says_it_is_no_emergency_goes_on_and_may_ask_for_a_fast_answer() -> None:
    answers = answered(how_soon="EMERGENCY")
    answers[WENT_ON] = went_on_from(Stop.EMERGENCY, answers)

    assert stop_for(answers) is None
    assert suggest(answers).outcome == Outcome.GAP_EXCEPTION
    assert Flag.EXPEDITED_POSSIBLE in suggest(answers).flags


@pytest.mark.parametrize(
    ("coverage", "stop", "path"),
    [
        ("MEDICAID", Stop.OTHER_PLAN, OtherPath.MEDICAID),
        ("MEDICARE", Stop.OTHER_PLAN, OtherPath.MEDICARE),
        ("MILITARY", Stop.OTHER_PLAN, OtherPath.MILITARY),
        ("NONE", Stop.UNINSURED, OtherPath.UNINSURED),
    ],
)
def test_another_kind_of_coverage_has_another_path(coverage: str, stop: Stop, path: OtherPath) -> None:
    answers = {
        "who": "ME",
        "care_when": "NOT_STARTED",
        "how_soon": "LATER",
        "state": "AZ",
        "coverage": coverage,
    }

    assert stop_for(answers) == stop
    assert (suggest(answers).outcome, suggest(answers).other_path) == (Outcome.OTHER_PATH, path)


def test_who_goes_on_from_another_path_gets_a_suggestion_that_still_names_it() -> None:
    answers = answered(coverage="MEDICAID")
    answers[WENT_ON] = went_on_from(Stop.OTHER_PLAN, answers)

    assert suggest(answers).outcome == Outcome.GAP_EXCEPTION
    assert suggest(answers).other_path == OtherPath.MEDICAID


def test_going_on_once_from_the_other_plan_does_not_pass_the_uninsured_page() -> None:
    answers = answered(coverage="NONE")
    answers[WENT_ON] = went_on_from(Stop.OTHER_PLAN, answers)

    assert stop_for(answers) == Stop.UNINSURED


def test_an_emergency_comes_before_another_path_and_then_the_other_path_is_shown() -> None:
    answers = answered(how_soon="EMERGENCY", coverage="MEDICARE")

    assert stop_for(answers) == Stop.EMERGENCY
    assert stop_for({**answers, WENT_ON: ["EMERGENCY"]}) == Stop.OTHER_PLAN


def test_care_that_is_over_keeps_going_and_is_marked() -> None:
    suggestion = suggest(answered(care_when="OVER", how_soon="DAYS_3"))

    assert suggestion.outcome == Outcome.GAP_EXCEPTION
    assert suggestion.flags == {Flag.RETROSPECTIVE}


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"already": "SAID_NO"}, Flag.APPEAL),
        ({"already": "SAID_YES_BILLS_WRONG"}, Flag.CHECK_BILLS),
        ({"how_soon": "DAYS_3"}, Flag.EXPEDITED_POSSIBLE),
        ({"who": "SOMEONE_ELSE", "has_ok": "NO"}, Flag.OK_NEEDED),
    ],
)
def test_an_answer_that_changes_what_comes_first_is_flagged(changes: dict[str, str], flag: Flag) -> None:
    assert suggest(answered(**changes)).flags == {flag}


def test_the_answers_that_led_there_can_be_quoted() -> None:
    suggestion = suggest(answered(why=["WAIT", CONTINUITY], already="SAID_NO"))

    assert suggestion.because == (
        Because("why", "WAIT"),
        Because("why", "CONTINUITY"),
        Because("already", "SAID_NO"),
    )


def test_the_employer_question_is_asked_only_about_a_plan_through_a_job() -> None:
    assert next_question(answered(), after="coverage") == "funding"
    assert next_question(answered(coverage="SCHOOL"), after="coverage") == "care"
    assert previous_question(answered(coverage="SCHOOL"), before="care") == "coverage"


def test_an_answer_left_from_an_earlier_choice_is_set_aside_and_comes_back() -> None:
    bought = answered(coverage="MARKETPLACE")

    assert first_unanswered(bought) is None
    assert first_unanswered({**bought, "coverage": "JOB"}) is None
    assert first_unanswered({**bought, "coverage": "JOB", "funding": ""}) == "funding"


def test_a_reason_together_with_not_looked_yet_must_be_settled_first() -> None:
    assert first_unanswered(answered(why=["WAIT", NOT_LOOKED])) == "why"


def test_an_answer_that_is_not_on_the_list_counts_as_not_given() -> None:
    assert first_unanswered(answered(care="MAGIC")) == "care"
    assert first_unanswered(answered(state="ZZ")) == "state"


def test_no_suggestion_before_all_is_answered() -> None:
    with pytest.raises(NotAllAnswered, match="provider"):
        suggest(answered(provider=""))


@st.composite
def complete_answers(draw: st.DrawFn) -> dict[str, Any]:
    answers: dict[str, Any] = {
        step.key: draw(st.sampled_from(sorted(step.values))) for step in STEPS if step.key != "why"
    }
    reasons = st.lists(st.sampled_from(sorted(GAP_REASONS | {CONTINUITY})), min_size=1, unique=True)
    answers["why"] = draw(reasons | st.just([NOT_LOOKED]))
    answers["has_ok"] = draw(st.sampled_from(["", "YES", "NO", "UNSURE"]))
    answers[WENT_ON] = draw(st.lists(st.sampled_from([stop.value for stop in Stop]), unique=True))
    return answers


@given(answers=complete_answers())
def test_every_complete_set_of_answers_has_exactly_one_outcome(answers: dict[str, Any]) -> None:
    suggestion = suggest(answers)

    is_stopped = stop_for(answers) is not None
    assert suggestion.outcome in Outcome
    assert suggestion.because
    assert (suggestion.outcome in {Outcome.EMERGENCY, Outcome.OTHER_PATH}) == is_stopped


@given(answers=complete_answers())
def test_continue_and_back_walk_the_same_questions(answers: dict[str, Any]) -> None:
    forward = ["who"]
    while (following := next_question(answers, after=forward[-1])) is not None:
        forward.append(following)
    back = ["already"]
    while (earlier := previous_question(answers, before=back[-1])) is not None:
        back.append(earlier)

    assert forward == back[::-1]
    assert ("funding" in forward) == (answers["coverage"] == "JOB")
