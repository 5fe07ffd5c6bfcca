"""Rows of a table put together to claims. No Django here.

A claim’s versions stay apart: one that was taken back, one that corrects, one that was processed on another
day with the same lines again. Totals that a table does not show are the sums of lines that all show theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from requests_app.claims.readers.base import note
from requests_app.claims.readers.table_rows import Doubts, Row
from requests_app.claims.statement import (
    LARGEST,
    MOST_ADJUSTMENTS,
    MOST_LINES,
    MOST_REMARKS,
    Adjustment,
    Line,
    Statement,
)

SUMMED = ("billed", "allowed", "plan_paid", "other_paid", "patient_owes")
SHARES = ("deductible", "copay", "coinsurance")
OF_THE_CLAIM = (
    "claim_number", "prior_claim_number", "patient_account", "kind", "payer_order", "member_id",
    "authorization_number", "billing_name", "billing_npi", "billing_tax_id", "rendering_name",
    "rendering_npi",
)  # fmt: skip
OF_THE_LINE = (
    "service_from", "service_to", "code", "modifier", "revenue_code", "words", "units", "network",
    "rendering_npi",
)  # fmt: skip
CARRIED = ("claim_number", "prior_claim_number", "patient", "billing_name")


def claims_of(rows: Sequence[Row], doubts: Doubts) -> list[Statement]:
    """In the order in which each claim first comes."""
    found = []
    for group in _groups(_carried(rows)):
        if len(group) > MOST_LINES:
            doubts.add(note("table.too_many_lines", group[0].text("claim_number"), most=MOST_LINES))
        try:
            found.append(_statement(group[:MOST_LINES], doubts))
        except ValidationError:
            for row in group:
                doubts.row_left(row.number)
    return found


def _carried(rows: Sequence[Row]) -> list[Row]:
    """A claim’s later rows may leave out what its first row says, as a merged cell does."""
    carried: list[Row] = []
    for row in rows:
        before = carried[-1] if carried else None
        if before is not None and before.text("claim_number") and row.is_line and not _names_a_claim(row):
            taken = {
                name: before.get(name) for name in before.values if not row.get(name) and name in CARRIED
            }
            row = Row(row.number, {**row.values, **taken, "carried": True})
        carried.append(row)
    return carried


def _names_a_claim(row: Row) -> bool:
    return any(row.text(name) for name in (*CARRIED, "member_id", "damaged_claim_number"))


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        number = row.text("claim_number")
        key = (number, _is_back(row), row.text("frequency")) if number else (row.number,)
        groups.setdefault(key, []).append(row)
    return [version for group in groups.values() for version in _versions(group)]


def _versions(group: list[Row]) -> list[list[Row]]:
    """The same lines again under another day of processing are another version of the claim."""
    days = list(dict.fromkeys(row.get("processed_on") for row in group if row.get("processed_on")))
    if len(days) < 2:
        return [group]
    of_day = {day: [row for row in group if row.get("processed_on") == day] for day in days}
    keys = [{_line_key(row) for row in found} for found in of_day.values()]
    shared = any(one & other for place, one in enumerate(keys) for other in keys[:place])
    if not shared:
        return [group]
    rest = [row for row in group if not row.get("processed_on")]
    versions = [of_day[day] for day in sorted(days)]
    versions[-1] += rest
    return versions


def _line_key(row: Row) -> tuple[Any, ...]:
    return row.get("service_from"), row.text("code"), row.text("modifier"), row.text("revenue_code")


def _is_back(row: Row) -> bool:
    return "REVERSED" in row.text("status") or row.text("frequency") == "VOID"


def _statement(group: Sequence[Row], doubts: Doubts) -> Statement:
    lined = [row for row in group if row.is_line]
    whole = next((row for row in group if not row.is_line), None)
    lines = tuple(_line(row, doubts) for row in lined)
    starts = [row.get("service_from") for row in group if row.get("service_from")]
    ends = [row.get("service_to") for row in group if row.get("service_to")]
    amounts = {name: _total(name, lined, whole, group) for name in SUMMED}
    networks = {row.text("network") for row in group}
    return Statement.model_validate(
        {
            **{name: _first(group, name) for name in OF_THE_CLAIM},
            "source": "CSV",
            "status": _status(group),
            "frequency": _frequency(group),
            "network": networks.pop() if len(networks) == 1 else "",
            "payer_name": _first(group, "payer"),
            "patient_name": _first(group, "patient"),
            "patient_born_on": _first_of(group, "born"),
            "service_from": min(starts, default=None),
            "service_to": max(ends, default=None),
            "received_on": _first_of(group, "received_on"),
            "processed_on": max(
                (row.get("processed_on") for row in group if row.get("processed_on")), default=None
            ),
            "provider_asks": _first_of(group, "provider_asks"),
            "remarks": () if lined else tuple(group[0].get("remarks")[:MOST_REMARKS]),
            "adjustments": () if lined else _adjustments(group[0]),
            "lines": lines,
            **amounts,
        }
    )


def _line(row: Row, doubts: Doubts) -> Line:
    return Line.model_validate(
        {
            **{name: row.get(name) for name in (*OF_THE_LINE, *SUMMED, *SHARES)},
            "remarks": tuple(row.get("remarks")[:MOST_REMARKS]),
            "adjustments": _adjustments(row),
            "not_covered": _not_covered(row, doubts),
        }
    )


def _adjustments(row: Row) -> tuple[Adjustment, ...]:
    found = row.get("reasons")[:MOST_ADJUSTMENTS]
    return tuple(Adjustment.model_validate({"group": group, "code": code}) for group, code in found)


def _not_covered(row: Row, doubts: Doubts) -> Decimal | None:
    """Plans also call the discount so. It is the person’s only where the parts come to what they owe."""
    shown, owes = row.get("not_covered"), row.get("patient_owes")
    if not shown or owes is None:
        if shown:
            doubts.add(note("table.not_covered_left", amount=f"${shown:,.2f}", line=row.number))
        return shown if shown is not None and not shown else None
    parts = sum((row.get(name) or Decimal(0) for name in SHARES), Decimal(0))
    if parts + shown == owes:
        return Decimal(shown)
    if parts != owes and any(row.get(name) is None for name in SHARES) and parts + shown < owes:
        return Decimal(shown)
    doubts.add(note("table.not_covered_left", amount=f"${shown:,.2f}", line=row.number))
    return None


def _total(name: str, lined: Sequence[Row], whole: Row | None, group: Sequence[Row]) -> Decimal | None:
    """As shown; else the sum, where each line shows it."""
    shown = _first_of(group, f"total_{name}")
    if shown is not None:
        return Decimal(shown)
    if whole is not None and whole.get(name) is not None:
        return Decimal(whole.get(name))
    amounts = [row.get(name) for row in lined]
    known = [amount for amount in amounts if amount is not None]
    total = sum(known, Decimal(0))
    return total if known and len(known) == len(amounts) and abs(total) <= LARGEST else None


def _status(group: Sequence[Row]) -> Any:
    found = {row.text("status") for row in group}
    if any(_is_back(row) for row in group):
        return "REVERSED"
    return found.pop() if len(found) == 1 and found != {""} else "PROCESSED"


def _frequency(group: Sequence[Row]) -> Any:
    return "VOID" if _status(group) == "REVERSED" else _first(group, "frequency")


def _first(group: Sequence[Row], name: str) -> str:
    return next((row.text(name) for row in group if row.text(name)), "")


def _first_of(group: Sequence[Row], name: str) -> Any:
    return next((row.get(name) for row in group if row.get(name) is not None), None)
