"""allauth's forms in our look and words. What they check stays allauth's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_change import change_password
from allauth.mfa.base import forms as second_step
from allauth.mfa.recovery_codes import forms as recovery_codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.accounts.fields import NewPasswordField, PasswordField, StepCodeField
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import User

NO_ANSWER = _("Your device did not answer. Try again, or sign in another way")
NOT_KNOWN = _("That passkey does not work here. Try another one, or sign in another way")


def _own_password(user: User, password: str) -> str:
    """Counted as a try, so that a found browser cannot be used to guess."""
    adapter = get_adapter()
    if not adapter.reauthenticate(user, password):
        raise adapter.validation_error("incorrect_password")
    return password


class AccountForm(PortalForm):
    """allauth makes its forms itself, without our `today`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("today", timezone.localdate())
        super().__init__(*args, **options)


class SignInForm(AccountForm):
    heading = _("Sign in")
    button = _("Send me a code")

    email = fields.EmailField(hint=_("We send sign-in codes here"))


class CodeForm(AccountForm):
    heading = _("Enter the code we sent")

    code = fields.SecurityCodeField(hint=_("6 numbers. Works for 15 minutes"))


class PasswordSignInForm(AccountForm):
    heading = _("Staff sign-in")
    button = _("Sign in")

    email = fields.EmailField()
    password = PasswordField(label=_("Password"), empty=_("Enter the password"))


class PasswordAgainForm(AccountForm):
    heading = _("Enter your password again")
    why = _("This page is guarded more closely, so we check that it is you.")

    password = PasswordField(label=_("Password"), empty=_("Enter the password"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        return _own_password(self.user, self.cleaned_data["password"])


class NewPasswordForm(AccountForm):
    heading = _("Choose a password")
    button = _("Save the password")

    password1 = NewPasswordField(
        label=_("New password"),
        hint=_("12 characters or more. A few words in a row are easy to remember"),
        empty=_("Enter a new password"),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["password1"].user = user  # type: ignore[attr-defined]

    def save(self) -> None:
        change_password(self.user, self.cleaned_data["password1"])


class ChangePasswordForm(NewPasswordForm):
    heading = _("Change your password")

    oldpassword = PasswordField(label=_("Current password"), empty=_("Enter the current password"))
    field_order = ["oldpassword", "password1"]

    def clean_oldpassword(self) -> str:
        return _own_password(self.user, self.cleaned_data["oldpassword"])


class SecondStepForm(AccountForm, second_step.AuthenticateForm):  # type: ignore[misc]
    heading = _("Your second step")
    button = _("Go on")

    code = StepCodeField(
        label=_("Code"),
        hint=_("6 numbers from your app, or one of your backup codes"),
        empty=_("Enter the code from your app, or a backup code"),
    )


class SecondStepAgainForm(AccountForm, second_step.ReauthenticateForm):  # type: ignore[misc]
    heading = _("Show that it is you")
    why = _("This page is guarded more closely, so we check that it is you.")

    code = StepCodeField(
        label=_("Code"),
        hint=_("6 numbers from your app, or one of your backup codes"),
        empty=_("Enter the code from your app, or a backup code"),
    )


class AddAppForm(AccountForm, totp.ActivateTOTPForm):  # type: ignore[misc]
    heading = _("Add an authenticator app")
    button = _("Add this app")

    code = StepCodeField(
        label=_("Code from the app"), hint=_("6 numbers"), empty=_("Enter the 6-number code from the app")
    )


class RemoveAppForm(AccountForm, totp.DeactivateTOTPForm):  # type: ignore[misc]
    heading = _("Remove the authenticator app?")
    button = _("Remove the app")


class NewBackupCodesForm(AccountForm, recovery_codes.GenerateRecoveryCodesForm):  # type: ignore[misc]
    heading = _("Make new backup codes?")
    button = _("Make new codes")


class _DeviceAnswer(AccountForm):
    """`credential` is what the browser got from the device; nobody types it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["credential"].error_messages.update(required=NO_ANSWER, invalid=NO_ANSWER)

    def _clean_fields(self) -> None:
        with self._odd_ones_refused():
            super()._clean_fields()

    def _clean_form(self) -> None:
        with self._odd_ones_refused():
            super()._clean_form()  # type: ignore[misc]

    @contextmanager
    def _odd_ones_refused(self) -> Iterator[None]:
        """What no device sends is refused by the readers of JSON and passkeys with errors of their own."""
        try:
            yield
        except (ValueError, RecursionError):
            self.add_error("credential", NOT_KNOWN)

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth calls every refused passkey a wrong code."""
        is_refused = getattr(error, "code", None) == "incorrect_code"
        super().add_error(field, NOT_KNOWN if is_refused else error)


class AddPasskeyForm(_DeviceAnswer, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    heading = _("Add a passkey")
    button = _("Add a passkey")

    name = fields.TextField(
        label=_("Name of the device"), hint=_("Like “my phone”"), max_length=60, required=False
    )
    # Always a passkey that can sign in by itself; the script reads the box.
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)


class EditPasskeyForm(AccountForm, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    heading = _("Name of the passkey")
    button = _("Save the name")

    name = fields.TextField(
        label=_("Name of the device"), max_length=60, empty=_("Enter a name for this passkey")
    )


class PasskeyStepForm(_DeviceAnswer, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    heading = _("Your second step")


class PasskeyAgainForm(_DeviceAnswer, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    heading = _("Show that it is you")
    why = _("This page is guarded more closely, so we check that it is you.")


class PasskeySignInForm(_DeviceAnswer, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    heading = _("Sign in")
