"""What differs in a claim, as somebody chooses what to ask about; the choice is frozen with the letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from requests_app.claims.findings import Finding, Result, Review, frozen, thawed
from requests_app.eobs.review import review_of
from requests_app.models import ExplanationOfBenefits, Reprocessing

OWN_WORDS = "own-words"


def reviewed(eob: ExplanationOfBenefits, *, today: date) -> Review:
    return review_of(eob, today=today)


def key_of(finding: Finding) -> str:
    """The same finding has the same name on every page."""
    return ".".join([finding.slug, *(str(place) for place in finding.lines)])


def differing(review: Review) -> tuple[Finding, ...]:
    return review.of(Result.WRONG)


def chosen_of(findings: Iterable[Finding], keys: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if key_of(one) in keys)


def kept_points(back: Reprocessing) -> tuple[Finding, ...]:
    return thawed(back.points)


def kept_keys(back: Reprocessing) -> list[str]:
    return [key_of(one) for one in kept_points(back)] or [OWN_WORDS]


def as_columns(review: Review, chosen: Sequence[Finding]) -> dict[str, object]:
    """Money is in question only for what is asked about: none of it where only words are sent."""
    amount: Decimal | None = review.in_question if chosen else None
    if chosen and len(chosen) < len(differing(review)) and all(one.amount is not None for one in chosen):
        amount = min(review.in_question, sum((one.amount or Decimal(0) for one in chosen), Decimal(0)))
    return {"points": frozen(chosen), "in_question": amount}
