"""One try to reach an office, how it ended, and what came of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.outreach import AttemptOutcome, ContactChannel, DayPart, OutreachResult
from requests_app.outreach.forms.base import TASK, OfTriesForm


class ContactForm(PortalForm):
    caption = TASK
    heading = _("When and how did you contact them?")

    contacted_on = fields.RecentDayField(
        label=_("When did you contact them?"), empty=_("Select when you contacted them")
    )
    day_part = fields.ChoiceField(
        label=_("What time of day was it?"), choices=DayPart.choices, required=False
    )
    channel = fields.ChoiceField(
        label=_("How did you contact them?"),
        choices=ContactChannel.choices,
        empty=_("Select how you contacted them"),
    )


class AgainForm(OfTriesForm, ContactForm):
    heading = _("When and how did you try again?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        known = {(one.contacted_on, one.day_part) for one in self.tries}
        if (cleaned.get("contacted_on"), cleaned.get("day_part", "")) in known:
            self.warn("contacted_on", _("You already wrote down a try on this day and time. Add one more?"))
        return cleaned


class EndedForm(PortalForm):
    caption = TASK
    heading = _("How did it end?")

    outcome = fields.ChoiceField(
        label=_("How did this try end?"),
        choices=AttemptOutcome.choices,
        empty=_("Select how the try ended"),
    )
    spoke_with = fields.NameField(
        label=_("Who did you speak with?"),
        name=_("Name"),
        hint=_("First name is enough"),
        width=20,
        required=False,
        autocomplete="off",
    )


class ResultForm(PortalForm):
    caption = TASK

    result = fields.ChoiceField(
        label=_("What did they say?"),
        hint=_("Pick the closest one"),
        choices=OutreachResult.choices,
        empty=_("Select what they said"),
        hints={
            OutreachResult.WAIT_TOO_LONG: _("They have an opening, but too late"),
            OutreachResult.OFFERED_DATE: _("You do not have to know if it is in time"),
        },
    )
