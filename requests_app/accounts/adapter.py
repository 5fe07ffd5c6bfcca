"""What allauth asks of us: mails go through the outbox, pages keep our wording, staff keep two factors."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from requests_app.notifications import services as notifications

MAILS = {"account/email/login_code": "accounts/sign_in_code"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
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
            language=get_language() or "en",
            context={"code": context["code"]},
            organization_id=None,
            at=timezone.now(),
        )

    def generate_login_code(self) -> str:
        """Six digits: can be typed on a phone, pasted, and filled in by the keyboard (F26)."""
        from django.utils.crypto import get_random_string

        return get_random_string(length=6, allowed_chars="0123456789")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth's own flashes would say it a second time."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        enabled: bool = super().is_mfa_enabled(user, types)
        return enabled
