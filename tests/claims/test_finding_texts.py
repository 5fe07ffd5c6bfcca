"""Every finding has words: what, where, what to do, and for the plan; in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings

from requests_app.claims import finding_texts as texts
from requests_app.claims.amount_texts import OF_CLAIM, OF_LINE
from requests_app.claims.asked_sentences import ASKED
from requests_app.claims.check import review
from requests_app.claims.finding_sentences import SENTENCES
from requests_app.claims.findings import Finding, Kind, Result, Review, Step
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Terms
from requests_app.claims.todo_texts import BY_SLUG
from tests.claims.checks.making import TODAY, D, check, claim, line, terms, the, unpaid, wrong_claim
from tests.claims.strategies import statements
from tests.claims.strategies import terms as any_terms

OPEN = re.compile(r"%\(|\bNone\b|  |\(\)")


@settings(max_examples=120, deadline=None)
@given(statements(), any_terms())
def test_any_finding_can_be_said(statement: Statement, approved: Terms) -> None:
    found = review(statement, approved, today=TODAY)
    for language in ("en", "es"):
        with translation.override(language):
            assert texts.verdict(found)
            for one in found.findings:
                for text in _every_text(one):
                    assert text
                    assert not OPEN.search(text), (one.slug, text)


def _every_text(one: Finding) -> Iterator[str]:
    yield texts.sentence(one)
    yield texts.asked(one)
    yield texts.where(one)
    yield texts.heading(one.kind)
    yield texts.result_heading(one.result)
    yield from texts.todos(one)


def test_every_step_says_something_for_every_finding() -> None:
    one = the(check(wrong_claim()), "network.out")
    assert all(texts.todo(step, one) for step in Step)


def test_words_of_their_own_belong_to_findings_there_are() -> None:
    ours = set(SENTENCES) | {f"denial.{topic}" for topic in _TOPICS}
    assert {slug for _step, slug in BY_SLUG} <= ours
    sums = {f"{Kind.SUMS}.{slug}" for slug in (*OF_LINE, *OF_CLAIM)}
    assert set(ASKED) <= ours | sums


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((2,), "Line 2"),
        ((1, 2, 3), "Lines 1, 2 and 3"),
        ((1, 2, 4, 5), "Lines 1, 2, 4 and 5"),
        (tuple(range(1, 31)), "Lines 1 to 30"),
    ],
)
def test_many_lines_in_a_row_are_told_by_the_first_and_the_last(lines, told) -> None:
    assert texts.where(Finding(Kind.NETWORK, Result.WRONG, "network.out", lines)) == told


def test_what_is_said_to_the_plan_has_no_you() -> None:
    facts = {"shown": Decimal(2), "expected": Decimal(1), "difference": Decimal(1)}
    for slug in (*OF_LINE, *OF_CLAIM):
        one = Finding(Kind.SUMS, Result.WRONG, f"{Kind.SUMS}.{slug}", (1,), facts)
        assert not re.search(r"\byour?\b", texts.asked(one)), slug


_TOPICS = ("coverage", "other_plan", "paid_to_person")


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "network.out",
            "The plan processed this as out of network. The approval says that your in-network cost share "
            "applies.",
        ),
        (
            "deductible.out_of_network",
            "$400.00 was taken for the deductible of care processed as out of network. The approval says "
            "that your in-network deductible applies.",
        ),
        (
            "rate.less",
            "On each of these lines: The plan allowed $200.00. By the agreed rate ($350.00 for a day) it is "
            "$350.00. $150.00 is missing, and the provider may ask you for it.",
        ),
        ("dates.inside", "The care was given inside the days of the approval."),
        (
            "units.left",
            "2 days used here and, as far as we know, 4 days before. 36 days approved. 30 days left.",
        ),
        (
            "balance.rest_in_statement",
            "$600.00 of what you owe is above what the plan allows. The approval says that the provider may "
            "not bill you the rest.",
        ),
    ],
)
def test_sentences(slug: str, said: str) -> None:
    found = check(wrong_claim())
    matching = [one for one in found.findings if one.slug == slug]
    assert texts.sentence(matching[0]) == said


def test_a_reason_is_said_in_our_words_and_an_unknown_one_is_not_guessed() -> None:
    known = the(check(claim(unpaid("PR", "242"))), "denial.network_approved")
    assert texts.sentence(known) == (
        "Reason PR 242: Not given by a network or primary-care provider. "
        "The approval says that it counts as in network."
    )
    unknown = the(check(claim(unpaid("PR", "9999"))), "denial.unknown")
    assert "we have no words" in texts.sentence(unknown)


def test_a_reason_we_are_not_sure_of_is_to_be_confirmed() -> None:
    one = the(check(claim(unpaid("PR", "252"))), "denial.fix_and_resend")
    assert texts.sentence(one).endswith("Confirm this by phone.")


def test_where() -> None:
    def on(*lines: int) -> str:
        return texts.where(Finding(Kind.CODE, Result.WRONG, "code.not_approved", lines))

    assert (on(), on(2), on(1, 2), on(1, 2, 5)) == (
        "The whole claim",
        "Line 2",
        "Lines 1 and 2",
        "Lines 1, 2 and 5",
    )


def test_for_the_plan_nobody_is_called_you() -> None:
    for text in ASKED.values():
        assert not re.search(r"\b(you|your|we|our)\b", str(text)), text


def test_a_sum_says_its_difference() -> None:
    found = check(claim(line(patient_owes="80.00", not_covered="0.00"), patient_owes="80.00"))
    assert texts.sentence(the(found, "sums.line.parts")) == (
        "Line 1 does not add up: you owe $80.00, but the parts come to $70.00. The difference is $10.00."
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (check(claim()), "Everything we could check looks right."),
        (check(wrong_claim(), terms(no_billing_the_rest=terms().in_network_cost_share)), None),
        (Review((), D(0)), "There is too little on this statement to check anything."),
    ],
)
def test_verdict(found: Review, said: str | None) -> None:
    assert texts.verdict(found) == said if said else "not match" in texts.verdict(found)
