"""Name the provider you want: C07, and why: C08."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from requests_app.common import codes, fields, wording
from requests_app.intake.forms.base import StepForm, worded
from requests_app.intake.forms.you import address_lines
from requests_app.models import Case, ProviderReason


class ProviderNameForm(StepForm):
    section = "provider"
    heading = _("Which provider do you want?")
    why = _("The plan decides about one named provider.")

    name = fields.TextField(
        label=_("Name of the office or provider"),
        name=_("Name"),
        empty=_("Enter the name of the office"),
        min_length=2,
        max_length=150,
        spellcheck=False,
    )
    credentials = fields.TextField(
        label=_("License or credentials"),
        hint=_("Like MD, LCSW or licensed treatment center"),
        required=False,
        max_length=60,
        spellcheck=False,
        width=20,
    )
    specialty = fields.TextField(
        label=_("Specialty of the provider"),
        hint=_("Like child psychiatry"),
        required=False,
        max_length=100,
        width=20,
    )


class NumbersForm(StepForm):
    section = "provider"
    heading = _("Numbers of the provider")
    why = _("Plans look providers up by number. Leave these empty if you do not have them yet.")

    npi = fields.NpiField(required=False)
    tax_id = fields.TaxIdField(required=False)

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        kept = cls.stored(case)
        return {**kept, "tax_id": _shown_tax_id(kept["tax_id"])}

    def rows(self) -> list[tuple[str, str]]:
        (npi_label, npi), (tax_label, tax_id) = super().rows()
        return [(npi_label, npi), (tax_label, _shown_tax_id(tax_id))]


class PlaceForm(StepForm):
    section = "provider"
    heading = _("Where is the provider?")

    street = fields.TextField(
        label=_("Street address"), required=False, max_length=150, spellcheck=False, autocomplete="off"
    )
    unit = fields.TextField(
        label=_("Suite or unit"),
        required=False,
        max_length=50,
        spellcheck=False,
        autocomplete="off",
        width=20,
    )
    city = fields.TextField(
        label=_("City"),
        empty=_("Enter the city"),
        max_length=100,
        spellcheck=False,
        autocomplete="off",
        width=20,
    )
    state = fields.StateField(width=20)
    zip_code = fields.ZipField(required=False, autocomplete="off")
    phone = fields.PhoneField(autocomplete="off")
    fax = fields.PhoneField(
        label=_("Fax number"),
        hint=_("Plans often answer the office by fax"),
        empty=_("Enter a fax number with area code, like 602-555-0142"),
        required=False,
        autocomplete="off",
    )

    def rows(self) -> list[tuple[str, str]]:
        where = self.case.provider
        return [
            (_now("Address"), address_lines(where)),
            (_now("Phone number"), where.phone),
            (_now("Fax number"), where.fax),
        ]


class AgreedForm(StepForm):
    section = "provider"
    heading = _("What the provider told you")

    agreed = fields.YesNoUnsureField(
        label=_("Did they agree to see you?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether they agreed"),
        reveals={"YES": "agreed_on"},
    )
    agreed_on = fields.DayField(
        label=_("When did they agree?"),
        name=_("The date they agreed"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    first_date = fields.DayField(
        label=_("First date with the provider"), name=_("First date"), required=False
    )
    price = fields.MoneyField(
        label=_("Price, if they told you"),
        name=_("Price"),
        hint=_("Like 125.50 for one visit or day"),
        required=False,
    )

    def fit(self, case: Case) -> None:
        self.fields["agreed"].label = worded(
            case,
            me=_("Did they agree to see you?"),
            child=_("Did they agree to see your child?"),
            other=_("Did they agree to see the person you help?"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first = cleaned.get("first_date")
        if first and first < self.today and self.case.care.timing not in ("STARTED", "OVER"):
            self.warn("first_date", _("The first date is in the past. Is the date right?"))
        return cleaned


class AgreementForm(StepForm):
    section = "provider"
    heading = _("A single case agreement")
    why = _("With it, the plan and the provider sign a one-time deal about your care and its price.")

    accepts_agreement = fields.YesNoUnsureField(
        label=_("Would the provider sign one with your plan?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether the provider would sign"),
    )
    agreement_contact = fields.TextField(
        label=_("Who should the plan talk to there?"),
        name=_("Contact"),
        hint=_("Name and phone or email"),
        required=False,
        max_length=150,
        spellcheck=False,
    )
    will_not_bill_rest = fields.YesNoUnsureField(
        label=_("Did they say they will not bill you the rest?"),
        hint=_("The part of the price that the plan does not pay"),
        empty=_("Select yes, no, or ‘I’m not sure’ about billing you the rest"),
    )


class WhyForm(StepForm):
    section = "provider"
    heading = _("Why this provider?")
    why = _("These words go into the letter to the plan.")

    reasons = fields.MultiChoiceField(
        label=_("What is true for this provider?"),
        hint=_("Select all that fit"),
        choices=ProviderReason,
        empty=_("Select at least one reason"),
    )
    why_text = fields.LongTextField(
        label=_("Say more in your own words"),
        name=_("Your answer"),
        hint=_("Stick to facts"),
        required=False,
        max_length=500,
        rows=5,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        tip = wording.fact_tip(cleaned.get("why_text", ""))
        if tip:
            self.warn("why_text", tip)
        return cleaned


def _shown_tax_id(tax_id: str) -> str:
    return codes.show_tax_id(tax_id) if len(tax_id) == 9 else tax_id
