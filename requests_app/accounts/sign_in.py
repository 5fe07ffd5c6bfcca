"""Signing in with a mailed code, on top of allauth's own process."""

from __future__ import annotations

import time
from enum import Enum

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from requests_app.accounts import services
from requests_app.common.errors import DomainError
from requests_app.models import User

RESEND_AFTER_SECONDS = 30


class SignInRefused(DomainError):
    """The address and the password do not fit, or it was tried too often."""


class Answer(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    RUN_OUT = "run out, a new one is on its way"
    LAST_TRY = "wrong, and no tries are left"


def begin(request: HttpRequest, *, email: str, next_url: str = "") -> HttpResponse:
    """Mail a code to this address and go to the page that asks for it.

    Known and unknown addresses get the same answer: who is new gets an account without a request.
    """
    email = email.strip().lower()
    if not ratelimit.consume(request, action="request_login_code", key=email):
        return _too_many(request)
    person = services.ensure_person(email=email, language=get_language() or settings.LANGUAGE_CODE)
    LoginCodeVerificationProcess.initiate(request=request, user=_open_account(person), email=email)
    return HttpResponseRedirect(code_page(request, next_url=next_url))


def code_page(request: HttpRequest, *, next_url: str = "") -> str:
    """The address of the code page; `next` goes along if it leads to a page of ours."""
    return with_next(reverse("account_confirm_login_code"), next_url or next_page(request))


def with_next(url: str, wanted: str) -> str:
    return f"{url}?{urlencode({'next': wanted})}" if wanted else url


def next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and get_adapter().is_safe_url(wanted) else ""


def pending(request: HttpRequest) -> LoginCodeVerificationProcess | None:
    """The sign-in this browser has begun, also when its code has run out."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return None if stage is None else LoginCodeVerificationProcess(stage=stage)


def check(process: LoginCodeVerificationProcess, *, code: str) -> Answer:
    if not process.is_valid():
        _send_anew(process)
        return Answer.RUN_OUT
    if compare_user_code(actual=code, expected=process.code):
        return Answer.RIGHT
    return Answer.WRONG if process.record_invalid_attempt() else Answer.LAST_TRY


def finish(request: HttpRequest, process: LoginCodeVerificationProcess) -> HttpResponse:
    """Sign in: who read the mail owns the address. The session gets a new key; triage answers stay in it."""
    email = process.state["email"]
    EmailAddress.objects.get_or_create(user=process.user, email=email, defaults={"primary": True})
    response: HttpResponse = process.finish(next_page(request) or None)
    return response


def with_password(request: HttpRequest, *, email: str, password: str) -> HttpResponse:
    """The first of two steps for staff. Refusals do not tell which half was wrong."""
    if not ratelimit.consume(request, action="login"):
        return _too_many(request)
    adapter = get_adapter()
    credentials = {"email": email.strip().lower(), "password": password}
    try:
        user = adapter.authenticate(request, **credentials)
    except ValidationError as refused:
        raise SignInRefused(refused.messages[0]) from None
    if user is None:
        raise SignInRefused(str(adapter.error_messages["email_password_mismatch"]))
    login = Login(user=user, email=credentials["email"], redirect_url=next_page(request) or None)
    response: HttpResponse = perform_password_login(request, credentials, login)
    return response


def send_again(request: HttpRequest, process: LoginCodeVerificationProcess) -> bool:
    """Mail a new code, not sooner than 30 seconds after the last one and five times an hour."""
    too_soon = time.time() - process.state["at"] < RESEND_AFTER_SECONDS
    if too_soon or not ratelimit.consume(request, action="resend_login_code", key=process.state["email"]):
        return False
    _send_anew(process)
    return True


def masked(email: str) -> str:
    """m•••@example.com: enough to see a slip of the finger, too little for who looks over a shoulder."""
    local, _at, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def _too_many(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def _send_anew(process: LoginCodeVerificationProcess) -> None:
    process.state["at"] = time.time()
    process.resend()


def _open_account(person: User) -> User | None:
    """A closed account gets the same page and no code."""
    return person if person.is_active else None
