"""Who billed, and which part of the care: does the approval reach this bill?"""

from __future__ import annotations

from typing import Any

import pytest

from requests_app.claims.findings import Kind
from requests_app.claims.terms import Said
from tests.claims.checks.making import (
    NPI,
    OTHER_NPI,
    OTHER_TAX_ID,
    TAX_ID,
    check,
    claim,
    line,
    of,
    service,
    slugs,
    terms,
)

# shown NPI, tax ID and name; approved NPIs, tax IDs and names -> finding
PROVIDER = [
    ((NPI, TAX_ID, "Example"), ({NPI}, {TAX_ID}, ()), "npi"),
    ((NPI, "", ""), ({NPI}, {TAX_ID}, ()), "npi"),
    ((NPI, OTHER_TAX_ID, ""), ({NPI}, {TAX_ID}, ()), "other_tax_id"),
    ((NPI, OTHER_TAX_ID, ""), ({NPI}, (), ()), "npi"),
    ((OTHER_NPI, TAX_ID, ""), ({NPI}, {TAX_ID}, ()), "tax_id_other_npi"),
    ((OTHER_NPI, "", "Example Program"), ({NPI}, {TAX_ID}, ("Example Program",)), "name_other_npi"),
    ((OTHER_NPI, "", "Another Clinic"), ({NPI}, {TAX_ID}, ("Example Program",)), "other_npi"),
    ((OTHER_NPI, OTHER_TAX_ID, "Example Program"), ({NPI}, {TAX_ID}, ("Example Program",)), "other_npi"),
    ((OTHER_NPI, OTHER_TAX_ID, ""), ({NPI}, {TAX_ID}, ()), "other_npi"),
    (("", OTHER_TAX_ID, ""), ({NPI}, {TAX_ID}, ()), "other_tax_id"),
    (("", TAX_ID, ""), ({NPI}, {TAX_ID}, ()), "tax_id"),
    (("", "", "Example Program LLC"), ({NPI}, {TAX_ID}, ("The Example Program",)), "name"),
    (("", "", "Another Clinic"), ({NPI}, (), ("Example Program",)), "other_name"),
    (("", "", ""), ({NPI}, (), ("Example Program",)), "not_shown"),
    ((NPI, TAX_ID, "Example Program"), ((), (), ()), "approval_silent"),
    (("", "", "Example Program"), ((), (), ("Example Program",)), "name"),
]


@pytest.mark.parametrize(("shown", "approved", "slug"), PROVIDER)
def test_provider(shown: tuple[str, str, str], approved: tuple[Any, Any, Any], slug: str) -> None:
    npi, tax_id, name = shown
    statement = claim(billing_npi=npi, billing_tax_id=tax_id, billing_name=name)
    npis, tax_ids, names = approved
    found = check(statement, terms(npis=frozenset(npis), tax_ids=frozenset(tax_ids), names=names))
    (one,) = of(found, Kind.PROVIDER)
    assert one.slug == f"provider.{slug}"


@pytest.mark.parametrize("where", ["billing_npi", "rendering_npi"])
def test_the_approved_number_may_be_the_one_who_billed_or_the_one_who_treated(where: str) -> None:
    numbers = {"billing_npi": OTHER_NPI, "rendering_npi": "", where: NPI}
    assert slugs(check(claim(**numbers)), Kind.PROVIDER) == {"npi": ()}


# A professional of an approved facility may bill under a number of their own: it is asked about.
@pytest.mark.parametrize(
    ("said", "covers", "slug"),
    [
        (Said.YES, "", "professional"),
        (Said.UNTOLD, "BOTH", "professional"),
        (Said.UNTOLD, "", "other_npi"),
        (Said.NO, "", "other_npi"),
    ],
)
def test_a_professional_with_another_number(said: Said, covers: str, slug: str) -> None:
    statement = claim(
        kind="PROFESSIONAL",
        billing_name="Dr. Bo Example",
        billing_npi=OTHER_NPI,
        billing_tax_id="",
        network="OUT_OF_NETWORK",
    )
    found = check(statement, terms(service(covers=covers), professional_fees=said))
    assert slugs(found, Kind.PROVIDER) == {slug: ()}
    assert slugs(found, Kind.NETWORK) == ({"out": (1, 2)} if slug == "professional" else {})


def test_who_gave_the_care_need_not_be_who_was_approved() -> None:
    statement = claim(billing_npi="", billing_tax_id="", rendering_npi=OTHER_NPI, network="OUT_OF_NETWORK")
    found = check(statement)
    assert slugs(found, Kind.PROVIDER) == {"biller_not_shown": ()}
    assert slugs(found, Kind.NETWORK) == {"out": (1, 2)}


def test_a_bill_of_somebody_else_is_not_held_against_the_network_of_the_approval() -> None:
    other = {"billing_npi": OTHER_NPI, "billing_tax_id": "", "network": "OUT_OF_NETWORK"}
    found = check(claim(billing_name="Another Clinic", **other))
    assert of(found, Kind.NETWORK) == []
    assert found.in_question == 0

    # Under the approved name it may be another number of the same provider: nothing is passed over.
    found = check(claim(**other))
    assert slugs(found, Kind.PROVIDER) == {"name_other_npi": ()}
    assert slugs(found, Kind.NETWORK) == {"out": (1, 2)}


# kind of bill, what the approval says of facility and professional, the approved line -> finding
FEES = [
    ("FACILITY", Said.YES, Said.NO, "", "facility_covered"),
    ("PROFESSIONAL", Said.YES, Said.NO, "", "professional_left_out"),
    ("FACILITY", Said.UNTOLD, Said.YES, "", "facility_untold"),
    ("FACILITY", Said.NO, Said.YES, "", "facility_left_out"),
    ("PROFESSIONAL", Said.UNTOLD, Said.UNTOLD, "BOTH", "professional_covered"),
    ("PROFESSIONAL", Said.UNTOLD, Said.UNTOLD, "FACILITY", "professional_untold"),
    ("PROFESSIONAL", Said.NO, Said.NO, "PROFESSIONAL", "professional_covered"),
    ("", Said.YES, Said.NO, "", "not_shown"),
    ("", Said.YES, Said.YES, "", None),
]


@pytest.mark.parametrize(("kind", "facility", "professional", "covers", "slug"), FEES)
def test_fees(kind: str, facility: Said, professional: Said, covers: str, slug: str | None) -> None:
    approved = terms(service(covers=covers), facility_fees=facility, professional_fees=professional)
    assert list(slugs(check(claim(kind=kind), approved), Kind.FEES)) == ([slug] if slug else [])


def test_a_revenue_code_tells_a_facility_s_bill() -> None:
    assert slugs(check(claim(line(revenue_code="0905"), kind="")), Kind.FEES) == {"facility_covered": ()}
