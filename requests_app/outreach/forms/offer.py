"""The visit an office had to offer, the way there, and what else there is to say."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.outreach import DistanceUnit, VisitMode
from requests_app.outreach.forms.base import TASK, OfTriesForm
from requests_app.outreach.forms.follow_up import DistanceField


class OfferForm(OfTriesForm):
    heading = _("What visit did they offer?")

    first_open_on = fields.DayField(
        label=_("First open visit they offered"),
        name=_("Date"),
        hint=_("If they gave no date, leave it blank"),
        required=False,
    )
    visit_mode = fields.ChoiceField(
        label=_("Was it in person or by video?"), choices=VisitMode.choices, required=False
    )
    gives_all_care = fields.YesNoUnsureField(
        label=_("Can they give all of the care you need?"), required=False, reveals={"NO": "missing_care"}
    )
    missing_care = fields.TextField(
        label=_("What is missing?"), empty=_("Enter what is missing"), max_length=300
    )
    declined_why = fields.LongTextField(
        label=_("If you said no to the visit: why did it not work?"),
        hint=_("Reviewers look at this. Stick to facts"),
        name=_("Your answer"),
        max_length=300,
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_offer(cleaned.get("first_open_on"))
        return cleaned


class TravelForm(PortalForm):
    caption = TASK
    heading = _("How far is it for you?")

    distance = DistanceField(
        label=_("How far is it one way?"),
        hint=_("Miles or minutes. A guess is fine"),
        empty=_("Enter the miles or minutes, from 0 to 500"),
        required=False,
    )
    distance_unit = fields.ChoiceField(
        label=_("Is that miles or minutes?"), choices=DistanceUnit.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_number, unit = cleaned.get("distance") is not None, cleaned.get("distance_unit")
        if has_number and not unit:
            self.add_error("distance_unit", _("Select miles or minutes"))
        elif unit and not has_number and "distance" not in self.errors:
            self.add_error("distance", _("Enter the miles or minutes, from 0 to 500"))
        return cleaned


class NotesForm(PortalForm):
    caption = TASK
    heading = _("Anything else about this office?")

    proof_note = fields.TextField(
        label=_("What proof do you have?"),
        hint=_("Like a screenshot, an email or a voice mail"),
        name=_("Your answer"),
        max_length=300,
        required=False,
    )
    notes = fields.LongTextField(
        label=_("Notes"),
        hint=_("What they said, in their words"),
        max_length=2000,
        rows=5,
        required=False,
    )
