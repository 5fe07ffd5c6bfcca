from __future__ import annotations

import pytest

from requests_app.triage import paths
from requests_app.triage.questions import BY_KEY, BY_PATH, QUESTIONS, WHY, Question


def test_questions_and_rules_have_the_same_order_and_answers() -> None:
    assert [question.key for question in QUESTIONS] == list(paths.STEP_KEYS)
    for question, step in zip(QUESTIONS, paths.STEPS, strict=True):
        assert {option.value for option in question.options} == step.values, question.key


def test_no_two_questions_share_a_title_or_a_path() -> None:
    assert len({str(question.title) for question in QUESTIONS}) == len(QUESTIONS)
    assert len(BY_PATH) == len(BY_KEY) == len(QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_an_empty_or_unknown_answer_says_what_to_do(question: Question) -> None:
    assert question.problem_with([]) == question.error
    assert question.problem_with(["NOT_ON_THE_LIST"]) == question.error
    assert question.problem_with([question.options[0].value]) is None


def test_reasons_and_not_looked_yet_exclude_each_other() -> None:
    assert (
        str(WHY.problem_with(["WAIT", "NOT_LOOKED"])) == "Select reasons, or select ‘I have not looked yet’"
    )
    assert WHY.problem_with(["WAIT", "CONTINUITY"]) is None
    assert WHY.problem_with(["NOT_LOOKED"]) is None


def test_only_one_answer_fits_where_only_one_is_asked_for() -> None:
    assert BY_KEY["coverage"].problem_with(["JOB", "SCHOOL"]) == BY_KEY["coverage"].error


def test_a_follow_up_question_belongs_to_an_option_of_its_question() -> None:
    for question in QUESTIONS:
        if question.follow_up:
            assert question.follow_up.under in {option.value for option in question.options}
            assert question.follow_up.error
