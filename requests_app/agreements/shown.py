"""What each page shows of a row, for the check that nobody changed it meanwhile. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from requests_app.models import Agreement, Offer, OfferRate


class Part(StrEnum):
    """The pages on which the terms are written down, in their order."""

    WHO = "who"
    EXTENT = "extent"
    PROTECTION = "protection"
    BILLING = "billing"


FIELDS: dict[Part, tuple[str, ...]] = {
    Part.WHO: (
        "plan_party",
        "plan_contact",
        "plan_phone",
        "provider_party",
        "provider_signer",
        "provider_npi",
        "provider_tax_id",
    ),
    Part.EXTENT: ("number", "starts_on", "ends_on", "amount", "amount_unit"),
    Part.PROTECTION: (
        "covers_facility",
        "covers_professional",
        "in_network_cost_share",
        "no_billing_the_rest",
    ),
    Part.BILLING: ("billing_notes",),
}
OFFER_FIELDS = ("made_by", "offered_on", "person", "answer_by", "note")
ANSWER_FIELDS = ("answer", "answered_on")
RATE_FIELDS = ("code", "words", "rate", "unit")
SIGNED_FIELDS = ("is_signed", "signed_on", "number", "starts_on", "ends_on")
ACCEPTED, REFUSED, WAITING = "ACCEPTED", "REFUSED", "WAITING"


def shown_terms(agreement: Agreement | None, part: Part) -> dict[str, Any]:
    row = agreement or Agreement()
    return {name: getattr(row, name) for name in FIELDS[part]}


def shown_offer(offer: Offer) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in OFFER_FIELDS}


def shown_answer(offer: Offer) -> dict[str, Any]:
    answer = ACCEPTED if offer.accepted_on else REFUSED if offer.refused_on else WAITING
    return {"answer": answer, "answered_on": offer.accepted_on or offer.refused_on}


def shown_rate(rate: OfferRate) -> dict[str, Any]:
    code = f"{rate.code}-{rate.modifier}" if rate.modifier else rate.code
    return {"code": code, "words": rate.words, "rate": rate.rate, "unit": rate.unit}


def shown_signed(agreement: Agreement) -> dict[str, Any]:
    is_signed = "YES" if agreement.signed_on else ""
    kept = {name: getattr(agreement, name) for name in SIGNED_FIELDS if name != "is_signed"}
    return {"is_signed": is_signed} | kept
