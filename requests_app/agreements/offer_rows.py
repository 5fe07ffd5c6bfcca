"""Offers and rates as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.agreements import queries
from requests_app.agreements.points import Service
from requests_app.common.dates import long_date
from requests_app.documents.presenters import Row
from requests_app.models import Agreement, AmountUnit, CareCode, Case, Offer, OfferRate
from requests_app.models.agreements import OfferBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PER: dict[str, StrOrPromise] = {
    AmountUnit.VISITS: gettext_lazy("%(rate)s for one visit"),
    AmountUnit.DAYS: gettext_lazy("%(rate)s for one day"),
    AmountUnit.HOURS: gettext_lazy("%(rate)s for one hour"),
    AmountUnit.UNITS: gettext_lazy("%(rate)s for one billing unit"),
}


@dataclass(frozen=True)
class OfferCard:
    offer: Offer
    title: str
    url: str
    status: str
    told: str
    facts: list[Row]
    rates: list[Row]


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(f"agreements:{name}", args=[case.public_id, *more])


def offer_cards(case: Case, agreement: Agreement, *, on: date) -> list[OfferCard]:
    """Newest first."""
    offers = queries.kept_offers(agreement)
    return [_offer_card(case, one, offers, on=on) for one in reversed(offers)]


def _offer_card(case: Case, offer: Offer, offers: Sequence[Offer], *, on: date) -> OfferCard:
    status, told = standing_of(offer, offers, on=on)
    return OfferCard(
        offer=offer,
        title=offer_title(offer),
        url=url_of("offer_detail", case, offer.public_id),
        status=status,
        told=told,
        facts=offer_facts(offer, told),
        rates=[rate_row(rate) for rate in queries.kept_rates(offer)],
    )


def offer_title(offer: Offer) -> str:
    told = {
        OfferBy.PLAN: _("Offer of the plan, %(day)s"),
        OfferBy.PROVIDER: _("Offer of the provider, %(day)s"),
    }
    return told[OfferBy(offer.made_by)] % {"day": long_date(offer.offered_on)}


def standing_of(offer: Offer, offers: Sequence[Offer], *, on: date) -> tuple[str, str]:
    """A mark and how it stands in words."""
    if offer.accepted_on:
        return "DONE", _("Accepted on %(day)s") % {"day": long_date(offer.accepted_on)}
    if offer.refused_on:
        return "", _("Refused on %(day)s") % {"day": long_date(offer.refused_on)}
    later = [one for one in offers if (one.offered_on, one.pk) > (offer.offered_on, offer.pk)]
    if later:
        return "", _("Answered by a later offer")
    if offer.answer_by and offer.answer_by < on:
        return "PROBLEM", _("No answer yet. It was due on %(day)s") % {"day": long_date(offer.answer_by)}
    if offer.answer_by:
        return "WAITING", _("Waits for an answer, until %(day)s") % {"day": long_date(offer.answer_by)}
    return "WAITING", _("Waits for an answer")


def offer_facts(offer: Offer, told: str) -> list[Row]:
    rows = [Row(_("How it stands"), told)]
    if offer.person:
        rows.append(Row(_("Who said it"), offer.person))
    if offer.note:
        rows.append(Row(_("What else they said"), offer.note))
    return rows


def rate_text(rate: OfferRate) -> str:
    return str(PER.get(rate.unit, "%(rate)s")) % {"rate": money(rate.rate)}


def rate_row(rate: OfferRate) -> Row:
    return Row(_name_of(rate), rate_text(rate))


def rate_card(case: Case, rate: OfferRate, *, may_edit: bool) -> dict[str, Any]:
    return {
        "title": _name_of(rate),
        "facts": [Row(_("Rate"), rate_text(rate))],
        "change_url": url_of("rate_edit", case, rate.public_id) if may_edit else "",
        "remove_url": url_of("rate_remove", case, rate.public_id) if may_edit else "",
    }


def missing_rates(case: Case, offer: Offer, codes: Sequence[CareCode]) -> list[dict[str, str]]:
    """Codes of the request that this offer has no rate for."""
    rated = {(one.code, one.modifier) for one in queries.kept_rates(offer)}
    add = url_of("rate_add", case, offer.public_id)
    return [
        {"code": str(Service(one.code, one.modifier)), "words": one.own_words, "url": f"{add}?code={code}"}
        for one in codes
        if (one.code, one.modifier) not in rated
        for code in (str(Service(one.code, one.modifier)),)
    ]


def money(amount: Decimal) -> str:
    return f"${amount:,.2f}"


def _name_of(rate: OfferRate) -> str:
    code = str(Service(rate.code, rate.modifier))
    return f"{code}, {rate.words}" if rate.words else code


@dataclass(frozen=True)
class RateTable:
    """Rates side by side: one row for each code, one column for each offer, oldest first."""

    heads: list[str]
    rows: list[tuple[str, list[str]]]


def rate_table(agreement: Agreement, codes: Sequence[CareCode]) -> RateTable | None:
    """Only where there is something to compare."""
    offers = [one for one in queries.kept_offers(agreement) if queries.kept_rates(one)]
    if len(offers) < 2:
        return None
    services = [Service(one.code, one.modifier) for one in codes]
    for offer in offers:
        services += [Service(one.code, one.modifier) for one in queries.kept_rates(offer)]
    told = [
        {Service(one.code, one.modifier): rate_text(one) for one in queries.kept_rates(offer)}
        for offer in offers
    ]
    rows = [(str(one), [cells.get(one, "–") for cells in told]) for one in dict.fromkeys(services)]
    return RateTable([offer_title(one) for one in offers], rows)
