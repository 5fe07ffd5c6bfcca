"""The pages on which an agreement is written down: one small page for each thing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.agreements.shown import Part
from requests_app.common import fields
from requests_app.common.fields.choices import YES
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.models import AmountUnit

TASK = _("Single case agreement")
BACKWARDS = _("End date must be after the start date")


class WhoForm(PortalForm):
    caption = TASK
    heading = _("Who makes the agreement?")
    why = _("It names both sides exactly. We filled in what we know from your request.")
    button = _("Save and continue")

    plan_party = fields.TextField(
        label=_("The plan’s name in the agreement"),
        hint=_("The insurance company, or the company that runs the plan"),
        max_length=150,
        required=False,
    )
    plan_contact = fields.TextField(
        label=_("Who talks about the rate at the plan?"),
        hint=_("A name or a team, like: contracting"),
        name=_("The plan’s contact"),
        max_length=150,
        required=False,
    )
    plan_phone = fields.PhoneField(label=_("Their phone number"), required=False)
    provider_party = fields.TextField(
        label=_("The provider’s name in the agreement"), max_length=150, required=False
    )
    provider_signer = fields.TextField(
        label=_("Who signs for the provider?"), name=_("Who signs"), max_length=150, required=False
    )
    provider_npi = fields.NpiField(required=False)
    provider_tax_id = fields.TaxIdField(required=False)


class ExtentForm(PortalForm):
    caption = TASK
    heading = _("For how long, and how much?")
    why = _("Write down what the two sides agreed or offered. Leave out what nobody has said.")
    button = _("Save and continue")

    starts_on = fields.DayField(label=_("First day"), required=False)
    ends_on = fields.DayField(label=_("Last day"), required=False)
    amount = fields.NumberField(
        label=_("How much care?"), name=_("How much care"), smallest=1, largest=999, required=False
    )
    amount_unit = fields.ChoiceField(
        label=_("Counted in"), choices=AmountUnit, empty=_("Select how it is counted"), required=False
    )
    number = fields.TextField(
        label=_("Number of the agreement or authorization"),
        hint=_("Each bill needs it"),
        name=_("The number"),
        max_length=50,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _check_days(self, cleaned)
        if cleaned.get("amount") and not cleaned.get("amount_unit"):
            self.add_error("amount_unit", _("Select how it is counted"))
        return cleaned


class ProtectionForm(PortalForm):
    caption = TASK
    heading = _("What does it say about bills?")
    why = _("Two bills can come for the same care, and a rate alone does not stop a bill for the rest.")
    button = _("Save and continue")

    covers_facility = fields.YesNoUnsureField(
        label=_("Does the rate cover the facility’s bill?"), required=False
    )
    covers_professional = fields.YesNoUnsureField(
        label=_("Does the rate cover the bills of the doctors and therapists?"), required=False
    )
    in_network_cost_share = fields.YesNoUnsureField(
        label=_("Do you pay only your in-network share?"),
        hint=_("Copay, coinsurance and deductible as with a provider in the network"),
        required=False,
    )
    no_billing_the_rest = fields.YesNoUnsureField(
        label=_("Does it say that the provider may not bill you the rest?"),
        hint=_("The words may be “payment in full” or “no balance billing”"),
        required=False,
    )


class BillingForm(PortalForm):
    caption = TASK
    heading = _("How is it billed?")
    button = _("Save")

    billing_notes = fields.LongTextField(
        label=_("Notes for billing"),
        hint=_("Like: where claims go, which number to put on them, how soon they are paid"),
        max_length=800,
        rows=6,
        required=False,
    )


TERMS: dict[Part, type[PortalForm]] = {
    Part.WHO: WhoForm,
    Part.EXTENT: ExtentForm,
    Part.PROTECTION: ProtectionForm,
    Part.BILLING: BillingForm,
}


class SignedForm(WithFile, PortalForm):
    """`asks_answer`: nobody wrote down yet that the plan said yes to an agreement."""

    caption = TASK
    heading = _("Is it signed?")
    button = _("Save")
    field_order = ("is_signed", "signed_on", "starts_on", "ends_on", "number", "file", "is_answer")

    is_signed = fields.YesNoField(
        label=_("Did both sides sign it?"),
        empty=_("Select if both sides signed it"),
        reveals={YES: "signed_on"},
    )
    signed_on = fields.DayField(
        label=_("When was the last signature made?"),
        name=_("The day it was signed"),
        empty=_("Enter the day it was signed"),
        when=fields.When.PAST_OR_TODAY,
    )
    starts_on = fields.DayField(label=_("First day it covers"), name=_("First day"), required=False)
    ends_on = fields.DayField(label=_("Last day it covers"), name=_("Last day"), required=False)
    number = fields.TextField(
        label=_("Number of the agreement or authorization"),
        hint=_("Each bill needs it"),
        name=_("The number"),
        max_length=50,
        required=False,
    )
    file = file_field(label=_("The signed copy"), required=False)
    is_answer = fields.TickField(
        label=_("Also keep it as the plan’s answer: yes to the agreement"),
    )

    def __init__(self, *args: Any, asks_answer: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_answer:
            del self.fields["is_answer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        _check_days(self, cleaned)
        is_signed = cleaned.get("is_signed") == YES
        if is_signed and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            self.warn("ends_on", _("Without a last day nobody can remind you to renew. Does it name one?"))
        self.ask_for_the_file_again()
        return cleaned


class EndForm(PortalForm):
    caption = TASK
    button = _("End the talks")

    because = fields.LongTextField(
        label=_("Why did nothing come of it?"),
        hint=_("Like: the plan refused the rate. An appeal can say it"),
        empty=_("Say in a few words why"),
        max_length=300,
        rows=3,
    )


class ConfirmForm(PortalForm):
    heading = TASK


def _check_days(form: PortalForm, cleaned: dict[str, Any]) -> None:
    starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        form.add_error("ends_on", BACKWARDS)
