"""Signing in and out. Second steps and passkeys are in `views_second_step`."""

from __future__ import annotations

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import second_factor, sign_in
from requests_app.accounts.forms import CodeForm, PasswordSignInForm, SignInForm
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.sign_in import Answer
from requests_app.common.pages import page
from requests_app.drafts.http import COOKIE as HELD_COOKIE
from requests_app.drafts.http import form_data


@login_not_required
@require_http_methods(["GET", "POST"])
def request_code(request: PortalRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _go_on(request)
    form = SignInForm(form_data(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return sign_in.begin(request, email=form.cleaned_data["email"])
    context = {
        "was_signed_out": request.session.get("signed_out_by_time", False),
        "has_held_text": HELD_COOKIE in request.COOKIES,
        "next": sign_in.next_page(request),
    }
    return page(request, "account/request_login_code.html", context, form=form)


@login_not_required
@require_http_methods(["GET", "POST"])
def confirm_code(request: PortalRequest) -> HttpResponse:
    """A02. The same page for known and unknown addresses."""
    if request.user.is_authenticated:
        return _go_on(request)
    process = sign_in.pending(request)
    if process is None:
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
    if request.POST.get("action") == "resend":
        if sign_in.send_again(request, process):
            messages.success(request, _("New code sent."))
        else:
            messages.info(request, _("Wait a little before you ask for a new code. Look in the spam folder."))
        return HttpResponseRedirect(sign_in.code_page(request))
    form = CodeForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        answer = sign_in.check(process, code=form.cleaned_data["code"])
        if answer is Answer.RIGHT:
            return sign_in.finish(request, process)
        if answer is Answer.LAST_TRY:
            messages.warning(request, _("That was the last try for this code. We can send you a new one."))
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        form.add_error("code", _why_not(answer))
    context = {
        "masked_email": sign_in.masked(process.state["email"]),
        "other_way_url": _other_way_url(request),
        "is_demo": settings.DEMO,
    }
    return page(request, "account/confirm_login_code.html", context, form=form)


def _why_not(answer: Answer) -> str:
    if answer is Answer.RUN_OUT:
        return _("That code has run out. We sent a new one")
    return _("That code does not match. Check the newest message")


def _other_way_url(request: PortalRequest) -> str:
    return sign_in.with_next(resolve_url(settings.LOGIN_URL), sign_in.next_page(request))


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def staff_sign_in(request: PortalRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _go_on(request)
    form = PasswordSignInForm(form_data(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            return sign_in.with_password(request, **form.cleaned_data)
        except sign_in.SignInRefused as refusal:
            form.add_error("password", str(refusal))
    return page(request, "account/login.html", {"code_url": _other_way_url(request)}, form=form)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_out(request: PortalRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return page(request, "account/logout.html", {"heading": _("Sign out?")})
    after = sign_in.next_page(request) or reverse("signed_out")
    response = HttpResponseRedirect(after)
    if request.method == "POST":
        logout(request)
        # The next person at this browser must not find what this one typed.
        response.delete_cookie(HELD_COOKIE, samesite="Lax")
    return response


@login_not_required
@require_GET
def closed(request: PortalRequest) -> HttpResponse:
    return page(request, "account/account_inactive.html", {"heading": _("This account is closed")})


@require_GET
def staff_second_factor(request: PortalRequest) -> HttpResponse:
    """Staff without a second step in this session come here from every staff page."""
    if request.actor.is_staff or not request.actor.is_member_somewhere:
        return HttpResponseRedirect(reverse("home"))
    context = {
        "heading": _("Your account needs a second step"),
        "has_second_step": second_factor.has_one(request.actor.user_id),
    }
    return page(request, "account/staff_second_factor.html", context)


def _go_on(request: PortalRequest) -> HttpResponse:
    return HttpResponseRedirect(sign_in.next_page(request) or reverse("home"))
