"""The facility’s own calendar: a closed day, and how often a plan is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Organization

MOST_DAYS = 15
YEARS_AHEAD = 5


class ClosedDayForm(PortalForm):
    heading = _("Calendar")
    button = _("Add this day")

    day = fields.DayField(
        label=_("Which day is your office closed?"),
        name=_("The closed day"),
        empty=_("Enter the day your office is closed"),
    )
    name = fields.TextField(
        label=_("What is it called?"), hint=_("Like “Staff training”"), required=False, max_length=80
    )
    facility = fields.ChoiceField(
        label=_("Which facility is closed?"), choices=(), empty=_("Select the facility")
    )

    def __init__(self, *args: Any, facilities: Iterable[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.pk), one.name) for one in facilities]
        if len(choices) == 1:
            del self.fields["facility"]
        else:
            self.fields["facility"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day: date | None = cleaned.get("day")
        if day and abs(day.year - self.today.year) > YEARS_AHEAD:
            self.warn("day", _("This is years away. Is the year right?"))
        return cleaned


class IntervalForm(PortalForm):
    caption = _("Calendar")
    button = _("Save")

    every = fields.NumberField(
        label=_("After how many business days do you call a plan again?"),
        name=_("The number of days"),
        hint=_("It holds for every case that has no number of its own. Follow-ups planned before stay"),
        smallest=1,
        largest=MOST_DAYS,
    )


class RemoveDayForm(PortalForm):
    heading = _("Do you want to take this day out?")
    caption = _("Calendar")
    button = _("Take it out")
