"""The pages that ask for one line: of an approval, or of what the plan still wants."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.codes import ServiceCodeKind, clean_service_code
from requests_app.common.forms import PortalForm
from requests_app.decisions.forms import TASK, say_that_it_is_wanted
from requests_app.decisions.shown import LINE, WANTED
from requests_app.models import AmountUnit, ApprovedLine, LineCostShare, LineCovers

MOST_UNITS = 9999
NOT_STATED = _("Not stated")


class LineForm(PortalForm):
    caption = TASK
    heading = _("One line of the approval")
    why = _("Copy it as the plan wrote it. Leave empty what the plan does not say.")
    button = _("Save the line")

    code = fields.ServiceCodeField(required=False)
    words = fields.TextField(
        label=_("In words"), hint=_("When there is no code, or beside it"), max_length=120, required=False
    )
    units = fields.NumberField(
        label=_("How many?"),
        hint=_("For this line, not for a week"),
        smallest=1,
        largest=MOST_UNITS,
        required=False,
    )
    unit = fields.SelectField(
        label=_("Of what?"), choices=AmountUnit, unchosen=NOT_STATED, width=20, required=False
    )
    starts_on = fields.DayField(label=_("Start date"), required=False)
    ends_on = fields.DayField(label=_("End date"), required=False)
    provider_name = fields.NameField(
        label=_("Provider on this line"),
        hint=_("The facility or the professional, as the plan named them"),
        name=_("Provider on this line"),
        max_length=150,
        required=False,
    )
    covers = fields.SelectField(
        label=_("Whose bill does it cover?"),
        choices=LineCovers,
        unchosen=NOT_STATED,
        width=20,
        required=False,
    )
    cost_share = fields.SelectField(
        label=_("Which cost share?"), choices=LineCostShare, unchosen=NOT_STATED, width=20, required=False
    )
    rate = fields.MoneyField(
        label=_("Rate the plan pays"), hint=_("For one unit, like 125.50"), required=False
    )
    rate_unit = fields.SelectField(
        label=_("The rate is for one of these"),
        choices=AmountUnit,
        unchosen=NOT_STATED,
        width=20,
        required=False,
    )
    authorization_number = fields.TextField(
        label=_("Authorization number of this line"), max_length=50, required=False
    )

    @classmethod
    def initial_from(cls, line: ApprovedLine) -> dict[str, Any]:
        stored = {name: getattr(line, name) for name in LINE if name in cls.base_fields}
        return {**stored, "code": "-".join(part for part in (line.code, line.modifier) if part)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("code") and not cleaned.get("words") and "code" not in self.errors:
            self.add_error("code", _("Enter the code, or say in words what the line is for"))
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("End date must be on or after the start date"))
        if cleaned.get("units") and not cleaned.get("unit") and "unit" not in self.errors:
            self.warn("unit", _("You gave a number, and not of what. Is it visits or days?"))
        return cleaned

    @property
    def typed(self) -> dict[str, Any]:
        """Columns to save."""
        found = {name: self.cleaned_data[name] for name in LINE if name in self.fields}
        found |= {"kind": "SERVICE", "code": "", "modifier": ""}
        if self.cleaned_data["code"]:
            read = clean_service_code(self.cleaned_data["code"])
            kind = "REVENUE" if read.kind == ServiceCodeKind.REVENUE else "SERVICE"
            found |= {"kind": kind, "code": read.code, "modifier": read.modifier}
        return found


class WantedForm(PortalForm):
    caption = TASK
    heading = _("What do they still want?")
    why = _("One thing at a time. Each gets its day and stays in your list until the plan has it.")
    button = _("Save")

    what = fields.TextField(
        label=_("What is it?"),
        hint=_("Like: notes of the last visit, or a signed form"),
        max_length=200,
        empty=_("Enter what they want"),
    )
    owed_by = fields.ChoiceField(
        label=_("Who has it, or can get it?"),
        choices=(
            ("PATIENT", _("The patient, or who helps them")),
            ("CLINICIAN", _("The clinician")),
            ("US", _("The admissions team")),
            ("PLAN", _("The plan itself")),
        ),
        empty=_("Select who can get it"),
    )
    due_on = fields.DayField(
        label=_("By when do they need it?"), name=_("The date they need it by"), required=False
    )
    has_no_day = fields.TickField(label=_("They gave no date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_that_it_is_wanted(self, "due_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, has_none = cleaned.get("due_on"), cleaned.get("has_no_day")
        if not day and not has_none and "due_on" not in self.errors:
            self.add_error("due_on", _("Enter the date they need it by, or tick ‘They gave no date’"))
        if day and has_none:
            self.add_error("due_on", _("Enter a date, or tick ‘They gave no date’, not both"))
        if day and day < self.today:
            self.warn("due_on", _("This day is over. Is the year right?"))
        return cleaned

    @property
    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in WANTED}
