"""An offer, what the other side said to it, and one rate of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.agreements.forms.terms import TASK
from requests_app.agreements.shown import ACCEPTED, REFUSED, WAITING
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import AmountUnit
from requests_app.models.agreements import OfferBy


class OfferForm(PortalForm):
    """`has_rates`: there is an offer before it whose rates can be taken over."""

    caption = TASK
    heading = _("Write down an offer")
    why = _("A date and a name for each offer show how the talks went. The rates come next.")
    button = _("Save and add the rates")

    made_by = fields.ChoiceField(
        label=_("Who made the offer?"), choices=OfferBy, empty=_("Select who made the offer")
    )
    offered_on = fields.RecentDayField(
        label=_("When was it made?"), name=_("The day of the offer"), empty=_("Select when it was made")
    )
    person = fields.NameField(
        label=_("Who said it?"),
        hint=_("A first name is enough"),
        name=_("Name"),
        required=False,
    )
    answer_by = fields.DayField(
        label=_("By when do they want an answer?"),
        hint=_("Leave it out when nobody named a day"),
        name=_("The day for the answer"),
        required=False,
    )
    note = fields.LongTextField(
        label=_("What else did they say?"),
        hint=_("Like conditions, or why the rate is what it is"),
        max_length=500,
        rows=3,
        required=False,
    )
    with_last_rates = fields.TickField(label=_("Begin with the rates of the last offer"))

    def __init__(self, *args: Any, has_rates: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_rates:
            del self.fields["with_last_rates"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        offered_on, answer_by = cleaned.get("offered_on"), cleaned.get("answer_by")
        if offered_on and answer_by and answer_by < offered_on:
            self.add_error("answer_by", _("The day for the answer must be after the day of the offer"))
        return cleaned


class OfferChangeForm(OfferForm):
    heading = _("Change what you wrote about this offer")
    button = _("Save")


class OfferAnswerForm(PortalForm):
    """`is_empty`: the offer has no rate yet."""

    caption = TASK
    button = _("Save")

    answer = fields.ChoiceField(
        label=_("What did the other side say?"),
        choices=(
            (ACCEPTED, _("Yes, they take it")),
            (REFUSED, _("No, or they made another offer")),
            (WAITING, _("No answer yet")),
        ),
        empty=_("Select what they said"),
    )
    answered_on = fields.DayField(
        label=_("When did they say it?"),
        hint=_("Leave it out when there is no answer yet"),
        name=_("The day of their answer"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    def __init__(self, *args: Any, offered_on: date, is_empty: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = _("What did the other side say?")
        self.offered_on, self.is_empty = offered_on, is_empty

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answer, day = cleaned.get("answer"), cleaned.get("answered_on")
        if answer in (ACCEPTED, REFUSED) and not day and "answered_on" not in self.errors:
            self.add_error("answered_on", _("Enter the day of their answer"))
        if answer == WAITING:
            cleaned["answered_on"] = None
        elif day and day < self.offered_on:
            self.add_error("answered_on", _("The answer cannot come before the offer"))
        if answer == ACCEPTED and self.is_empty:
            self.warn("answer", _("This offer has no rate yet. Did they agree on one?"))
        return cleaned


class RateForm(PortalForm):
    """`asked`: the codes of the request; `price`: what the provider usually takes for a visit or day."""

    caption = TASK
    heading = _("A rate of this offer")
    button = _("Save")

    code = fields.ServiceCodeField(label=_("For which code?"), name=_("Service code"))
    words = fields.TextField(
        label=_("What it is"), hint=_("In your own words"), max_length=120, required=False
    )
    rate = fields.MoneyField(label=_("The rate"), empty=_("Enter the rate in dollars, like 310.50"))
    unit = fields.ChoiceField(
        label=_("For one of what?"),
        choices=(
            (AmountUnit.VISITS, _("One visit")),
            (AmountUnit.DAYS, _("One day")),
            (AmountUnit.HOURS, _("One hour")),
            (AmountUnit.UNITS, _("One billing unit")),
        ),
        empty=_("Select what the rate is for"),
    )

    def __init__(self, *args: Any, asked: frozenset[str] = frozenset(), **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        code = cleaned.get("code")
        if code and self.asked and code not in self.asked:
            self.warn("code", _("This code is not in your request. Is it right, with its modifiers?"))
        if cleaned.get("rate") is not None and not cleaned["rate"]:
            self.warn("rate", _("A rate of nothing is odd. Is it right?"))
        return cleaned
