"""What is known already, in the boxes of a renewal that are still empty."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from requests_app.models import Case, Renewal
from requests_app.renewals import queries

FIRST = ("starts_on", "ends_on", "amount")


def what_next(case: Case, renewal: Renewal) -> dict[str, Any]:
    """Only where nothing was written yet: it starts the day after the approval ends, with as much of it."""
    if any(getattr(renewal, name) is not None for name in FIRST):
        return {}
    decision = queries.with_lines(renewal.decision)
    end, in_all = queries.end_of(decision), queries.units_of(decision).in_all
    found: dict[str, Any] = {}
    if decision.ends_on is not None or end is not None:
        last = decision.ends_on or (end.on if end else None)
        found["starts_on"] = last + timedelta(days=1) if last else None
    if len(in_all) == 1 and in_all[0].approved is not None and in_all[0].unit:
        found |= {"amount": in_all[0].approved, "amount_unit": in_all[0].unit}
    elif case.care.amount is not None and case.care.amount_unit:
        found |= {"amount": case.care.amount, "amount_unit": case.care.amount_unit}
    return found
