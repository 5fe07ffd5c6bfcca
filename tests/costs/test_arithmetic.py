"""What one person pays, in exact cents."""

from __future__ import annotations

from decimal import Decimal

import pytest

from requests_app.costs.arithmetic import LineKind, Rules, full_price, shared

D = Decimal


def amounts(found) -> dict[str, Decimal]:
    return {line.kind.value: line.amount for line in found.lines}


def test_a_plan_that_pays_nothing_leaves_the_full_price():
    found = full_price(visits=36, price=D("500.00"))

    assert found.total == D("18000.00")
    assert found.rest == 0


def test_deductible_then_percentage_then_the_yearly_limit():
    rules = Rules(deductible=D("1000.00"), limit=D("3000.00"), percent=D("20"))

    found = shared(visits=36, each=D("380.00"), rest_each=D("120.00"), rules=rules)

    assert amounts(found) == {
        "DEDUCTIBLE": D("1000.00"),
        "SHARE": D("2536.00"),
        "OVER_LIMIT": D("-536.00"),
        "REST": D("4320.00"),
    }
    assert found.counted == D("13680.00")
    assert found.cost_share == D("3000.00")
    assert found.total == D("7320.00")


def test_a_deductible_larger_than_the_care_takes_all_of_it():
    found = shared(visits=2, each=D("90.00"), rest_each=D(0), rules=Rules(D("500.00"), None, D("20")))

    assert amounts(found) == {"DEDUCTIBLE": D("180.00"), "SHARE": D("0.00")}


def test_without_an_upper_end_the_deductible_takes_all():
    found = shared(visits=2, each=D("90.00"), rest_each=D(0), rules=Rules(None, None, D("20")))

    assert found.total == D("180.00")


@pytest.mark.parametrize(
    ("deductible", "after", "expected"),
    [
        ("0.00", True, "160.00"),
        ("150.00", True, "270.00"),
        ("170.00", True, "280.00"),  # 30 are left of the second visit, less than a copay
        ("400.00", True, "400.00"),
        ("150.00", False, "160.00"),
    ],
)
def test_copays_follow_the_deductible_or_do_not(deductible, after, expected):
    rules = Rules(deductible=D(deductible), copay=D("40.00"), copay_after_deductible=after)

    found = shared(visits=4, each=D("100.00"), rest_each=D(0), rules=rules)

    assert found.total == D(expected)


def test_a_copay_is_never_more_than_the_visit():
    found = shared(visits=3, each=D("25.00"), rest_each=D(0), rules=Rules(copay=D("40.00")))

    assert found.total == D("75.00")


def test_half_cents_are_rounded_up_once():
    found = shared(visits=1, each=D("0.50"), rest_each=D(0), rules=Rules(percent=D("33")))

    assert found.total == D("0.17")
    assert [line.kind for line in found.lines] == [LineKind.DEDUCTIBLE, LineKind.SHARE]
