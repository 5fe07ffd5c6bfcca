"""Search words kept by triggers, what the queue sorts and counts by, and its indexes.

The SQL of the triggers and functions stands in `_queue_sql`; docs/reference/queue.md says what each is for.
"""

from __future__ import annotations

from typing import Any

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.expressions
from django.db import migrations, models
from django.db.models import F, Q

from requests_app.migrations._queue_sql import (
    FACTS,
    FILL,
    NO_FACTS,
    NO_OWNER_SEES_WORDS,
    NO_PLACES,
    NO_SEARCH,
    OWNER_SEES_WORDS,
    PLACES,
    SEARCH,
    TELLING,
)

OPEN = ~Q(status="CLOSED")
IN_ORDER = ["organization", "queue_place", "id"]


def _generated(function: str, *columns: str, output: models.Field[Any, Any]) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(*(F(name) for name in columns), function=function),
        output_field=output,
        db_persist=True,
    )


def _index(name: str, fields: list[str], condition: Q | None = None) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="case", index=models.Index(fields=fields, name=name, condition=condition)
    )


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0009_desk")]

    operations = [
        migrations.RunSQL(PLACES, NO_PLACES),
        migrations.AddField("case", "sort_name", models.CharField(blank=True, db_default="", max_length=120)),
        migrations.AddField("case", "sort_plan", models.CharField(blank=True, db_default="", max_length=120)),
        migrations.AddField("case", "appeal_by", models.DateField(blank=True, null=True)),
        migrations.AddField("case", "approval_ends_on", models.DateField(blank=True, null=True)),
        migrations.AddField("case", "bill_open", models.BooleanField(db_default=False)),
        migrations.AddField("case", "must_fix", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("case", "must_fix_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "case",
            "queue_place",
            _generated(
                "app_queue_place",
                "due_on",
                "snoozed_until",
                "unanswered_since",
                "is_urgent",
                "last_contact_at",
                output=models.BigIntegerField(),
            ),
        ),
        migrations.AddField(
            "case", "due_place", _generated("app_due_place", "due_on", output=models.DateField())
        ),
        migrations.AddField(
            "case", "owner_place", _generated("app_owner_place", "owner", output=models.BigIntegerField())
        ),
        migrations.AddField(
            "case",
            "contact_place",
            _generated("app_contact_place", "last_contact_at", output=models.DateTimeField()),
        ),
        migrations.AddField(
            "casesearch",
            "tokens",
            django.contrib.postgres.search.SearchVectorField(db_default=""),
        ),
        migrations.RunSQL(FACTS, NO_FACTS),
        migrations.RunSQL(SEARCH, NO_SEARCH),
        *(migrations.RunSQL(made, gone) for made, gone in TELLING),
        migrations.RunSQL(OWNER_SEES_WORDS, NO_OWNER_SEES_WORDS),
        migrations.AddIndex(
            model_name="casesearch",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["tokens"], name="case_search_tokens", fastupdate=False
            ),
        ),
        migrations.RemoveIndex(model_name="case", name="case_queue"),
        _index("case_desk_open", IN_ORDER, OPEN),
        _index("case_desk_owner", ["organization", "owner_place", "queue_place", "id"], OPEN),
        _index("case_desk_waiting", ["organization", "waiting_on", "queue_place", "id"], OPEN),
        _index("case_desk_step", ["organization", "next_action", "queue_place", "id"], OPEN),
        _index("case_desk_stage", ["organization", "status", "queue_place", "id"]),
        _index("case_desk_urgent", IN_ORDER, OPEN & Q(is_urgent=True)),
        _index("case_desk_unread", IN_ORDER, OPEN & Q(unanswered_since__isnull=False)),
        _index("case_desk_language", IN_ORDER, OPEN & Q(language="es")),
        _index("case_desk_snoozed", IN_ORDER, OPEN & Q(snoozed_until__isnull=False)),
        _index("case_desk_appeal", IN_ORDER, OPEN & Q(appeal_by__isnull=False, outcome="DENIED")),
        _index("case_desk_bills", IN_ORDER, OPEN & (Q(bill_open=True) | Q(next_action="FIX_BILL"))),
        _index("case_desk_must_fix", IN_ORDER, OPEN & Q(must_fix__gt=0)),
        _index("case_desk_ends", ["organization", "approval_ends_on", "id"]),
        _index("case_desk_due", ["organization", "due_place", "id"], OPEN),
        _index("case_desk_contact", ["organization", "contact_place", "id"], OPEN),
        _index("case_desk_name", ["organization", "sort_name", "id"]),
        _index("case_desk_plan", ["organization", "sort_plan", "id"]),
        _index("case_desk_reference", ["organization", "reference", "id"]),
        _index("case_desk_changed", ["organization", "changed_at", "id"]),
        _index(
            "case_desk_to_count",
            ["organization", "id"],
            Q(Q(must_fix_at__isnull=True) | Q(changed_at__gt=F("must_fix_at")), status="PREPARING"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
