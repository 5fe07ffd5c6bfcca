"""What was written down on a call: as the form gives it, as the database keeps it, and as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from requests_app.cases.call_cards import CardField, FieldKind
from requests_app.common.answers import answer_text
from requests_app.insurer_calls.cards import CARDS, SHARED
from requests_app.models import InsurerCall

COLUMNS = tuple(field.key for field in SHARED)
_SHARED_BY_KEY = {field.key: field for field in SHARED}
REQUEST_NUMBER = "request_number"
LONGEST_REQUEST_NUMBER = 50
# A draft also keeps what was typed letter by letter, because half a date is not a date yet.
TYPED, PAGE = "typed", "page"


def fields_of(kind: str) -> tuple[CardField, ...]:
    """Every box of this call: those of all calls and those of its card."""
    return (*SHARED, *CARDS[kind].fields)


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Answers that were given, as texts and booleans that JSON can hold."""
    return {key: _plain(value) for key, value in values.items() if value not in (None, "", False)}


def from_json(field: CardField, value: Any) -> Any:
    """The answer as a form takes it; what an import brought in another shape stays text."""
    if value is None or value == "":
        return False if field.kind == FieldKind.TICK else None
    try:
        match field.kind:
            case FieldKind.DATE:
                return date.fromisoformat(str(value))
            case FieldKind.MONEY:
                return Decimal(str(value)).quantize(Decimal("0.01"))
            case FieldKind.TICK:
                return value is True or value == "YES"
    except (ValueError, InvalidOperation):
        return str(value)
    return value


def kept_values(call: InsurerCall) -> dict[str, Any]:
    """Every box with what is kept for it, by key."""
    values: dict[str, Any] = {}
    for field in fields_of(call.kind):
        if field.key in COLUMNS:
            values[field.key] = getattr(call, field.key)
        else:
            values[field.key] = from_json(field, call.answers.get(field.key))
    if REQUEST_NUMBER in values:
        values[REQUEST_NUMBER] = call.request_number or values[REQUEST_NUMBER]
    return values


def told(fields: Iterable[CardField], values: Mapping[str, Any]) -> list[tuple[CardField, str]]:
    """The boxes that were filled, with their words, in the order given."""
    given = ((field, values.get(field.key)) for field in fields)
    texts = ((field, answer_text(value, field.options)) for field, value in given if value is not False)
    return [(field, text) for field, text in texts if text]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
