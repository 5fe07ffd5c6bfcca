"""The call between the clinician and the plan’s doctor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.appeals.forms.preparing import CAPTION
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import PeerOutcome

LETTER, PHONE, OTHER = "LETTER", "PHONE", "OTHER"
WINDOW_FROM = (
    (LETTER, _("The plan’s letter")),
    (PHONE, _("The plan said so on the phone")),
    (OTHER, _("Somewhere else")),
)


class PeerForm(PortalForm):
    caption = CAPTION
    heading = _("A call between the doctors")
    why = _("Your clinician can talk with the plan’s doctor. Plans call it peer-to-peer.")
    button = _("Save")

    clinician_name = fields.NameField(
        label=_("Which clinician will talk with them?"),
        name=_("The clinician’s name"),
        empty=_("Enter the clinician’s name"),
        max_length=150,
    )
    clinician_phone = fields.TextField(
        label=_("At which number can the clinician be called?"), required=False, max_length=40, width=20
    )
    clinician_times = fields.TextField(
        label=_("When can the clinician talk?"),
        hint=_("Like weekdays 12 to 1 pm"),
        required=False,
        max_length=200,
    )
    asked_on = fields.DayField(
        label=_("When was the call asked for?"),
        name=_("The day it was asked for"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    plan_phone = fields.TextField(
        label=_("Which number does the plan give for it?"), required=False, max_length=40, width=20
    )
    reference = fields.TextField(label=_("Reference number"), required=False, max_length=50)
    window_until = fields.DayField(
        label=_("Until when is it possible?"), name=_("The last day for it"), required=False
    )
    window_from = fields.ChoiceField(
        label=_("Where does that day come from?"), choices=WINDOW_FROM, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked, last = cleaned.get("asked_on"), cleaned.get("window_until")
        if asked and last and last < asked:
            self.add_error("window_until", _("The last day for it cannot be before the day it was asked for"))
        if last and not cleaned.get("window_from") and "window_from" not in self.errors:
            self.add_error("window_from", _("Select where that day comes from"))
        return cleaned


class PeerHeldForm(PortalForm):
    caption = CAPTION
    heading = _("How did the call between the doctors go?")
    button = _("Save")

    took_place = fields.YesNoField(
        label=_("Did it take place?"), empty=_("Select yes or no about whether it took place")
    )
    held_on = fields.RecentDayField(
        label=_("On which day?"), empty=_("Select the day of the call"), required=False
    )
    reviewer = fields.NameField(
        label=_("Who was the plan’s doctor?"),
        hint=_("Name and field, as the clinician heard it"),
        name=_("The name"),
        required=False,
        max_length=150,
    )
    outcome = fields.ChoiceField(
        label=_("What did the plan’s doctor say?"), choices=PeerOutcome, required=False
    )
    notes = fields.LongTextField(
        label=_("Notes"), hint=_("What they said, in their words"), required=False, max_length=1000, rows=5
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("took_place") == fields.YES:
            if not cleaned.get("held_on") and "held_on" not in self.errors:
                self.add_error("held_on", _("Select the day of the call"))
            if not cleaned.get("outcome") and "outcome" not in self.errors:
                self.add_error("outcome", _("Select what the plan’s doctor said"))
        return cleaned
