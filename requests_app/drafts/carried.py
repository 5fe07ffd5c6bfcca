"""What a visitor asked to carry over: one sealed text in the session, until the request is there."""

from __future__ import annotations

from django.http import HttpRequest

SESSION_KEY = "carried"


def put(request: HttpRequest, sealed: str) -> None:
    request.session[SESSION_KEY] = sealed


def text(request: HttpRequest) -> str:
    return str(request.session.get(SESSION_KEY, ""))


def drop(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
