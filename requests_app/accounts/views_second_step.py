"""Authenticator apps, backup codes, passkeys and passwords: allauth's views with our forms and pages."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.accounts import forms, second_factor
from requests_app.accounts.sign_in import next_page
from requests_app.common.pages import page

asks_again = method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")


class OurPage:
    """Renders what allauth prepared through `page()`, as every view of ours does."""

    request: HttpRequest
    template_name: str
    heading: str | Promise = ""

    def render_to_response(self, context: dict[str, Any], **_options: Any) -> HttpResponse:
        form = context.get("form")
        ours = form if isinstance(form, forms.AccountForm) else None
        if self.heading:
            context["heading"] = self.heading
        return page(self.request, self.template_name, context, form=ours)


class SafetyView(OurPage, mfa.IndexView):  # type: ignore[misc]
    heading = _("Sign-in and safety")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = found["authenticators"]
        return found | {
            "has_app": Authenticator.Type.TOTP in kinds,
            "passkeys": kinds.get(Authenticator.Type.WEBAUTHN, []),
            "has_backup_codes": Authenticator.Type.RECOVERY_CODES in kinds,
            "is_member": self.request.actor.is_member_somewhere,  # type: ignore[attr-defined]
        }


class SecondStepView(OurPage, mfa.AuthenticateView):  # type: ignore[misc]
    form_class = forms.SecondStepForm
    webauthn_form_class = forms.PasskeyStepForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = second_factor.kinds_of(self.stage.login.user.pk)
        problem = self.webauthn_form.non_field_errors() or self.webauthn_form.errors.get("credential")
        return found | {
            "has_code": Authenticator.Type.TOTP in kinds or Authenticator.Type.RECOVERY_CODES in kinds,
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            "passkey_problem": problem,
        }


class SecondStepAgainView(OurPage, mfa.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.SecondStepAgainForm


class PasskeyAgainView(OurPage, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    form_class = forms.PasskeyAgainForm

    def form_invalid(self, form: forms.PasskeyAgainForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | kwargs


class PasswordAgainView(OurPage, account.ReauthenticateView):  # type: ignore[misc]
    form_class = forms.PasswordAgainForm


class AddAppView(OurPage, totp.ActivateTOTPView):  # type: ignore[misc]
    form_class = forms.AddAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        key = found["form"].secret
        return found | {"key_parts": [key[start : start + 4] for start in range(0, len(key), 4)]}

    def form_valid(self, form: forms.AddAppForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factor.added(self.request, Authenticator.Type.TOTP)
        return response


class RemoveAppView(OurPage, totp.DeactivateTOTPView):  # type: ignore[misc]
    form_class = forms.RemoveAppForm


class BackupCodesView(OurPage, recovery_codes.ViewRecoveryCodesView):  # type: ignore[misc]
    heading = _("Your backup codes")


class NewBackupCodesView(OurPage, recovery_codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    form_class = forms.NewBackupCodesForm


class PasskeysView(OurPage, webauthn.ListWebAuthnView):  # type: ignore[misc]
    heading = _("Your passkeys")


class AddPasskeyView(OurPage, webauthn.AddWebAuthnView):  # type: ignore[misc]
    form_class = forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)
        return found | {"not_now_url": next_page(self.request) or reverse("home")} | kwargs

    def get_success_url(self) -> str:
        """Staff see their backup codes; patients do not need any, their mailed code always works."""
        if self.request.actor.is_member_somewhere:  # type: ignore[attr-defined]
            url: str = super().get_success_url()
            return url
        return next_page(self.request) or reverse("mfa_list_webauthn")

    def form_valid(self, form: forms.AddPasskeyForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        second_factor.added(self.request, Authenticator.Type.WEBAUTHN)
        messages.success(self.request, _("Passkey added. You can sign in with it next time."))
        return response


class EditPasskeyView(OurPage, webauthn.EditWebAuthnView):  # type: ignore[misc]
    form_class = forms.EditPasskeyForm


class RemovePasskeyView(OurPage, webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    heading = _("Remove this passkey?")


class PasskeySignInView(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """GET gives the script its question; POST brings the answer of the device."""

    form_class = forms.PasskeySignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))
        return response

    def form_invalid(self, form: forms.PasskeySignInForm) -> HttpResponse:
        messages.warning(self.request, forms.NOT_KNOWN)
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))


class ChangePasswordView(OurPage, account.PasswordChangeView):  # type: ignore[misc]
    form_class = forms.ChangePasswordForm


@asks_again
class SetPasswordView(OurPage, account.PasswordSetView):  # type: ignore[misc]
    form_class = forms.NewPasswordForm
