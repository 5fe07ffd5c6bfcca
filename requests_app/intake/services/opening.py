"""From triage answers and an agreement to a case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts.services import personal_organization, record_agreement
from requests_app.audit import log
from requests_app.cases.services import open_case
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.eobcheck import facts
from requests_app.eobcheck import services as checks
from requests_app.eobcheck.state import State
from requests_app.facilities.services import links
from requests_app.models import Case, CaseStatus, Invitation, Organization, PatientLink, User
from requests_app.notifications.services import queue_mail
from requests_app.triage import opening as told
from requests_app.triage.paths import Answers, one

TWO_TABS = timedelta(minutes=1)


class OpeningRefused(DomainError):
    """The text is shown to the person as it is."""


@dataclass(frozen=True)
class CameThrough:
    """The facility whose address or invitation the person used. It sees nothing until they agree."""

    organization_id: int
    invitation_hash: str = ""
    link_key: str = ""


@transaction.atomic
def find_invitation(*, token: str, by: Actor, at: datetime) -> Invitation | None:
    """The invitation of this link, if it can still be used. Changes nothing."""
    return _usable(_hash(token), by=by, at=at)


@transaction.atomic
def start_case(
    *,
    answers: Answers,
    through: CameThrough | None,
    shares_with_facility: bool,
    language: str,
    check: State | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case with what triage told; in the facility's tenant only when the person agreed to that.

    `check`: a bill check the person asked to keep, with its bills and what was approved.

    Raises NotAllAnswered (triage.paths) when questions are open, OpeningRefused when a link has run out.
    """
    path = _path(answers, check)
    user = User.objects.select_for_update(no_key=True).get(pk=by.user_id or 0)
    organization = _organization(user, through if shares_with_facility else None, by=by, at=at)
    link = _link(through, by=by) if shares_with_facility else None
    # A check brings bills along: another one is another request, whatever the answers say.
    opened = _just_opened(user, organization, answers, at=at) if check is None else None
    if opened is not None:
        return opened
    record_agreement(user=user, by=by, at=at)
    case = open_case(
        organization=organization,
        user=user,
        for_whom=one(answers, "who"),
        language=language,
        time_zone=told.zone_of(answers),
        fields={**told.columns_of(answers, path=path), "site": link.site if link else None},
        sections=_sections(answers, check),
        by=by,
        at=at,
    )
    if check is not None:
        # What the person may do was read before there was this case; now the database is asked.
        owner = replace(by, own_cases=None, scope=by.scope | {organization.pk})
        checks.add_to_case(case=case, state=check, by=owner, at=at)
    if link is not None:
        links.count_opened(link=link)
    if through and through.invitation_hash and shares_with_facility:
        _mark_used(through.invitation_hash, user=user, case=case, by=by, at=at)
    _say_saved(case, user, at=at)
    return case


def _say_saved(case: Case, user: User, *, at: datetime) -> None:
    queue_mail(
        template="intake/saved",
        to_email=user.email,
        language=case.language,
        context={"path": reverse("account_request_login_code")},
        organization_id=case.organization_id,
        at=at,
    )


def _just_opened(user: User, organization: Organization, answers: Answers, *, at: datetime) -> Case | None:
    """Two tabs on the same agreement are one request; ten questions are not answered again in a minute."""
    return (
        Case.objects.filter(
            organization=organization,
            opened_by=user,
            triage_answers=dict(answers),
            created_at__gt=at - TWO_TABS,
            status=CaseStatus.PREPARING,
        )
        .order_by("-id")
        .first()
    )


def _path(answers: Answers, check: State | None) -> str:
    suggested = told.path_of(answers)
    return suggested if check is None else facts.path_of(check)


def _sections(answers: Answers, check: State | None) -> dict[str, Mapping[str, Any]]:
    by_check = facts.sections_of(check) if check is not None else {}
    by_answers = told.sections_of(answers)
    coverage = {**by_check.get("coverage", {}), **by_answers["coverage"]}
    return {**by_check, **by_answers, "coverage": coverage}


def _organization(user: User, through: CameThrough | None, *, by: Actor, at: datetime) -> Organization:
    if through is None:
        return personal_organization(user=user)
    facility = Organization.objects.filter(
        pk=through.organization_id, kind=Organization.Kind.FACILITY, is_active=True
    ).first()
    if facility is None:
        raise OpeningRefused(_("This facility does not take requests here now. You can go on without it."))
    if through.invitation_hash and _usable(through.invitation_hash, by=by, at=at) is None:
        raise OpeningRefused(
            _("The invitation has run out or was used. You can go on without it, or ask for a new one.")
        )
    scope.widen(facility.pk)
    return facility


def _link(through: CameThrough | None, *, by: Actor) -> PatientLink | None:
    """A link that was ended meanwhile leads to the facility all the same, only to none of its sites."""
    if through is None or not through.link_key:
        return None
    found = links.find_link(key=through.link_key, by=by)
    return found if found is not None and found.organization_id == through.organization_id else None


def _usable(token_hash: str, *, by: Actor, at: datetime) -> Invitation | None:
    if not by.is_signed_in:
        scope.set_scope(())
    scope.show_link(token_hash)
    return (
        Invitation.objects.select_related("organization")
        .filter(
            token_hash=token_hash,
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=at,
            organization__is_active=True,
        )
        .first()
    )


def _mark_used(token_hash: str, *, user: User, case: Case, by: Actor, at: datetime) -> None:
    """Raises OpeningRefused when another tab or person was faster with the same link."""
    found = Invitation.objects.select_for_update(of=("self",)).get(token_hash=token_hash)
    if found.used_at is not None:
        raise OpeningRefused(_("The invitation was used meanwhile. You can go on without it."))
    Invitation.objects.filter(pk=found.pk).update(used_at=at, used_by=user)
    log.record(action="intake.invitation_used", target=found, case=case, by=by, at=at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
