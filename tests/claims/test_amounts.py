"""Sums of a claim: what must come out, what cannot be told, and the difference where it does not come out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.amount_texts import dollars as in_words
from requests_app.claims.amount_texts import sentence
from requests_app.claims.amounts import differences, owes_of, sums, total_owes
from requests_app.claims.statement import Adjustment, Line, Statement
from tests.claims.strategies import dollars, statements

D = Decimal
CENT = D("0.01")

# what a line shows -> sums that do not come out, with what they come to
LINES: list[tuple[dict[str, str], dict[str, str]]] = [
    ({}, {}),
    ({"billed": "500.00"}, {}),
    ({"allowed": "350.00", "plan_paid": "280.00", "patient_owes": "70.00"}, {}),
    ({"allowed": "350.00", "plan_paid": "280.00", "patient_owes": "60.00"}, {"line.allowed": "340.00"}),
    # What is owed beyond the allowed amount may be in it: only too little can be told then.
    ({"allowed": "350.00", "plan_paid": "280.00", "patient_owes": "220.00"}, {}),
    ({"allowed": "350.00", "plan_paid": "280.00", "patient_owes": "220.00", "not_covered": "150.00"}, {}),
    (
        {"allowed": "350.00", "plan_paid": "280.00", "patient_owes": "220.00", "not_covered": "140.00"},
        {"line.allowed": "360.00"},
    ),
    (
        {"allowed": "350.00", "plan_paid": "280.00", "coinsurance": "80.00", "patient_owes": "80.00"},
        {"line.allowed": "360.00"},
    ),
    ({"allowed": "350.00", "plan_paid": "200.00", "other_paid": "80.00", "patient_owes": "70.00"}, {}),
    ({"allowed": "0.00", "plan_paid": "0.00", "patient_owes": "500.00", "not_covered": "500.00"}, {}),
    ({"allowed": "500.00", "plan_paid": "0.00", "patient_owes": "500.00", "not_covered": "500.00"}, {}),
    ({"deductible": "50.00", "patient_owes": "70.00"}, {}),
    ({"deductible": "50.00", "coinsurance": "20.00", "patient_owes": "70.00"}, {}),
    ({"deductible": "50.00", "coinsurance": "30.00", "patient_owes": "70.00"}, {"line.parts": "80.00"}),
    (
        {
            "deductible": "0.00",
            "copay": "0.00",
            "coinsurance": "0.00",
            "not_covered": "0.00",
            "patient_owes": "5.00",
        },
        {"line.parts": "0.00"},
    ),
    ({"billed": "500.00", "plan_paid": "400.00", "patient_owes": "110.00"}, {"line.billed": "510.00"}),
    ({"billed": "500.00", "allowed": "600.00", "plan_paid": "500.00", "patient_owes": "100.00"}, {}),
]


@pytest.mark.parametrize(("shown", "expected"), LINES)
def test_of_a_line(shown: dict[str, str], expected: dict[str, str]) -> None:
    found = differences(Statement(lines=(Line.model_validate(shown),)))
    assert {one.slug: one.expected for one in found} == {slug: D(come) for slug, come in expected.items()}
    assert all(one.line == 1 for one in found)


# what the claim shows, what its two lines show -> sums that do not come out
TOTALS: list[tuple[dict[str, Any], list[dict[str, str]], dict[str, str]]] = [
    ({"billed": "1000.00"}, [{"billed": "500.00"}, {"billed": "500.00"}], {}),
    ({"billed": "900.00"}, [{"billed": "500.00"}, {"billed": "500.00"}], {"total.billed": "1000.00"}),
    ({"billed": "1000.00"}, [{"billed": "500.00"}, {}], {}),
    ({"billed": "400.00"}, [{"billed": "500.00"}, {}], {"total.billed": "500.00"}),
    ({"billed": "1000.00"}, [], {}),
    (
        {"patient_owes": "70.00"},
        [{"patient_owes": "30.00"}, {"patient_owes": "30.00"}],
        {"total.patient_owes": "60.00"},
    ),
    (
        {"patient_owes": "70.00", "adjustments": ({"group": "PR", "code": "3", "amount": "10.00"},)},
        [{"patient_owes": "30.00"}, {"patient_owes": "30.00"}],
        {},
    ),
    ({"billed": "100.00", "plan_paid": "80.00", "patient_owes": "30.00"}, [], {"claim.billed": "110.00"}),
    ({"billed": "-500.00", "plan_paid": "-400.00"}, [{"billed": "-500.00", "plan_paid": "-400.00"}], {}),
    ({"billed": "-500.00"}, [{"billed": "-400.00"}], {"total.billed": "-400.00"}),
]


@pytest.mark.parametrize(("whole", "rows", "expected"), TOTALS)
def test_of_a_claim(whole: dict[str, Any], rows: list[dict[str, str]], expected: dict[str, str]) -> None:
    statement = Statement.model_validate({**whole, "lines": rows})
    found = {one.slug: one.expected for one in differences(statement)}
    assert found == {slug: D(come) for slug, come in expected.items()}


def test_nothing_shown_is_no_sum() -> None:
    assert sums(Statement(lines=(Line(),))).made == 0


def test_two_percent_that_medicare_holds_back_are_no_difference() -> None:
    line = Line(allowed=D("100.00"), plan_paid=D("78.40"), coinsurance=D("20.00"), patient_owes=D("20.00"))
    assert differences(Statement(source="FHIR", lines=(line,))) == ()
    assert [one.slug for one in differences(Statement(source="TYPED", lines=(line,)))] == ["line.allowed"]


def test_a_second_plan_pays_a_part_of_what_is_allowed() -> None:
    line = Line(allowed=D("100.00"), plan_paid=D("20.00"), patient_owes=D("0.00"))
    assert differences(Statement(payer_order="SECONDARY", lines=(line,))) == ()


@st.composite
def remittances(draw: st.DrawFn) -> Statement:
    """An 835 that balances: charge less adjustments is paid, line by line and for the claim."""
    lines = tuple(draw(st.lists(_balanced(), min_size=1, max_size=4)))
    whole = tuple(draw(st.lists(_adjustment(), max_size=2)))
    put = [one.amount for row in lines for one in row.adjustments if one.group == "PR"]
    put += [one.amount for one in whole if one.group == "PR"]
    off = sum((one.amount or D(0) for one in whole), D(0))
    return Statement(
        source="X12",
        billed=sum((row.billed or D(0) for row in lines), D(0)),
        plan_paid=sum((row.plan_paid or D(0) for row in lines), D(0)) - off,
        patient_owes=sum((one or D(0) for one in put), D(0)),
        adjustments=whole,
        lines=lines,
    )


def _adjustment() -> st.SearchStrategy[Adjustment]:
    return st.builds(
        Adjustment, group=st.sampled_from(["CO", "PR", "OA"]), code=st.just("45"), amount=dollars(-50)
    )


@st.composite
def _balanced(draw: st.DrawFn) -> Line:
    billed, every = draw(dollars(100)), tuple(draw(st.lists(_adjustment(), max_size=3)))
    put = sum((one.amount or D(0) for one in every if one.group == "PR"), D(0))
    off = sum((one.amount or D(0) for one in every), D(0))
    return Line(billed=billed, plan_paid=billed - off, patient_owes=put, adjustments=every)


BALANCES = ("line.adjusted", "claim.adjusted", "claim.responsibility", "total.billed", "total.plan_paid")


@settings(max_examples=80, deadline=None)
@given(remittances())
def test_a_remittance_that_balances_has_no_difference(statement: Statement) -> None:
    assert [one for one in differences(statement) if one.slug in (*BALANCES, "total.patient_owes")] == []


@settings(max_examples=80, deadline=None)
@given(remittances(), dollars(1), st.sampled_from([1, -1]))
def test_what_is_changed_in_it_is_the_difference_that_is_told(
    statement: Statement, amount: Decimal, way: int
) -> None:
    paid = statement.plan_paid or D(0)
    changed = statement.model_copy(update={"plan_paid": paid + way * amount})
    found = {one.slug: one.difference for one in differences(changed) if one.slug in BALANCES}
    assert found == {"total.plan_paid": amount, "claim.adjusted": amount}


@settings(max_examples=80, deadline=None)
@given(statements(least=-200))
def test_a_difference_is_never_nothing_and_never_below(statement: Statement) -> None:
    made = sums(statement)
    assert all(one.difference > 0 for one in made.differences)
    assert len(made.differences) <= made.made


# the shown total, its parts, what was put on the patient -> what is owed of the line
@pytest.mark.parametrize(
    ("shown", "owes"),
    [
        ({}, None),
        ({"patient_owes": "70.00", "copay": "30.00"}, "70.00"),
        ({"copay": "30.00", "deductible": "50.00"}, "80.00"),
        ({"adjustments": ({"group": "PR", "code": "1", "amount": "12.00"},)}, "12.00"),
        ({"adjustments": ({"group": "CO", "code": "45", "amount": "12.00"},)}, None),
        ({"patient_owes": "0.00"}, "0.00"),
    ],
)
def test_what_is_owed_of_a_line(shown: dict[str, Any], owes: str | None) -> None:
    assert owes_of(Line.model_validate(shown)) == (D(owes) if owes else None)


def test_what_is_owed_of_a_claim_is_not_guessed_from_some_of_its_lines() -> None:
    known, unknown = Line(patient_owes=D("70.00")), Line()
    assert total_owes(Statement(lines=(known, known))) == D("140.00")
    assert total_owes(Statement(lines=(known, unknown))) is None
    assert total_owes(Statement(patient_owes=D("90.00"), lines=(known, unknown))) == D("90.00")


def test_a_difference_in_words_names_the_line_that_is_looked_at() -> None:
    (one,) = differences(Statement(lines=(Line(billed=D(500), plan_paid=D(400), patient_owes=D(110)),)))
    assert sentence(one, line=7) == (
        "Line 7 does not add up: billed $500.00, but what the plan paid and what you owe come to $510.00. "
        "The difference is $10.00."
    )


def test_money_taken_back_is_written_below_zero() -> None:
    assert (in_words(D("1250")), in_words(D("-20.5"))) == ("$1,250.00", "−$20.50")
