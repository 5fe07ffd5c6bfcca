from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.clinicians.letter_forms.base import LetterForm
from requests_app.common import fields
from requests_app.letters.signing import NO_NAME


class YouForm(LetterForm):
    heading = _("About you")
    why = _("The plan checks who signs. It may call you about this request.")
    answers_named = (
        "name",
        "credentials",
        "specialty",
        "license_state",
        "license_number",
        "npi",
        "phone",
        "peer_times",
    )

    name = fields.NameField(
        label=_("Your name"), hint=_("As you sign"), empty=NO_NAME, max_length=150, width=30
    )
    credentials = fields.TextField(
        label=_("Credentials"),
        hint=_("Like MD, PsyD or LCSW"),
        max_length=60,
        width=20,
        required=False,
        spellcheck=False,
    )
    specialty = fields.TextField(label=_("Your specialty"), max_length=100, width=30, required=False)
    license_state = fields.StateField(
        label=_("State of your license"), name=_("State of your license"), required=False
    )
    license_number = fields.TextField(
        label=_("License number"), max_length=30, width=20, required=False, spellcheck=False
    )
    npi = fields.NpiField(label=_("Your NPI"), hint=_("A 10-digit number"), required=False)
    phone = fields.PhoneField(
        label=_("Direct line for a peer-to-peer call"),
        name=_("Direct line"),
        hint=_("Only the plan’s reviewer and your patient’s team see it"),
        required=False,
    )
    peer_times = fields.TextField(
        label=_("Best times to call"), hint=_("Like weekdays noon to 1 pm"), max_length=120, required=False
    )
