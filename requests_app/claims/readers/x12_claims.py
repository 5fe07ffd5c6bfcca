"""Loop 2100 of a remittance: one claim, its people, days, numbers and totals, as a Statement.

Whether a claim was processed in network is not in an 835, nor is a birth date: both stay “not shown”.
No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from requests_app.claims.readers.base import note, words
from requests_app.claims.readers.x12_lines import (
    Adjusted,
    ReadLine,
    TooMuch,
    adjusted,
    dates_of,
    read_line,
    remarks,
)
from requests_app.claims.readers.x12_segments import Segment
from requests_app.claims.readers.x12_values import Unreadable, amount, day, npi
from requests_app.claims.statement import MOST_LINES, Note, Statement

REVERSAL, PRICING_ONLY, NOT_OURS = "22", "25", "23"
STATUSES = {"4": "DENIED", REVERSAL: "REVERSED", NOT_OURS: "PENDING"}
ORDERS = {
    "1": "PRIMARY",
    "2": "SECONDARY",
    "3": "TERTIARY",
    "19": "PRIMARY",
    "20": "SECONDARY",
    "21": "TERTIARY",
}
FORWARDED = frozenset({"19", "20", "21", NOT_OURS})
FREQUENCIES = {"1": "ORIGINAL", "7": "REPLACEMENT", "8": "VOID"}
# What may stand as a member number. “34” is a social security number, which is never read.
MEMBER_NUMBERS = frozenset({"MI", "HN", "MR", "II"})
CORRECTED_NUMBER, NPI = "C", "XX"
# Where the remark codes of a whole claim stand.
REMARKS_OF = {"MOA": (3, 4, 5, 6, 7), "MIA": (5, 20, 21, 22, 23)}
# Given where nobody gave an account number.
NO_ACCOUNT = "0"


@dataclass(frozen=True)
class Remitter:
    """What a transaction says once for all its claims."""

    payer: str = ""
    payee: str = ""
    payee_npi: str = ""
    payee_tax_id: str = ""
    processed_on: date | None = None


@dataclass
class RawClaim:
    """A CLP and what follows it, parted at each SVC. `place` counts the claims of the file from 1 on."""

    place: int
    clp: Segment
    remitter: Remitter
    body: list[Segment] = field(default_factory=list)
    services: list[list[Segment]] = field(default_factory=list)

    def take(self, segment: Segment) -> None:
        if segment.name == "SVC":
            self.services.append([segment])
        else:
            (self.services[-1] if self.services else self.body).append(segment)

    @property
    def about(self) -> str:
        return words(self.clp.get(7), 50) or f"#{self.place}"

    def paid(self) -> Decimal | None:
        """What counts for the payment of the transaction, whether the claim can be taken over or not."""
        try:
            return amount(self.clp.get(4))
        except Unreadable:
            return None


@dataclass
class ReadClaim:
    """A statement with what the sums need. Without a statement it was left out, and a note says why."""

    raw: RawClaim
    statement: Statement | None = None
    of_claim: Adjusted = field(default_factory=Adjusted)
    lines: list[ReadLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_claim(raw: RawClaim) -> ReadClaim:
    """A claim that cannot be read whole is left out whole."""
    found = ReadClaim(raw)
    if raw.clp.get(2) == PRICING_ONLY:
        found.notes.append(note("x12.pricing_only", raw.about))
        return found
    try:
        if len(raw.services) > MOST_LINES:
            raise TooMuch
        found.lines = [read_line(segments) for segments in raw.services]
        found.of_claim = adjusted(raw.body)
        found.statement = Statement.model_validate({"source": "X12", **_values(found)})
    except TooMuch:
        found.notes.append(note("x12.claim_too_long", raw.about))
    # A sum of amounts that are each small enough may still be too large.
    except (Unreadable, ValidationError):
        found.notes.append(note("x12.claim_unreadable", raw.about))
    else:
        found.notes.extend(_notes(found))
    return found


def _values(found: ReadClaim) -> dict[str, Any]:
    raw, clp, body = found.raw, found.raw.clp, found.raw.body
    billed = amount(clp.get(3))
    if billed is None:
        raise Unreadable
    numbers = _references(body)
    return {
        **_people(body),
        **_days(raw, [one.line for one in found.lines]),
        "claim_number": words(clp.get(7), 50),
        "patient_account": words(clp.get(1), 50) if clp.get(1) != NO_ACCOUNT else "",
        "prior_claim_number": numbers.get("F8", ""),
        "authorization_number": numbers.get("G1") or _of_all_lines(found.lines),
        "status": STATUSES.get(clp.get(2), "PROCESSED"),
        "payer_order": ORDERS.get(clp.get(2), ""),
        "frequency": FREQUENCIES.get(clp.get(9), ""),
        "kind": "FACILITY" if _is_of_facility(raw) else "",
        "payer_name": raw.remitter.payer,
        "billing_name": raw.remitter.payee,
        "billing_npi": raw.remitter.payee_npi,
        "billing_tax_id": raw.remitter.payee_tax_id,
        "billed": billed,
        "allowed": _allowed(found.lines),
        "plan_paid": amount(clp.get(4)),
        "patient_owes": _patient_owes(found, billed),
        "remarks": remarks(_remark_codes(body)),
        "adjustments": tuple(found.of_claim.kept),
        "lines": tuple(one.line for one in found.lines),
    }


def _patient_owes(found: ReadClaim, billed: Decimal) -> Decimal | None:
    """CLP05; left out it is nothing, which is taken so only where charge, adjustments and payment add up."""
    told = amount(found.raw.clp.get(5))
    if told is not None:
        return told
    changes = [found.of_claim, *(one.adjusted for one in found.lines)]
    paid = amount(found.raw.clp.get(4))
    if paid is None or any(one.is_odd for one in changes):
        return None
    if billed - sum((one.total for one in changes), Decimal(0)) != paid:
        return None
    return sum((one.of_person for one in changes), Decimal(0))


def _allowed(lines: list[ReadLine]) -> Decimal | None:
    """A remittance gives it for lines only; the claim’s is their sum, where every line shows its own."""
    shown = [one.line.allowed for one in lines]
    if not shown or any(one is None for one in shown):
        return None
    return sum((one for one in shown if one is not None), Decimal(0))


def _people(body: Iterable[Segment]) -> dict[str, str]:
    """The patient as billed; the member number as the plan corrected it, else the patient’s own."""
    named = {one.get(1).upper(): one for one in reversed([one for one in body if one.name == "NM1"])}
    patient, insured, corrected = named.get("QC"), named.get("IL"), named.get("74")
    rendering = named.get("82")
    numbers = [
        words(one.get(9), 50)
        for one, kinds in (
            (corrected, {CORRECTED_NUMBER}),
            (patient, MEMBER_NUMBERS),
            (insured, MEMBER_NUMBERS),
        )
        if one is not None and one.get(8).upper() in kinds
    ]
    return {
        "patient_name": full_name(patient),
        "member_id": next((one for one in numbers if one), ""),
        "rendering_name": full_name(rendering),
        "rendering_npi": npi(rendering.get(9)) if rendering and rendering.get(8) == NPI else "",
    }


def full_name(nm1: Segment | None) -> str:
    """First, middle, last, and what tells a father from a son."""
    return (
        words(" ".join(part for part in (nm1.get(place) for place in (4, 5, 3, 7)) if part), 150)
        if nm1
        else ""
    )


def _days(raw: RawClaim, lines: list[Any]) -> dict[str, date | None]:
    """Of the claim; where it tells none, from the first to the last of its lines."""
    starts, ends = dates_of(raw.body, "232", "233")
    if starts is None:
        firsts = [line.service_from for line in lines if line.service_from]
        lasts = [line.service_to for line in lines if line.service_to]
        if firsts and lasts:
            starts, ends = min(firsts), max(lasts)
    received = next((day(one.get(2)) for one in raw.body if one.name == "DTM" and one.get(1) == "050"), None)
    return {
        "service_from": starts,
        "service_to": ends,
        "received_on": received,
        "processed_on": raw.remitter.processed_on,
    }


def _references(body: Iterable[Segment]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in body:
        if one.name == "REF" and one.get(2):
            found.setdefault(one.get(1).upper(), words(one.get(2), 50))
    return found


def _of_all_lines(lines: list[ReadLine]) -> str:
    """The authorization of the lines, where they name one and the same."""
    told = {one.authorization for one in lines}
    return told.pop() if len(told) == 1 else ""


def _is_of_facility(raw: RawClaim) -> bool:
    """Only an institution’s claim has revenue codes, an inpatient part or a diagnosis related group."""
    return (
        bool(raw.clp.get(11))
        or any(one.name == "MIA" for one in raw.body)
        or any(one[0].get(4) or one[0].parts(1)[0].upper() == "NU" for one in raw.services)
    )


def _remark_codes(body: Iterable[Segment]) -> list[str]:
    return [
        code.upper() for one in body for place in REMARKS_OF.get(one.name, ()) if (code := one.get(place))
    ]


def _notes(found: ReadClaim) -> list[Note]:
    """What the claim says that has no place in a statement, or that somebody should know."""
    about, clp, body = found.raw.about, found.raw.clp, found.raw.body
    told: list[Note] = []
    claim = found.statement
    if clp.get(2) == REVERSAL and claim is not None and (claim.billed or 0) > 0:
        told.append(note("x12.taken_back_above_zero", about))
    if clp.get(2) in FORWARDED:
        told.append(note("x12.not_ours" if clp.get(2) == NOT_OURS else "x12.forwarded", about))
    if any(one.name == "NM1" and one.get(1) == "74" for one in body):
        told.append(note("x12.name_corrected", about))
    for place, line in enumerate(found.lines, start=1):
        if line.billed_as:
            now = "-".join(
                part for part in (line.line.code or line.line.revenue_code, line.line.modifier) if part
            )
            told.append(note("x12.code_changed", about, line=place, billed=line.billed_as, processed=now))
        if line.has_pharmacy_codes:
            told.append(note("x12.pharmacy_codes", about, line=place))
    return told
