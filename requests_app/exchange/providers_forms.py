from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Organization


class ProviderForm(PortalForm):
    heading = _("A provider of your list")
    why = _("Chosen in a request instead of typed. Requests that name it already stay as they are.")
    button = _("Save")

    facility = fields.SelectField(
        label=_("Facility"), choices=[], empty=_("Select the facility"), unchosen=_("Select one")
    )
    name = fields.TextField(
        label=_("Name of the office or provider"),
        name=_("Name"),
        empty=_("Enter the name of the office"),
        min_length=2,
        max_length=150,
        spellcheck=False,
    )
    specialty = fields.TextField(
        label=_("Specialty of the provider"), required=False, max_length=100, width=20
    )
    npi = fields.NpiField(required=False)
    tax_id = fields.TaxIdField(required=False)
    phone = fields.PhoneField(required=False, autocomplete="off")
    fax = fields.PhoneField(
        label=_("Fax number"),
        empty=_("Enter a fax number with area code, like 602-555-0142"),
        required=False,
        autocomplete="off",
    )
    street = fields.TextField(
        label=_("Street address"), required=False, max_length=150, spellcheck=False, autocomplete="off"
    )
    city = fields.TextField(label=_("City"), required=False, max_length=100, autocomplete="off", width=20)
    state = fields.StateField(required=False, width=20)
    zip_code = fields.ZipField(required=False, autocomplete="off")

    def __init__(self, *args: Any, facilities: Sequence[Organization] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        if len(facilities) > 1:
            asked: Any = self.fields["facility"]
            asked.choices = [("", _("Select one")), *((str(one.pk), one.name) for one in facilities)]
        else:
            del self.fields["facility"]


class RemoveForm(PortalForm):
    heading = _("Take this provider off your list?")
    button = _("Take it off")
