"""Call mode: one tap, and at most the name of the person on the phone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.outreach.calling import BUTTONS
from requests_app.outreach.forms.base import TASK, OfTriesForm


class CallForm(OfTriesForm):
    caption = TASK

    spoke_with = fields.NameField(
        label=_("Who did you speak with?"),
        name=_("Name"),
        hint=_("First name is enough"),
        width=20,
        required=False,
        autocomplete="off",
    )
    # Named like the column, so that a clash shows what somebody else wrote down meanwhile.
    result = fields.ChoiceField(
        label=_("What happened on the call?"),
        choices=[(code, button.label) for code, button in BUTTONS.items()],
        empty=_("Tap what happened on the call"),
    )
