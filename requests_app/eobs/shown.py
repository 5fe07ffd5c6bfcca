"""What each page of a typed bill shows of a row, for the check that nobody changed it meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from requests_app.models import EobAdjustment, EobLine, ExplanationOfBenefits


class Part(StrEnum):
    """The pages about the whole claim, by the end of their address."""

    DATES = "dates"
    WHO = "who"
    NETWORK = "network"
    TOTALS = "totals"
    NUMBERS = "numbers"


FIELDS: dict[Part, tuple[str, ...]] = {
    Part.DATES: ("status", "service_from", "service_to", "received_on", "processed_on"),
    Part.WHO: ("billing_name", "kind", "rendering_name", "billing_npi", "billing_tax_id"),
    Part.NETWORK: ("network",),
    Part.TOTALS: ("billed", "allowed", "plan_paid", "other_paid", "patient_owes", "codes"),
    Part.NUMBERS: (
        "claim_number",
        "authorization_number",
        "frequency",
        "prior_claim_number",
        "payer_name",
        "payer_order",
    ),
}
LINE: tuple[str, ...] = (
    "service_from",
    "service_to",
    "service",
    "words",
    "units",
    "billed",
    "allowed",
    "plan_paid",
    "other_paid",
    "deductible",
    "copay",
    "coinsurance",
    "not_covered",
    "patient_owes",
    "network",
    "codes",
)
BILL: tuple[str, ...] = ("provider_asks", "provider_bill_on")
# Asked in one box, kept in several columns.
MADE_UP = ("codes", "service")


def shown_part(eob: ExplanationOfBenefits, part: Part) -> dict[str, Any]:
    """Load it with `eobs.queries`."""
    return _shown(eob, FIELDS[part], codes=codes_text(eob, line_id=None))


def shown_line(line: EobLine) -> dict[str, Any]:
    return _shown(line, LINE, codes=codes_text(line.eob, line_id=line.pk), service=service_text(line))


def shown_bill(eob: ExplanationOfBenefits) -> dict[str, Any]:
    return {name: getattr(eob, name) for name in BILL}


def service_text(line: EobLine) -> str:
    """As one types it: 90837-95; a revenue code where there is no other."""
    code = "-".join(part for part in (line.code, line.modifier) if part)
    return code or line.revenue_code


def codes_text(eob: ExplanationOfBenefits, *, line_id: int | None) -> str:
    """Note codes and reason codes as they stand in one column of a statement: “CO-242, N130”."""
    adjustments = [one for one in eob.adjustments.all() if one.line_id == line_id]
    if line_id is None:
        remarks = list(eob.remarks)
    else:
        remarks = next((list(one.remarks) for one in eob.lines.all() if one.pk == line_id), [])
    return ", ".join([*(_reason_text(one) for one in adjustments), *remarks])


def _reason_text(one: EobAdjustment) -> str:
    return f"{one.group}-{one.code}" if one.group else one.code


def _shown(row: Any, names: tuple[str, ...], **made_up: str) -> dict[str, Any]:
    return {name: made_up[name] if name in MADE_UP else getattr(row, name) for name in names}


def columns(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept in columns of their own."""
    return {name: value for name, value in typed.items() if name not in MADE_UP}
