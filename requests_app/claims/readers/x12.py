"""Reads an X12 835 remittance (005010X221A1): every claim of every transaction, and what does not add up.

Written by hand, because libraries give segments at best and stop without a word at what real files hold
(docs/adr/0024). No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from requests_app.claims.readers import x12_balances
from requests_app.claims.readers.base import Refused, note, words
from requests_app.claims.readers.x12_claims import RawClaim, Remitter, read_claim
from requests_app.claims.readers.x12_envelope import Envelope, Transaction
from requests_app.claims.readers.x12_segments import Segment
from requests_app.claims.readers.x12_values import day, npi, tax_id
from requests_app.claims.statement import Note, Reading, Statement

MOST_CLAIMS, MOST_LINES, MOST_NOTES = 10_000, 60_000, 500
DOLLARS = "USD"
PAYER, PAYEE = "PR", "PE"


def read(data: bytes) -> Reading:
    """Raises Refused for a file that is no remittance of today’s guide, or of which a part is missing."""
    envelope = Envelope(data)
    statements: list[Statement] = []
    notes: list[Note] = []
    claims = lines = 0
    for transaction in envelope.transactions():
        walk = _Walk(transaction, claims)
        claims += len(walk.claims)
        lines += sum(len(one.services) for one in walk.claims)
        if claims > MOST_CLAIMS or lines > MOST_LINES:
            raise Refused("x12.too_large")
        for raw in walk.claims:
            found = read_claim(raw)
            notes += [*found.notes, *x12_balances.of_claim(found)]
            if found.statement is not None:
                statements.append(found.statement)
        notes += x12_balances.of_payment(walk.bpr, walk.plbs, walk.claims, transaction.number)
    if not claims:
        raise Refused("x12.no_claims")
    if not statements:
        raise Refused("x12.nothing_readable", count=claims)
    return Reading(format="X12", statements=tuple(statements), notes=_limited([*envelope.notes, *notes]))


class _Walk:
    """One transaction: who pays whom, its claims, and the provider’s own adjustments."""

    def __init__(self, transaction: Transaction, before: int) -> None:
        self.bpr: Segment | None = None
        self.plbs: list[Segment] = []
        self.claims: list[RawClaim] = []
        self._remitter = Remitter()
        self._is_of_payee = False
        self._before = before
        self._open: RawClaim | None = None
        for segment in transaction.segments:
            self._take(segment)

    def _take(self, segment: Segment) -> None:
        if segment.name == "CLP":
            place = self._before + len(self.claims) + 1
            self._open = RawClaim(place, segment, self._remitter)
            self.claims.append(self._open)
        elif segment.name in {"LX", "N1", "PLB"} or self._open is None:
            # A second payee may stand between two claims; a claim itself names people by NM1 only.
            self._open = None
            self._header(segment)
        else:
            self._open.take(segment)

    def _header(self, segment: Segment) -> None:
        if segment.name == "PLB":
            self.plbs.append(segment)
        elif segment.name == "BPR":
            self.bpr = segment
            self._know(processed_on=self._remitter.processed_on or day(segment.get(16)))
        elif segment.name == "CUR":
            if segment.get(2).upper() not in {"", DOLLARS}:
                raise Refused("x12.currency", currency=segment.get(2))
        elif segment.name == "DTM" and segment.get(1) == "405":
            self._know(processed_on=day(segment.get(2)) or self._remitter.processed_on)
        elif segment.name == "N1":
            self._name(segment)
        elif segment.name == "REF" and segment.get(1).upper() == "TJ" and self._is_of_payee:
            self._know(payee_tax_id=tax_id(segment.get(2)))

    def _name(self, n1: Segment) -> None:
        self._is_of_payee = n1.get(1).upper() == PAYEE
        if self._is_of_payee:
            kind, number = n1.get(3).upper(), n1.get(4)
            self._know(
                payee=words(n1.get(2), 150),
                payee_npi=npi(number) if kind == "XX" else "",
                payee_tax_id=tax_id(number) if kind == "FI" else "",
            )
        elif n1.get(1).upper() == PAYER:
            self._know(payer=words(n1.get(2), 150))

    def _know(self, **told: object) -> None:
        self._remitter = replace(self._remitter, **told)  # type: ignore[arg-type]


def _limited(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Each once; of very many the first."""
    told = list({one.model_dump_json(): one for one in notes}.values())
    if len(told) > MOST_NOTES:
        told = [*told[:MOST_NOTES], note("x12.more_notes", count=len(told) - MOST_NOTES)]
    return tuple(told)
