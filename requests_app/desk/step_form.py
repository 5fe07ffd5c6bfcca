"""What happens next with a case, as staff set it by hand: for one case, or for many at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.models import NextAction, WaitingOn

# The others follow from what happened.
BY_HAND = [choice for choice in NextAction.choices if choice[0] != NextAction.NONE]


class NextStepForm(PortalForm):
    heading = _("What happens next?")

    next_action = fields.SelectField(
        label=_("Next action"), choices=BY_HAND, empty=_("Select the next action"), width=30
    )
    own_text = fields.TextField(
        label=_("What is it?"),
        hint=_("Only for an own next step. No diagnosis: the patient reads it, too"),
        max_length=200,
        required=False,
        empty=_("Say what the next step is"),
    )
    waiting_on = fields.ChoiceField(
        label=_("Who acts next?"), choices=WaitingOn, empty=_("Select who acts next")
    )
    due_on = fields.DayField(
        label=_("Due date"), when=When.TODAY_OR_FUTURE, empty=_("Enter the due date"), name=_("Due date")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("next_action") == NextAction.OWN and not cleaned.get("own_text"):
            self.add_error("own_text", _("Say what the next step is"))
        return cleaned
