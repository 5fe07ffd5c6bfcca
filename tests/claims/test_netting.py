"""Claims that repeat, replace or take back each other, and lines that cancel each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.netting import AMOUNTS, Relation, cancelled, net, net_lines, relation
from requests_app.claims.statement import Line, Statement
from tests.claims.checks.making import claim, line
from tests.claims.strategies import statements

D = Decimal
REVERSED: dict[str, Any] = {"status": "REVERSED", "billed": "-1000.00", "plan_paid": "-560.00"}
FIRST = claim(claim_number="A", billed="1000.00", plan_paid="560.00")


def made(**changes: Any) -> Statement:
    return claim(**{"claim_number": "A", "billed": "1000.00", "plan_paid": "560.00", **changes})


# how the new claim differs from the one that was there -> what it is to it
RELATIONS: list[tuple[dict[str, Any], Relation]] = [
    ({}, Relation.SAME),
    ({"source": "FHIR"}, Relation.SAME),
    ({"provider_asks": "900.00"}, Relation.SAME),
    ({"claim_number": "B"}, Relation.OTHER),
    ({"claim_number": "B", "prior_claim_number": "A"}, Relation.CORRECTS),
    ({"claim_number": "B", "prior_claim_number": "A", **REVERSED}, Relation.TAKES_BACK),
    ({"claim_number": "B", "prior_claim_number": "Z"}, Relation.OTHER),
    (REVERSED, Relation.TAKES_BACK),
    ({"frequency": "VOID"}, Relation.TAKES_BACK),
    ({"frequency": "REPLACEMENT"}, Relation.CORRECTS),
    ({"processed_on": date(2026, 12, 1), "plan_paid": "600.00"}, Relation.CORRECTS),
    ({"processed_on": date(2026, 11, 1), "plan_paid": "600.00"}, Relation.OLDER),
    ({"plan_paid": "600.00"}, Relation.OTHER),
    ({"claim_number": ""}, Relation.OTHER),
]


@pytest.mark.parametrize(("changes", "expected"), RELATIONS)
def test_relation(changes: dict[str, Any], expected: Relation) -> None:
    assert relation(made(**changes), FIRST) == expected


BACK = made(**REVERSED)
CORRECTED = made(claim_number="A2", patient_owes="100.00")
# claims in the order of their file -> how many count now, were taken back, replaced, repeated
FILES: list[tuple[list[Statement], tuple[int, int, int, int]]] = [
    ([], (0, 0, 0, 0)),
    ([FIRST], (1, 0, 0, 0)),
    ([FIRST, FIRST], (1, 0, 0, 1)),
    ([FIRST, BACK], (0, 2, 0, 0)),
    ([BACK, FIRST], (0, 2, 0, 0)),
    ([FIRST, BACK, CORRECTED], (1, 2, 0, 0)),
    ([BACK, CORRECTED], (1, 1, 0, 0)),
    ([FIRST, made(claim_number="B", prior_claim_number="A")], (1, 0, 1, 0)),
    ([made(claim_number="B", prior_claim_number="A"), FIRST], (1, 0, 1, 0)),
    ([FIRST, made(claim_number="B")], (2, 0, 0, 0)),
    ([FIRST, BACK, made(status="PROCESSED", plan_paid="600.00")], (1, 2, 0, 0)),
]


@pytest.mark.parametrize(("found", "counts"), FILES)
def test_net(found: list[Statement], counts: tuple[int, int, int, int]) -> None:
    netted = net(found)
    groups = (netted.current, netted.taken_back, netted.replaced, netted.repeated)
    assert tuple(len(one) for one in groups) == counts


def test_what_counts_after_a_correction_is_the_corrected_claim() -> None:
    assert net([FIRST, BACK, CORRECTED]).current == (CORRECTED,)


@settings(max_examples=60, deadline=None)
@given(st.lists(statements(least=-200), max_size=5))
def test_no_claim_is_lost_or_made_up(found: list[Statement]) -> None:
    netted = net(found)
    every = [*netted.current, *netted.taken_back, *netted.replaced, *netted.repeated]
    assert len(every) == len(found)
    assert all(one in found for one in every)


def minus(one: Line) -> Line:
    amounts = {name: -value for name in AMOUNTS if (value := getattr(one, name)) is not None}
    return one.model_copy(update=amounts)


PAID, OTHER = line(), line(code="90837")
# lines in their order -> places that cancel each other
CANCEL: list[tuple[list[Line], set[int]]] = [
    ([PAID, OTHER], set()),
    ([PAID, minus(PAID)], {1, 2}),
    ([minus(PAID), PAID], {1, 2}),
    ([PAID, minus(PAID), line(allowed="300.00")], {1, 2}),
    ([PAID, PAID, minus(PAID)], {1, 3}),
    ([PAID, minus(OTHER)], set()),
    ([PAID, minus(line(plan_paid="1.00"))], set()),
    ([line(modifier="95-HO"), minus(line(modifier="HO-95"))], {1, 2}),
]


@pytest.mark.parametrize(("rows", "gone"), CANCEL)
def test_lines_that_cancel_each_other(rows: list[Line], gone: set[int]) -> None:
    statement = claim(*rows)
    assert cancelled(statement) == gone
    assert len(net_lines(statement).lines) == len(rows) - len(gone)


@settings(max_examples=60, deadline=None)
@given(statements())
def test_netting_lines_never_changes_what_they_add_up_to(statement: Statement) -> None:
    twice = statement.model_copy(update={"lines": (*statement.lines, *map(minus, statement.lines[:1]))})
    for name in AMOUNTS:
        before, after = (
            sum((getattr(one, name) or D(0) for one in each.lines), D(0))
            for each in (twice, net_lines(twice))
        )
        assert before == after
