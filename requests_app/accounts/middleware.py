"""From a browser to an actor: session limits, one transaction with its tenant, the access policy."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from requests_app.accounts import actors, api_door, faults, link_door, looks, policy, second_factor
from requests_app.accounts.roles import ONLY_LOOKING, editors_of
from requests_app.common import scope
from requests_app.common.actor import ANONYMOUS, Actor
from requests_app.drafts.http import SIGNED_OUT_PERSON, hold_for
from requests_app.models import ClinicianState

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN, BEGAN = "seen_at", "began_at"
# How many minutes a page of this person may lie open, as the facility said when it was last asked.
STAFF_MINUTES = "staff_minutes"
WRITE_SEEN_EVERY = 60


class SessionTimeMiddleware:
    """Signs people out after idle time and after the longest session; staff sooner than patients.

    The moment last seen is written at most once a minute, so that a page view costs no session write.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if auth.SESSION_KEY in request.session:
            now = int(timezone.now().timestamp())
            began = request.session.setdefault(BEGAN, now)
            seen = request.session.get(SEEN, now)
            minutes = request.session.get(STAFF_MINUTES)
            idle = timedelta(minutes=minutes) if minutes else settings.PATIENT_IDLE
            request.idle_seconds = now - seen  # type: ignore[attr-defined]
            if now - seen > idle.total_seconds() or now - began > settings.SESSION_LONGEST.total_seconds():
                _sign_out(request)
            elif now - seen >= WRITE_SEEN_EVERY or SEEN not in request.session:
                request.session[SEEN] = now
        return self.get_response(request)


def _sign_out(request: HttpRequest) -> None:
    person_id = int(request.session[auth.SESSION_KEY])
    auth.logout(request)
    request.session["signed_out_by_time"] = True
    request.session[SIGNED_OUT_PERSON] = person_id


class HoldPostMiddleware:
    """A form that arrives after the session ended is kept and offered again after signing in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.method == "POST"
            and response.status_code == 302
            and not request.user.is_authenticated
            and response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL) + "?next=")
        ):
            hold_for(request, response, path=request.get_full_path())
        return response


class ActorMiddleware:
    """Opens the request's transaction, tells Postgres who is asking, and sets `request.actor`.

    Anything raised by a view, and any 5xx answer, undoes the whole transaction.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "path", "").startswith("/healthz"):
            request.actor = ANONYMOUS  # type: ignore[attr-defined]
            return self.get_response(request)
        fault = _read_body(request)
        with transaction.atomic():
            actor = request.actor = self._actor(request)  # type: ignore[attr-defined]
            if fault is not None:
                raise fault
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                looks.record(request, response, actor=actor)
                faults.record(request, response, actor=actor)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        transaction.set_rollback(True)

    @staticmethod
    def _actor(request: HttpRequest) -> Actor:
        if not request.user.is_authenticated or _is_for_systems(request):
            return ANONYMOUS
        user_id = int(request.user.pk)
        has_second_factor = second_factor.was_given(request)
        rows = scope.enter(user_id=user_id, as_staff=has_second_factor)
        # Of several facilities the strictest counts; 0: works for none.
        minutes = min((row.idle_minutes for row in rows if row.role), default=0)
        if request.session.get(STAFF_MINUTES, 0) != minutes:
            request.session[STAFF_MINUTES] = minutes
        if minutes and getattr(request, "idle_seconds", 0) > minutes * 60:
            _sign_out(request)
            return ANONYMOUS
        return actors.from_rows(rows, user_id=user_id, has_second_factor=has_second_factor)


def _is_for_systems(request: HttpRequest) -> bool:
    """Opened by the key of a facility’s own system alone, whoever is signed in besides."""
    if not request.path.startswith("/api/"):
        return False
    try:
        row = policy.ROWS.get(resolve(request.path_info).view_name)
    except Resolver404:
        return False
    return row is not None and row.who is policy.Who.API


def _read_body(request: HttpRequest) -> Exception | None:
    """Take the whole form in before the transaction: a slow line may be slower than the database waits.

    What is wrong with a body is raised later, where it is known who asks.
    """
    if request.method != "POST":
        return None
    try:
        # Which files are taken at all is a matter of the route (`uploads`).
        request.resolver_match = resolve(request.path_info)
        request.POST  # noqa: B018
        if request.content_type == "application/json":
            request.body  # noqa: B018
    except (Resolver404, UnreadablePostError):
        return None
    except (BadRequest, SuspiciousOperation, MultiPartParserError) as fault:
        return fault
    return None


class PolicyMiddleware:
    """Deny by default: a route without a policy row is closed, and so is a method the row does not list."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        row = policy.ROWS.get(match.view_name)
        if row is None:
            log.error("route without a policy row", extra={"route": match.view_name})
            raise PermissionDenied
        method = "GET" if request.method == "HEAD" else request.method
        if method not in row.methods:
            if method == "GET" and row.who is not policy.Who.PUBLIC:
                # After signing in again the browser asks for the page of a kept form with GET.
                return HttpResponseRedirect(reverse("home"))
            return HttpResponseNotAllowed(row.methods)
        if row.who is policy.Who.DEMO and not settings.DEMO:
            raise Http404
        if row.who is policy.Who.API:
            entered = api_door.enter(request, now=timezone.now())
            if isinstance(entered, HttpResponse):
                return entered
            request.actor = entered
            return None
        if row.who is policy.Who.CLINICIAN:
            return self._let_clinician_in(request, kwargs["request_id"])
        actor: Actor = request.actor
        roles = policy.ROLES_OF.get(row.who)
        if roles is not None and not actor.is_staff:
            if actor.is_member_somewhere and not actor.has_second_factor:
                return HttpResponseRedirect(reverse("staff_second_factor"))
            raise Http404
        if roles is not None and row.who is not policy.Who.STAFF:
            roles &= editors_of(match.view_name) | ONLY_LOOKING
        if roles is not None and roles.isdisjoint(actor.organization_roles.values()):
            raise PermissionDenied
        request.actor = replace(actor, editing_roles=editors_of(match.view_name))
        return None

    @staticmethod
    def _let_clinician_in(request: Any, request_id: UUID) -> HttpResponse | None:
        """Whoever is signed in besides acts here as the clinician only; without the code, back to the link.

        What was typed after the time ran out is kept for this browser and offered again.
        """
        letter_request = link_door.enter(request, request_id, now=timezone.now())
        if letter_request is not None:
            request.actor = link_door.actor_of(letter_request)
            said_no = letter_request.state == ClinicianState.DECLINED
            if said_no and request.resolver_match.view_name not in policy.AFTER_A_NO:
                return HttpResponseRedirect(reverse("clinicians:declined", args=[request_id]))
            return None
        kept = link_door.known(request, request_id)
        if kept is None:
            return HttpResponseRedirect(reverse("clinicians:gone"))
        response = HttpResponseRedirect(reverse("clinicians:landing", args=[request_id]))
        if request.method == "POST" and kept.confirmed_at:
            hold_for(request, response, path=request.get_full_path())
        return response
