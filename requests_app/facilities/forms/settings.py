from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.health_words import health_words
from requests_app.common.time_zones import STATE_ZONES
from requests_app.models import InsurerNotes

SHORTEST_IDLE, LONGEST_IDLE = 5, int(settings.STAFF_IDLE.total_seconds() // 60)
ZONE_NAMES = {
    "America/New_York": _("Eastern"),
    "America/Chicago": _("Central"),
    "America/Denver": _("Mountain"),
    "America/Phoenix": _("Mountain, Arizona"),
    "America/Los_Angeles": _("Pacific"),
    "America/Anchorage": _("Alaska"),
    "Pacific/Honolulu": _("Hawaii"),
}


def zone_choices() -> list[tuple[str, Any]]:
    """The common ones by name, then the others of the United States by place."""
    others = sorted(set(STATE_ZONES.values()) - set(ZONE_NAMES))
    return [*ZONE_NAMES.items(), *((one, one.partition("/")[2].replace("_", " ")) for one in others)]


class SettingsForm(PortalForm):
    heading = _("How your facility works here")
    caption = _("Facility")
    button = _("Save")

    name = fields.TextField(
        label=_("Name of the facility"),
        hint=_("Patients and plans know you by it. Colleagues see it everywhere"),
        empty=_("Enter the name of the facility"),
        max_length=150,
    )
    service_name = fields.TextField(
        label=_("Name at the top of your patients’ pages"),
        hint=_("Others may look over a shoulder, so say nothing about care. Empty: the name of this service"),
        required=False,
        max_length=60,
    )
    sender_name = fields.TextField(
        label=_("Sender of your emails"),
        hint=_("It shows on locked screens. Empty: the name of this service"),
        required=False,
        max_length=60,
    )
    phone = fields.PhoneField(label=_("Phone number for patients"), required=False)
    time_zone = fields.SelectField(
        label=_("Time zone"), choices=zone_choices(), empty=_("Select the time zone")
    )
    idle_minutes = fields.NumberField(
        label=_("After how many minutes without a click are colleagues signed out?"),
        name=_("The number of minutes"),
        hint=_("Of somebody who works for several facilities, the shortest time counts"),
        smallest=SHORTEST_IDLE,
        largest=LONGEST_IDLE,
    )
    insurer_notes = fields.ChoiceField(
        label=_("Who reads the notes of calls that colleagues make with a plan?"),
        hint=_("What the plan said, its promises and its days are shown to everybody of a case"),
        choices=InsurerNotes,
        empty=_("Select who reads the notes"),
    )
    two_look_at_packets = fields.TickField(
        label=_("A second colleague looks at each packet before it is sent")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("service_name", "sender_name"):
            found = health_words(cleaned.get(name) or "")
            if found:
                words = ", ".join(f"“{one}”" for one in found)
                text = _("This says something about health to everybody who sees a screen: %(words)s")
                self.warn(name, text % {"words": words})
        return cleaned


class LogoForm(PortalForm):
    heading = _("Logo")
    caption = _("Facility")
    button = _("Save the logo")

    file = fields.FileField(
        label=_("Choose a picture"),
        hint=_(
            "A PNG or JPG. It stands at the top of your patients’ pages and on the first page of a packet"
        ),
        accept="image/png,image/jpeg",
        empty=_("Select the picture of your logo"),
    )
    words = fields.TextField(
        label=_("What does the logo say?"),
        hint=_("For people who do not see it. Most times the name in it"),
        empty=_("Enter what the logo says"),
        max_length=120,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        found = health_words(cleaned.get("words") or "")
        if found:
            words = ", ".join(f"“{one}”" for one in found)
            text = _("This says something about health to everybody who sees a screen: %(words)s")
            self.warn("words", text % {"words": words})
        return cleaned


class SureForm(PortalForm):
    """One button that does what its page says."""

    caption = _("Facility")

    def __init__(self, *args: Any, heading: Any, button: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading, self.button = heading, button
