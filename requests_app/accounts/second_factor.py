"""Was a second factor given in this session? Read from what allauth noted at sign-in."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from requests_app.audit import log
from requests_app.common.actor import Actor


def was_given(request: HttpRequest) -> bool:
    """True after a passkey (two factors by itself), an authenticator code or a recovery code."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def added(request: HttpRequest, kind: str) -> None:
    """Adding an app or a passkey takes its code or touch, so staff need not sign in again."""
    authenticator = Authenticator.objects.filter(user_id=request.user.pk, type=kind).latest("created_at")
    post_authentication(request, authenticator)
    request.session.cycle_key()
    log.record(
        action="accounts.second_step_added",
        target=authenticator.user,
        by=Actor(user_id=authenticator.user_id),
        at=timezone.now(),
        details={"kind": kind},
    )


def kinds_of(user_id: int | None) -> set[str]:
    """Which second steps this person has."""
    return set(Authenticator.objects.filter(user_id=user_id).values_list("type", flat=True))


def has_one(user_id: int | None) -> bool:
    """Backup codes alone do not count: they are for the day the phone is lost."""
    return bool(kinds_of(user_id) & {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN})
