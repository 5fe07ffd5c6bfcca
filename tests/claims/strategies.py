"""Claims and approvals of every shape, also odd ones: amounts that do not add up, nothing shown, too much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from requests_app.claims.statement import Adjustment, Line, Statement
from requests_app.claims.terms import ApprovedService, CostShare, Said, Terms
from tests.claims.checks.making import NPI, OTHER_NPI, OTHER_TAX_ID, TAX_ID

CODES = ["", "H0015", "90837"]
DAYS = st.none() | st.dates(date(2026, 10, 25), date(2026, 12, 5))
GROUPS = ["", "CO", "PR", "OA", "PI", "CR"]
REASONS = ["1", "2", "3", "16", "18", "29", "45", "50", "96", "133", "147", "197", "198", "242", "9999", "N1"]
MOST = 1000


def dollars(least: int = 0, most: int = MOST) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=2)


def shown(least: int = 0) -> st.SearchStrategy[Decimal | None]:
    return st.none() | dollars(least)


def adjustments() -> st.SearchStrategy[tuple[Adjustment, ...]]:
    one = st.builds(Adjustment, group=st.sampled_from(GROUPS), code=st.sampled_from(REASONS), amount=shown())
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def lines(draw: st.DrawFn, least: int = 0) -> Line:
    first = draw(DAYS)
    one = Line(
        service_from=first,
        service_to=first and draw(st.none() | st.just(first)),
        code=draw(st.sampled_from(CODES)),
        modifier=draw(st.sampled_from(["", "HO", "95", "95-HO"])),
        revenue_code=draw(st.sampled_from(["", "0905"])),
        units=draw(st.none() | st.integers(1, 4).map(Decimal)),
        network=draw(st.sampled_from(["", "IN_NETWORK", "OUT_OF_NETWORK"])),
        adjustments=draw(adjustments()),
    )
    return one.model_copy(update={name: draw(shown(least)) for name in AMOUNTS})


AMOUNTS = (
    "billed",
    "allowed",
    "plan_paid",
    "other_paid",
    "deductible",
    "copay",
    "coinsurance",
    "not_covered",
    "patient_owes",
)


@st.composite
def statements(draw: st.DrawFn, least: int = 0) -> Statement:
    """`least` below zero: also claims that take back."""
    return Statement(
        source=draw(st.sampled_from(["TYPED", "FHIR", "X12"])),
        claim_number=draw(st.sampled_from(["", "A", "B"])),
        prior_claim_number=draw(st.sampled_from(["", "A"])),
        status=draw(st.sampled_from(["PROCESSED", "PROCESSED", "DENIED", "PENDING", "REVERSED"])),
        kind=draw(st.sampled_from(["", "FACILITY", "PROFESSIONAL"])),
        network=draw(st.sampled_from(["", "IN_NETWORK", "OUT_OF_NETWORK"])),
        authorization_number=draw(st.sampled_from(["", "A1"])),
        billing_name=draw(st.sampled_from(["", "Example Desert Program"])),
        billing_npi=draw(st.sampled_from(["", NPI, OTHER_NPI])),
        billing_tax_id=draw(st.sampled_from(["", TAX_ID, OTHER_TAX_ID])),
        service_from=draw(DAYS),
        received_on=draw(DAYS),
        billed=draw(shown(least)),
        allowed=draw(shown(least)),
        plan_paid=draw(shown(least)),
        patient_owes=draw(shown(least)),
        provider_asks=draw(shown()),
        adjustments=draw(adjustments()),
        lines=tuple(draw(st.lists(lines(least), max_size=3))),
    )


@st.composite
def services(draw: st.DrawFn) -> ApprovedService:
    starts_on = draw(DAYS)
    return ApprovedService(
        code=draw(st.sampled_from(CODES)),
        modifier=draw(st.sampled_from(["", "HO"])),
        units=draw(st.none() | st.integers(1, 5)),
        unit=draw(st.sampled_from(["", "DAYS", "VISITS", "HOURS", "UNITS"])),
        used=draw(st.none() | st.integers(0, 5).map(Decimal)),
        starts_on=starts_on,
        ends_on=draw(DAYS),
        covers=draw(st.sampled_from(["", "FACILITY", "PROFESSIONAL", "BOTH"])),
        cost_share=draw(st.sampled_from(["", "IN_NETWORK", "OUT_OF_NETWORK"])),
        rate=draw(shown()),
        rate_unit=draw(st.sampled_from(["", "DAYS", "VISITS", "HOURS", "UNITS"])),
    )


def terms() -> st.SearchStrategy[Terms]:
    said = st.sampled_from(Said)
    costs = st.builds(
        CostShare,
        copay=st.none() | dollars(0, 60),
        coinsurance=st.none() | st.integers(0, 50).map(Decimal),
        deductible=st.none() | dollars(0, 500),
        deductible_met=st.none() | dollars(0, 500),
        most=st.none() | dollars(0, 2000),
        most_met=st.none() | dollars(0, 2000),
        as_of=st.sampled_from([None, date(2026, 10, 1), date(2026, 11, 20), date(2025, 1, 1)]),
    )
    given = st.builds(
        Terms,
        is_given=st.just(True),
        is_agreement=st.booleans(),
        authorization_number=st.sampled_from(["", "A1"]),
        starts_on=DAYS,
        ends_on=DAYS,
        names=st.sampled_from([(), ("Example Desert Program",)]),
        npis=st.sampled_from([frozenset(), frozenset({NPI})]),
        tax_ids=st.sampled_from([frozenset(), frozenset({TAX_ID})]),
        in_network_cost_share=said,
        in_network_deductible=said,
        facility_fees=said,
        professional_fees=said,
        no_billing_the_rest=said,
        services=st.lists(services(), max_size=3).map(tuple),
        cost_share=costs,
    )
    return given | st.just(Terms())
