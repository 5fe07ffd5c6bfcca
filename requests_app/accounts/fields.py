from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from requests_app.common.fields import TextField
from requests_app.common.fields.base import PortalField
from requests_app.common.widgets import LineInput

LONGEST_PASSWORD = 256
WHAT_TO_DO = {
    "password_too_short": _("Password must be 12 characters or more"),
    "password_too_similar": _("Choose a password that is not like your email address"),
}


class PasswordInput(LineInput):
    """Never shows again what was typed."""

    def __init__(self, *, autocomplete: str) -> None:
        super().__init__(kind="password", autocomplete=autocomplete, spellcheck=False)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        return format_html("<input{}>", flatatt({"type": self.kind, **self.attributes(name, attrs)}))


class PasswordField(PortalField):
    """Kept exactly as typed: a space is a part of a password."""

    def __init__(self, *, autocomplete: str = "current-password", **options: Any) -> None:
        super().__init__(widget=PasswordInput(autocomplete=autocomplete), **options)

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        if len(text) > LONGEST_PASSWORD:
            raise self.problem(_("Password must be %(limit)s characters or fewer"), limit=LONGEST_PASSWORD)
        return text


class NewPasswordField(PasswordField):
    def __init__(self, **options: Any) -> None:
        super().__init__(autocomplete="new-password", **options)
        self.user: Any = None

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            password_validation.validate_password(value, self.user)
        except ValidationError as weak:
            problem = weak.error_list[0]
            text = WHAT_TO_DO.get(str(problem.code), _("Choose a password that is harder to guess"))
            raise self.problem(text) from None


class StepCodeField(TextField):
    """Six numbers from an app, or eight of a backup code; spaces and dashes do not matter."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=40, width=10, autocomplete="one-time-code", inputmode="numeric", **options
        )

    def to_python(self, value: Any) -> str:
        return "".join(mark for mark in super().to_python(value) if mark not in " -.")
