"""The page on which a step is written down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.ladder.ways import StepWay
from requests_app.models import Rung

CAPTION = _("When no answer comes")


class StepForm(PortalForm):
    caption = CAPTION
    button = _("Save")

    done_on = fields.RecentDayField(
        label=_("When did you do this?"), empty=_("Select when you did this"), name=_("The day you did this")
    )
    way = fields.ChoiceField(
        label=_("How did you do this?"), choices=StepWay, empty=_("Select how you did this")
    )
    person = fields.NameField(
        label=_("Who did you speak with or write to?"),
        hint=_("First name is enough"),
        name=_("Name"),
        required=False,
        max_length=100,
    )
    team = fields.TextField(label=_("Which team?"), required=False, max_length=100)
    reference = fields.TextField(
        label=_("Reference number"), hint=_("Ask for one every time"), required=False, max_length=50
    )
    result = fields.LongTextField(
        label=_("What came of it?"),
        hint=_("In their words. “No change” counts too"),
        empty=_("Write what came of it"),
        max_length=500,
        rows=4,
    )
    promised_on = fields.DayField(
        label=_("By which day did they promise an answer?"),
        hint=_("Leave it empty if they named no day"),
        name=_("The day they promised"),
        required=False,
    )

    def __init__(self, *args: Any, rung: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = Rung(rung).label

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        done, promised = cleaned.get("done_on"), cleaned.get("promised_on")
        if done and promised and promised < done:
            self.add_error("promised_on", _("The day they promised cannot be before the day you asked"))
        return cleaned
