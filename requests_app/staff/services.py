"""What staff do in the queue beside the shared services of `cases`."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.models import Case, Invitation, NextAction, Organization, WaitingOn
from requests_app.notifications.services import queue_mail


@transaction.atomic
def set_next_action(
    *,
    case: Case,
    next_action: str,
    own_text: str,
    waiting_on: str,
    due_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """A step set by hand. What happens later moves on only the steps the product set itself."""
    permissions.check_is_staff_of(by, case)
    cases.set_next_step(
        case=case,
        action=NextAction(next_action),
        waiting_on=WaitingOn(waiting_on),
        due_on=due_on,
        by=by,
        at=at,
        text=own_text if next_action == NextAction.OWN else "",
    )


@transaction.atomic
def invite(*, organization: Organization, email: str, language: str, by: Actor, at: datetime) -> Invitation:
    """Send one person a link into this facility. Opening it changes nothing; agreeing is their own step.

    Raises PermissionDenied for people who may only look.
    """
    permissions.check_may_change(by, organization.pk)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        organization=organization,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        email=email,
        language=language,
        invited_by_id=by.person_id,
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
    log.record(action="staff.invited", target=invitation, by=by, at=at)
    return invitation
