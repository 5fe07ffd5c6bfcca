from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.dates import long_date
from requests_app.common.fields.days import When
from requests_app.common.forms import PortalForm
from requests_app.models import CaseAccess, Language

# What a person in Spanish types as well.
WORDS_TO_DELETE = ("DELETE", "ELIMINAR", "BORRAR")


class SettingsForm(PortalForm):
    heading = _("Settings")
    button = _("Save")

    language = fields.ChoiceField(
        label=_("Which language should we use for you?"),
        hint=_("For these pages and for our emails"),
        choices=Language,
        empty=_("Select a language"),
    )


class HelperForm(PortalForm):
    caption = _("People who help you")
    heading = _("Add a helper")
    why = _("A helper sees everything in this request, health details too. You can end it at any time.")
    button = _("Add this person")

    email = fields.EmailField(
        label=_("Their email address"),
        hint=_("We send one email there. It names no person and no plan"),
        autocomplete="off",
    )
    display_name = fields.NameField(
        label=_("Their name"),
        hint=_("As you call them, like Maria or Uncle Joe"),
        autocomplete="off",
        empty=_("Enter their name"),
    )
    level = fields.ChoiceField(
        label=_("What may they do?"),
        choices=CaseAccess.Level,
        hints={
            CaseAccess.Level.EDIT: _("They can answer questions and log calls for you"),
            CaseAccess.Level.VIEW: _("They can read everything and change nothing"),
        },
        empty=_("Select what they may do"),
    )
    last_day = fields.DayField(
        label=_("Last day they can see it"),
        hint=_("Leave it empty if you do not know yet"),
        name=_("Last day"),
        when=When.TODAY_OR_FUTURE,
        required=False,
    )


class DeleteForm(PortalForm):
    """The second step of deleting: a word typed by hand, the same in both languages."""

    heading = _("Delete this request")
    button = _("Delete my request")

    word = fields.TextField(
        label=_("Type DELETE to confirm"),
        hint=_("In capital letters"),
        name=_("The word"),
        empty=_("Type DELETE to confirm"),
        max_length=20,
        autocomplete="off",
        spellcheck=False,
    )

    def clean_word(self) -> str:
        word = str(self.cleaned_data["word"]).strip().strip("“”\"'.").upper()
        if word not in WORDS_TO_DELETE:
            raise ValidationError(_("Type DELETE to confirm"))
        return word


class CloseForm(PortalForm):
    button = _("Close this request")

    because = fields.ChoiceField(
        label=_("Why are you closing this request?"),
        choices=(
            ("APPROVED", _("The plan said yes and I have what I need")),
            ("STOPPED", _("I stopped asking")),
            ("NO", _("The plan said no, and I do not want to go on")),
            ("OTHER_CARE", _("I got other care")),
        ),
        empty=_("Select why you are closing it"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, keep_until: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.why = _(
            "We stop all reminders. You can still read it, and you can open it again until %(day)s."
        ) % {"day": long_date(keep_until)}
