"""What allauth asks of us: mails go through the outbox, texts are ours, secrets are stored sealed."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from requests_app.accounts.queries import is_member_somewhere
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.languages import remember
from requests_app.drafts.http import SIGNED_OUT_PERSON
from requests_app.models import User
from requests_app.notifications import services as notifications

MAILS = {"account/email/login_code": "accounts/sign_in_code"}
SECOND_STEP = "allauth.mfa.stages.AuthenticateStage"
OUR_SECOND_STEP = "requests_app.accounts.stages.SecondStepStage"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The email address or the password does not match"),
        "enter_current_password": _("That password does not match"),
        "incorrect_code": _("That code does not match. Check the newest message"),
        "incorrect_password": _("That password does not match"),
        "rate_limited": _("Too many tries. Wait 15 minutes, then try again"),
        "too_many_login_attempts": _("Too many tries. Wait 15 minutes, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the save page and by staff invitations, not by allauth's own form."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail. Kinds we have no text for (such as “unknown account”) are not sent."""
        template = MAILS.get(template_prefix)
        if template is None:
            return
        notifications.queue_mail(
            template=template,
            to_email=email,
            language=get_language() or settings.LANGUAGE_CODE,
            context={"code": context["code"]},
            organization_id=None,
            at=timezone.now(),
        )

    def generate_login_code(self) -> str:
        """Six digits: can be typed on a phone, pasted, and filled in by the keyboard (F26)."""
        return get_random_string(length=6, allowed_chars="0123456789")

    def get_login_stages(self) -> list[str]:
        stages: list[str] = super().get_login_stages()
        return [OUR_SECOND_STEP if stage == SECOND_STEP else stage for stage in stages]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff to the start page, which knows what they may open; everybody else to their requests."""
        user_id = request.user.pk
        goes_home = user_id is None or is_member_somewhere(user_id)
        return reverse("home" if goes_home else "tracker:my_cases")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **_options: Any) -> bool:
        """Who signed in a moment ago is not asked again before changing how to sign in."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if not records:
            return True
        return bool(time.time() - records[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def reauthenticate(self, user: User, password: str) -> bool:
        """By the address of the account: staff accounts have no row in allauth's own table of addresses."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        for key in ("signed_out_by_time", SIGNED_OUT_PERSON):
            request.session.pop(key, None)
        # A device that has no language yet gets the one of the account.
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember(response, user.language)
        methods = [record["method"] for record in get_authentication_records(request, user)]
        log.record(
            action="accounts.signed_in",
            target=user,
            by=Actor(user_id=user.pk),
            at=timezone.now(),
            details={"methods": methods},
        )
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth's own flashes would say it a second time."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your account needs a second step, so this one stays"),
        "cannot_generate_recovery_codes": _("Add an authenticator app or a passkey first"),
        "incorrect_code": _("That code does not match. Check the newest one"),
        "unverified_email": _("Sign in once with a mailed code, then try again"),
    }

    def encrypt(self, text: str) -> str:
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sealer().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The device shows our name beside the passkey, not the address of the server."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SERVICE_NAME}


def _sealer() -> MultiFernet:
    """The first key seals, all open, so that keys can be changed one after another."""
    seeds = [hashlib.sha256(f"second factor\n{key}".encode()).digest() for key in settings.DATA_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(seed)) for seed in seeds])
