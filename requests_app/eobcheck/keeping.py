"""From a check to a request: what was told is kept only from here on, sealed, in the session."""

from __future__ import annotations

from django.http import HttpRequest

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import cases_of
from requests_app.drafts import carried
from requests_app.eobcheck.state import NotOurs, State, seal, unseal
from requests_app.models import Case, CaseStatus


def begin(request: HttpRequest, state: State) -> None:
    carried.put(request, seal(state))


def kept(request: HttpRequest) -> State | None:
    """What the visitor asked to keep; None where there is nothing, or the keys have changed since."""
    try:
        state = unseal(carried.text(request))
    except NotOurs:
        return None
    return state if state.claims else None


def take_new(request: HttpRequest) -> bool:
    """This check was not looked at since it was kept."""
    return carried.take_new(request)


def open_cases(request: PortalRequest) -> list[Case]:
    """Where a check can go: the person’s open requests that they may write in, newest first, with names."""
    if not request.actor.is_signed_in:
        return []
    found = cases_of(request.actor).exclude(status=CaseStatus.CLOSED).select_related("patient")
    return [one for one in found if can_edit_case(request.actor, one)]
