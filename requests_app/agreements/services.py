"""Write down the terms of an agreement and how it ended. Offers and the signing have modules of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.agreements import queries
from requests_app.agreements.shown import Part, shown_terms
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups import services as followups
from requests_app.models import Agreement, AgreementState, Case, Offer
from requests_app.models.base import BaseModel


class AgreementRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_terms(
    *,
    case: Case,
    part: Part,
    typed: Mapping[str, Any],
    shown_version: str | None,
    is_new: bool = False,
    by: Actor,
    at: datetime,
) -> Agreement:
    """One page of the terms. `is_new`: of the next agreement, when the last one is signed.

    Raises Clash when somebody else wrote down other terms meanwhile.
    """
    check_can_write(case, by)
    agreement = queries.locked_current(case)
    if agreement is None or (is_new and agreement.state == AgreementState.SIGNED):
        agreement = begin(case)
    stored = shown_terms(agreement, part)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    for name in changed:
        setattr(agreement, name, wanted[name])
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        raise AgreementRefused(_("End date must be after the start date"))
    if changed or agreement.pk is None:
        agreement.save()
        note("agreements.terms_saved", agreement, case, by=by, at=at, part=str(part), fields=changed)
    return agreement


@transaction.atomic
def end_agreement(*, case: Case, because: str, by: Actor, at: datetime) -> None:
    """Nothing came of it. What was talked about stays to be read; done twice, it is done once."""
    check_can_write(case, by)
    agreement = queries.locked_current(case)
    if agreement is None or agreement.state == AgreementState.ENDED:
        return
    if agreement.state == AgreementState.SIGNED:
        raise AgreementRefused(_("This agreement is signed. If it is not, say so on the page about signing."))
    agreement.state, agreement.ended_because = AgreementState.ENDED, because
    agreement.save(update_fields=["state", "ended_because"])
    for offer in queries.offers_of(agreement):
        followups.call_off(case=case, about_prefix=about(offer), by=by, at=at)
    note("agreements.ended", agreement, case, by=by, at=at)


def begin(case: Case) -> Agreement:
    """Not stored yet. Who the two sides are is known from the request, so nobody is asked again."""
    return Agreement(
        organization_id=case.organization_id,
        case=case,
        plan_party=case.coverage.insurer,
        plan_phone=case.coverage.plan_phone,
        provider_party=case.provider.name,
        provider_npi=case.provider.npi,
        provider_tax_id=case.provider.tax_id.replace("-", ""),
    )


def about(offer: Offer) -> str:
    """How the follow-up of an offer names it."""
    return f"offer:{offer.pk}"


def check_can_write(case: Case, by: Actor) -> Case:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise AgreementRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def note(action: str, target: BaseModel, case: Case, *, by: Actor, at: datetime, **details: Any) -> None:
    log.record(action=action, target=target, case=case, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
