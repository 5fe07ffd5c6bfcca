"""What a remittance must keep, as properties: money is neither made nor lost, however it is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.readers.base import Refused
from requests_app.claims.readers.x12 import read
from requests_app.claims.statement import Note, Statement
from tests.claims.x12.remit import PLAIN, Payment, Style, claim, file, svc

GROUPS, CODES = ("CO", "PR", "OA", "PI"), ("1", "2", "3", "45", "96", "97", "197", "242")
STYLES = [
    PLAIN,
    Style(element="|", component=">", end="!"),
    Style(end="\n", line_end=""),
    Style(line_end=""),
    Style(wrap_at=80),
    Style(is_trimmed=True, line_end="\r\n"),
]
cents = st.integers(0, 500_000).map(lambda whole: Decimal(whole) / 100)
changes = st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from(CODES), cents), max_size=8)


@st.composite
def services(draw: st.DrawFn) -> list[str]:
    """A line that adds up."""
    told, paid = draw(changes), draw(cents)
    charge = paid + sum((amount for _group, _code, amount in told), Decimal(0))
    cas = [f"CAS*{group}*{code}*{amount}" for group, code, amount in told]
    return svc("HC:H0015", str(charge), str(paid), *cas)


@st.composite
def claims(draw: st.DrawFn) -> list[str]:
    """A claim that adds up, adjusted as a whole and by lines."""
    lines, of_claim = draw(st.lists(services(), max_size=4)), draw(changes)
    charge = sum((Decimal(one[0].split("*")[2]) for one in lines), Decimal(0))
    paid = sum((Decimal(one[0].split("*")[3]) for one in lines), Decimal(0))
    if not lines:
        charge = draw(cents) + sum((amount for _g, _c, amount in of_claim), Decimal(0))
        paid = charge
    cas = [f"CAS*{group}*{code}*{amount}" for group, code, amount in of_claim]
    taken = sum((amount for _group, _code, amount in of_claim), Decimal(0))
    return claim(
        draw(st.sampled_from(["A1", "B2", "C3"])), str(charge), str(paid - taken), "", *lines, cas=cas
    )


def slugs(notes: Sequence[Note]) -> set[str]:
    return {one.slug for one in notes}


def taken_off(found: Statement) -> Decimal:
    told = [*found.adjustments, *(one for line in found.lines for one in line.adjustments)]
    return sum((one.amount or Decimal(0) for one in told), Decimal(0))


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=4), st.sampled_from(STYLES))
def test_what_adds_up_is_read_so_that_it_adds_up(made, style):
    found = read(file(Payment(tuple(made)), style=style))

    assert slugs(found.notes) == set()
    assert len(found.statements) == len(made)
    for one in found.statements:
        assert one.billed is not None
        assert one.billed - taken_off(one) == one.plan_paid
        assert not one.lines or one.billed == sum(line.billed or 0 for line in one.lines)
        for line in one.lines:
            off = sum((each.amount or Decimal(0) for each in line.adjustments), Decimal(0))
            assert line.billed is not None
            assert line.billed - off == line.plan_paid


@settings(max_examples=40, deadline=None)
@given(claims(), st.sampled_from(STYLES))
def test_however_a_file_is_written_it_says_the_same(made, style):
    assert read(file(Payment((made,)), style=style)).statements == read(file(Payment((made,)))).statements


@settings(max_examples=40, deadline=None)
@given(claims())
def test_what_the_person_owes_is_what_the_codes_of_the_person_come_to(made):
    [found] = read(file(Payment((made,)))).statements
    of_person = [
        one.amount or Decimal(0)
        for one in (*found.adjustments, *(each for line in found.lines for each in line.adjustments))
        if one.group == "PR"
    ]

    assert found.patient_owes == sum(of_person, Decimal(0))
    for line in found.lines:
        parts = (line.deductible, line.coinsurance, line.copay, line.not_covered)
        assert line.patient_owes == sum((part for part in parts if part is not None), Decimal(0))


@settings(max_examples=40, deadline=None)
@given(
    claims(), st.lists(st.integers(-50_000, 50_000).map(lambda w: Decimal(w) / 100), min_size=1, max_size=6)
)
def test_a_payment_is_its_claims_less_the_provider_s_own_part(made, amounts):
    plb = "PLB*1234567893*20261231" + "".join(f"*WO:A*{one}" for one in amounts)
    whole = Payment((made,), plbs=(plb,))

    total = sum(amounts)
    expected = {"x12.payment_smaller" if total > 0 else "x12.payment_larger"} if total else set()

    assert slugs(read(file(whole)).notes) == expected


@settings(max_examples=40, deadline=None)
@given(claims(), st.integers(1, 99_999))
def test_a_payment_that_is_off_is_told_with_the_difference(made, off):
    right = Decimal(made[0].split("*")[4])
    wrong = right + Decimal(off) / 100
    [told] = read(file(Payment((made,), paid=str(wrong)))).notes

    assert told.slug == "x12.payment_off"
    assert told.facts["difference"] == f"${Decimal(off) / 100:,.2f}"


@settings(max_examples=40, deadline=None)
@given(claims(), st.integers(1, 99_999))
def test_a_claim_that_is_off_is_told_and_stays_as_it_came(made, off):
    parts = made[0].split("*")
    shown = Decimal(parts[4]) + Decimal(off) / 100
    parts[4] = str(shown)
    found = read(file(Payment((["*".join(parts), *made[1:]],))))

    assert "x12.claim_off" in slugs(found.notes)
    assert found.statements[0].plan_paid == shown


@settings(max_examples=30, deadline=None)
@given(claims())
def test_taking_a_claim_back_leaves_nothing_of_it(made):
    """Every amount turned around: what was paid and taken back comes to nothing."""
    back = [_turned(segment) for segment in made]
    parts = back[0].split("*")
    parts[2] = "22"
    found = read(file(Payment((made, ["*".join(parts), *back[1:]]))))
    first, second = found.statements

    assert (first.billed or 0) + (second.billed or 0) == 0
    assert (first.plan_paid or 0) + (second.plan_paid or 0) == 0
    assert taken_off(first) + taken_off(second) == 0
    assert second.status == "REVERSED"


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=3), st.integers(0, 3000))
def test_a_file_that_is_cut_off_is_never_read_as_a_whole(made, at):
    whole = file(Payment(tuple(made)))
    end = whole.index(b"SE*")
    cut = whole[: min(at, end)]

    with pytest.raises(Refused):
        read(cut)


def _turned(segment: str) -> str:
    places = {"CLP": (3, 4), "SVC": (2, 3), "CAS": (3,)}.get(segment.split("*")[0], ())
    parts = segment.split("*")
    for place in places:
        parts[place] = str(-Decimal(parts[place]))
    return "*".join(parts)
