"""What must hold of the money in question, whatever a claim shows and whatever was approved."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.check import review
from requests_app.claims.findings import Result, frozen, thawed
from requests_app.claims.money import asked_of
from requests_app.claims.statement import Statement
from requests_app.claims.terms import NOTHING_APPROVED, Terms
from tests.claims.checks.making import TODAY, terms, wrong_claim
from tests.claims.strategies import dollars, statements
from tests.claims.strategies import terms as any_terms

MANY = settings(max_examples=80, deadline=None)


@MANY
@given(statements(least=-200), any_terms())
def test_in_question_is_between_nothing_and_what_the_person_is_asked_for(
    statement: Statement, approved: Terms
) -> None:
    found = review(statement, approved, today=TODAY)
    asked = asked_of(statement)
    assert 0 <= found.in_question <= (asked or 0)
    assert found.in_question == found.in_question.quantize(Decimal("0.01"))


@MANY
@given(statements(), any_terms())
def test_nothing_is_in_question_where_nothing_is_wrong(statement: Statement, approved: Terms) -> None:
    found = review(statement, approved, today=TODAY)
    if not found.of(Result.WRONG):
        assert found.in_question == 0


@MANY
@given(statements(), any_terms())
def test_only_what_is_wrong_has_an_amount_and_it_is_above_zero(statement: Statement, approved: Terms) -> None:
    for one in review(statement, approved, today=TODAY).findings:
        assert one.amount is None or (one.result == Result.WRONG and one.amount > 0)


@MANY
@given(statements(), any_terms(), dollars(), dollars())
def test_a_higher_bill_never_puts_less_in_question(
    statement: Statement, approved: Terms, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    less, more = (statement.model_copy(update={"provider_asks": asks}) for asks in (low, high))
    question = [review(each, approved, today=TODAY).in_question for each in (less, more)]
    assert question[0] <= question[1]


@MANY
@given(statements(), any_terms())
def test_a_check_is_a_function_of_what_it_is_given(statement: Statement, approved: Terms) -> None:
    first = review(statement, approved, today=TODAY)
    assert review(statement, approved, today=TODAY) == first
    assert thawed(frozen(first.findings)) == first.findings


@MANY
@given(statements(), any_terms())
def test_lines_named_are_lines_of_the_claim(statement: Statement, approved: Terms) -> None:
    for one in review(statement, approved, today=TODAY).findings:
        assert all(1 <= place <= len(statement.lines) for place in one.lines)


@MANY
@given(statements())
def test_without_an_approval_nothing_is_held_against_one(statement: Statement) -> None:
    wrong = review(statement, NOTHING_APPROVED, today=TODAY).of(Result.WRONG)
    kinds = {str(one.kind) for one in wrong}
    assert kinds <= {"balance", "sums", "timely", "duplicate", "cost_share"}


@given(st.integers(1, 40))
def test_the_same_claim_beside_others_is_asked_for_once(count: int) -> None:
    """Of claims that repeat each other all but the first are in question as duplicates, never the first."""
    claims = [wrong_claim(claim_number=f"C-{number:02}") for number in range(count)]
    repeated = [
        any(
            one.slug == "duplicate.other_claim"
            for one in review(each, terms(), others=claims, today=TODAY).findings
        )
        for each in claims[:3]
    ]
    assert repeated == [False, True, True][: len(repeated)]
