"""Typed answers: a line, or several lines with a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core import validators
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning
from requests_app.common.fields.base import TOO_LONG, TOO_SHORT, UNREADABLE, PortalField
from requests_app.common.widgets import LineInput, LongTextInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class TextField(PortalField):
    """One line of text. `width` is the number of characters the box should look made for."""

    def __init__(
        self,
        *,
        max_length: int,
        min_length: int = 0,
        width: int = 0,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool = True,
        widget: forms.Widget | None = None,
        **options: Any,
    ) -> None:
        line = LineInput(width=width, autocomplete=autocomplete, inputmode=inputmode, spellcheck=spellcheck)
        super().__init__(widget=widget or line, **options)
        self.max_length = max_length
        self.min_length = min_length

    def to_python(self, value: Any) -> str:
        return self.checked("" if value is None else cleaning.one_line(str(value)))

    def checked(self, text: str) -> str:
        if cleaning.has_unreadable_marks(text):
            raise self.problem(UNREADABLE)
        if len(text) > self.max_length:
            raise self.problem(TOO_LONG, limit=number_format(self.max_length, force_grouping=True))
        if text and len(text) < self.min_length:
            raise self.problem(TOO_SHORT, limit=self.min_length)
        return text


class NameField(TextField):
    """A person's name: any script, never re-cased, never spell-checked."""

    def __init__(self, *, max_length: int = 100, spellcheck: bool = False, **options: Any) -> None:
        super().__init__(max_length=max_length, spellcheck=spellcheck, **options)


class LongTextField(TextField):
    """Several lines. The limit is part of the hint; with JavaScript it counts down."""

    widget: LongTextInput

    def __init__(self, *, max_length: int, rows: int = 6, **options: Any) -> None:
        super().__init__(max_length=max_length, widget=LongTextInput(rows=rows, limit=max_length), **options)

    def to_python(self, value: Any) -> str:
        return self.checked("" if value is None else cleaning.many_lines(str(value)))


# One slip away from the providers most people use.
_TYPED_FOR = {
    "gmial.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gmail.con": "gmail.com",
    "gamil.com": "gmail.com",
    "gmal.com": "gmail.com",
    "yaho.com": "yahoo.com",
    "yahoo.con": "yahoo.com",
    "hotmial.com": "hotmail.com",
    "hotmail.con": "hotmail.com",
    "outlok.com": "outlook.com",
    "outlook.con": "outlook.com",
    "iclould.com": "icloud.com",
}
ENTER_EMAIL = _("Enter an email address, like name@example.com")
_MAIL_CHECK = validators.EmailValidator()


class EmailField(TextField):
    def __init__(
        self,
        *,
        autocomplete: str = "email",
        **options: Any,
    ) -> None:
        options.setdefault("label", _("Email address"))
        options.setdefault("empty", ENTER_EMAIL)
        super().__init__(
            max_length=254,
            widget=LineInput(kind="email", autocomplete=autocomplete, spellcheck=False),
            **options,
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace(" ", "")
        if text:
            try:
                _MAIL_CHECK(text)
            except forms.ValidationError:
                raise self.problem(ENTER_EMAIL) from None
        return text

    def warning(self, value: Any) -> StrOrPromise | None:
        _local, _at, domain = str(value).rpartition("@")
        meant = _TYPED_FOR.get(domain.lower())
        if not meant:
            return None
        return _("Check the email address. Did you mean %(meant)s?") % {"meant": f"@{meant}"}


class SecurityCodeField(TextField):
    """The six numbers from a sign-in message."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Security code"))
        options.setdefault("empty", _("Enter the 6-number code"))
        super().__init__(
            max_length=40, width=10, autocomplete="one-time-code", inputmode="numeric", **options
        )

    def to_python(self, value: Any) -> str:
        text = "".join(mark for mark in super().to_python(value) if mark not in " -.")
        if text and not (len(text) == 6 and text.isascii() and text.isdigit()):
            raise self.problem(_("Enter the 6-number code"))
        return text
