"""What is asked for a key, and for an address that is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.accounts.api_door import Scope
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.exchange.webhooks_line import is_fit
from requests_app.models import Organization
from requests_app.outbox import webhooks

SCOPES = (
    (Scope.OPEN.value, _("Open cases")),
    (Scope.READ.value, _("Read where cases stand")),
    (Scope.PACKETS.value, _("Fetch packets")),
)
EVENTS = (
    (webhooks.OPENED, _("A case was opened")),
    (webhooks.STATUS, _("A case has another status")),
    (webhooks.DECISION, _("The plan’s decision was recorded, or changed")),
    (webhooks.PACKET, _("A packet is ready")),
)
DAYS = (("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")))


class OfFacility(PortalForm):
    """Who works for one facility only is not asked which."""

    facility = fields.SelectField(
        label=_("Facility"), choices=(), empty=_("Select the facility"), unchosen=_("Select a facility")
    )

    def __init__(self, *args: Any, today: date, facilities: Sequence[Organization], **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self._facilities = {str(one.public_id): one for one in facilities}
        if len(facilities) == 1:
            del self.fields["facility"]
            return
        field = self.fields["facility"]
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Select a facility")),
            *((key, one.name) for key, one in self._facilities.items()),
        ]

    @property
    def organization(self) -> Organization:
        if "facility" not in self.fields:
            return next(iter(self._facilities.values()))
        return self._facilities[self.cleaned_data["facility"]]


class TokenForm(OfFacility):
    caption = _("Connections")
    heading = _("Make a key for your own system")
    why = _("A program that has the key can do what you tick here, in your facility only.")
    button = _("Make the key")

    name = fields.TextField(
        label=_("What is it for?"),
        hint=_("For example “Admissions system”. It shows in the list of keys and in the log"),
        max_length=60,
        width=30,
        empty=_("Say what the key is for"),
        name=_("What it is for"),
    )
    scopes = fields.MultiChoiceField(
        label=_("What may it do?"), choices=SCOPES, empty=_("Select what the key may do")
    )
    days = fields.ChoiceField(
        label=_("How long does it work?"),
        choices=DAYS,
        hint=_("You can end it at any time"),
        empty=_("Select how long it works"),
    )


class WebhookForm(OfFacility):
    caption = _("Connections")
    heading = _("Tell your own system when something changes")
    why = _("It is told which case changed and when, and nothing else.")
    button = _("Add the address")

    url = fields.TextField(
        label=_("Address"),
        hint=_("It starts with https:// and can be reached from the internet"),
        max_length=500,
        inputmode="url",
        empty=_("Enter the address"),
    )
    events = fields.MultiChoiceField(
        label=_("What should it be told?"), choices=EVENTS, empty=_("Select what it should be told")
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not is_fit(url):
            self.add_error("url", _("Enter an https address that can be reached from the internet"))
        return url


class TokenEndForm(PortalForm):
    heading = _("Do you want to end this key?")
    caption = _("Connections")
    button = _("End the key")


class WebhookEndForm(PortalForm):
    heading = _("Do you want to stop telling this address?")
    caption = _("Connections")
    button = _("Stop telling it")
