"""What another paper says of the request: one row for each paper, written by whoever reads or signs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.models import Case, ClinicianLetter, LetterState, StatedFacts


def locked_stated(case: Case, source: str) -> StatedFacts | None:
    """The row held until the transaction ends."""
    kept = StatedFacts.objects.filter(case=case, source=source, removed_at__isnull=True)
    return kept.select_for_update(of=("self",)).first()


def write_stated(case: Case, source: str, row: StatedFacts | None, facts: Mapping[str, Any]) -> StatedFacts:
    """`row` is what `locked_stated` gave; with the case held, nobody makes a second one meanwhile."""
    if row is None:
        return StatedFacts.objects.create(
            organization_id=case.organization_id, case=case, source=source, **facts
        )
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    return row


def is_signed_here(case: Case) -> bool:
    """A clinician signed the words of a letter in the portal; an uploaded one says what it says on paper."""
    signed = ClinicianLetter.objects.filter(case=case, state=LetterState.SIGNED, document__isnull=True)
    return signed.filter(request__revoked_at__isnull=True).exists()
