"""A request that a facility opened on the phone becomes the patient’s own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts.services import record_agreement
from requests_app.audit import log
from requests_app.cases.consents import has_own_account
from requests_app.cases.queries import locked
from requests_app.cases.services import give_way_in
from requests_app.common import scope
from requests_app.common.actor import Actor
from requests_app.intake.services.opening import OpeningRefused
from requests_app.models import Case, Invitation, User


def is_for(invitation: Invitation, user: User) -> bool:
    """The code went to this very address: a link that was passed on opens nothing."""
    return user.email.strip().lower() == invitation.email.strip().lower()


@transaction.atomic
def take_over(*, invitation: Invitation, by: Actor, at: datetime) -> Case:
    """The person behind the invited address gets their way in and sees everything that was written so far.

    Load the invitation by `opening.find_invitation` in the same transaction. Raises OpeningRefused.
    """
    user = User.objects.get(pk=by.person_id)
    if invitation.case_id is None or not is_for(invitation, user):
        raise OpeningRefused(_("This link was sent to another address."))
    scope.widen(invitation.organization_id)
    case = locked(Case.objects.get(pk=invitation.case_id))
    fresh = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if fresh.used_at is not None or fresh.revoked_at is not None or has_own_account(case):
        raise OpeningRefused(_("This link was used before. Sign in to see your request."))
    record_agreement(user=user, by=by, at=at)
    give_way_in(case=case, user=user)
    Invitation.objects.filter(pk=fresh.pk).update(used_at=at, used_by=user)
    here = replace(by, own_cases=None, scope=by.scope | {invitation.organization_id})
    log.record(action="cases.taken_over", target=case, by=here, at=at)
    return case
