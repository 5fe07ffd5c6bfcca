"""What a visitor asked to carry over: one sealed text in the session, until the request is there."""

from __future__ import annotations

from django.http import HttpRequest

SESSION_KEY, NEW_KEY = "carried", "carried_is_new"


def put(request: HttpRequest, sealed: str) -> None:
    request.session[SESSION_KEY] = sealed
    request.session[NEW_KEY] = True


def take_new(request: HttpRequest) -> bool:
    """Once after each `put`."""
    return bool(request.session.pop(NEW_KEY, False))


def text(request: HttpRequest) -> str:
    return str(request.session.get(SESSION_KEY, ""))


def drop(request: HttpRequest) -> None:
    for key in (SESSION_KEY, NEW_KEY):
        request.session.pop(key, None)
