"""The sums a remittance must keep: of each line, each claim, and each payment.

    line:    charge − adjustments of the line = paid
    claim:   charge − adjustments of the claim and of its lines = paid, and the lines’ charges are the claim’s
    payment: sum of the claims paid − provider adjustments (PLB) = payment (BPR)

What does not add up is told with the difference; the amounts stay as they came. No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from requests_app.claims.readers.base import note
from requests_app.claims.readers.x12_claims import RawClaim, ReadClaim
from requests_app.claims.readers.x12_lines import ReadLine
from requests_app.claims.readers.x12_segments import Segment
from requests_app.claims.readers.x12_values import Unreadable, amount
from requests_app.claims.statement import Note

# A pair of reason and amount, up to six times.
PAIRS = range(4, 16, 2)


def of_claim(found: ReadClaim) -> list[Note]:
    claim, about = found.statement, found.raw.about
    if claim is None or claim.billed is None:
        return []
    told = [one for place, line in enumerate(found.lines, start=1) for one in _of_line(line, place, about)]
    changes = [found.of_claim, *(one.adjusted for one in found.lines)]
    total = sum((one.total for one in changes), Decimal(0))
    if claim.plan_paid is None:
        told.append(note("x12.no_payment", about))
    elif claim.billed - total != claim.plan_paid:
        told.append(_off("x12.claim_off", about, counted=claim.billed - total, told=claim.plan_paid))
    if found.lines:
        charges = sum((one.line.billed or Decimal(0) for one in found.lines), Decimal(0))
        if charges != claim.billed:
            told.append(_off("x12.charges_off", about, counted=charges, told=claim.billed))
    # A claim that is taken back may leave the person’s part out.
    of_person = sum((one.of_person for one in changes), Decimal(0))
    shown = claim.patient_owes if found.raw.clp.get(5) and claim.status != "REVERSED" else None
    if shown is not None and shown != of_person:
        told.append(_off("x12.person_off", about, counted=of_person, told=shown))
    if any(one.is_odd for one in changes):
        told.append(note("x12.odd_adjustment", about))
    return told


def _of_line(found: ReadLine, place: int, about: str) -> Iterable[Note]:
    line = found.line
    if line.billed is not None and line.plan_paid is not None:
        counted = line.billed - found.adjusted.total
        if counted != line.plan_paid:
            yield _off("x12.line_off", about, counted=counted, told=line.plan_paid, line=place)


def of_payment(
    bpr: Segment | None, plbs: Sequence[Segment], claims: Iterable[RawClaim], number: str
) -> list[Note]:
    """Of one transaction; `number` is its control number."""
    try:
        paid = amount(bpr.get(2)) if bpr is not None else None
        provider = sum((provider_adjustment(one) for one in plbs), Decimal(0))
    except Unreadable:
        return [note("x12.payment_unreadable", number=number)]
    if bpr is None or paid is None:
        return [note("x12.payment_missing", number=number)]
    told = _of_provider(provider, number)
    claimed = [claim.paid() for claim in claims]
    if any(one is None for one in claimed):
        return told
    counted = sum((one for one in claimed if one is not None), Decimal(0)) - provider
    # A debit takes the amount from the provider.
    paid = -paid if bpr.get(3).upper() == "D" else paid
    if counted != paid:
        told.append(_off("x12.payment_off", "", counted=counted, told=paid, number=number))
    return told


def _of_provider(provider: Decimal, number: str) -> list[Note]:
    """What of a payment is between the plan and the office alone."""
    if not provider:
        return []
    slug = "x12.payment_smaller" if provider > 0 else "x12.payment_larger"
    return [note(slug, number=number, amount=_money(abs(provider)))]


def provider_adjustment(plb: Segment) -> Decimal:
    """Above zero it takes away from the payment. Raises Unreadable."""
    return sum((amount(plb.get(place)) or Decimal(0) for place in PAIRS), Decimal(0))


def _off(slug: str, about: str, *, counted: Decimal, told: Decimal, **facts: object) -> Note:
    return note(
        slug,
        about,
        counted=_money(counted),
        told=_money(told),
        difference=_money(abs(told - counted)),
        **facts,
    )


def _money(value: Decimal) -> str:
    return f"-${-value:,.2f}" if value < 0 else f"${value:,.2f}"
