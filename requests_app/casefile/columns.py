"""Which column holds which field of the file, for both directions.

Fields and columns have the same names; only the parts inside a part (an address, the main person on the
plan) are columns of the row around them. Lists are rows of their own and are not handled here.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from requests_app.casefile import schema

AnyPart = TypeVar("AnyPart", bound=BaseModel)

NESTED: dict[str, tuple[type[schema.Part], dict[str, str]]] = {
    "address": (schema.Address, {name: name for name in schema.Address.model_fields}),
    "subscriber": (
        schema.Subscriber,
        {
            "first_name": "subscriber_first_name",
            "last_name": "subscriber_last_name",
            "birth_date": "subscriber_birth_date",
            "relation": "relation_to_subscriber",
        },
    ),
}
# Filled by whoever writes the file: rows of their own, or a value told by another row.
LISTS = frozenset(
    {"codes", "attempts", "captures", "questions", "lines", "wanted", "offers", "rates"}
    | {"key", "about", "about_key", "appeal_key", "decision_key", "line_key", "is_current"}
    | {"letter_sha256", "signed_copy_sha256", "track", "answer_rows"}
    | {"eob_key", "corrected_key", "is_of_eob"}
)


def part_of(row: Any, part: type[AnyPart], **lists: Any) -> AnyPart:
    """This part of the file, read from the columns of `row`."""
    values: dict[str, Any] = dict(lists)
    for name in part.model_fields:
        if name in NESTED:
            values[name] = {field: getattr(row, column) for field, column in NESTED[name][1].items()}
        elif name not in LISTS:
            values[name] = getattr(row, name)
    return part.model_validate(values)


def columns_of(part: schema.Part) -> dict[str, Any]:
    """The columns of one row, from this part of the file."""
    columns: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in NESTED:
            columns |= {column: getattr(value, field) for field, column in NESTED[name][1].items()}
        elif name not in LISTS:
            columns[name] = value
    return columns
