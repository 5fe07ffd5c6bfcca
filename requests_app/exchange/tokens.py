"""Keys for a facility’s own system: shown once, ended at any time, and they end by themselves."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404

from requests_app.accounts import permissions
from requests_app.accounts.api_door import PREFIX, hash_of
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import ApiToken, Organization


def facilities_of(actor: Actor) -> list[Organization]:
    """Those of which this person may let systems in and copies out."""
    allowed = [one for one in actor.organization_roles if permissions.has_right(actor, one, Right.FACILITY)]
    return list(Organization.objects.filter(pk__in=allowed).order_by("name", "pk"))


def tokens_of(facilities: Iterable[Organization]) -> list[ApiToken]:
    rows = ApiToken.objects.filter(organization__in=list(facilities)).select_related(
        "organization", "made_by"
    )
    return list(rows.order_by("revoked_at", "-pk")[:200])


def get_token_or_404(actor: Actor, token_id: UUID) -> ApiToken:
    rows = ApiToken.objects.filter(organization__in=facilities_of(actor)).select_related("organization")
    found = rows.filter(public_id=token_id).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def make_token(
    *, organization: Organization, name: str, scopes: Iterable[str], days: int, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """The row and the key itself, which is kept nowhere."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        organization=organization,
        name=name,
        token_sha256=hash_of(key),
        end=key[-4:],
        scopes=sorted(str(one) for one in scopes),
        made_by_id=by.person_id,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    details = {"scopes": token.scopes, "days": days}
    log.record(action="exchange.key_made", target=token, by=by, at=at, details=details)
    return token, key


@transaction.atomic
def end_token(*, token: ApiToken, by: Actor, at: datetime) -> bool:
    """From the next request on it opens nothing. False: it was ended before."""
    permissions.check_right(by, token.organization_id, Right.FACILITY)
    ended = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at)
    if ended:
        log.record(action="exchange.key_ended", target=token, by=by, at=at)
    return bool(ended)
