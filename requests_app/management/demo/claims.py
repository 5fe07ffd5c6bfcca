"""Claims of the examples, as a plan would have written them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from requests_app.claims.statement import Line, Statement
from requests_app.management.demo.afterwards import Told


def statement(told: Told, number: str, processed: date, lines: Sequence[Line], **values: Any) -> Statement:
    """A claim of the provider of this case; totals are the sums of its lines."""
    case = told.case
    days = [line.service_from for line in lines if line.service_from]
    return Statement.model_validate(
        {
            "claim_number": number,
            "kind": "FACILITY",
            "payer_name": case.coverage.insurer,
            "patient_name": case.patient.full_name,
            "patient_born_on": case.patient.birth_date,
            "member_id": case.coverage.member_id,
            "billing_name": case.provider.name,
            "billing_npi": case.provider.npi,
            "billing_tax_id": case.provider.tax_id.replace("-", ""),
            "service_from": min(days),
            "service_to": max(days),
            "received_on": told.day(processed - timedelta(days=9)),
            "processed_on": told.day(processed),
            "lines": tuple(lines),
            **{name: _sum(lines, name) for name in ("billed", "allowed", "plan_paid", "patient_owes")},
            **values,
        }
    )


def lines(
    told: Told, first: date, days: int, code: str, amounts: Mapping[str, Any], *, apart: int = 1
) -> list[Line]:
    """A line of one unit for each of these days, `apart` days from each other."""
    return [
        Line.model_validate(
            {
                "service_from": told.day(first + timedelta(days=number * apart)),
                "service_to": told.day(first + timedelta(days=number * apart)),
                "code": code,
                "units": "1",
                **amounts,
            }
        )
        for number in range(days)
    ]


def _sum(lines: Sequence[Line], name: str) -> Decimal:
    return sum((getattr(line, name) or Decimal(0) for line in lines), Decimal(0))
