from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import ApprovedLine
from requests_app.models.care import AmountUnit
from requests_app.models.renewals import ChangeKind, CourseOfCare, UnitsFrom

RENEW = _("Ask to renew")
NOT_KNOWN = "none"
MOST_UNITS = 999


class UsedForm(PortalForm):
    caption = RENEW
    heading = _("What was used?")
    why = _("One visit, or all of a week at once: both work.")
    button = _("Save")

    used_on = fields.RecentDayField(
        label=_("On which day, or up to which day?"),
        name=_("The day it was used"),
        empty=_("Select the day it was used"),
    )
    units = fields.NumberField(
        label=_("How many?"),
        name=_("How many"),
        smallest=1,
        largest=MOST_UNITS,
        empty=_("Enter a number from 1 to 999"),
    )
    line = fields.ChoiceField(
        label=_("Of which line of the approval?"),
        choices=[],
        empty=_("Select the line, or “I don’t know”"),
    )
    source = fields.ChoiceField(
        label=_("Where does the number come from?"),
        choices=UnitsFrom,
        initial=UnitsFrom.ENTERED,
        empty=_("Select where the number comes from"),
    )
    note = fields.TextField(
        label=_("Note"), hint=_("Like the number of the bill"), max_length=200, required=False
    )

    def __init__(self, *args: Any, lines: Iterable[tuple[ApprovedLine, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = {str(line.public_id): line for line, _name in lines}
        if not self.lines:
            del self.fields["line"]
            return
        field = cast(fields.ChoiceField, self.fields["line"])
        field.choices = [
            *((str(line.public_id), name) for line, name in lines),
            (NOT_KNOWN, _("I don’t know")),
        ]
        if len(self.lines) == 1:
            field.initial = next(iter(self.lines))

    def values(self) -> dict[str, Any]:
        """Columns to save."""
        return {**self.cleaned_data, "line": self.lines.get(self.cleaned_data.get("line", ""))}


class StartForm(PortalForm):
    """A button with nothing to fill in; the page says what it does."""


class RemoveForm(PortalForm):
    """A button with nothing to fill in; the page says what it does."""


class NextForm(PortalForm):
    caption = RENEW
    heading = _("What do you ask for next?")
    why = _("Use the dates and the amount that your clinician recommends.")
    button = _("Save and continue")

    starts_on = fields.DayField(
        label=_("From which day?"),
        hint=_("Most often the day after the approval ends"),
        name=_("The first day"),
        empty=_("Enter the first day"),
    )
    ends_on = fields.DayField(
        label=_("Until which day?"), name=_("The last day"), empty=_("Enter the last day")
    )
    amount = fields.NumberField(
        label=_("How many in all?"),
        name=_("How many"),
        smallest=1,
        largest=MOST_UNITS,
        required=False,
    )
    amount_unit = fields.ChoiceField(
        label=_("Counted in"), choices=AmountUnit, required=False, name=_("What is counted")
    )
    what_changed = fields.LongTextField(
        label=_("What is different from the last time you asked?"),
        hint=_("Facts only, like a new diagnosis code, fewer days a week, or “nothing”"),
        max_length=800,
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day must be on or after the first day"))
        has_amount = cleaned.get("amount") is not None
        if has_amount and not cleaned.get("amount_unit") and "amount_unit" not in self.errors:
            self.add_error("amount_unit", _("Select what is counted: visits, days, hours or units"))
        if cleaned.get("amount_unit") and not has_amount and "amount" not in self.errors:
            self.add_error("amount", _("Enter how many you ask for"))
        return cleaned


class RetestForm(PortalForm):
    caption = RENEW
    heading = _("Look at the network again")
    button = _("Save and continue")

    retested_on = fields.DayField(
        label=_("When did you look last?"),
        name=_("The day you looked"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the day you looked"),
    )
    still_no_office = fields.YesNoUnsureField(
        label=_("Is there still no in-network office that can give this care in time?"),
        name=_("Your answer"),
        empty=_("Select yes, no, or ‘I’m not sure’"),
    )
    retest_note = fields.LongTextField(
        label=_("What did you find?"),
        hint=_("Names and dates are already in your log"),
        max_length=500,
        rows=3,
        required=False,
    )


class ProgressForm(PortalForm):
    caption = RENEW
    heading = _("What does your clinician say about progress?")
    why = _("Two things help: what got better, and why the care must go on.")
    button = _("Save and continue")

    progress = fields.LongTextField(
        label=_("Progress so far, and why it must go on"),
        hint=_("In the words of the clinician. Facts, dates and scores"),
        max_length=800,
        rows=6,
        empty=_("Enter what the clinician says about progress"),
    )
    progress_by = fields.NameField(
        label=_("Who says so?"),
        hint=_("The clinician, with credentials"),
        max_length=150,
        autocomplete="off",
        empty=_("Enter the name of the clinician"),
    )
    progress_on = fields.DayField(
        label=_("On which day?"),
        name=_("The day the clinician said so"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the day the clinician said so"),
    )


class ChangeForm(PortalForm):
    heading = _("What changes?")
    button = _("Save and see what it means")

    kind = fields.ChoiceField(
        label=_("What changes?"),
        choices=ChangeKind,
        empty=_("Select what changes"),
        reveals={ChangeKind.PROVIDER_LEFT: "provider_name"},
    )
    provider_name = fields.NameField(
        label=_("Which provider?"),
        empty=_("Enter the name of the provider"),
        max_length=150,
        autocomplete="off",
    )
    happens_on = fields.DayField(
        label=_("From which day?"),
        hint=_("The first day of the new plan, or the day the provider leaves the network"),
        name=_("The day of the change"),
        empty=_("Enter the day of the change"),
    )
    notice_on = fields.DayField(
        label=_("On which day is the plan’s notice dated?"),
        hint=_("Leave it empty when you have no letter about it"),
        name=_("The day of the notice"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    course = fields.ChoiceField(
        label=_("Which of these is the care right now?"),
        hint=_("These are the words of the federal rule. Your clinician can tell"),
        name=_("Your answer about the care"),
        choices=CourseOfCare,
        empty=_("Select what the care is, or ‘I’m not sure’"),
    )
    asked_plan_on = fields.DayField(
        label=_("When did you ask the plan about it?"),
        name=_("The day you asked the plan"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    asked_plan_answer = fields.TextField(
        label=_("What did the plan say?"),
        hint=_("With the name of the person and the reference number"),
        max_length=300,
        required=False,
    )
    note = fields.LongTextField(label=_("Note"), max_length=500, rows=3, required=False)

    LATER = ("asked_plan_on", "asked_plan_answer", "note")

    def __init__(self, *args: Any, is_new: bool = False, **options: Any) -> None:
        """A new one is asked only what decides; what the plan said comes when it was asked."""
        super().__init__(*args, **options)
        if is_new:
            for name in self.LATER:
                del self.fields[name]
