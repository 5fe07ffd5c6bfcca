"""From a check to a request: what was told is kept only from here on, sealed, in the session."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import cases_of
from requests_app.eobcheck.state import NotOurs, State, seal, unseal
from requests_app.models import CaseStatus

SESSION_KEY = "kept_bill_check"


def begin(request: PortalRequest, state: State) -> str:
    """Keep it and say where to go on: the first question that is still open."""
    request.session[SESSION_KEY] = seal(state)
    return reverse("intake:save")


def kept(request: HttpRequest) -> State | None:
    """What the visitor asked to keep; None where there is nothing, or the keys have changed since."""
    sealed = request.session.get(SESSION_KEY)
    if not sealed:
        return None
    try:
        return unseal(sealed)
    except NotOurs:
        return None


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def has_open_case(request: PortalRequest) -> bool:
    if not request.actor.is_signed_in:
        return False
    return cases_of(request.actor).exclude(status=CaseStatus.CLOSED).exists()
