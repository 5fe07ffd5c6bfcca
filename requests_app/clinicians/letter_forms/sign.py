from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.clinicians.letter_forms.base import CAPTION
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.names import same_name


class SignForm(PortalForm):
    """The version is the hash of the letter that is shown."""

    caption = CAPTION
    heading = _("Read your letter, then sign it")
    button = _("Sign and share with my patient")

    is_true = fields.AgreementField(
        label=_("I wrote or checked every part of this letter, and it is true as far as I know.")
    )
    signed_name = fields.NameField(
        label=_("Type your full name"),
        hint=_("This counts as your signature"),
        name=_("Your full name"),
        empty=_("Type your full name to sign"),
        max_length=150,
        min_length=2,
        width=30,
        autocomplete="off",
    )

    def __init__(self, *args: Any, name_given: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.name_given = name_given

    def clean_signed_name(self) -> str:
        """Titles, initials and letters after the name do not count; another name does."""
        typed = str(self.cleaned_data["signed_name"])
        if not same_name(self.name_given, typed):
            text = _("Your full name must match the name in the letter: %(name)s")
            raise self.fields["signed_name"].problem(text, name=self.name_given)  # type: ignore[attr-defined]
        return typed


class FindCodeForm(PortalForm):
    """Looks in the list; the words are kept nowhere."""

    caption = CAPTION
    button = _("Search")

    words = fields.TextField(
        label=_("Which diagnosis are you looking for?"),
        hint=_("A name or the start of a code"),
        empty=_("Enter a name or the start of a code"),
        name=_("Your answer"),
        max_length=80,
    )
