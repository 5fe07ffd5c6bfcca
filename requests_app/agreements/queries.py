"""The agreements of a case with their offers: a fixed number of queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from requests_app.agreements.points import Asked, Extent, Service, Terms
from requests_app.models import Agreement, AgreementState, CareCode, Case, Offer, OfferRate

OPEN = (AgreementState.OPEN, AgreementState.AGREED)


def agreements_of(case: Case) -> list[Agreement]:
    """The one that counts first, then older ones. Three queries."""
    rows = list(_whole(case))
    main = current_among(rows)
    return sorted(rows, key=lambda one: one is not main) if main else rows


def current_among(rows: Sequence[Agreement]) -> Agreement | None:
    """The one that is talked about; else the newest signed one. `rows` newest first."""
    talked = [one for one in rows if one.state in OPEN]
    signed = [one for one in rows if one.state == AgreementState.SIGNED]
    return next(iter(talked or signed), None)


def current_of(case: Case) -> Agreement | None:
    """With `offers_of` and `rates_of` at hand. Three queries."""
    return current_among(list(_whole(case)))


def state_of(case: Case) -> tuple[str, str]:
    """For lists: the state of the one that counts and who made an offer that waits (“”). Two queries."""
    rows = list(case.agreements.filter(removed_at__isnull=True).order_by("-id"))
    main = current_among(rows)
    if main is None:
        return ("", "")
    waiting = main.offers.filter(removed_at__isnull=True, accepted_on=None, refused_on=None)
    made_by = waiting.order_by("-offered_on", "-id").values_list("made_by", flat=True).first()
    return (main.state, made_by or "")


def locked_current(case: Case) -> Agreement | None:
    """The one that counts, held. Call it with the case held."""
    rows = case.agreements.select_for_update().filter(removed_at__isnull=True).order_by("-id")
    return current_among(list(rows))


def locked_offer(offer: Offer) -> Offer:
    fresh = Offer.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=offer.pk)
    fresh.case = offer.case
    return fresh


def locked_rate(rate: OfferRate) -> OfferRate:
    return OfferRate.objects.select_for_update(of=("self",)).get(pk=rate.pk)


def get_offer_or_404(case: Case, offer_id: UUID) -> Offer:
    found = Offer.objects.filter(case=case, public_id=offer_id, removed_at__isnull=True)
    offer = found.select_related("agreement").prefetch_related(_rates()).first()
    if offer is None or offer.agreement.removed_at is not None:
        raise Http404
    offer.case = case
    return offer


def get_rate_or_404(case: Case, rate_id: UUID) -> OfferRate:
    found = OfferRate.objects.filter(case=case, public_id=rate_id, removed_at__isnull=True)
    rate = found.filter(offer__removed_at__isnull=True).select_related("offer__agreement").first()
    if rate is None:
        raise Http404
    rate.case = rate.offer.case = case
    return rate


def offer_is_removed(case: Case, offer_id: UUID) -> bool:
    return Offer.objects.filter(case=case, public_id=offer_id, removed_at__isnull=False).exists()


def rate_is_removed(case: Case, rate_id: UUID) -> bool:
    return OfferRate.objects.filter(case=case, public_id=rate_id, removed_at__isnull=False).exists()


def offers_of(agreement: Agreement) -> list[Offer]:
    """Oldest first."""
    return list(agreement.offers.filter(removed_at__isnull=True).prefetch_related(_rates()))


def rates_of(offer: Offer) -> list[OfferRate]:
    return list(offer.rates.filter(removed_at__isnull=True))


def kept_offers(agreement: Agreement) -> list[Offer]:
    """Those of an agreement that was read by `agreements_of`, oldest first. No query."""
    return list(agreement.offers.all())


def kept_rates(offer: Offer) -> list[OfferRate]:
    """Those of an offer that was read here. No query."""
    return list(offer.rates.all())


def offer_that_counts(offers: Sequence[Offer]) -> Offer | None:
    """What was accepted; else the newest that was not refused."""
    accepted = [one for one in offers if one.accepted_on]
    standing = accepted or [one for one in offers if not one.refused_on]
    return standing[-1] if standing else None


def codes_of(case: Case) -> list[CareCode]:
    """The services that were asked for; one query."""
    kinds = (CareCode.Kind.SERVICE, CareCode.Kind.REVENUE)
    return list(case.codes.filter(kind__in=kinds, removed_at__isnull=True).order_by("id"))


def asked_of(case: Case, codes: Sequence[CareCode]) -> Asked:
    """Load the case with its care."""
    care = case.care
    return Asked(
        services=tuple(Service(one.code, one.modifier) for one in codes),
        extent=Extent(care.starts_on, care.ends_on, care.amount, care.amount_unit),
    )


def terms_of(agreement: Agreement, offer: Offer | None) -> Terms:
    return Terms(
        extent=Extent(agreement.starts_on, agreement.ends_on, agreement.amount, agreement.amount_unit),
        rated=frozenset(Service(one.code, one.modifier) for one in (kept_rates(offer) if offer else ())),
        covers_facility=agreement.covers_facility,
        covers_professional=agreement.covers_professional,
        in_network_cost_share=agreement.in_network_cost_share,
        no_billing_the_rest=agreement.no_billing_the_rest,
        number=agreement.number,
    )


def _whole(case: Case) -> QuerySet[Agreement]:
    offers = Offer.objects.filter(removed_at__isnull=True).prefetch_related(_rates())
    kept = case.agreements.filter(removed_at__isnull=True).select_related("signed_copy", "decision")
    return kept.prefetch_related(Prefetch("offers", offers)).order_by("-id")


def _rates() -> Prefetch[str]:
    return Prefetch("rates", OfferRate.objects.filter(removed_at__isnull=True))
