"""The statements (EOBs) of a case, checked, and the claims that were sent back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from requests_app.claims.findings import Result, Review
from requests_app.eobs.queries import is_current, kept
from requests_app.eobs.review import reviews_of
from requests_app.models import (
    Case,
    ExplanationOfBenefits,
    Reprocessing,
    ReprocessingOutcome,
    ReprocessingState,
)
from requests_app.reprocessing.queries import all_of


@dataclass(frozen=True)
class Bills:
    """`eobs`: all that are kept, of which `reviews` holds those that count now. Newest first."""

    eobs: tuple[ExplanationOfBenefits, ...] = ()
    reviews: Mapping[int, Review] | None = None
    backs: tuple[Reprocessing, ...] = ()

    @property
    def half_done(self) -> tuple[ExplanationOfBenefits, ...]:
        return tuple(one for one in self.eobs if one.finished_at is None)

    @property
    def preparing(self) -> tuple[Reprocessing, ...]:
        return tuple(one for one in self.backs if one.state == ReprocessingState.PREPARING)

    @property
    def sent(self) -> tuple[Reprocessing, ...]:
        return tuple(one for one in self.backs if one.state == ReprocessingState.SENT)

    @property
    def answered(self) -> tuple[Reprocessing, ...]:
        """With the plan, and a newer statement of the claim is here."""
        by_replaced = {one.replaces_id for one in self.eobs if one.finished_at is not None}
        return tuple(one for one in self.sent if one.eob_id in by_replaced)

    @property
    def refused(self) -> tuple[Reprocessing, ...]:
        refusals = (ReprocessingOutcome.REFUSED, ReprocessingOutcome.PARTLY)
        return tuple(one for one in self.backs if one.outcome in refusals)

    @property
    def wrong(self) -> tuple[ExplanationOfBenefits, ...]:
        """Those that do not match and that nobody began to send back: to be put right."""
        begun = {one.eob_id for one in self.backs}
        return tuple(one for one in self._of(Result.WRONG) if one.pk not in begun)

    def back_of(self, eob_id: int | None) -> Reprocessing | None:
        """The newest sending back of this claim."""
        return next((one for one in self.backs if one.eob_id == eob_id), None)

    def count(self, result: Result) -> int:
        return len(self._of(result))

    def _of(self, result: Result) -> list[ExplanationOfBenefits]:
        found = self.reviews or {}
        return [one for one in self.eobs if one.pk in found and found[one.pk].verdict == result]

    @property
    def in_question(self) -> Decimal:
        return sum((one.in_question for one in (self.reviews or {}).values()), Decimal(0))


NO_BILLS = Bills()


def bills_of(case: Case, *, today: date) -> Bills:
    """One query without bills; a fixed number with any. Load the case with coverage, care and provider."""
    eobs = list(kept(case))
    if not eobs:
        return NO_BILLS
    for one in eobs:
        one.case = case
    counts = any(is_current(one) for one in eobs)
    reviews = reviews_of(case, eobs, today=today).reviews if counts else {}
    backs = tuple(all_of(case))
    return Bills(tuple(eobs), reviews, backs)
