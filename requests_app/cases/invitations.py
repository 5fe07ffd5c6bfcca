"""Links that a facility mails to one person: to start a request with it, or to take over one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import has_consent, has_own_account
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.models import Case, Invitation, Organization
from requests_app.notifications.services import queue_mail


@transaction.atomic
def invite(*, organization: Organization, email: str, language: str, by: Actor, at: datetime) -> Invitation:
    """Send one person a link into this facility. Opening it changes nothing; agreeing is their own step.

    Raises PermissionDenied for people without the right to open cases there.
    """
    permissions.check_right(by, organization.pk, Right.OPEN)
    invitation = _send(organization, None, email, language, by.person_id, at)
    log.record(action="staff.invited", target=invitation, by=by, at=at)
    return invitation


@transaction.atomic
def invite_to_case(
    *, case: Case, email: str, language: str, invited_by_id: int | None = None, by: Actor, at: datetime
) -> Invitation:
    """Send the patient the link to a case that the facility opened for them; links sent before end.

    Only who signs in with this very address can use it. Raises CaseRefused when the patient side has its way
    in already, or nobody agreed to mails.
    """
    if by.api_token_id is None or case.organization_id not in by.scope:
        permissions.check_right(by, case.organization_id, Right.OPEN)
    if not locked(case).is_open:
        raise CaseRefused(_("This request is closed. Open it again first."))
    if has_own_account(case):
        raise CaseRefused(_("The patient can already see this request."))
    if not has_consent(case, ConsentTo.MAIL):
        raise CaseRefused(_("Nobody agreed to emails yet. Ask, and write the consent down first."))
    Invitation.objects.filter(case=case, used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=at)
    invitation = _send(case.organization, case, email, language, invited_by_id or by.person_id, at)
    log.record(action="staff.invited_to_case", target=invitation, case=case, by=by, at=at)
    return invitation


def _send(
    organization: Organization, case: Case | None, email: str, language: str, invited_by: int, at: datetime
) -> Invitation:
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organization=organization,
        case=case,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        email=email,
        language=language,
        invited_by_id=invited_by,
        expires_at=at + settings.INVITATION_KEPT,
    )
    queue_mail(
        template="staff/invitation",
        to_email=email,
        language=language,
        context={"path": reverse("intake:invitation", kwargs={"token": token})},
        organization_id=organization.pk,
        at=at,
    )
    return invitation
