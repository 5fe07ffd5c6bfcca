"""Slips of servers, and what is not shown: the rest of the file is read, and what was left out is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from requests_app.claims.amounts import differences
from requests_app.claims.statement import Adjustment
from tests.claims.fhir.files import ODD, notes, reading, statement

# file: what is said of it
SAID = {
    "addresses-of-lists-as-servers-write-them.json": set(),
    "amounts-as-text.json": set(),
    "amounts-of-another-list.json": {"amounts_unread"},
    "brackets-forgotten.json": set(),
    "broken-line.ndjson": {"broken_line"},
    "bundle-in-a-bundle.json": set(),
    "byte-order-mark.json": set(),
    "charge-by-whom-not-shown.json": {"not_covered_by_whom"},
    "charge-nobody-owes.json": {"not_covered_by_whom"},
    "code-nobody-knows.json": set(),
    "currency-named-in-places.json": set(),
    "days-that-are-months.json": {"dates_odd"},
    "days-the-wrong-way-round.json": {"dates_odd"},
    "draft-and-error-beside-good.json": {"draft", "entered_in_error", "preauthorization", "predetermination"},
    "list-of-resources.json": {"others_left"},
    "marks-nobody-sees.json": set(),
    "network-both.json": {"network_both"},
    "network-claim-against-lines.json": set(),
    "network-in-words-only.json": set(),
    "network-not-shown.json": set(),
    "network-of-provider-only.json": {"network_of_provider"},
    "network-other.json": {"network_other"},
    "nobody-named.json": set(),
    "not-decided-yet.json": {"not_decided"},
    "numbers-too-long.json": {"amounts_odd"},
    "parts-of-a-cent.json": {"amounts_odd"},
    "payable-and-paid-differ.json": {"paid_two_ways"},
    "reasons-of-the-plan.json": {"codes_of_plan"},
    "several-people.json": {"others_left", "several_people"},
    "the-same-twice.json": {"same_twice"},
    "total-is-not-the-sum.json": set(),
    "totals-that-differ.json": {"totals_differ"},
    "two-different-copays.json": {"amounts_twice"},
    "utf-16.json": set(),
    "western-letters.json": set(),
    "wrong-kinds-everywhere.json": set(),
}


def test_every_odd_file_is_in_the_table() -> None:
    assert sorted(SAID) == ODD


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read_and_what_is_odd_is_said(name: str) -> None:
    assert notes(name) == SAID[name]


@pytest.mark.parametrize(
    "name", [name for name in ODD if name.startswith("network-") and "claim-" not in name]
)
def test_a_network_that_is_not_shown_is_not_guessed(name: str) -> None:
    found = statement(name)
    assert (found.network, found.lines[0].network) == ("", "")


def test_claim_and_line_may_contradict_each_other() -> None:
    found = statement("network-claim-against-lines.json")
    assert (found.network, found.lines[0].network) == ("IN_NETWORK", "OUT_OF_NETWORK")


@pytest.mark.parametrize("name", ["days-that-are-months.json", "days-the-wrong-way-round.json"])
def test_a_day_that_is_none_is_left_out(name: str) -> None:
    found = statement(name)
    assert (found.service_from, found.service_to, found.lines[0].service_from) == (None, None, None)


def test_an_amount_that_is_told_twice_and_differs_is_not_taken() -> None:
    found = statement("two-different-copays.json")
    assert found.lines[0].copay is None
    # the total names one; it is kept for the whole claim
    assert found.adjustments == (Adjustment(group="PR", code="3", amount=Decimal(25)),)


def test_amounts_are_exact_or_left_out() -> None:
    assert statement("parts-of-a-cent.json").lines[0].allowed is None
    assert statement("amounts-as-text.json").billed == Decimal("180.00")
    long = statement("numbers-too-long.json")
    assert (long.lines[0].billed, long.lines[0].units, long.claim_number) == (None, None, "")


@pytest.mark.parametrize("name", ["charge-nobody-owes.json", "charge-by-whom-not-shown.json"])
def test_a_charge_not_covered_is_not_put_on_the_person_without_proof(name: str) -> None:
    assert statement(name).lines[0].not_covered is None


def test_payable_comes_before_paid_out() -> None:
    assert statement("payable-and-paid-differ.json").plan_paid == Decimal(125)


def test_a_total_that_is_not_the_sum_stays_as_shown_and_the_difference_is_found() -> None:
    found = statement("total-is-not-the-sum.json")
    assert found.billed == Decimal(300)
    assert Decimal(60) in {one.difference for one in differences(found)}


def test_codes_of_all_three_lists_are_told_apart() -> None:
    line = statement("reasons-of-the-plan.json").lines[0]
    assert line.adjustments == (Adjustment(group="CO", code="242"),)
    assert line.remarks == ("X7", "M127")
    (note,) = reading("reasons-of-the-plan.json").notes
    assert note.facts == {"codes": "X7: No record of a referral"}


def test_lists_are_known_by_each_of_their_addresses() -> None:
    line = statement("addresses-of-lists-as-servers-write-them.json").lines[0]
    assert (line.code, line.modifier, line.revenue_code) == ("H0015", "95", "0905")
    assert (line.billed, line.allowed, line.patient_owes) == (Decimal(180), Decimal(150), Decimal(150))
    assert (line.adjustments, line.remarks) == ((Adjustment(code="242"),), ("N130", "MA130"))


def test_marks_nobody_sees_are_gone() -> None:
    found = statement("marks-nobody-sees.json")
    assert (found.claim_number, found.billing_name) == ("CL-4028", "Alder Grove Counseling")


def test_letters_of_old_programs_are_read() -> None:
    assert statement("western-letters.json").billing_name == "Clínica Peña"


def test_nobody_is_made_up() -> None:
    found = statement("nobody-named.json")
    assert {found.patient_name, found.billing_name, found.payer_name, found.member_id} == {""}


def test_each_person_keeps_their_own_claims() -> None:
    people = [one.patient_name for one in reading("several-people.json").statements]
    assert people == ["Rosa Quintero", "Iker Quintero"]
