"""The published JSON Schema of a case file, written from the models and the call cards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils import translation

from requests_app.casefile.answer_rules import LONGEST
from requests_app.casefile.schema import VERSION, CaseFile
from requests_app.insurer_calls.cards import CARDS, Card, CardField, FieldKind

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "docs" / "reference" / "case-file.schema.json"


def schema_text() -> str:
    """Stable text: the same models always give the same file."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CaseFile.model_json_schema(),
    }
    schema["title"] = f"Case file, version {VERSION}"
    # Both have a default for programs that put a file together; a file that is read must name them.
    schema["required"] = ["format", "version"]
    with translation.override("en"):
        schema["$defs"]["InsurerCall"]["allOf"] = [_answers_of(card) for card in CARDS.values()]
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _answers_of(card: Card) -> dict[str, Any]:
    """Which answers a call of this kind may have."""
    answers = {
        "properties": {field.key: _answer(field) for field in card.fields},
        "additionalProperties": False,
    }
    return {
        "if": {"properties": {"kind": {"const": card.kind}}, "required": ["kind"]},
        "then": {"properties": {"answers": answers}},
    }


def _answer(field: CardField) -> dict[str, Any]:
    schema: dict[str, Any] = {"description": str(field.label)}
    if field.kind == FieldKind.TICK:
        return schema | {"type": ["boolean", "null"]}
    if field.options:
        return schema | {"enum": [None, "", *(code for code, _label in field.options)]}
    if field.kind == FieldKind.DATE:
        return schema | {"type": ["string", "null"], "format": "date"}
    return schema | {"type": ["string", "null"], "maxLength": field.max_length or LONGEST}
