"""A page of the plan’s directory: the file, and what makes it evidence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.listings.forms.base import TASK, OfficeForm


class CaptureChangeForm(OfficeForm):
    heading = _("Change what you told us about this page")
    button = _("Save")

    seen_on = fields.RecentDayField(
        label=_("On which day did you see this page?"),
        hint=_("The day of the screenshot, not the day you add it here"),
        empty=_("Select the day you saw it"),
    )
    office = fields.SelectField(
        label=_("Which office does it show?"),
        choices=(),
        unchosen=_("Several offices, or none of them"),
        empty=_("Select the office, or leave it at the first line"),
        required=False,
    )
    found_at = fields.TextField(
        label=_("Web address of the page"),
        hint=_("Copy it from the top of your browser"),
        max_length=300,
        spellcheck=False,
        inputmode="url",
        required=False,
    )
    shows = fields.LongTextField(
        label=_("What does it show?"),
        hint=_("Like: it says the office takes new patients"),
        max_length=300,
        rows=3,
        required=False,
    )
    in_packet = fields.TickField(label=_("Print it in my packet"))


class CaptureForm(WithFile, CaptureChangeForm):
    heading = _("Keep a page of the directory")
    why = _("Directories change. A picture with a date shows what the plan said on that day.")
    button = _("Keep it")
    field_order = ("file", "seen_on", "office", "found_at", "shows", "in_packet")

    file = file_field(empty=_("Select a file"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.ask_for_the_file_again()
        return cleaned


class ConfirmForm(PortalForm):
    heading = TASK
