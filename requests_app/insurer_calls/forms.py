"""One long form for each kind of call, built from its card."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import CardField, FieldKind
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.widgets import DayInput
from requests_app.insurer_calls.answers import fields_of
from requests_app.insurer_calls.cards import CARDS
from requests_app.models.insurer_calls import CallKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TASK = _("Call your plan")
LONGEST_CALL = 600
LONGEST_TYPED = 5_000
ALREADY_HAPPENED = {
    "received_on",
    "clock_started_on",
    "rate_contact_on",
    "decided_on",
    "letter_sent_on",
}
ROWS = 3
# Where these stand on the page; what a card asks stands between them.
AT_THE_TOP = ("person", "team")
AT_THE_END = (
    "reference",
    "reference_refused",
    "promised",
    "promised_on",
    "called_on",
    "started_at",
    "minutes",
    "number_called",
    "notes",
)


class CallForm(PortalForm):
    """Only the day and the reference number must be there in the end; a call rarely answers everything."""

    kind: str
    caption = TASK
    button = _("Save and end")

    def __init__(self, *args: Any, known: Collection[tuple[date | None, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_reference(cleaned)
        called, promised = cleaned.get("called_on"), cleaned.get("promised_on")
        if called and promised and promised < called:
            self.warn("promised_on", _("The promised day is before the call. Is the date right?"))
        # After Back the browser fills a fresh page with the old text: the same call would be there twice.
        if called and (called, cleaned.get("reference") or "") in self.known:
            self.warn("called_on", _("You already saved a call like this. Save one more?"))
        return cleaned

    def _check_reference(self, cleaned: dict[str, Any]) -> None:
        if "reference" not in self.fields or "reference" in self.errors:
            return
        number, refused = cleaned.get("reference"), cleaned.get("reference_refused")
        if not number and not refused and self.kind != CallKind.PROVIDER:
            self.add_error("reference", _("Enter the reference number, or select ‘They would not give one’"))
        elif number and refused:
            self.add_error("reference", _("Clear the number, or clear ‘They would not give one’"))

    def typed(self) -> dict[str, str]:
        """All that stands in the boxes, letter by letter, for a draft."""
        kept: dict[str, str] = {}
        for name in self.input_names():
            text = str(self.data.get(name, ""))[:LONGEST_TYPED]
            # The database cannot keep these marks, and nobody can type them.
            text = "".join(mark for mark in text if mark >= " " or mark in "\n\r\t")
            if text:
                kept[name] = text
        return kept

    def input_names(self) -> list[str]:
        names: list[str] = []
        for name, field in self.fields.items():
            if isinstance(field.widget, DayInput):
                names += [f"{name}_{part}" for part in ("month", "day", "year")]
            names.append(name)
        return names

    def readable(self) -> dict[str, Any]:
        """The answers of a half-filled card that can be read already."""
        self.full_clean()
        return dict(self.cleaned_data)


@cache
def form_class(kind: str) -> type[CallForm]:
    made: dict[str, Any] = {field.key: _form_field(field) for field in fields_of(kind)}
    if kind == CallKind.PROVIDER:
        # An office is not a plan: it has no reference number for a call.
        made.pop("reference")
        made.pop("reference_refused")
    asked = [key for key in made if key not in AT_THE_TOP + AT_THE_END]
    return type(
        f"{kind}_Form",
        (CallForm,),
        {
            **made,
            "kind": kind,
            "field_order": (*AT_THE_TOP, *asked, *AT_THE_END),
            "heading": CARDS[kind].title,
            "caption": "" if kind == CallKind.PROVIDER else TASK,
        },
    )


def _quote(label: StrOrPromise) -> str:
    return gettext("“%(answer)s”") % {"answer": label}


# Of the many boxes of a card, the line of the error summary has to say which one it means.
_quoted = lazy(_quote, str)


def _form_field(box: CardField) -> forms.Field:
    if box.key == "called_on":
        return fields.RecentDayField(
            label=box.label, name=_quoted(box.label), empty=_("Select when you called")
        )
    special = _SPECIAL.get(box.key)
    field = special(box) if special else _BY_KIND[box.kind](box)
    field.optional_is_said = box.is_optional
    return field


def _text(box: CardField) -> fields.PortalField:
    return fields.TextField(
        label=box.label, hint=box.hint, max_length=box.max_length, required=False, autocomplete="off"
    )


def _long_text(box: CardField) -> fields.PortalField:
    return fields.LongTextField(
        label=box.label, hint=box.hint, max_length=box.max_length, rows=ROWS, required=False
    )


def _phone(box: CardField) -> fields.PortalField:
    return fields.PhoneField(
        label=box.label,
        name=_quoted(box.label),
        hint=box.hint,
        odd=_("%(name)s must be a phone number with area code, like 602-555-0142"),
        required=False,
        autocomplete="off",
    )


def _choice(box: CardField) -> fields.PortalField:
    return fields.ChoiceField(label=box.label, hint=box.hint, choices=box.options, required=False)


def _tick(box: CardField) -> fields.PortalField:
    return fields.TickField(label=box.label, hint=box.hint)


def _day(box: CardField) -> fields.PortalField:
    when = fields.When.PAST_OR_TODAY if box.key in ALREADY_HAPPENED else fields.When.ANY
    return fields.DayField(label=box.label, name=_quoted(box.label), hint=box.hint, when=when, required=False)


def _money(box: CardField) -> fields.PortalField:
    return fields.MoneyField(
        label=box.label,
        name=_quoted(box.label),
        hint=box.hint,
        odd=_("%(name)s must be an amount in dollars, like 125.50"),
        required=False,
    )


def _number(box: CardField) -> fields.PortalField:
    return fields.NumberField(
        label=box.label,
        hint=box.hint,
        smallest=0,
        largest=LONGEST_CALL,
        empty=_("Enter the minutes, from 0 to 600"),
        required=False,
    )


def _time(box: CardField) -> fields.PortalField:
    return fields.TextField(
        label=box.label,
        hint=_("Like 10:40 am"),
        name=pgettext_lazy("of the clock", "Time"),
        max_length=box.max_length,
        width=10,
        required=False,
    )


_BY_KIND: dict[FieldKind, Callable[[CardField], fields.PortalField]] = {
    FieldKind.YES_NO_UNSURE: _choice,
    FieldKind.CHOICE: _choice,
    FieldKind.TICK: _tick,
    FieldKind.TEXT: _text,
    FieldKind.DAYS: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.PHONE: _phone,
    FieldKind.DATE: _day,
    FieldKind.TIME: _time,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
}
_SPECIAL: dict[str, Callable[[CardField], fields.PortalField]] = {
    "npi": lambda box: fields.NpiField(label=box.label, hint=box.hint, required=False),
    "tax_id": lambda box: fields.TaxIdField(label=box.label, hint=box.hint, required=False),
    "clinician_email": lambda box: fields.EmailField(
        label=box.label, hint=box.hint, autocomplete="off", required=False
    ),
    "person": lambda box: fields.NameField(
        label=box.label, name=_("Name"), hint=box.hint, width=20, autocomplete="off", required=False
    ),
}


class RemoveForm(PortalForm):
    heading = _("Take this call out of your list?")
    caption = TASK
