"""Bills as the plan processed them, as if people had typed them: one that fits an approval, one that doesn’t.

The approval is of 36 days of H0015 at $350.00 from the 9th of November 2026 on, in network, with the sample
provider; the claim is of two of them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from requests_app.models import (
    ApprovedLine,
    Case,
    Decision,
    EobFile,
    EobLine,
    ExplanationOfBenefits,
    Reprocessing,
    Track,
)

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
FIRST, SECOND = date(2026, 11, 10), date(2026, 11, 12)
APPROVED_FROM, APPROVED_TO = date(2026, 11, 9), date(2027, 2, 5)

CLAIM: dict[str, Any] = {
    "source": "TYPED",
    "claim_number": "CLM-2026-0001",
    "status": "PROCESSED",
    "kind": "FACILITY",
    "network": "IN_NETWORK",
    "payer_name": "Sample Health Plan",
    "patient_name": "Ana Sample",
    "member_id": "SHP123456789",
    "authorization_number": "AUTH-7788",
    "billing_name": "Example Desert Program",
    "billing_npi": "1234567893",
    "billing_tax_id": "123456789",
    "service_from": FIRST,
    "service_to": SECOND,
    "received_on": date(2026, 11, 15),
    "processed_on": date(2026, 11, 20),
}
# As approved: the agreed rate, in network, a copay of 30 dollars a day.
LINE: dict[str, Any] = {
    "code": "H0015",
    "revenue_code": "0905",
    "words": "Intensive outpatient treatment",
    "units": Decimal(1),
    "billed": Decimal("500.00"),
    "allowed": Decimal("350.00"),
    "plan_paid": Decimal("320.00"),
    "copay": Decimal("30.00"),
    "deductible": Decimal("0.00"),
    "coinsurance": Decimal("0.00"),
    "not_covered": Decimal("0.00"),
    "patient_owes": Decimal("30.00"),
}
# The same day processed out of network: less allowed, the other deductible, the rest on the bill.
WRONG_LINE: dict[str, Any] = {
    **LINE,
    "allowed": Decimal("200.00"),
    "plan_paid": Decimal("0.00"),
    "copay": Decimal("0.00"),
    "deductible": Decimal("200.00"),
    "not_covered": Decimal("300.00"),
    "patient_owes": Decimal("500.00"),
    "remarks": ["N130"],
}
MONEY = ("billed", "allowed", "plan_paid", "other_paid", "patient_owes")


def make_approval(case: Case, *, line: dict[str, Any] | None = None, **columns: Any) -> Decision:
    """A written yes, in network, with one line; `line` changes that line's columns."""
    own: dict[str, Any] = {"organization": case.organization, "case": case}
    track, _made = Track.objects.get_or_create(**own, kind="GAP")
    values: dict[str, Any] = {
        "answer": "APPROVED",
        "heard_on": date(2026, 11, 6),
        "decided_on": date(2026, 11, 6),
        "is_in_writing": True,
        "letter_dated_on": date(2026, 11, 6),
        "authorization_number": "AUTH-7788",
        "provider_named": "YES",
        "in_network_cost_share": "YES",
        "in_network_deductible": "YES",
        "facility_fees": "YES",
        "professional_fees": "YES",
        "rate_signed": "YES",
        "no_billing_the_rest": "YES",
        "starts_on": APPROVED_FROM,
        "ends_on": APPROVED_TO,
        "recorded_by": case.opened_by,
        "recorded_at": NOW,
        **columns,
    }
    decision = Decision.objects.create(**own, track=track, **values)
    told: dict[str, Any] = {
        "code": "H0015",
        "units": 36,
        "unit": "DAYS",
        "starts_on": APPROVED_FROM,
        "ends_on": APPROVED_TO,
        "provider_name": "Example Desert Program",
        "covers": "BOTH",
        "cost_share": "IN_NETWORK",
        "rate": Decimal("350.00"),
        "rate_unit": "DAYS",
        **(line or {}),
    }
    ApprovedLine.objects.create(**own, decision=decision, **told)
    return decision


def make_eob(
    case: Case, *, lines: list[dict[str, Any]] | None = None, is_finished: bool = True, **columns: Any
) -> ExplanationOfBenefits:
    """A claim of two days as approved. `lines`: what differs from `LINE`, one for each line; [] for none.

    Totals are the sums of the lines, where they are not given.
    """
    own: dict[str, Any] = {"organization": case.organization, "case": case}
    days = (FIRST, SECOND)
    given = [{"service_from": day} for day in days] if lines is None else lines
    rows = [{**LINE, **one} for one in given]
    for row in rows:
        row.setdefault("service_from", FIRST)
        row.setdefault("service_to", row["service_from"])
    sums = {name: _sum(rows, name) for name in MONEY}
    eob = ExplanationOfBenefits.objects.create(
        **own,
        **{**CLAIM, **sums, **columns},
        added_by=case.opened_by,
        finished_at=NOW if is_finished else None,
    )
    for position, row in enumerate(rows):
        EobLine.objects.create(**own, eob=eob, position=position, **row)
    return eob


def make_wrong_eob(case: Case, **columns: Any) -> ExplanationOfBenefits:
    """The same two days, processed out of network, with a bill of the provider for all of it."""
    values: dict[str, Any] = {
        "claim_number": "CLM-2026-0002",
        "network": "OUT_OF_NETWORK",
        "provider_asks": Decimal("1000.00"),
        "provider_bill_on": date(2026, 11, 21),
        "lines": [{**WRONG_LINE, "service_from": day} for day in (FIRST, SECOND)],
        **columns,
    }
    return make_eob(case, **values)


def make_eob_file(case: Case, **columns: Any) -> EobFile:
    """A file of one claim that waits for a look."""
    from requests_app.claims.statement import Statement
    from requests_app.eobs.queries import get_eob_or_404
    from requests_app.eobs.statements import statement_of

    eob = make_eob(case, is_finished=False, claim_number="CLM-2026-0003")
    read: Statement = statement_of(get_eob_or_404(case, eob.public_id))
    eob.lines.all().delete()
    eob.delete()
    values: dict[str, Any] = {
        "format": "FHIR",
        "name": "eob.json",
        "sha256": "1" * 64,
        "byte_size": 2048,
        "read": [{**read.model_dump(mode="json"), "source": "FHIR"}],
        "claims_found": 1,
        "added_by": case.opened_by,
        "received_at": NOW,
        **columns,
    }
    return EobFile.objects.create(organization=case.organization, case=case, **values)


def make_reprocessing(
    case: Case, *, eob: ExplanationOfBenefits | None = None, **columns: Any
) -> Reprocessing:
    """A wrong claim that is about to be sent back; `state="SENT"` needs a day, which it then has."""
    eob = eob or make_wrong_eob(case)
    values: dict[str, Any] = {
        "points": [
            {
                "kind": "network",
                "result": "wrong",
                "slug": "network.out",
                "lines": [],
                "facts": {},
                "amount": None,
                "steps": ["send_back"],
            }
        ],
        "in_question": Decimal("940.00"),
        "statement": "The approval says in network.",
        "started_by": case.opened_by,
        "started_at": NOW,
        **columns,
    }
    if values.get("state", "PREPARING") != "PREPARING":
        values.setdefault("sent_on", date(2026, 11, 22))
        values.setdefault("sent_at", NOW)
    return Reprocessing.objects.create(organization=case.organization, case=case, eob=eob, **values)


def _sum(rows: list[dict[str, Any]], name: str) -> Decimal | None:
    shown = [row[name] for row in rows if row.get(name) is not None]
    return sum(shown, Decimal(0)) if shown else None
