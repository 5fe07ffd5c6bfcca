"""One bill of a case, checked against what was approved: the one way for all pages, letters and lists."""

from __future__ import annotations

from datetime import date

from requests_app.claims.check import review
from requests_app.claims.findings import Review
from requests_app.claims.statement import Statement
from requests_app.eobs.queries import current
from requests_app.eobs.statements import statement_of
from requests_app.eobs.terms import terms_of
from requests_app.models import ExplanationOfBenefits


def review_of(eob: ExplanationOfBenefits, *, today: date) -> Review:
    """Load it with `eobs.queries`, and its case with coverage, care, provider and costs."""
    statement = statement_of(eob)
    others = tuple(statement_of(one) for one in current(eob.case) if one.pk != eob.pk)
    terms = terms_of(eob.case, on=first_day(statement), without=eob)
    return review(statement, terms, others=others, today=today)


def first_day(statement: Statement) -> date | None:
    days = [statement.service_from, *(one.service_from for one in statement.lines)]
    return min((day for day in days if day is not None), default=None)
