"""What is known of an office before the call: who, where, and what the listing says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.outreach import FoundIn, ListedAccepting, OfficeKind
from requests_app.outreach.forms.base import TASK
from requests_app.outreach.forms.names import double_warning
from requests_app.outreach.names import LONGEST, SHORTEST, doubles


class AboutForm(PortalForm):
    caption = TASK
    heading = _("Which office did you call?")

    name = fields.NameField(
        label=_("Name of the office or provider"),
        name=_("Name"),
        empty=_("Enter the name of the office"),
        min_length=SHORTEST,
        max_length=LONGEST,
    )
    kind = fields.ChoiceField(
        label=_("Is this a person or a clinic?"), choices=OfficeKind.choices, required=False
    )
    specialty = fields.TextField(
        label=_("Specialty"), hint=_("Like psychiatry"), max_length=100, width=20, required=False
    )
    phone = fields.PhoneField(autocomplete="off", required=False)
    npi = fields.NpiField(
        label=_("NPI of the office"), hint=_("A 10-digit number. The listing often has it"), required=False
    )

    def __init__(self, *args: Any, known: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if twice := doubles([cleaned.get("name", "")], self.known):
            self.warn("name", double_warning(twice))
        return cleaned


class PlaceForm(PortalForm):
    caption = TASK
    heading = _("Where is the office?")
    why = _("We work out the distance from the ZIP codes.")

    street = fields.TextField(label=_("Street address"), max_length=150, required=False, autocomplete="off")
    city = fields.TextField(label=_("City"), max_length=100, width=20, required=False, autocomplete="off")
    state = fields.StateField(required=False)
    zip_code = fields.ZipField(required=False, autocomplete="off")


class ListingForm(PortalForm):
    caption = TASK
    heading = _("Where did you find this office?")
    why = _("The plan checks this against its own list.")

    found_in = fields.ChoiceField(
        label=_("Where did you find them?"),
        choices=FoundIn.choices,
        empty=_("Select where you found them"),
    )
    found_at = fields.TextField(
        label=_("Web address or page of the listing"),
        hint=_("Copy it from the top of your browser"),
        name=_("Web address"),
        max_length=300,
        inputmode="url",
        autocomplete="off",
        required=False,
    )
    found_on = fields.DayField(
        label=_("On which day did you see them listed?"),
        name=_("Date"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    listed_accepting = fields.ChoiceField(
        label=_("What does the listing say about new patients?"),
        hint=_("If it says nothing, leave this blank and ask on the call"),
        choices=ListedAccepting.choices,
        required=False,
    )
