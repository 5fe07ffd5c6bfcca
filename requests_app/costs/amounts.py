"""The questions about what a plan makes the person pay: the same on a case and before there is one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm

MET_OF = {
    "in_deductible_met": "in_deductible",
    "in_max_met": "in_max",
    "out_deductible_met": "out_deductible",
    "out_max_met": "out_max",
}


class AmountsForm(PortalForm):
    """Nothing has to be answered. Fields are named like the columns of CostFacts."""

    why = _(
        "Your card, your plan’s website or member services has these numbers. Leave out what you do not know."
    )

    in_deductible = fields.MoneyField(
        label=_("In-network deductible"), hint=_("For one person and this plan year"), required=False
    )
    in_deductible_met = fields.MoneyField(label=_("Paid toward it so far"), required=False)
    in_max = fields.MoneyField(
        label=_("In-network yearly limit"),
        hint=_("Also called out-of-pocket maximum: after it the plan pays all that it counts"),
        required=False,
    )
    in_max_met = fields.MoneyField(label=_("Paid toward the limit so far"), required=False)
    in_copay = fields.MoneyField(
        label=_("Copay for one visit or day, in network"),
        hint=_("A fixed amount. Leave it empty if you pay a percentage"),
        required=False,
    )
    in_coinsurance = fields.PercentField(
        label=_("Your percentage, in network"), hint=_("Also called coinsurance"), required=False
    )
    has_out_benefits = fields.YesNoUnsureField(
        label=_("Does the plan pay anything out of network?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about out of network"),
        required=False,
    )
    out_deductible = fields.MoneyField(label=_("Out-of-network deductible"), required=False)
    out_deductible_met = fields.MoneyField(label=_("Paid toward that deductible so far"), required=False)
    out_max = fields.MoneyField(label=_("Out-of-network yearly limit"), required=False)
    out_max_met = fields.MoneyField(label=_("Paid toward that limit so far"), required=False)
    out_coinsurance = fields.PercentField(label=_("Your percentage, out of network"), required=False)
    plan_allows = fields.MoneyField(
        label=_("What the plan allows for one visit or day"),
        hint=_("Ask: “What is the allowed amount for this code, out of network?”"),
        required=False,
    )
    needs_approval = fields.YesNoUnsureField(
        label=_("Does the care need approval first?"),
        hint=_("Also called prior authorization"),
        empty=_("Select yes, no, or ‘I’m not sure’ about approval"),
        required=False,
    )

    IN_NETWORK: ClassVar[tuple[str, ...]] = (
        "in_deductible",
        "in_deductible_met",
        "in_max",
        "in_max_met",
        "in_copay",
        "in_coinsurance",
    )
    OUT_OF_NETWORK: ClassVar[tuple[str, ...]] = (
        "has_out_benefits",
        "out_deductible",
        "out_deductible_met",
        "out_max",
        "out_max_met",
        "out_coinsurance",
    )
    CARE: ClassVar[tuple[str, ...]] = ("plan_allows", "needs_approval")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for met, total in MET_OF.items():
            paid, whole = cleaned.get(met), cleaned.get(total)
            if paid is not None and whole is not None and paid > whole:
                self.warn(met, _("More is paid than the whole amount. Are both numbers right?"))
        for deductible, limit in (("in_deductible", "in_max"), ("out_deductible", "out_max")):
            first, most = cleaned.get(deductible), cleaned.get(limit)
            if first is not None and most is not None and first > most:
                self.warn(limit, _("The yearly limit is lower than the deductible. Are both numbers right?"))
        if cleaned.get("in_copay") and cleaned.get("in_coinsurance"):
            self.warn("in_coinsurance", _("Most care has a copay or a percentage, not both. Is this right?"))
        return cleaned

    def blocks(self) -> list[tuple[Any, list[Any]]]:
        """(title, questions) for the page."""
        return [
            (_("In network"), [self[name] for name in self.IN_NETWORK]),
            (_("Out of network"), [self[name] for name in self.OUT_OF_NETWORK]),
            (_("This care"), [self[name] for name in self.CARE]),
        ]
