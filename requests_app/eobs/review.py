"""Bills of a case, checked against what was approved: the one way for all pages, letters and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from requests_app.claims.check import review
from requests_app.claims.findings import Review
from requests_app.claims.others import Others
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Terms
from requests_app.eobs.queries import current, is_current
from requests_app.eobs.statements import statement_of
from requests_app.eobs.terms import Known, terms_of
from requests_app.models import Case, ExplanationOfBenefits


@dataclass(frozen=True)
class Reviews:
    """`reviews`: by the key of the bill; `has_approval`: is there anything to hold them against?"""

    reviews: Mapping[int, Review]
    has_approval: bool


def review_of(eob: ExplanationOfBenefits, *, today: date) -> Review:
    """Load it with `eobs.queries`, and its case with coverage, care, provider and costs."""
    return held_against(eob, today=today)[0]


def held_against(eob: ExplanationOfBenefits, *, today: date) -> tuple[Review, Terms]:
    """The review, and what the bill was held against."""
    statement = statement_of(eob)
    others = tuple(statement_of(one) for one in current(eob.case) if one.pk != eob.pk)
    terms = terms_of(eob.case, on=first_day(statement), without=eob)
    return review(statement, terms, others=others, today=today), terms


def reviews_of(case: Case, eobs: Sequence[ExplanationOfBenefits], *, today: date) -> Reviews:
    """Of those that count now, whatever their number in the same few queries; `eobs` from `queries.kept`."""
    known = Known(case)
    told = {one.pk: statement_of(one) for one in eobs if is_current(one)}
    by_key = {one.pk: one for one in eobs}
    others = Others(told.values())
    reviews = {
        pk: review(
            statement,
            known.on(first_day(statement), without=by_key[pk]),
            others=others,
            today=today,
        )
        for pk, statement in told.items()
    }
    return Reviews(reviews, known.on().is_given)


def first_day(statement: Statement) -> date | None:
    days = [statement.service_from, *(one.service_from for one in statement.lines)]
    return min((day for day in days if day is not None), default=None)
