"""The pages of the check that anybody can make: a few numbers each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import codes, fields
from requests_app.common.fields.days import When
from requests_app.common.forms import PortalForm
from requests_app.eobcheck.steps import Step
from requests_app.eobs.codes import CodesProblem, read_codes
from requests_app.models import AmountUnit, CoverageSource, NetworkShown

CAPTION = _("Check a bill")
POINTS = (("YES", _("Yes")), ("NO", _("No")), ("NOT_STATED", _("It does not say")))
MOST_CODES = 20


class ReasonsField(fields.TextField):
    """Codes as they stand on a statement, told apart by `eobs.codes`."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Reason or note codes"),
            hint=_("Like CO-242 or N130, with commas between. The end of the statement explains them"),
            name=_("Reason codes"),
            max_length=150,
            width=20,
            required=False,
            spellcheck=False,
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        try:
            read_codes(text)
        except CodesProblem as wrong:
            raise self.problem(
                _("Check the code “%(code)s”. Codes are letters and numbers"), code=wrong.code
            ) from None
        return text


class NumbersForm(PortalForm):
    """What holds for the whole claim: a date, the network, four amounts."""

    caption = CAPTION
    heading = _("Copy these numbers from your statement")

    service_from = fields.DayField(
        label=_("Date of service"),
        hint=_("The first one, if there are several"),
        required=False,
        when=When.PAST_OR_TODAY,
    )
    network = fields.ChoiceField(
        label=_("Which network level does it show?"),
        choices=NetworkShown,
        empty=_("Select the network level, or ‘Not shown’"),
    )
    billed = fields.MoneyField(label=_("Billed"), hint=_("What the provider charged"), required=False)
    allowed = fields.MoneyField(
        label=_("Allowed"), hint=_("The price the plan counts, before it pays its part"), required=False
    )
    plan_paid = fields.MoneyField(label=_("Plan paid"), required=False)
    patient_owes = fields.MoneyField(
        label=_("You owe"),
        hint=_("Often called “patient responsibility” or “your share”"),
        empty=_("Enter what the statement says you owe, or 0"),
    )


class PartsForm(PortalForm):
    """Where the person’s share goes. All of it may be left empty."""

    caption = CAPTION
    heading = _("What is in the amount you owe?")
    why = _("Leave a box empty when your statement does not show it. Empty is not zero.")

    deductible = fields.MoneyField(label=_("Deductible"), required=False)
    copay = fields.MoneyField(label=_("Copay"), required=False)
    coinsurance = fields.MoneyField(label=_("Coinsurance"), required=False)
    not_covered = fields.MoneyField(
        label=_("Not covered"), hint=_("Also: over the allowed amount"), required=False
    )
    code = fields.ServiceCodeField(required=False)
    units = fields.NumberField(
        label=_("How many visits, days or units"), smallest=1, largest=9999, required=False
    )
    reasons = ReasonsField()


class LineForm(PartsForm):
    """One line of a statement that has several."""

    heading = _("One line of the statement")

    billed = fields.MoneyField(label=_("Billed"), required=False)
    allowed = fields.MoneyField(label=_("Allowed"), required=False)
    plan_paid = fields.MoneyField(label=_("Plan paid"), required=False)
    patient_owes = fields.MoneyField(label=_("You owe"), empty=_("Enter what you owe for this line, or 0"))

    field_order = (
        "code",
        "units",
        "billed",
        "allowed",
        "plan_paid",
        "patient_owes",
        "deductible",
        "copay",
        "coinsurance",
        "not_covered",
        "reasons",
    )


class ApprovedForm(PortalForm):
    caption = CAPTION

    said = fields.ChoiceField(
        label=_("Did your plan approve this care at in-network cost?"),
        choices=(
            ("GAP", _("Yes, as a network gap exception")),
            ("AGREEMENT", _("Yes, with a single case agreement")),
            ("YES", _("Yes, but I’m not sure how it is called")),
            ("NO", _("No")),
            ("UNSURE", _("I’m not sure")),
        ),
        empty=_("Select yes, no, or ‘I’m not sure’ about the approval"),
    )


class WhatForm(PortalForm):
    """When and how much was approved."""

    caption = CAPTION
    heading = _("What was approved?")
    why = _("Copy it from the approval letter. Leave empty what it does not say.")

    said_on = fields.DayField(label=_("Date of the approval"), required=False, when=When.PAST_OR_TODAY)
    starts_on = fields.DayField(label=_("Approved from"), required=False)
    ends_on = fields.DayField(label=_("Approved until"), required=False)
    codes = fields.TextField(
        label=_("Service codes"),
        hint=_("Like 90837 or H0015, with commas between"),
        max_length=200,
        width=20,
        required=False,
        spellcheck=False,
    )
    units = fields.NumberField(label=_("How many"), smallest=1, largest=9999, required=False)
    unit = fields.SelectField(
        label=_("Of what"), choices=AmountUnit, empty=_("Select visits, days, hours or units"), required=False
    )
    number = fields.TextField(
        label=_("Authorization number"), max_length=50, width=20, required=False, spellcheck=False
    )

    npi = fields.NpiField(
        label=_("NPI of the provider that was approved"),
        hint=_("A 10-digit number, if the approval names it"),
        required=False,
    )

    def clean_codes(self) -> tuple[str, ...]:
        found: list[str] = []
        for part in self.cleaned_data["codes"].replace(";", ",").replace("\n", ",").split(","):
            if part.strip():
                try:
                    found.append(str(codes.clean_service_code(part)))
                except codes.CodeProblem as refusal:
                    raise self.fields["codes"].problem(refusal.message) from None  # type: ignore[attr-defined]
        if len(found) > MOST_CODES:
            raise self.fields["codes"].problem(  # type: ignore[attr-defined]
                _("Enter %(limit)s codes or fewer"), limit=MOST_CODES
            )
        return tuple(dict.fromkeys(found))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must be on or after the first day"))
        if cleaned.get("units") and "unit" in cleaned and not cleaned["unit"]:
            self.add_error("unit", self.fields["unit"].empty)  # type: ignore[attr-defined]
        if len(cleaned.get("codes") or ()) > 1 and cleaned.get("units"):
            self.warn(
                "units",
                _("With several codes we cannot tell which one this number is for, so it is not counted"),
            )
        return cleaned


class CostForm(PortalForm):
    """What the person was told to pay under the approval."""

    caption = CAPTION
    heading = _("What does the approval say about cost?")

    in_network_cost_share = fields.ChoiceField(
        label=_("Does it say that you pay as if the provider were in network?"),
        choices=POINTS,
        empty=_("Select yes, no, or ‘It does not say’ about in-network cost"),
    )
    in_network_deductible = fields.ChoiceField(
        label=_("Does it say that this counts toward your in-network deductible?"),
        choices=POINTS,
        empty=_("Select yes, no, or ‘It does not say’ about the deductible"),
    )
    no_billing_the_rest = fields.ChoiceField(
        label=_("Does it say that the provider may not bill you the rest?"),
        hint=_("A single case agreement often does"),
        choices=POINTS,
        empty=_("Select yes, no, or ‘It does not say’ about the rest of the bill"),
    )
    copay = fields.MoneyField(
        label=_("Your in-network copay"), hint=_("For one visit, if you know it"), required=False
    )
    coinsurance = fields.PercentField(
        label=_("Your in-network coinsurance"),
        hint=_("Your share in percent, if you know it"),
        required=False,
    )
    rate = fields.MoneyField(
        label=_("Agreed price"),
        hint=_("For one visit, day, hour or unit, if the agreement names it"),
        required=False,
    )


class AskedForm(PortalForm):
    """A bill is what the provider sends; the statement is what the plan sends."""

    caption = CAPTION

    has_bill = fields.ChoiceField(
        label=_("Has the provider sent you a bill for this?"),
        hint=_("The plan’s statement is not a bill. The bill comes from the provider"),
        choices=(("YES", _("Yes")), ("NO", _("No"))),
        empty=_("Select yes or no about a bill from the provider"),
        reveals={"YES": "provider_asks"},
    )
    provider_asks = fields.MoneyField(
        label=_("How much does the provider ask you to pay?"),
        empty=_("Enter what the provider asks you to pay"),
    )
    button = _("Show the result")


class PlanForm(PortalForm):
    """Optional, on the review: which deadline and which offices to name."""

    coverage = fields.SelectField(
        label=_("How do you get your health plan?"), choices=CoverageSource, required=False
    )
    plan_state = fields.StateField(label=_("Which state is the plan from?"), required=False)


# Files and people are asked about in their own way.
FORMS: dict[Step, type[PortalForm]] = {
    Step.NUMBERS: NumbersForm,
    Step.PARTS: PartsForm,
    Step.LINE: LineForm,
    Step.APPROVED: ApprovedForm,
    Step.WHAT: WhatForm,
    Step.COST: CostForm,
    Step.ASKED: AskedForm,
}
