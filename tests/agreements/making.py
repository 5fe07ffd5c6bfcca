"""Agreements, offers and rates as people write them down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from requests_app.agreements import offers
from requests_app.agreements.shown import shown_answer
from requests_app.drafts.versions import version_of
from requests_app.models import Case, Offer
from tests.factories.people import actor_for

OFFERED = date(2026, 11, 16)


def url(name: str, case: Case, *more: object) -> str:
    return reverse(f"agreements:{name}", args=[case.public_id, *more])


def new_key() -> dict[str, str]:
    return {"form_key": str(uuid4())}


def on(name: str, day: date) -> dict[str, str]:
    """A day as the three boxes send it."""
    return {f"{name}_month": str(day.month), f"{name}_day": str(day.day), f"{name}_year": str(day.year)}


def by_patient(case: Case) -> dict[str, Any]:
    return {"by": actor_for(case.opened_by), "at": timezone.now()}


def offer_of(
    case: Case, *, made_by: str = "PLAN", rates: dict[str, str] | None = None, **values: Any
) -> Offer:
    """`rates`: dollars for one day, by code."""
    typed = {"made_by": made_by, "offered_on": OFFERED, "person": "", "answer_by": None, "note": "", **values}
    offer = offers.record_offer(case=case, typed=typed, **by_patient(case))
    for code, rate in (rates or {}).items():
        add_rate(offer, code, rate)
    return offer


def add_rate(offer: Offer, code: str, rate: str) -> None:
    typed = {"code": code, "words": "", "rate": Decimal(rate), "unit": "DAYS"}
    offers.add_rate(offer=offer, typed=typed, **by_patient(offer.case))


def answer(offer: Offer, said: str, day: date | None = OFFERED, version: str | None = None) -> Offer:
    offer.refresh_from_db()
    return offers.answer_offer(
        offer=offer,
        answer=said,
        answered_on=day if said != "WAITING" else None,
        shown_version=version_of(shown_answer(offer)) if version is None else version,
        **by_patient(offer.case),
    )
