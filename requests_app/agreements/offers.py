"""Offers and counter-offers with their rates, and what the other side said. Each is kept as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from requests_app.agreements import queries
from requests_app.agreements.services import AgreementRefused, about, begin, check_can_write, note
from requests_app.agreements.shown import (
    ACCEPTED,
    OFFER_FIELDS,
    REFUSED,
    shown_answer,
    shown_offer,
    shown_rate,
)
from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days
from requests_app.common.codes import clean_service_code
from requests_app.drafts.clash import check_version, merged
from requests_app.drafts.versions import plain
from requests_app.followups import services as followups
from requests_app.followups.closed import closed_days_of
from requests_app.models import Agreement, AgreementState, Case, FollowUpKind, Offer, OfferRate

# Where nobody named a day, somebody asks after a week of business days.
ASK_AFTER = 5
MOST_RATES = 40
MOST_OFFERS = 60


@transaction.atomic
def record_offer(
    *, case: Case, typed: Mapping[str, Any], with_last_rates: bool = False, by: Actor, at: datetime
) -> Offer:
    """`typed`: OFFER_FIELDS. `with_last_rates`: begin with the rates of the offer before it."""
    held = check_can_write(case, by)
    if by.user_id is None:
        raise AgreementRefused(_("Sign in again first."))
    agreement = _talked_about(case)
    earlier = queries.offers_of(agreement)
    if len(earlier) >= MOST_OFFERS:
        raise AgreementRefused(
            _("An agreement can have %(count)s offers. Remove one first.") % {"count": MOST_OFFERS}
        )
    offer = Offer.objects.create(
        organization_id=case.organization_id,
        case=case,
        agreement=agreement,
        recorded_by_id=by.user_id,
        **{name: typed[name] for name in OFFER_FIELDS},
    )
    if with_last_rates and earlier:
        _copy_rates(earlier[-1], offer)
    note("agreements.offer_recorded", offer, case, by=by, at=at, made_by=str(offer.made_by))
    _plan(held, offer, by=by, at=at)
    return offer


@transaction.atomic
def change_offer(
    *, offer: Offer, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> Offer:
    """What was written down wrong. Raises Clash when somebody else saved other values meanwhile."""
    held = check_can_write(offer.case, by)
    fresh = _unanswered(offer)
    stored = shown_offer(fresh)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if changed:
        for name in changed:
            setattr(fresh, name, wanted[name])
        fresh.save(update_fields=changed)
        note("agreements.offer_changed", fresh, fresh.case, by=by, at=at, fields=changed)
        _plan(held, fresh, by=by, at=at)
    return fresh


@transaction.atomic
def answer_offer(
    *,
    offer: Offer,
    answer: str,
    answered_on: date | None,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> Offer:
    """ACCEPTED, REFUSED or WAITING, which takes an earlier answer back. One offer at most is accepted."""
    held = check_can_write(offer.case, by)
    fresh = _kept(offer)
    stored = shown_answer(fresh)
    typed = {"answer": answer, "answered_on": answered_on}
    check_version(stored, shown_version, typed)
    if {name: plain(value) for name, value in typed.items()} == {n: plain(v) for n, v in stored.items()}:
        return fresh
    agreement = Agreement.objects.select_for_update().get(pk=fresh.agreement_id)
    if agreement.state == AgreementState.SIGNED:
        raise AgreementRefused(_("This agreement is signed, so its offers stay as they are."))
    others = [one for one in queries.offers_of(agreement) if one.accepted_on and one.pk != fresh.pk]
    if answer == ACCEPTED and others:
        raise AgreementRefused(_("Another offer is accepted already. Take that answer back first."))
    fresh.accepted_on = answered_on if answer == ACCEPTED else None
    fresh.refused_on = answered_on if answer == REFUSED else None
    fresh.save(update_fields=["accepted_on", "refused_on"])
    agreement.state = AgreementState.AGREED if answer == ACCEPTED or others else AgreementState.OPEN
    agreement.save(update_fields=["state"])
    if answer in (ACCEPTED, REFUSED):
        followups.settle(case=held, about_prefix=about(fresh), by=by, at=at)
    else:
        _plan(held, fresh, by=by, at=at)
    told = {ACCEPTED: "agreements.offer_accepted", REFUSED: "agreements.offer_refused"}
    note(told.get(answer, "agreements.offer_reopened"), fresh, fresh.case, by=by, at=at)
    return fresh


@transaction.atomic
def remove_offer(*, offer: Offer, by: Actor, at: datetime) -> None:
    """Written down by mistake. The row stays; done twice, it is done once."""
    check_can_write(offer.case, by)
    fresh = queries.locked_offer(offer)
    if fresh.removed_at is not None:
        return
    if fresh.accepted_on is not None:
        raise AgreementRefused(_("This offer is accepted. Take the answer back first."))
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    followups.call_off(case=fresh.case, about_prefix=about(fresh), by=by, at=at)
    note("agreements.offer_removed", fresh, fresh.case, by=by, at=at)


@transaction.atomic
def add_rate(*, offer: Offer, typed: Mapping[str, Any], by: Actor, at: datetime) -> OfferRate:
    """`typed`: code (with its modifiers, like 90837-95), words, rate, unit."""
    check_can_write(offer.case, by)
    fresh = _unanswered(offer)
    kept = queries.rates_of(fresh)
    if len(kept) >= MOST_RATES:
        raise AgreementRefused(
            _("An offer can have %(count)s rates. Remove one first.") % {"count": MOST_RATES}
        )
    columns = _columns(typed)
    _refuse_twice(kept, columns)
    last = fresh.rates.aggregate(last=Max("position"))["last"] or 0
    rate = OfferRate.objects.create(
        organization_id=fresh.organization_id,
        case_id=fresh.case_id,
        offer=fresh,
        position=last + 1,
        **columns,
    )
    note("agreements.rate_saved", rate, fresh.case, by=by, at=at)
    return rate


@transaction.atomic
def change_rate(
    *, rate: OfferRate, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> OfferRate:
    check_can_write(rate.case, by)
    offer = _unanswered(rate.offer)
    fresh = queries.locked_rate(rate)
    if fresh.removed_at is not None:
        raise AgreementRefused(_("Somebody took this rate out."))
    stored = shown_rate(fresh)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    if {name: plain(value) for name, value in wanted.items()} != {n: plain(v) for n, v in stored.items()}:
        columns = _columns(wanted)
        _refuse_twice([one for one in queries.rates_of(offer) if one.pk != fresh.pk], columns)
        for name, value in columns.items():
            setattr(fresh, name, value)
        fresh.save(update_fields=list(columns))
        note("agreements.rate_saved", fresh, offer.case, by=by, at=at)
    return fresh


@transaction.atomic
def remove_rate(*, rate: OfferRate, by: Actor, at: datetime) -> None:
    check_can_write(rate.case, by)
    offer = _unanswered(rate.offer)
    if OfferRate.objects.filter(pk=rate.pk, removed_at__isnull=True).update(removed_at=at):
        note("agreements.rate_removed", rate, offer.case, by=by, at=at)


def ask_on(case: Case, offer: Offer) -> date:
    """The day that was named for the answer, else some business days after the offer."""
    if offer.answer_by is not None:
        return offer.answer_by
    closed = closed_days_of(case.organization_id, offer.offered_on)
    return add_business_days(offer.offered_on, ASK_AFTER, closed)


def _plan(case: Case, offer: Offer, *, by: Actor, at: datetime) -> None:
    """An offer that somebody answered since, by a counter-offer, needs no other look."""
    for older in queries.offers_of(offer.agreement):
        is_open = older.accepted_on is None and older.refused_on is None
        if older.pk != offer.pk and is_open and older.offered_on <= offer.offered_on:
            followups.settle(case=case, about_prefix=about(older), by=by, at=at)
    followups.plan_for(
        case=case, kind=FollowUpKind.OFFER, due_on=ask_on(case, offer), about=about(offer), by=by, at=at
    )


def _talked_about(case: Case) -> Agreement:
    agreement = queries.locked_current(case)
    if agreement is None:
        agreement = begin(case)
        agreement.save()
    if agreement.state == AgreementState.SIGNED:
        raise AgreementRefused(_("This agreement is signed. Begin a new one to write down more offers."))
    if agreement.state == AgreementState.AGREED:
        raise AgreementRefused(_("An offer is accepted already. Take that answer back to go on talking."))
    return agreement


def _kept(offer: Offer) -> Offer:
    fresh = queries.locked_offer(offer)
    if fresh.removed_at is not None:
        raise AgreementRefused(_("Somebody took this offer out of the list."))
    if fresh.agreement.state == AgreementState.ENDED:
        raise AgreementRefused(_("The talks are over, so nothing of them changes any more."))
    return fresh


def _unanswered(offer: Offer) -> Offer:
    fresh = _kept(offer)
    if fresh.accepted_on or fresh.refused_on:
        raise AgreementRefused(
            _("This offer was answered, so it stays as it was made. Write down a new offer instead.")
        )
    return fresh


def _columns(typed: Mapping[str, Any]) -> dict[str, Any]:
    code = clean_service_code(typed["code"])
    return {
        "code": code.code,
        "modifier": code.modifier,
        "words": typed["words"],
        "rate": typed["rate"],
        "unit": typed["unit"],
    }


def _refuse_twice(kept: list[OfferRate], columns: Mapping[str, Any]) -> None:
    if any((one.code, one.modifier) == (columns["code"], columns["modifier"]) for one in kept):
        raise AgreementRefused(_("This offer has a rate for this code already."))


def _copy_rates(source: Offer, target: Offer) -> None:
    OfferRate.objects.bulk_create(
        [
            OfferRate(
                organization_id=target.organization_id,
                case_id=target.case_id,
                offer=target,
                code=one.code,
                modifier=one.modifier,
                words=one.words,
                rate=one.rate,
                unit=one.unit,
                position=place,
            )
            for place, one in enumerate(queries.rates_of(source), start=1)
        ]
    )
