from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.facilities.forms.settings import zone_choices
from requests_app.facilities.weekdays import WEEKDAYS
from requests_app.models import Site


class SiteForm(PortalForm):
    caption = _("Facility")
    button = _("Save")

    name = fields.TextField(
        label=_("Name of the site"),
        hint=_("Like “North campus”"),
        empty=_("Enter the name of the site"),
        max_length=100,
    )
    street = fields.TextField(label=_("Street address"), required=False, max_length=150)
    city = fields.TextField(label=_("City"), required=False, max_length=100)
    state = fields.StateField(required=False)
    zip_code = fields.ZipField(required=False)
    phone = fields.PhoneField(required=False)
    fax = fields.PhoneField(label=_("Fax number"), required=False)
    npi = fields.NpiField(label=_("NPI of the site"), required=False)
    time_zone = fields.SelectField(
        label=_("Time zone"), choices=zone_choices(), empty=_("Select the time zone")
    )

    def __init__(self, *args: Any, heading: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = heading


class HoursForm(PortalForm):
    """Two times for each day of the week; a day with neither is a closed one."""

    heading = _("When do you answer the phone?")
    caption = _("Facility")
    button = _("Save")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for weekday, day in WEEKDAYS.items():
            for name, label in (("opens", _("%(day)s, from")), ("closes", _("%(day)s, until"))):
                field = fields.TimeField(label=capfirst(label % {"day": day}), required=False, hint="")
                field.today = self.today
                self.fields[f"{name}_{weekday}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for weekday in WEEKDAYS:
            opens, closes = cleaned.get(f"opens_{weekday}"), cleaned.get(f"closes_{weekday}")
            if opens and not closes and f"closes_{weekday}" not in self.errors:
                self.add_error(f"closes_{weekday}", _("Enter until when, or leave both empty"))
            elif closes and not opens and f"opens_{weekday}" not in self.errors:
                self.add_error(f"opens_{weekday}", _("Enter from when, or leave both empty"))
            elif opens and closes and closes <= opens:
                self.add_error(f"closes_{weekday}", _("This time must be after the other one"))
        return cleaned

    def week(self) -> dict[int, tuple[time, time]]:
        return {
            weekday: (self.cleaned_data[f"opens_{weekday}"], self.cleaned_data[f"closes_{weekday}"])
            for weekday in WEEKDAYS
            if self.cleaned_data[f"opens_{weekday}"]
        }

    def days(self) -> Iterator[tuple[Any, Any, Any]]:
        """A row of the page: the day and its two boxes."""
        for weekday, day in WEEKDAYS.items():
            yield capfirst(str(day)), self[f"opens_{weekday}"], self[f"closes_{weekday}"]


NO_SITE = "none"


class CaseSiteForm(PortalForm):
    button = _("Save")

    site = fields.ChoiceField(
        label=_("Which site does this case belong to?"),
        hint=_("Colleagues who work for other sites alone do not see it any more"),
        choices=(),
        empty=_("Select the site"),
    )

    def __init__(self, *args: Any, sites: Iterable[Site], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.pk), one.name) for one in sites]
        self.fields["site"].choices = [*choices, (NO_SITE, _("None: all sites see it"))]  # type: ignore[attr-defined]
