"""The record of calls, from the call log: who, when, reference number, what was said, what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.cases.call_cards import CardField, FieldKind
from requests_app.insurer_calls.cards import CARDS
from requests_app.packets import benefits, wording
from requests_app.packets.parts import CallRecord, CallRow, Fact
from requests_app.packets.search import MOST_ROWS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: dict[str, StrOrPromise] = {
    "CALL_1": gettext_lazy("Call 1 to the plan: opening the request"),
    "CALL_2": gettext_lazy("Call 2 to the plan: was it received"),
    "CALL_3": gettext_lazy("Call 3 to the plan: status"),
    "CALL_4": gettext_lazy("Call 4 to the plan: the answer"),
    "PROVIDER": gettext_lazy("Call to the requested provider"),
}
MADE_BY: dict[str, StrOrPromise] = {
    "PATIENT": "",
    "CAREGIVER": gettext_lazy("Made by a caregiver or helper"),
    "STAFF": gettext_lazy("Made by admissions staff"),
}


def call_record(case: schema.CaseFile) -> CallRecord:
    printed = case.insurer_calls[:MOST_ROWS]
    rows = tuple(_row(number, call) for number, call in enumerate(printed, start=1))
    return CallRecord(
        rows=(*rows, *benefits.rows(case, first=len(rows) + 1)),
        left_out=len(case.insurer_calls) - len(printed),
    )


def _row(number: int, call: schema.InsurerCall) -> CallRow:
    minutes = "" if call.minutes is None else wording.minutes_text(call.minutes)
    return CallRow(
        number=number,
        title=str(TITLES[call.kind]),
        when=wording.with_commas(wording.day_text(call.called_on), call.started_at, minutes),
        who=tuple(
            part for part in (call.person, call.team, call.number_called, str(MADE_BY[call.made_by])) if part
        ),
        reference=reference_text(call),
        request_number=call.request_number,
        said=tuple(_answers(call)),
        promised=promised_text(call),
        notes=call.notes,
    )


def reference_text(call: schema.InsurerCall) -> str:
    return call.reference or (_("They would not give one") if call.reference_refused else "")


def promised_text(call: schema.InsurerCall) -> str:
    day = _("by %(day)s") % {"day": wording.day_text(call.promised_on)} if call.promised_on else ""
    return wording.with_commas(call.promised.rstrip("."), day)


def answer(call: schema.InsurerCall, key: str) -> str:
    """What was written in one box of the card, as typed."""
    value = call.answers.get(key)
    return "" if value is None or isinstance(value, bool) else str(value).strip()


def _answers(call: schema.InsurerCall) -> list[Fact]:
    """Every box of the card that was filled, in the order of the card, the words of the box before it.

    What is paid toward deductibles is between the person and the plan, which knows it: it proves no gap.
    """
    card = CARDS.get(call.kind)
    known = {field.key: field for field in card.fields} if card else {}
    facts = [
        Fact(label(field), value_text(field, call.answers.get(key)), "insurer_calls")
        for key, field in known.items()
        if key != "request_number" and field.kind is not FieldKind.MONEY
    ]
    return [fact for fact in facts if fact.value]


def label(field: CardField) -> str:
    return str(field.label)


def value_text(field: CardField, value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return _("Yes")
    if isinstance(value, list | tuple):
        return wording.series(value_text(field, one) for one in value)
    text = str(value)
    options: Mapping[str, Any] = dict(field.options)
    if text in options:
        return str(options[text])
    return _day(text) if field.kind is FieldKind.DATE else text


def _day(text: str) -> str:
    try:
        return wording.day_text(date.fromisoformat(text))
    except ValueError:
        return text
