from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.benefits import shape
from requests_app.benefits.blocks import BLOCKS
from requests_app.common import fields
from requests_app.costs.amounts import AmountsForm
from requests_app.models import BenefitWay, NetworkSaid


class BenefitsForm(AmountsForm):
    """The numbers are asked as on the page of costs, so that they can be used there as they are."""

    caption = _("Benefits")
    heading = _("What the plan says its benefits are")
    why = _("Write down what you were told, as you were told it. Leave out what nobody said.")
    button = _("Save")

    way = fields.ChoiceField(
        label=_("How did you find out?"), choices=BenefitWay, empty=_("Select how you found out")
    )
    checked_on = fields.RecentDayField(
        label=_("On which day?"), name=_("The day"), empty=_("Select the day you found out")
    )
    said_by = fields.NameField(
        label=_("Who said it?"), hint=_("First name and last letter is enough"), required=False
    )
    team = fields.TextField(label=_("Which team or department?"), max_length=100, required=False)
    reference = fields.TextField(
        label=_("Reference number of the call"), max_length=50, width=20, required=False
    )
    coverage_active = fields.YesNoUnsureField(
        label=_("Is the coverage active?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about the coverage"),
        required=False,
    )
    coverage_from = fields.DayField(
        label=_("Active since"), name=_("The first day of coverage"), required=False
    )
    coverage_until = fields.DayField(
        label=_("Active until, if it ends"), name=_("The last day of coverage"), required=False
    )
    plan_year_starts = fields.DayField(
        label=_("When does the plan year start?"),
        name=_("The start of the plan year"),
        hint=_("Deductibles begin again on that day"),
        required=False,
    )
    service = fields.TextField(
        label=_("Which care did you ask about?"),
        hint=_("Like the name of the care or its code"),
        max_length=200,
        required=False,
    )
    network = fields.ChoiceField(
        label=_("What did they say about the provider?"),
        choices=NetworkSaid,
        empty=_("Select what they said about the provider"),
        required=False,
    )
    limits = fields.TextField(
        label=_("Limits, like a number of visits or days"), max_length=300, required=False
    )
    approval_phone = fields.PhoneField(label=_("Phone for approvals"), required=False)
    approval_fax = fields.PhoneField(
        label=_("Fax for approvals"),
        odd=_("Enter a fax number with area code, like 602-555-0142"),
        autocomplete="off",
        required=False,
    )
    approval_portal = fields.TextField(
        label=_("Website for approvals"), max_length=300, autocomplete="off", required=False
    )
    knows_gap_path = fields.YesNoUnsureField(
        label=_("Do they have a way to ask for a network gap exception?"),
        hint=_("Plans call it by other names too"),
        empty=_("Select yes, no, or ‘I’m not sure’ about the exception"),
        required=False,
    )
    notes = fields.LongTextField(label=_("Notes"), max_length=2000, rows=4, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["plan_allows"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        since, until = cleaned.get("coverage_from"), cleaned.get("coverage_until")
        if since and until and until < since:
            self.add_error("coverage_until", _("The last day of coverage must not be before the first day"))
        if not self.errors and not shape.says_anything(cleaned):
            self.add_error(None, _("Write down at least one thing the plan said."))
        return cleaned

    def blocks(self) -> list[tuple[Any, list[Any]]]:
        return [(title, [self[name] for name in names]) for title, names in BLOCKS]
