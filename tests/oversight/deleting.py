"""What tests of deletion share: a case that is ripe, the worker, and every row that is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from requests_app.models import (
    Case,
    Erasure,
)
from requests_app.outbox.worker import Outcome, Work
from requests_app.oversight import erasing
from tests.databases import see_everything

# Field names that end like those of files and name none.
NO_FILES = {"message_key", "request_key", "dedupe_key"}
MODELS = list(apps.get_app_config("requests_app").get_models())
WORDS = ("Quillon", "QX9988776655", "Quagmire Lane", "quetzal note", "quokka@example.com")


def rows_of(case: Case) -> dict[str, int]:
    """Rows by table, for every table whose rows belong to a case."""
    return {
        model.__name__: count
        for model in MODELS
        if any(one.name == "case" and one.is_relation for one in model._meta.concrete_fields)
        if (count := model._default_manager.filter(case_id=case.pk).count())
    }


def everything_kept() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found: list[str] = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT t::text FROM {table} t")
            found.extend(row for (row,) in cursor.fetchall())
    return "\n".join(found)


def ripe(case: Case, **told: Any) -> Erasure:
    now = timezone.now()
    return Erasure.objects.create(
        **{
            "organization": case.organization,
            "case_public_id": case.public_id,
            "reference_end": case.reference[-4:],
            "why": "PERSON",
            "asked_by": case.opened_by,
            "confirmed_by": case.opened_by,
            "asked_at": now - timedelta(days=8),
            "not_before": now - timedelta(days=1),
            **told,
        }
    )


def work_on(erasure: Erasure) -> Outcome:
    work = Work(1, erasure.pk, erasure.organization_id, 1, after_crash=False)
    try:
        return erasing.erase(work, timezone.now())
    finally:
        see_everything()


def _cannot_remove(key: str) -> None:
    raise OSError("the disk says no")
