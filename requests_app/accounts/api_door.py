"""The door of a facility’s own system: a key in the header `Authorization: Bearer …`, and nothing else.

A session that comes along opens nothing. Of a key the database keeps the hash; what it may do is told by its
scopes, and it sees one facility.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from requests_app.accounts import rates
from requests_app.common import problems
from requests_app.common.actor import Actor, system
from requests_app.common.scope import set_scope, show_link
from requests_app.models import ApiToken, Organization

PREFIX = "sca_"
LONGEST = 200
USED_IS_WRITTEN_EVERY = timedelta(minutes=1)


class Scope(StrEnum):
    OPEN = "cases:open"
    READ = "cases:read"
    PACKETS = "packets:read"


# What a route and its method ask for.
NEEDED: dict[tuple[str, str], Scope] = {
    ("api:cases", "GET"): Scope.READ,
    ("api:cases", "POST"): Scope.OPEN,
    ("api:case", "GET"): Scope.READ,
    ("api:packet", "GET"): Scope.PACKETS,
}
NO_KEY = "Send a key of your facility in the header “Authorization: Bearer …”."
WRONG_KEY = "This key is unknown, has run out or was ended."
TOO_OFTEN = "Too many requests. Wait the seconds that “Retry-After” names, then go on."


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def enter(request: HttpRequest, *, now: datetime) -> Actor | HttpResponse:
    """Who acts, in the scope of the one facility; or the answer that says why nobody does."""
    if request.resolver_match is None:
        return problems.answer(404)
    key = _sent(request)
    if key is None:
        return _unknown(NO_KEY)
    wait = rates.seconds_to_wait(request, "api_wrong_key", counts=False)
    if wait:
        return _too_often(wait)
    token = find(key, now=now)
    if token is None:
        rates.seconds_to_wait(request, "api_wrong_key")
        return _unknown(WRONG_KEY)
    wait = rates.seconds_to_wait(request, "api", key=str(token.public_id))
    if wait:
        return _too_often(wait)
    method = "GET" if request.method == "HEAD" else str(request.method)
    needed = NEEDED[request.resolver_match.view_name, method]
    if needed not in token.scopes:
        return problems.answer(403, f"This key has no scope “{needed}”.")
    if token.last_used_at is None or now - token.last_used_at >= USED_IS_WRITTEN_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return system(token_id=token.pk, organization_id=token.organization_id)


def find(key: str, *, now: datetime) -> ApiToken | None:
    """The living key, in the scope of its facility; what never was and what has ended look the same."""
    key_sha256 = hash_of(key)
    set_scope([])
    show_link(key_sha256)
    token = ApiToken.objects.filter(token_sha256=key_sha256).first()
    set_scope([token.organization_id] if token is not None else [])
    show_link("")
    is_open = Organization.objects.filter(
        pk=token.organization_id if token is not None else 0, is_active=True
    ).exists()
    if token is None or token.revoked_at is not None or token.expires_at <= now or not is_open:
        set_scope([])
        return None
    return token


def _sent(request: HttpRequest) -> str | None:
    kind, _space, key = request.headers.get("Authorization", "").partition(" ")
    key = key.strip()
    if kind.lower() != "bearer" or not key or len(key) > LONGEST:
        return None
    return key


def _unknown(text: str) -> HttpResponse:
    response = problems.answer(401, text)
    response.headers["WWW-Authenticate"] = f'Bearer realm="{settings.SERVICE_NAME}"'.encode(
        "ascii", "replace"
    ).decode()
    return response


def _too_often(seconds: int) -> HttpResponse:
    response = problems.answer(429, TOO_OFTEN)
    response.headers["Retry-After"] = str(seconds)
    return response
