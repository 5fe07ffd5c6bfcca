"""An offer to picture, where the demo data have none."""

from __future__ import annotations

from typing import Any


def offer_of(case: Any) -> Any:
    """The newest unanswered one with a rate; made when there is none."""
    from tests.agreements.making import offer_of as made

    offers = case.offers.filter(removed_at=None, accepted_on=None, refused_on=None, rates__isnull=False)
    return offers.order_by("-pk").first() or made(case, rates={"H0015": "310.50"})


def rate_of(case: Any) -> Any:
    return offer_of(case).rates.filter(removed_at=None).first()
