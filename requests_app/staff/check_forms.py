from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import WaitingOn

READY, BACK = "READY", "BACK"


class PacketCheckForm(PortalForm):
    heading = _("Look over the packet")
    button = _("Save what you found")

    found = fields.ChoiceField(
        label=_("Is it ready to go?"),
        choices=((READY, _("Ready to send")), (BACK, _("Not yet: send it back"))),
        empty=_("Select if it is ready"),
    )
    comment = fields.LongTextField(
        label=_("What has to be mended?"), max_length=2000, rows=4, required=False, empty=_("Say what to fix")
    )
    mended_by = fields.ChoiceField(
        label=_("Who mends it?"),
        choices=((WaitingOn.US, _("The team")), (WaitingOn.PATIENT, _("The patient"))),
        hints={WaitingOn.PATIENT: _("They get your words as a message in their request")},
        required=False,
        empty=_("Select who mends it"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("found") == BACK:
            if not cleaned.get("comment"):
                self.add_error("comment", _("Say what to fix"))
            if not cleaned.get("mended_by"):
                self.add_error("mended_by", _("Select who mends it"))
        return cleaned
