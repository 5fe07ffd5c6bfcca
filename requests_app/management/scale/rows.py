"""Rows in bulk, made by the database itself: one INSERT ... SELECT for each table and facility.

A column that is not named gets the default of its model, so that a new column does not break the seed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import NOT_PROVIDED


def insert(
    model: type[models.Model], columns: Mapping[str, str], *, of: str, values: Mapping[str, Any]
) -> int:
    """Fill a table from the rows of `of` (SQL after FROM); `columns` maps names to SQL. Returns the count."""
    table = model._meta.db_table
    wanted: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if field.column in columns:
            wanted[field.column] = columns[field.column]
        elif field.generated or field.db_default is not NOT_PROVIDED:
            continue
        elif not field.primary_key and not field.null:
            wanted[field.column] = _default(field)
    names = ", ".join(f'"{name}"' for name in wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(wanted.values())} FROM {of}",  # noqa: S608
            dict(values),
        )
        return int(cursor.rowcount)


def _default(field: Any) -> str:
    if field.name == "public_id":
        return "gen_random_uuid()"
    if isinstance(field, models.DateTimeField):
        return "now()"
    if field.name == "organization":
        return "%(organization)s"
    given = field.get_default() if field.default is not NOT_PROVIDED else ""
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.JSONField):
        return f"'{json.dumps(given)}'::jsonb"
    if isinstance(given, bool | int):
        return str(given).lower()
    if isinstance(field, models.CharField | models.TextField):
        return f"'{given}'"
    raise LookupError(f"{field} needs a value")


def pick(words: tuple[str, ...], by: str) -> str:
    """SQL for one of these words, by a number."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(ARRAY[{listed}])[1 + ({by}) %% {len(words)}]"


def chance(salt: int, below: int) -> str:
    """SQL for a number from 0 to below - 1 that looks random and is the same in every run; needs `g`."""
    return f"((hashint8(g * 7919 + {salt})::bigint & 2147483647) %% {below})"
