from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields.contact import is_phone_number
from requests_app.common.forms import PortalForm
from requests_app.models import ContactPurpose, ContactWay, Organization

_WEB_ADDRESS = re.compile(r"(https?://)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_IS_EMAIL = EmailValidator()


class ForAFacility(PortalForm):
    """What is kept for one facility: asked which only of somebody who works for several."""

    def __init__(
        self,
        *args: Any,
        today: date,
        heading: Any,
        facilities: Iterable[Organization] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, today=today, **options)
        self.heading = heading
        choices = [(str(one.pk), one.name) for one in facilities]
        if len(choices) > 1:
            self.fields["facility"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["facility"]


class ContactForm(ForAFacility):
    """Everything about one way to reach an insurer. A page for staff, so it asks several things at once."""

    button = _("Save this contact")

    insurer = fields.TextField(
        label=_("Insurance company"),
        hint=_("As on the cards of its members"),
        empty=_("Enter the insurance company"),
        min_length=2,
        max_length=120,
        spellcheck=False,
    )
    scope = fields.TextField(
        label=_("For which of its plans?"),
        hint=_("Like “all its plans” or “PPO plans through a job”"),
        empty=_("Say for which plans this is"),
        max_length=200,
    )
    state = fields.StateField(
        label=_("Only in one state?"), required=False, hint=_("Leave it empty when it is for all states")
    )
    purpose = fields.SelectField(
        label=_("What is it for?"), choices=ContactPurpose, empty=_("Select what it is for")
    )
    way = fields.ChoiceField(
        label=_("What kind of contact is it?"), choices=ContactWay, empty=_("Select the kind of contact")
    )
    value = fields.TextField(
        label=_("Number or address"),
        hint=_("Like 800-555-0142, or the address of the web page"),
        empty=_("Enter the number or address"),
        max_length=300,
        spellcheck=False,
    )
    notes = fields.TextField(
        label=_("Notes"), hint=_("Like “press 3, then ask for the gap team”"), max_length=500, required=False
    )
    source = fields.TextField(
        label=_("Where did you read or hear it?"),
        hint=_("Like “provider manual 2026, page 12” or “Jo at provider services, by phone”"),
        empty=_("Enter a source"),
        name=_("Source"),
        max_length=300,
    )
    checked_on = fields.RecentDayField(
        label=_("When did you last make sure?"),
        empty=_("Select when you last made sure"),
        name=_("Checked date"),
    )
    facility = fields.ChoiceField(
        label=_("Which facility is it for?"), choices=(), empty=_("Select the facility")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way, value = cleaned.get("way"), cleaned.get("value")
        if way and value and (problem := _problem(way, value)):
            self.add_error("value", problem)
        return cleaned


class ConfirmForm(PortalForm):
    heading = _("Remove this contact?")
    button = _("Remove this contact")


def _problem(way: str, value: str) -> Any:
    """A number that cannot be dialled and an address nobody can write to help nobody."""
    if way in (ContactWay.PHONE, ContactWay.FAX) and not is_phone_number(value):
        return _("Enter a number with area code, like 800-555-0142")
    if way == ContactWay.EMAIL:
        try:
            _IS_EMAIL(value)
        except forms.ValidationError:
            return _("Enter an email address, like name@example.com")
    if way == ContactWay.PORTAL and not _WEB_ADDRESS.fullmatch(value):
        return _("Enter a web address, like provider.example.com")
    return None
