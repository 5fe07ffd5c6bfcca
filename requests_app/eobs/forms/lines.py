"""One line of a statement on one page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.claims.amount_texts import sentence
from requests_app.claims.amounts import differences
from requests_app.claims.statement import Line, Statement
from requests_app.common import fields
from requests_app.eobs.fields import AmountField, CodesField, CountField
from requests_app.eobs.forms.words import CODES_HINT, NETWORK, NOTHING, StatementForm

MONEY = (
    "billed",
    "allowed",
    "plan_paid",
    "other_paid",
    "deductible",
    "copay",
    "coinsurance",
    "not_covered",
    "patient_owes",
)
EMPTY = (None, "")
# Where a sum is off, the box in which one looks first.
LOOK_AT = {"line.parts": "patient_owes", "line.allowed": "allowed", "line.billed": "billed"}


class LineForm(StatementForm):
    """`number`: the place of this line on the statement, from 1 on."""

    button = _("Save this line")
    usual = ("network",)

    service_from = fields.DayField(
        label=_("Day of care"),
        hint=_("Leave it out when it is the same as for the whole claim"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    service_to = fields.DayField(
        label=_("Last day, if the line is for several days"),
        name=_("Last day"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    service = fields.ServiceCodeField(
        hint=_("Like 90837 or H0015-HQ. Many statements show only words"), required=False
    )
    words = fields.TextField(
        label=_("What it says was done"),
        hint=_("As printed, like: outpatient therapy"),
        name=_("What was done"),
        max_length=120,
        required=False,
    )
    units = CountField(
        label=_("How many"),
        hint=_("Also called units, quantity or days"),
        odd=_("Enter how many, like 2 or 1.5"),
        required=False,
    )
    billed = AmountField(label=_("Billed"), hint=_("Also called charges, or amount billed"))
    allowed = AmountField(label=_("Allowed"), hint=_("The price the plan goes by"))
    plan_paid = AmountField(label=_("Plan paid"), hint=_("0 if it paid nothing"))
    other_paid = AmountField(label=_("Another plan paid"), hint=_("Only if you have a second plan"))
    deductible = AmountField(label=_("Deductible"), hint=_("Your part before the plan begins to pay"))
    copay = AmountField(label=_("Copay"), hint=_("A fixed amount for a visit or day"))
    coinsurance = AmountField(label=_("Coinsurance"), hint=_("Your percentage"))
    not_covered = AmountField(label=_("Not covered"), hint=_("Only the part that you owe"))
    patient_owes = AmountField(label=_("You owe"), hint=_("For this line"))
    network = fields.ChoiceField(
        label=_("Network for this line"),
        choices=((NOTHING, _("As for the whole claim")), *NETWORK),
        required=False,
    )
    codes = CodesField(label=_("Note codes"), hint=CODES_HINT, required=False)

    def __init__(self, *args: Any, number: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.number = number
        self.heading = _("Line %(number)s of the statement") % {"number": number}

    @property
    def typed(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_days(cleaned)
        told = {"number": self.number}
        if not self.errors and not any(cleaned.get(name) not in EMPTY for name in self.fields):
            self.add_error("billed", _("Enter what stands on line %(number)s of the statement") % told)
            return cleaned
        missing = {
            "billed": _("Enter what was billed for line %(number)s, or go on if it is not shown"),
            "patient_owes": _("Enter what you owe for line %(number)s, or go on if it is not shown"),
        }
        for name, text in missing.items():
            if cleaned.get(name) is None and name not in self.errors:
                self.warn(name, text % told)
        for one in differences(self._as_statement(cleaned)):
            if one.line == 1 and one.slug in LOOK_AT:
                self.warn(LOOK_AT[one.slug], sentence(one, line=self.number))
        return cleaned

    def _as_statement(self, cleaned: dict[str, Any]) -> Statement:
        amounts = {name: _amount(cleaned.get(name)) for name in MONEY}
        return Statement(lines=(Line.model_validate(amounts),))


def _amount(value: Any) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
