"""Consent is written down with the words that were read, who said yes, how and when; it only ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.consent_words import ConsentTo, words_of
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, Consent

OWN = (CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER)


@dataclass(frozen=True)
class Given:
    """A yes to one or several things, said by one person at one moment."""

    given_by: str
    relation: str
    how: str
    language: str
    to: tuple[ConsentTo, ...] = (ConsentTo.KEEP,)
    given_at: datetime | None = None


def consents_of(case: Case) -> list[Consent]:
    found = Consent.objects.filter(case=case).select_related("recorded_by", "ended_by")
    return list(found.order_by("ended_at", "-given_at", "-pk"))


def get_consent_or_404(case: Case, consent_id: UUID) -> Consent:
    found = Consent.objects.filter(case=case, public_id=consent_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def has_consent(case: Case, to_what: ConsentTo) -> bool:
    return Consent.objects.filter(case=case, to_what=to_what, ended_at__isnull=True).exists()


def has_own_account(case: Case) -> bool:
    """The patient or a caregiver has a way in of their own: from then on they speak for themselves."""
    return CaseAccess.objects.current().filter(case=case, relation__in=OWN).exists()


@transaction.atomic
def record_consent(
    *, case: Case, given: Given, recorded_by_id: int | None = None, by: Actor, at: datetime
) -> list[Consent]:
    """One row for each thing agreed to, with the words in the language they were read in."""
    _check_may_record(case, by)
    locked(case)
    rows = [
        Consent.objects.create(
            organization_id=case.organization_id,
            case=case,
            to_what=str(one),
            given_by=given.given_by,
            relation=given.relation,
            how=given.how,
            words=words_of(one, language=given.language, facility=case.organization.name),
            language=given.language,
            given_at=given.given_at or at,
            recorded_by_id=recorded_by_id or by.person_id,
        )
        for one in given.to
        if not has_consent(case, one)
    ]
    for row in rows:
        details = {"to": row.to_what, "how": str(row.how)}
        log.record(action="cases.consent_recorded", target=row, by=by, at=at, details=details)
    return rows


@transaction.atomic
def end_consent(*, consent: Consent, by: Actor, at: datetime) -> None:
    """Taken back, from now on. Raises CaseRefused when it was taken back before."""
    permissions.check_is_staff_of(by, consent.case)
    locked(consent.case)
    open_one = Consent.objects.filter(pk=consent.pk, ended_at__isnull=True)
    if not open_one.update(ended_at=at, ended_by_id=by.person_id):
        raise CaseRefused(_("This consent was taken back before."))
    log.record(action="cases.consent_ended", target=consent, by=by, at=at, details={"to": consent.to_what})


def open_ones(found: Iterable[Consent]) -> list[Consent]:
    return [one for one in found if one.ended_at is None]


def _check_may_record(case: Case, by: Actor) -> None:
    """A facility’s own system has no role: whoever let it in has asked what its key is for."""
    if by.api_token_id is None or case.organization_id not in by.scope:
        permissions.check_is_staff_of(by, case)
