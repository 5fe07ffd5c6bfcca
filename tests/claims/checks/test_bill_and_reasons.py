"""Balance billing, reasons of the plan, duplicates, timely filing, sums, and the money in question."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from requests_app.claims.findings import Kind, Result, Step
from requests_app.claims.terms import NOTHING_APPROVED, Said
from tests.claims.checks.making import (
    OTHER_NPI,
    SECOND,
    UNPAID,
    D,
    adjustment,
    check,
    claim,
    line,
    of,
    service,
    slugs,
    terms,
    the,
    unpaid,
    wrong_claim,
)

# the provider asks, the statement says is owed, what the approval says of the rest -> finding, in question
BALANCE = [
    ("140.00", "140.00", Said.YES, "fits", None),
    ("0.00", "140.00", Said.YES, "fits", None),
    ("140.01", "140.00", Said.YES, "more_not_allowed", "0.01"),
    ("860.00", "140.00", Said.YES, "more_not_allowed", "720.00"),
    ("860.00", "140.00", Said.UNTOLD, "more", "720.00"),
    ("860.00", "140.00", Said.NO, "may_bill_the_rest", None),
]


@pytest.mark.parametrize(("asks", "owes", "said", "slug", "amount"), BALANCE)
def test_balance(asks: str, owes: str, said: Said, slug: str, amount: str | None) -> None:
    found = check(claim(provider_asks=asks, patient_owes=owes), terms(no_billing_the_rest=said))
    (one,) = of(found, Kind.BALANCE)
    assert one.slug == f"balance.{slug}"
    assert one.amount == (D(amount) if amount else None)
    assert found.in_question == (one.amount or 0)


def test_no_bill_of_the_provider_is_nothing_to_say_about() -> None:
    assert of(check(claim()), Kind.BALANCE) == []


def test_a_bill_beside_a_statement_that_does_not_show_what_is_owed() -> None:
    rows = claim(line(patient_owes=None, deductible=None, copay=None, coinsurance=None, not_covered=None))
    found = check(rows.model_copy(update={"provider_asks": D(500)}))
    assert list(slugs(found, Kind.BALANCE)) == ["owes_not_shown"]


def test_without_an_approval_more_is_still_more() -> None:
    found = check(claim(provider_asks="860.00"), NOTHING_APPROVED)
    assert slugs(found, Kind.BALANCE) == {"more": ()}
    assert found.in_question == D("720.00")


# what line 1 shows beyond the allowed amount, what the approval says -> finding
REST = [
    ({"not_covered": "150.00"}, Said.YES, {"rest_in_statement": (1,)}),
    ({"not_covered": "150.00"}, Said.UNTOLD, {"rest_untold": (1,)}),
    ({"not_covered": "150.00"}, Said.NO, {}),
    ({"adjustments": (adjustment("PR", "45", "150.00"),)}, Said.YES, {"rest_in_statement": (1,)}),
    ({"adjustments": (adjustment("CO", "45", "150.00"),)}, Said.YES, {}),
    (UNPAID, Said.YES, {}),
]


@pytest.mark.parametrize(("shown", "said", "expected"), REST)
def test_the_rest_put_on_the_person_by_the_plan(
    shown: dict[str, Any], said: Said, expected: dict[str, Any]
) -> None:
    found = check(claim(line(**shown)), terms(no_billing_the_rest=said))
    assert slugs(found, Kind.BALANCE) == expected


# group, reason -> finding where the approval reaches the line, and where it does not
REASONS = [
    ("PR", "242", "network_approved", "network"),
    ("CO", "243", "network_approved", "network"),
    ("CO", "197", "authorization_approved", "authorization"),
    ("PR", "15", "authorization_approved", "authorization"),
    ("CO", "198", "units_approved", "units"),
    ("PR", "50", "medical_necessity", "medical_necessity"),
    ("PR", "96", "benefit", "benefit"),
    ("PR", "204", "benefit", "benefit"),
    ("CO", "16", "fix_and_resend", "fix_and_resend"),
    ("CO", "109", "routing", "routing"),
    ("OA", "133", "pending", "pending"),
    ("CO", "B7", "provider_type", "provider_type"),
    ("CO", "288", "referral", "referral"),
    ("CO", "58", "level_of_care", "level_of_care"),
    ("PR", "40", "emergency", "emergency"),
    ("CO", "286", "appeal", "appeal"),
    ("PR", "9999", "unknown", "unknown"),
]


@pytest.mark.parametrize(("group", "code", "reached", "not_reached"), REASONS)
def test_reasons(group: str, code: str, reached: str, not_reached: str) -> None:
    statement = claim(unpaid(group, code))
    assert slugs(check(statement), Kind.DENIAL) == {reached: (1,)}
    assert slugs(check(statement, NOTHING_APPROVED), Kind.DENIAL) == {not_reached: (1,)}
    elsewhere = claim(unpaid(group, code, service_from=date(2026, 1, 5)))
    assert slugs(check(elsewhere), Kind.DENIAL) == {not_reached: (1,)}


def test_only_what_speaks_against_the_approval_is_wrong_and_in_question() -> None:
    against = check(claim(unpaid("PR", "197")))
    assert the(against, "denial.authorization_approved").result == Result.WRONG
    assert against.in_question == D("430.00")
    other = check(claim(unpaid("PR", "50")))
    assert the(other, "denial.medical_necessity").result == Result.CANNOT_TELL
    assert Step.APPEAL in the(other, "denial.medical_necessity").steps
    assert other.in_question == 0


def test_units_that_are_used_up_are_no_contradiction() -> None:
    found = check(claim(unpaid("CO", "198")), terms(service(used=D(36))))
    assert slugs(found, Kind.DENIAL) == {"units": (1,)}


# A paid line with these is as it should be: cost share, discount, nothing taken from the person.
@pytest.mark.parametrize(
    ("group", "code"), [("PR", "1"), ("PR", "2"), ("PR", "3"), ("CO", "45"), ("CO", "253")]
)
def test_reasons_that_weigh_nothing(group: str, code: str) -> None:
    statement = claim(line(adjustments=(adjustment(group, code, "10.00"),)))
    assert of(check(statement), Kind.DENIAL) == []


def test_a_reason_of_the_whole_claim_counts_for_its_lines() -> None:
    statement = claim(line(**UNPAID), adjustments=(adjustment("PR", "242"),))
    assert slugs(check(statement), Kind.DENIAL) == {"network_approved": (1,)}


def test_what_is_put_on_the_person_for_the_whole_claim_is_in_question() -> None:
    found = check(claim(line(), adjustments=(adjustment("PR", "242", "90.00"),), patient_owes="160.00"))
    assert the(found, "denial.network_approved").amount == D("90.00")
    assert found.in_question == D("90.00")


def test_a_remark_that_is_written_like_a_reason_is_read_as_one() -> None:
    statement = claim(line(**UNPAID, remarks=("PR-242", "N130")))
    assert slugs(check(statement), Kind.DENIAL) == {"network_approved": (1,)}


def test_not_paid_and_nobody_says_why() -> None:
    assert slugs(check(claim(line(**UNPAID), status="DENIED")), Kind.DENIAL) == {"no_reason": ()}
    assert slugs(check(claim(line(**UNPAID))), Kind.DENIAL) == {"no_reason": ()}
    assert slugs(check(claim()), Kind.DENIAL) == {}


def test_a_claim_that_is_not_decided_yet() -> None:
    found = check(claim(status="PENDING", provider_asks="900.00"))
    assert slugs(found, Kind.DENIAL) == {"pending": ()}
    assert found.in_question == 0


@pytest.mark.parametrize("changes", [{"status": "REVERSED"}, {"frequency": "VOID"}])
def test_a_claim_that_was_taken_back_says_only_that(changes: dict[str, Any]) -> None:
    found = check(claim(**changes))
    assert [one.slug for one in found.findings] == ["denial.taken_back"]
    assert found.in_question == 0


# the other claim -> finding of this one, which was processed later
OTHERS = [
    ({}, "other_claim"),
    ({"billing_npi": OTHER_NPI, "billing_tax_id": ""}, "maybe"),
    ({"kind": "PROFESSIONAL"}, "other_kind"),
    ({"claim_number": "CLM-1"}, None),
    ({"status": "REVERSED"}, None),
    ({"processed_on": date(2026, 11, 22)}, None),
    # Denied or never decided, and sent again under a new number; the first plan before the second one.
    ({"status": "DENIED"}, None),
    ({"status": "PENDING"}, None),
    ({"frequency": "VOID"}, None),
    ({"plan_paid": "0.00", "patient_owes": "0.00"}, None),
    ({"payer_order": "SECONDARY"}, None),
    ({"payer_order": "PRIMARY"}, "other_claim"),
]


@pytest.mark.parametrize(("changes", "slug"), OTHERS)
def test_the_same_care_on_another_claim(changes: dict[str, Any], slug: str | None) -> None:
    other = claim(**{"claim_number": "CLM-0", "processed_on": date(2026, 11, 18), **changes})
    found = slugs(check(claim(), others=[other]), Kind.DUPLICATE)
    assert found == ({slug: (1, 2)} if slug else {})


@pytest.mark.parametrize("prior", ["CLM-0", ""])
def test_a_corrected_claim_is_no_duplicate_of_the_one_it_corrects(prior: str) -> None:
    other = claim(claim_number="CLM-0", processed_on=date(2026, 11, 18))
    found = check(claim(prior_claim_number=prior, frequency="REPLACEMENT"), others=[other])
    assert [one.result for one in of(found, Kind.DUPLICATE)] == ([] if prior else [Result.CANNOT_TELL])


# what differs in line 2 from line 1 -> said to stand here twice
@pytest.mark.parametrize(
    ("second", "is_twice"),
    [
        ({}, True),
        ({"service_from": SECOND}, False),
        ({"modifier": "76"}, False),
        ({"billed": "499.00"}, False),
    ],
)
def test_the_same_line_twice(second: dict[str, Any], is_twice: bool) -> None:
    found = slugs(check(claim(line(), line(**second))), Kind.DUPLICATE)
    assert found == ({"twice_here": (1, 2)} if is_twice else {})


def test_a_plan_that_says_it_has_the_claim_already() -> None:
    found = check(claim(unpaid("OA", "18")))
    assert slugs(found, Kind.DUPLICATE) == {"plan_says": (1,)}
    assert of(found, Kind.DENIAL) == []


# group of reason 29, what the person owes -> finding, result
TIMELY = [
    ("CO", "0.00", "write_off", Result.CANNOT_TELL),
    ("CO", "500.00", "on_patient", Result.WRONG),
    ("PR", "500.00", "on_patient", Result.WRONG),
    ("PI", "0.00", "plan_says", Result.CANNOT_TELL),
]


@pytest.mark.parametrize(("group", "owes", "slug", "result"), TIMELY)
def test_timely_filing(group: str, owes: str, slug: str, result: Result) -> None:
    statement = claim(unpaid(group, "29", patient_owes=owes, not_covered=owes), received_on=date(2027, 3, 10))
    (one,) = of(check(statement), Kind.TIMELY)
    assert (one.slug, one.result) == (f"timely.{slug}", result)
    assert one.facts["days"] == 120
    assert of(check(statement), Kind.DENIAL) == []


def test_nobody_is_told_how_long_a_provider_has() -> None:
    """No rule surely applies, so a claim that came late is no finding unless the plan says so."""
    assert of(check(claim(received_on=date(2030, 1, 1))), Kind.TIMELY) == []


def test_sums_that_do_not_come_out_are_findings_with_their_difference() -> None:
    statement = claim(line(patient_owes="80.00"), patient_owes="70.00")
    found = {one.slug: one.facts["difference"] for one in of(check(statement), Kind.SUMS)}
    assert found == {
        "sums.line.parts": D("10.00"),
        "sums.line.allowed": D("10.00"),
        "sums.total.patient_owes": D("10.00"),
    }


def test_money_in_question_counts_no_dollar_twice() -> None:
    """The same 860 dollars are wrong by network, by deductible and by the rest on the statement."""
    found = check(wrong_claim(patient_owes="1000.00", provider_asks="1000.00"))
    assert sum(one.amount or 0 for one in found.of(Result.WRONG)) > D("860.00")
    assert found.in_question == D("860.00")
    assert found.owed_if_right == D("140.00")


def test_what_the_provider_asks_beyond_the_statement_comes_on_top() -> None:
    found = check(wrong_claim(patient_owes="1000.00", provider_asks="1200.00"))
    assert found.in_question == D("1060.00")


def test_what_nobody_asks_for_is_not_in_question() -> None:
    assert check(wrong_claim(patient_owes="1000.00", provider_asks="300.00")).in_question == D("160.00")
    assert check(wrong_claim(patient_owes="1000.00", provider_asks="0.00")).in_question == 0
