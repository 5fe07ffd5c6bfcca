"""Which way is likely to help, by the numbers; and what holds whatever they are."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.costs.worth import Billing, CostNumbers, Effect, Verdict, Way, worth

D = Decimal
PLAIN = CostNumbers(
    in_deductible=D("1500.00"),
    in_deductible_met=D("500.00"),
    in_max=D("4000.00"),
    in_max_met=D("1000.00"),
    in_coinsurance=D("20.00"),
    has_out_benefits="YES",
    out_deductible=D("5000.00"),
    out_deductible_met=D("0.00"),
    out_max=D("12000.00"),
    out_max_met=D("0.00"),
    out_coinsurance=D("50.00"),
    plan_allows=D("380.00"),
    price=D("500.00"),
    visits=36,
    accepts_agreement="YES",
    will_not_bill_rest="NO",
)


def total(numbers: CostNumbers, way: Way) -> tuple[Decimal, Decimal]:
    found = worth(numbers).estimate(way)
    assert found is not None
    return found.low.total, found.high.total


def test_both_help_when_the_exception_lowers_the_share_and_the_agreement_the_rest():
    found = worth(PLAIN)

    assert total(PLAIN, Way.AS_IS) == (D("13660.00"), D("13660.00"))  # 5000 + 4340 + 4320
    assert total(PLAIN, Way.GAP) == (D("7320.00"), D("7320.00"))  # at the limit of 3000, and 4320
    assert total(PLAIN, Way.SCA) == (D("3000.00"), D("3000.00"))
    assert (found.gap, found.sca) == (Effect.SAVES, Effect.SAVES)
    assert (found.verdict, found.is_certain) == (Verdict.BOTH, True)
    assert found.missing == found.odd == ()
    assert found.billing == {Way.AS_IS: Billing.YES, Way.GAP: Billing.YES, Way.SCA: Billing.PERHAPS}


def test_a_provider_who_signs_nothing_leaves_the_exception():
    found = worth(replace(PLAIN, accepts_agreement="NO"))

    assert (found.verdict, found.is_certain) == (Verdict.GAP, True)
    assert found.billing[Way.GAP] == Billing.YES


def test_both_is_not_certain_while_nobody_knows_if_the_rest_is_billed():
    found = worth(replace(PLAIN, will_not_bill_rest=""))

    assert (found.verdict, found.is_certain) == (Verdict.BOTH, False)


def test_a_provider_who_bills_no_rest_needs_no_agreement():
    found = worth(replace(PLAIN, will_not_bill_rest="YES"))

    assert (found.verdict, found.is_certain) == (Verdict.GAP, True)
    assert set(found.billing.values()) == {Billing.NO}


def test_the_agreement_alone_helps_when_only_the_rest_is_the_trouble():
    met = {
        f"{side}_{what}_met": getattr(PLAIN, f"{side}_{what}") for side in ("in", "out") for what in ("max",)
    }

    found = worth(replace(PLAIN, **met))

    assert found.gap == Effect.SAME
    assert (found.verdict, found.is_certain) == (Verdict.SCA, True)


def test_who_met_the_limit_out_of_network_may_pay_more_with_an_exception():
    numbers = replace(PLAIN, out_max_met=PLAIN.out_max, will_not_bill_rest="YES")

    found = worth(numbers)

    assert found.gap == Effect.MORE
    assert (found.verdict, found.is_certain) == (Verdict.NEITHER, True)


def test_a_plan_without_benefits_out_of_network_pays_nothing_as_it_is():
    found = worth(replace(PLAIN, has_out_benefits="NO", out_deductible=None, out_coinsurance=None))

    assert total(replace(PLAIN, has_out_benefits="NO"), Way.AS_IS) == (D("18000.00"), D("18000.00"))
    assert found.verdict == Verdict.BOTH
    assert found.missing == ()
    assert found.billing[Way.AS_IS] == Billing.YES


def test_without_a_price_or_a_number_of_visits_nothing_is_worked_out():
    for numbers in (replace(PLAIN, price=None), replace(PLAIN, visits=None), CostNumbers()):
        found = worth(numbers)
        assert found.verdict == Verdict.UNKNOWN
        assert found.estimates == ()
        assert not found.is_certain


def test_what_is_not_known_is_named_and_makes_a_range():
    found = worth(replace(PLAIN, plan_allows=None, in_deductible_met=None, will_not_bill_rest="UNSURE"))

    assert found.missing == ("in_deductible_met", "plan_allows", "will_not_bill_rest")
    assert not found.is_certain
    least, most = total(replace(PLAIN, plan_allows=None), Way.GAP)
    assert least < most == D("18000.00")


def test_more_met_than_there_is_counts_as_all_met_and_is_pointed_out():
    found = worth(replace(PLAIN, in_deductible_met=D("1600.00"), out_max_met=D("13000.00")))

    assert found.odd == ("in_deductible_met", "out_max_met")


# -- Properties --------------------------------------------------------------------------------

money = st.decimals(min_value=0, max_value=20000, places=2)
percent = st.decimals(min_value=0, max_value=100, places=2)
said = st.sampled_from(["", "YES", "NO", "UNSURE"])


def numbers(*, known: bool = False) -> st.SearchStrategy[CostNumbers]:
    def maybe(one: st.SearchStrategy) -> st.SearchStrategy:
        return one if known else st.none() | one

    return st.builds(
        CostNumbers,
        **{
            name: maybe(money)
            for side in ("in", "out")
            for name in (f"{side}_deductible", f"{side}_deductible_met", f"{side}_max", f"{side}_max_met")
        },
        in_copay=st.none() | money,
        in_coinsurance=maybe(percent),
        has_out_benefits=st.sampled_from(["YES", "NO"]) if known else said,
        out_coinsurance=maybe(percent),
        plan_allows=maybe(money),
        needs_approval=said,
        price=maybe(money),
        visits=st.integers(1, 400) if known else st.none() | st.integers(1, 400),
        accepts_agreement=said,
        will_not_bill_rest=st.sampled_from(["YES", "NO"]) if known else said,
    )


EXAMPLES = settings(max_examples=150, deadline=None)


@EXAMPLES
@given(numbers())
def test_lines_add_up_and_nobody_pays_less_than_nothing_or_more_than_the_price(one):
    for estimate in worth(one).estimates:
        for found in (estimate.low, estimate.high):
            assert found.total == sum(line.amount for line in found.lines)
            assert found.total == found.total.quantize(D("0.01"))
            assert 0 <= found.total <= one.price * one.visits
        assert estimate.low.total <= estimate.high.total


@EXAMPLES
@given(numbers())
def test_in_network_the_share_is_never_above_what_is_left_of_the_limit(one):
    if one.in_max is None:
        return
    left = max(one.in_max - (one.in_max_met or 0), D(0))
    for estimate in worth(one).estimates:
        if estimate.way != Way.AS_IS:
            assert max(estimate.low.cost_share, estimate.high.cost_share) <= left


@EXAMPLES
@given(numbers(), st.integers(1, 50))
def test_more_visits_are_never_cheaper(one, more):
    if not one.visits:
        return
    before, after = worth(one), worth(replace(one, visits=one.visits + more))
    for first, second in zip(before.estimates, after.estimates, strict=True):
        assert first.low.total <= second.low.total
        assert first.high.total <= second.high.total


@EXAMPLES
@given(numbers(known=True), st.sets(st.sampled_from([one.name for one in fields(CostNumbers)]), max_size=5))
def test_a_range_holds_whatever_the_unknown_amounts_turn_out_to_be(known, hidden):
    blank = {
        name: "" if isinstance(getattr(known, name), str) else None
        for name in hidden - {"price", "visits", "in_copay", "in_coinsurance"}
    }
    exact, unsure = worth(known), worth(replace(known, **blank))
    for first, second in zip(exact.estimates, unsure.estimates, strict=True):
        assert second.low.total <= first.low.total
        assert first.high.total <= second.high.total
    if unsure.is_certain and "accepts_agreement" not in hidden:
        assert exact.verdict == unsure.verdict


@EXAMPLES
@given(numbers(known=True))
def test_with_the_same_terms_inside_and_outside_and_no_rest_neither_helps(one):
    same = replace(
        one,
        in_copay=None,
        has_out_benefits="YES",
        out_deductible=one.in_deductible,
        out_deductible_met=one.in_deductible_met,
        out_max=one.in_max,
        out_max_met=one.in_max_met,
        out_coinsurance=one.in_coinsurance,
        will_not_bill_rest="YES",
    )

    found = worth(same)

    assert found.gap == Effect.SAME
    assert (found.verdict, found.is_certain) == (Verdict.NEITHER, True)


@EXAMPLES
@given(numbers())
def test_met_above_the_whole_is_always_pointed_out(one):
    pairs = [("in_deductible_met", "in_deductible"), ("in_max_met", "in_max")]
    for met, whole in pairs:
        paid, all_of_it = getattr(one, met), getattr(one, whole)
        is_odd = paid is not None and all_of_it is not None and paid > all_of_it
        assert (met in worth(one).odd) == is_odd


@pytest.mark.parametrize("name", [one.name for one in fields(CostNumbers)])
def test_every_number_that_is_missing_has_words(name):
    from requests_app.costs.texts import MISSING

    assert name in MISSING or name == "needs_approval"
