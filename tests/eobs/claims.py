"""Claims as a file tells them, for the person of the sample case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.claims.statement import Line, Reading, Statement

FIRST, SECOND = date(2026, 11, 10), date(2026, 11, 12)
LINE: dict[str, Any] = {
    "code": "H0015",
    "units": Decimal(1),
    "billed": Decimal("500.00"),
    "allowed": Decimal("350.00"),
    "plan_paid": Decimal("320.00"),
    "copay": Decimal("30.00"),
    "patient_owes": Decimal("30.00"),
}


def line(**values: Any) -> Line:
    return Line.model_validate({**LINE, "service_from": FIRST, **values})


def claim(*lines: Line, **values: Any) -> Statement:
    """Of Ana Sample, told with certainty; two days of the program, unless `lines` say something else."""
    found = lines or (line(), line(service_from=SECOND))
    sums = {
        name: sum((getattr(one, name) for one in found), Decimal(0))
        for name in ("billed", "allowed", "plan_paid", "patient_owes")
    }
    told = {
        "source": "FHIR",
        "claim_number": "CLM-1",
        "patient_name": "ANA SAMPLE",
        "patient_born_on": date(1990, 3, 27),
        "member_id": "SHP123456789",
        "billing_name": "Example Desert Program",
        "billing_npi": "1234567893",
        "service_from": FIRST,
        "service_to": SECOND,
        "processed_on": date(2026, 11, 20),
        **sums,
        **values,
    }
    return Statement.model_validate({**told, "lines": found})


def reading(*claims: Statement, **values: Any) -> Reading:
    return Reading.model_validate({"format": "FHIR", "statements": claims, **values})
