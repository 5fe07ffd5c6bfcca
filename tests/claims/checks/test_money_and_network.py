"""Network, deductible, cost share, rate: what each check says, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requests_app.claims.findings import Kind, Result
from requests_app.claims.terms import NOTHING_APPROVED, Said
from tests.claims.checks.making import (
    OUT,
    SECOND,
    D,
    adjustment,
    check,
    claim,
    line,
    nothing_known,
    of,
    service,
    slugs,
    terms,
    the,
    unpaid,
    wrong_claim,
)

UNTOLD, NO = Said.UNTOLD, Said.NO
PLAIN: dict[str, Any] = {}


def test_a_claim_as_approved_looks_right_and_nothing_is_in_question() -> None:
    found = check(claim())
    assert found.verdict == Result.RIGHT
    assert found.in_question == 0
    assert found.owed_if_right == D("140.00")


# network of the claim, network of line 2, what the approval says, cost share of its line -> finding: lines
NETWORK = [
    ("IN_NETWORK", "", Said.YES, "", {"in": (1, 2)}),
    ("OUT_OF_NETWORK", "", Said.YES, "", {"out": (1, 2)}),
    ("IN_NETWORK", "OUT_OF_NETWORK", Said.YES, "", {"in": (1,), "out": (2,)}),
    ("", "OUT_OF_NETWORK", Said.YES, "", {"not_shown": (1,), "out": (2,)}),
    ("", "", Said.YES, "", {"not_shown": (1, 2)}),
    ("", "", UNTOLD, "", {"not_shown": (1, 2)}),
    ("", "", NO, "", {}),
    ("OUT_OF_NETWORK", "", UNTOLD, "", {"out_untold": (1, 2)}),
    ("OUT_OF_NETWORK", "", NO, "", {"out_as_approved": (1, 2)}),
    ("IN_NETWORK", "", NO, "", {"in": (1, 2)}),
    ("OUT_OF_NETWORK", "", UNTOLD, "IN_NETWORK", {"out": (1, 2)}),
    ("OUT_OF_NETWORK", "", NO, "IN_NETWORK", {"out": (1, 2)}),
    ("OUT_OF_NETWORK", "", Said.YES, "OUT_OF_NETWORK", {"out_as_approved": (1, 2)}),
]


@pytest.mark.parametrize(("whole", "second", "said", "of_line", "expected"), NETWORK)
def test_network(whole: str, second: str, said: Said, of_line: str, expected: dict[str, Any]) -> None:
    statement = claim(line(), line(service_from=SECOND, network=second), network=whole)
    approved = terms(service(cost_share=of_line), in_network_cost_share=said)
    assert slugs(check(statement, approved), Kind.NETWORK) == expected


@pytest.mark.parametrize("code", ["242", "243", "38", "279"])
def test_a_reason_speaks_where_the_network_is_not_shown(code: str) -> None:
    statement = claim(unpaid("PR", code), line(service_from=SECOND), network="")
    assert slugs(check(statement), Kind.NETWORK) == {"reason": (1,), "not_shown": (2,)}
    assert the(check(statement), "network.reason").facts == {"code": f"PR {code}"}


def test_no_copay_and_a_percentage_that_is_not_known_is_not_nothing_to_pay() -> None:
    found = check(wrong_claim(), terms(costs={"copay": D(0), "coinsurance": None}))
    assert found.owed_if_right is None


@pytest.mark.parametrize(
    ("network", "expected"), [("OUT_OF_NETWORK", "out_no_approval"), ("IN_NETWORK", "in"), ("", "not_shown")]
)
def test_network_without_an_approval(network: str, expected: str | None) -> None:
    found = slugs(check(claim(network=network), NOTHING_APPROVED), Kind.NETWORK)
    assert list(found) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "outside", [{"code": "90837"}, {"service_from": date(2026, 10, 1)}, {"service_from": date(2027, 3, 1)}]
)
def test_a_line_the_approval_does_not_reach_is_not_held_against_its_network(outside: dict[str, Any]) -> None:
    statement = claim(line(**outside), line(service_from=SECOND), network="OUT_OF_NETWORK")
    assert slugs(check(statement), Kind.NETWORK) == {"out": (2,)}


def test_out_of_network_puts_in_question_what_is_owed_beyond_the_in_network_share() -> None:
    assert the(check(wrong_claim()), "network.out").amount == D("860.00")
    unknown = terms(costs={"as_of": None})
    assert the(check(wrong_claim(), unknown), "network.out").amount == D("1000.00")


# deductible of each line, network, what the approval says, costs that differ -> finding, in question
DEDUCTIBLE = [
    ("0.00", "IN_NETWORK", Said.YES, PLAIN, "none", None),
    ("200.00", "OUT_OF_NETWORK", Said.YES, PLAIN, "out_of_network", "400.00"),
    ("200.00", "OUT_OF_NETWORK", UNTOLD, PLAIN, "untold", None),
    ("200.00", "OUT_OF_NETWORK", NO, PLAIN, "as_approved_out", None),
    ("50.00", "IN_NETWORK", UNTOLD, {"deductible_met": D("1400.00")}, "fits", None),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible_met": D("1400.00")}, "fits", None),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible_met": D("1430.00")}, "more_than_left", "30.00"),
    ("50.00", "IN_NETWORK", Said.YES, PLAIN, "more_than_left", "100.00"),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible": D(0)}, "more_than_whole", "100.00"),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible": D("60.00")}, "more_than_whole", "40.00"),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible": None}, "left_unknown", None),
    ("50.00", "IN_NETWORK", Said.YES, {"deductible_met": None}, "left_unknown", None),
    # What was left after the care, or in another year, or on an unknown day, says nothing sure of that day.
    ("50.00", "IN_NETWORK", Said.YES, {"as_of": date(2026, 11, 20)}, "maybe_more_than_left", None),
    ("50.00", "IN_NETWORK", Said.YES, {"as_of": date(2025, 11, 1)}, "maybe_more_than_left", None),
    ("50.00", "IN_NETWORK", Said.YES, {"as_of": None}, "maybe_more_than_left", None),
    ("50.00", "", Said.YES, PLAIN, "more_than_left", "100.00"),
    ("50.00", "", UNTOLD, PLAIN, "untold", None),
]


@pytest.mark.parametrize(("taken", "network", "said", "costs", "slug", "amount"), DEDUCTIBLE)
def test_deductible(
    taken: str, network: str, said: Said, costs: dict[str, Any], slug: str, amount: str | None
) -> None:
    changes = {"deductible": taken, "patient_owes": str(D(taken) + 70)}
    statement = claim(line(**changes), line(**changes, service_from=SECOND), network=network)
    found = check(statement, terms(costs=costs, in_network_deductible=said))
    (one,) = of(found, Kind.DEDUCTIBLE)
    assert one.slug == f"deductible.{slug}"
    assert one.amount == (D(amount) if amount else None)


def test_a_deductible_of_the_whole_claim_counts_like_one_of_a_line() -> None:
    whole = claim(adjustments=(adjustment("PR", "1", "120.00"),), patient_owes="260.00")
    bare = [one.model_copy(update={"deductible": None}) for one in whole.lines]
    found = check(whole.model_copy(update={"lines": tuple(bare)}))
    assert the(found, "deductible.more_than_left").facts["taken"] == D("120.00")
    assert the(found, "deductible.more_than_left").lines == ()


@pytest.mark.parametrize(
    "approved",
    [
        NOTHING_APPROVED,
        terms(npis=frozenset({"1999999992"}), tax_ids=frozenset(), names=("Another Clinic",)),
    ],
)
def test_a_deductible_cannot_be_wrong_where_no_approval_reaches(approved: Any) -> None:
    statement = claim(line(deductible="200.00", patient_owes="270.00"), network="OUT_OF_NETWORK")
    assert not [one for one in of(check(statement, approved), Kind.DEDUCTIBLE) if one.result == Result.WRONG]


# what line 1 shows, costs that differ -> finding, in question
COST_SHARE = [
    ({}, PLAIN, "fits", None),
    ({"coinsurance": "0.00"}, PLAIN, "none", None),
    ({"coinsurance": "70.01"}, PLAIN, "fits", None),
    ({"coinsurance": "70.02"}, PLAIN, "coinsurance", "0.02"),
    ({"coinsurance": "140.00"}, PLAIN, "coinsurance", "70.00"),
    ({"coinsurance": "70.00", "deductible": "100.00"}, PLAIN, "coinsurance", "20.00"),
    ({"coinsurance": "10.00"}, PLAIN, "fits", None),
    ({"coinsurance": "70.00"}, {"coinsurance": None}, "unknown", None),
    ({"coinsurance": "70.00", "allowed": None}, PLAIN, "unknown", None),
    ({"coinsurance": "70.00"}, {"coinsurance": D(0)}, "coinsurance", "70.00"),
    ({"copay": "30.00", "coinsurance": "0.00"}, {"copay": D("30.00")}, "fits", None),
    ({"copay": "50.00", "coinsurance": "0.00"}, {"copay": D("30.00")}, "copay", "20.00"),
    ({"copay": "50.00", "coinsurance": "0.00"}, {"copay": None}, "unknown", None),
    ({"copay": "60.00", "coinsurance": "0.00", "units": 2}, {"copay": D("30.00")}, "fits", None),
    ({"copay": "60.00", "coinsurance": "0.00", "units": None}, {"copay": D("30.00")}, "copay", "30.00"),
    ({"coinsurance": "70.00"}, {"most": D("5000.00"), "most_met": D("4950.00")}, "limit", "20.00"),
    ({"coinsurance": "70.00"}, {"most": D("5000.00"), "most_met": D("4930.00")}, "fits", None),
    ({"coinsurance": "70.00"}, {"most": D("5000.00"), "most_met": None}, "fits", None),
]


@pytest.mark.parametrize(("shown", "costs", "slug", "amount"), COST_SHARE)
def test_cost_share(shown: dict[str, Any], costs: dict[str, Any], slug: str, amount: str | None) -> None:
    (one,) = of(check(claim(line(**shown, patient_owes=None)), terms(costs=costs)), Kind.COST_SHARE)
    assert one.slug == f"cost_share.{slug}"
    assert one.amount == (D(amount) if amount else None)


def test_a_second_plan_s_share_is_not_held_against_the_first_plan_s_costs() -> None:
    found = check(claim(line(coinsurance="140.00", deductible="500.00"), payer_order="SECONDARY"))
    assert slugs(found, Kind.COST_SHARE) == {"second_plan": ()}
    assert of(found, Kind.DEDUCTIBLE) == []
    assert found.owed_if_right is None


def test_no_in_network_share_is_expected_where_none_was_approved_and_none_was_given() -> None:
    statement = claim(line(coinsurance="140.00"), network="OUT_OF_NETWORK")
    assert of(check(statement, terms(in_network_cost_share=NO)), Kind.COST_SHARE) == []
    assert slugs(check(statement), Kind.COST_SHARE) == {"coinsurance": (1,)}


# what line 1 shows, approved rate -> finding
RATE = [
    ({}, {}, {"agreed": (1,)}),
    ({"allowed": "349.99"}, {}, {"less": (1,)}),
    ({"allowed": "350.01"}, {}, {"more": (1,)}),
    ({"allowed": "700.00", "units": 2, "service_to": SECOND}, {}, {"agreed": (1,)}),
    ({"allowed": "1050.00", "units": 3, "service_to": SECOND}, {}, {"agreed": (1,)}),
    ({"allowed": None}, {}, {"allowed_not_shown": (1,)}),
    ({"units": None}, {}, {"agreed": (1,)}),
    ({"units": None, "service_to": SECOND}, {}, {"units_not_known": (1,)}),
    ({"units": None}, {"rate_unit": "VISITS"}, {"units_not_known": (1,)}),
    ({"units": 1}, {"rate_unit": ""}, {"agreed": (1,)}),
    ({"units": 3}, {"rate_unit": ""}, {"units_not_known": (1,)}),
    ({"units": 3, "allowed": "1050.00"}, {"rate_unit": "UNITS"}, {"agreed": (1,)}),
    ({}, {"rate": None}, {}),
    ({"code": "90837"}, {}, {}),
]


@pytest.mark.parametrize(("shown", "rate", "expected"), RATE)
def test_rate(shown: dict[str, Any], rate: dict[str, Any], expected: dict[str, Any]) -> None:
    assert slugs(check(claim(line(**shown)), terms(service(**rate))), Kind.RATE) == expected


def test_the_same_of_several_lines_is_one_finding() -> None:
    found = check(claim(*(line(allowed="200.00", coinsurance="70.00") for _ in range(3))))
    assert slugs(found, Kind.RATE) == {"less": (1, 2, 3)}
    assert slugs(found, Kind.COST_SHARE) == {"coinsurance": (1, 2, 3)}
    assert the(found, "cost_share.coinsurance").amount == D("90.00")


def test_a_claim_of_many_lines_is_said_in_few_findings() -> None:
    lines = [line(**OUT, service_from=SECOND, adjustments=(adjustment("PR", "242"),)) for _ in range(999)]
    assert len(check(claim(*lines)).findings) < 20


def test_what_is_above_too_low_a_rate_is_in_question_as_far_as_the_person_owes_it() -> None:
    statement = claim(line(allowed="200.00", plan_paid="160.00", coinsurance="40.00", not_covered="300.00"))
    assert the(check(statement), "rate.less").amount == D("150.00")
    fine = claim(line(allowed="200.00", plan_paid="160.00", coinsurance="40.00"))
    assert the(check(fine), "rate.less").amount is None


def test_too_high_a_rate_makes_the_percentage_too_high() -> None:
    statement = claim(line(allowed="450.00", plan_paid="360.00", coinsurance="90.00", patient_owes="90.00"))
    assert the(check(statement), "rate.more").amount == D("20.00")


def test_a_plan_without_the_rate_on_file_says_so_by_reason_147() -> None:
    statement = claim(unpaid("CO", "147"), line(service_from=SECOND, adjustments=(adjustment("CO", "45"),)))
    found = check(statement)
    assert slugs(found, Kind.RATE) == {"not_on_file": (1,), "agreed": (2,)}
    assert found.in_question == D("430.00")
    assert slugs(found, Kind.DENIAL) == {}
    paid = claim(line(adjustments=(adjustment("CO", "147", "150.00"),)))
    assert slugs(check(paid), Kind.RATE) == {"not_on_file": (1,), "agreed": (1,)}


def test_an_agreement_whose_rate_nobody_entered() -> None:
    approved = terms(service(rate=None), is_agreement=True)
    assert slugs(check(claim(), approved), Kind.RATE) == {"not_known": (1, 2)}


def test_an_approval_of_which_nothing_is_known_makes_nothing_wrong() -> None:
    found = check(claim(line(**OUT), network="OUT_OF_NETWORK"), nothing_known())
    assert {one.kind for one in found.of(Result.WRONG)} == set()
    assert found.in_question == 0
