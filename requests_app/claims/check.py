"""One claim held against one approval: every check, in the order in which findings are shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from requests_app.claims import money
from requests_app.claims.amounts import NOTHING
from requests_app.claims.checks import (
    balance,
    code,
    cost_share,
    dates,
    deductible,
    denial,
    duplicate,
    fees,
    network,
    provider,
    rate,
    sums,
    timely,
    units,
)
from requests_app.claims.claim import Claim, Found, found
from requests_app.claims.expected import owed_in_network
from requests_app.claims.findings import Kind, Result, Review, Step
from requests_app.claims.netting import takes_back
from requests_app.claims.others import Others
from requests_app.claims.statement import Statement
from requests_app.claims.terms import Terms


def review(
    statement: Statement, terms: Terms, *, others: Others | Iterable[Statement] = (), today: date
) -> Review:
    """`others`: the claims that count now, itself or not, for care that was billed twice.

    For many claims make `Others` of them once.
    """
    claim = Claim(statement, terms, others if isinstance(others, Others) else Others(others), today)
    if takes_back(statement):
        return Review(tuple(one.finding for one in _taken_back()), NOTHING)
    right = owed_in_network(claim)
    order = list(Kind)
    made = sorted(_all(claim, right), key=lambda one: order.index(one.finding.kind))
    return Review(
        findings=tuple(one.finding for one in made),
        in_question=money.in_question(statement, made, right),
        owed_if_right=money.owed_if_right(claim, right),
    )


def _all(claim: Claim, right: dict[int, Decimal]) -> Iterator[Found]:
    yield from network.check(claim, right)
    yield from deductible.check(claim)
    yield from cost_share.check(claim)
    yield from rate.check(claim)
    yield from dates.check(claim)
    yield from code.check(claim)
    yield from units.check(claim)
    yield from provider.check(claim)
    yield from fees.check(claim)
    yield from balance.check(claim)
    yield from denial.check(claim, right)
    yield from duplicate.check(claim)
    yield from timely.check(claim)
    yield from sums.check(claim)


def _taken_back() -> Iterator[Found]:
    yield found(Kind.DENIAL, Result.CANNOT_TELL, "taken_back", steps=(Step.WAIT, Step.DO_NOT_PAY_YET))
