"""What a statement says of the whole claim: one small page for each group of boxes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.eobs.fields import AmountField, CodesField
from requests_app.eobs.forms.words import CODES_HINT, NETWORK, NOTHING, StatementForm
from requests_app.eobs.shown import Part
from requests_app.models import BillKind, ClaimStatus, Frequency, PayerOrder


class DatesForm(StatementForm):
    heading = _("When was the care, and what did the plan do?")
    why = _(
        "A statement can hold several claims, and some may be of others in the family. Type one claim of "
        "this patient here, and the next one afterwards."
    )

    status = fields.ChoiceField(
        label=_("What did the plan do with the claim?"),
        choices=(
            (ClaimStatus.PROCESSED, _("It was processed")),
            (ClaimStatus.DENIED, _("It was denied")),
            (ClaimStatus.PENDING, _("It is not decided yet")),
            (ClaimStatus.REVERSED, _("It was taken back")),
        ),
        hints={
            ClaimStatus.PROCESSED: _("There are amounts, even if the plan paid nothing"),
            ClaimStatus.REVERSED: _("Amounts are below zero, or it says “reversed” or “voided”"),
        },
        empty=_("Select what the plan did"),
    )
    service_from = fields.DayField(
        label=_("First day of care"),
        hint=_("Also called date of service"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    service_to = fields.DayField(
        label=_("Last day of care"),
        hint=_("Leave it out when it is the same day"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    received_on = fields.DayField(
        label=_("Day the plan got the claim"), when=fields.When.PAST_OR_TODAY, required=False
    )
    processed_on = fields.DayField(
        label=_("Day the plan processed it"),
        hint=_("Often the date of the statement"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_days(cleaned)
        if not cleaned.get("service_from") and "service_from" not in self.errors:
            self.warn(
                "service_from",
                _("Enter the day of care. Without it we cannot tell if it is inside your approval"),
            )
        return cleaned


class WhoForm(StatementForm):
    heading = _("Who sent the bill to the plan?")
    why = _("An approval names a provider. A bill under another name is a common reason for a wrong claim.")

    billing_name = fields.TextField(
        label=_("Provider on the statement"),
        hint=_("As it is printed there, also when it is another name than you know"),
        name=_("The provider"),
        max_length=150,
        spellcheck=False,
        required=False,
    )
    kind = fields.ChoiceField(
        label=_("Whose fees are these?"),
        choices=(
            (BillKind.FACILITY, _("The facility’s")),
            (BillKind.PROFESSIONAL, _("A doctor’s or therapist’s")),
            (NOTHING, _("It is not shown")),
        ),
        required=False,
    )
    rendering_name = fields.TextField(
        label=_("Doctor or therapist, if there is a name"),
        name=_("The name"),
        max_length=150,
        spellcheck=False,
        required=False,
    )
    billing_npi = fields.NpiField(hint=_("A 10-digit number. Most statements do not show it"), required=False)
    billing_tax_id = fields.TaxIdField(hint=_("9 digits. Most statements do not show it"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("billing_name") and "billing_name" not in self.errors:
            self.warn("billing_name", _("Enter the provider, or go on if the statement does not show one"))
        return cleaned


class NetworkForm(StatementForm):
    network = fields.ChoiceField(
        label=_("Does the statement say in network or out of network?"),
        hint=_(
            "Look near the provider’s name or the amounts. If you find nothing, say so: we never guess it"
        ),
        choices=NETWORK,
        empty=_("Select what the statement shows"),
    )


class TotalsForm(StatementForm):
    heading = _("The totals of this claim")
    why = _("Type them as they are printed. Leave out what is not there. We do the sums.")

    billed = AmountField(label=_("Billed"), hint=_("Also called charges, or amount billed"))
    allowed = AmountField(
        label=_("Allowed"),
        hint=_("The price the plan goes by. Also called plan discounted or eligible amount"),
    )
    plan_paid = AmountField(label=_("Plan paid"), hint=_("0 if it paid nothing"))
    other_paid = AmountField(label=_("Another plan paid"), hint=_("Only if you have a second plan"))
    patient_owes = AmountField(
        label=_("You owe"), hint=_("Also called your share, or what you may owe the provider")
    )
    codes = CodesField(label=_("Note codes for the whole claim"), hint=CODES_HINT, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("patient_owes") is None and "patient_owes" not in self.errors:
            self.warn(
                "patient_owes",
                _("Enter what you owe for the whole claim, or go on if the statement does not show it"),
            )
        return cleaned


class NumbersForm(StatementForm):
    heading = _("Numbers on the statement")
    usual = ("frequency", "payer_order")
    why = _("The claim number lets the plan find this claim, and lets us notice when a corrected one comes.")

    claim_number = fields.TextField(label=_("Claim number"), max_length=50, spellcheck=False, required=False)
    authorization_number = fields.TextField(
        label=_("Authorization number"),
        hint=_("If the statement names your approval"),
        max_length=50,
        spellcheck=False,
        required=False,
    )
    frequency = fields.ChoiceField(
        label=_("Is this a corrected claim?"),
        choices=(
            (NOTHING, _("It does not say so")),
            (Frequency.REPLACEMENT, _("Yes, it takes the place of another claim")),
            (Frequency.VOID, _("It takes another claim back")),
        ),
        reveals={Frequency.REPLACEMENT: "prior_claim_number"},
        required=False,
    )
    prior_claim_number = fields.TextField(
        label=_("Number of the claim before it"),
        name=_("The number"),
        max_length=50,
        spellcheck=False,
        required=False,
    )
    payer_name = fields.TextField(
        label=_("Name of the plan on the statement"),
        name=_("The plan’s name"),
        max_length=150,
        spellcheck=False,
        required=False,
    )
    payer_order = fields.ChoiceField(
        label=_("Do you have more than one health plan?"),
        choices=(
            (NOTHING, _("No, or it is not shown")),
            (PayerOrder.PRIMARY, _("Yes, and this is the first one")),
            (PayerOrder.SECONDARY, _("Yes, and this is the second one")),
        ),
        required=False,
    )


PARTS: dict[Part, type[PortalForm]] = {
    Part.DATES: DatesForm,
    Part.WHO: WhoForm,
    Part.NETWORK: NetworkForm,
    Part.TOTALS: TotalsForm,
    Part.NUMBERS: NumbersForm,
}
