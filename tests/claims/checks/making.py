"""One claim and one approval that fit; each test changes what it is about.

Two days of H0015 at 350 dollars, in network, deductible met, 20 percent of the person: 70 dollars a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.claims.check import review
from requests_app.claims.findings import Finding, Kind, Review
from requests_app.claims.statement import Adjustment, Line, Statement
from requests_app.claims.terms import ApprovedService, CostShare, Said, Terms

D = Decimal
TODAY = date(2026, 11, 23)
FIRST, SECOND = date(2026, 11, 10), date(2026, 11, 12)
STARTS, ENDS = date(2026, 11, 9), date(2027, 2, 5)
NPI, OTHER_NPI = "1234567893", "1999999992"
TAX_ID, OTHER_TAX_ID = "123456789", "987654321"

LINE: dict[str, Any] = {
    "service_from": FIRST,
    "code": "H0015",
    "units": 1,
    "billed": "500.00",
    "allowed": "350.00",
    "plan_paid": "280.00",
    "deductible": "0.00",
    "copay": "0.00",
    "coinsurance": "70.00",
    "not_covered": "0.00",
    "patient_owes": "70.00",
}
# The same day out of network: less allowed, a deductible, and the rest of the charge on the person.
OUT: dict[str, Any] = {
    "network": "OUT_OF_NETWORK",
    "allowed": "200.00",
    "plan_paid": "0.00",
    "deductible": "200.00",
    "coinsurance": "0.00",
    "not_covered": "300.00",
    "patient_owes": "500.00",
}
UNPAID: dict[str, Any] = {
    "allowed": "0.00",
    "plan_paid": "0.00",
    "coinsurance": "0.00",
    "not_covered": "500.00",
    "patient_owes": "500.00",
}
CLAIM: dict[str, Any] = {
    "claim_number": "CLM-1",
    "kind": "FACILITY",
    "network": "IN_NETWORK",
    "billing_name": "Example Desert Program",
    "billing_npi": NPI,
    "billing_tax_id": TAX_ID,
    "service_from": FIRST,
    "service_to": SECOND,
    "processed_on": date(2026, 11, 20),
}
SERVICE: dict[str, Any] = {
    "code": "H0015",
    "units": 36,
    "unit": "DAYS",
    "used": D(4),
    "covers": "BOTH",
    "rate": D("350.00"),
    "rate_unit": "DAYS",
}
COSTS: dict[str, Any] = {
    "coinsurance": D(20),
    "deductible": D("1500.00"),
    "deductible_met": D("1500.00"),
    "as_of": date(2026, 11, 1),
}
TERMS: dict[str, Any] = {
    "is_given": True,
    "is_in_writing": True,
    "authorization_number": "AUTH-7788",
    "starts_on": STARTS,
    "ends_on": ENDS,
    "names": ("Example Desert Program",),
    "npis": frozenset({NPI}),
    "tax_ids": frozenset({TAX_ID}),
    "in_network_cost_share": Said.YES,
    "in_network_deductible": Said.YES,
    "facility_fees": Said.YES,
    "professional_fees": Said.YES,
    "no_billing_the_rest": Said.YES,
}


def line(**changes: Any) -> Line:
    return Line.model_validate({**LINE, **changes})


def claim(*lines: Line, **changes: Any) -> Statement:
    """Two days as approved, unless lines are given. Totals are not shown."""
    rows = lines or (line(), line(service_from=SECOND))
    return Statement.model_validate({**CLAIM, **changes, "lines": rows})


def wrong_claim(**changes: Any) -> Statement:
    return claim(line(**OUT), line(**OUT, service_from=SECOND), network="OUT_OF_NETWORK", **changes)


def service(**changes: Any) -> ApprovedService:
    return ApprovedService(**{**SERVICE, **changes})


def terms(*services: ApprovedService, costs: dict[str, Any] | None = None, **changes: Any) -> Terms:
    """`costs`: what differs from `COSTS`; {} where nothing does."""
    share = CostShare(**{**COSTS, **(costs or {})})
    return Terms(**{**TERMS, "services": services or (service(),), "cost_share": share, **changes})


def nothing_known(**changes: Any) -> Terms:
    """An approval of which only what is given is known."""
    return Terms(is_given=True, **changes)


def unpaid(group: str, code: str, amount: str = "500.00", **changes: Any) -> Line:
    """A line that was not paid, with its reason."""
    return line(**{**UNPAID, **changes}, adjustments=(adjustment(group, code, amount),))


def adjustment(group: str, code: str, amount: str | None = "500.00") -> Adjustment:
    return Adjustment.model_validate({"group": group, "code": code, "amount": amount})


def check(statement: Statement, approved: Terms | None = None, *, others: Iterable[Statement] = ()) -> Review:
    return review(statement, terms() if approved is None else approved, others=others, today=TODAY)


def of(found: Review, kind: Kind) -> list[Finding]:
    return [one for one in found.findings if one.kind == kind]


def slugs(found: Review, kind: Kind) -> dict[str, tuple[int, ...]]:
    """“out”: (1, 2) and so on, of one check."""
    return {one.slug.removeprefix(f"{kind}."): one.lines for one in of(found, kind)}


def the(found: Review, slug: str) -> Finding:
    (one,) = (one for one in found.findings if one.slug == slug)
    return one
