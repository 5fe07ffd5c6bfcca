"""Which answers a call card can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from requests_app.common.cleaning import has_unreadable_marks
from requests_app.common.fields.days import FIRST_YEAR, LAST_YEAR
from requests_app.insurer_calls.cards import CARDS, CardField, FieldKind

LONGEST = 2000


def answer_faults(kind: str, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of the answers that do not fit this kind of call, each with what is wrong."""
    fields = {field.key: field for field in CARDS[kind].fields}
    for key, value in answers.items():
        if key not in fields:
            yield key, "is not a question of this kind of call"
        elif text := _fault(fields[key], value):
            yield key, text


def _fault(field: CardField, value: Any) -> str:
    if value is None or value == "":
        return ""
    if field.kind == FieldKind.TICK:
        return "" if isinstance(value, bool) else "must be true or false"
    if field.options:
        known = [code for code, _label in field.options]
        return "" if value in known else f"must be one of {', '.join(known)}"
    if not isinstance(value, str):
        return "must be text"
    return _text_fault(field, value)


def _text_fault(field: CardField, text: str) -> str:
    longest = field.max_length or LONGEST
    if len(text) > longest:
        return f"must be {longest} characters or fewer"
    if has_unreadable_marks(text):
        return "has control characters, which cannot be kept"
    if field.kind == FieldKind.DATE and not _is_day(text):
        return "must be a date like 2026-11-30"
    return ""


def _is_day(text: str) -> bool:
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False
