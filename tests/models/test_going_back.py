"""The newest migrations are taken back and done again; the older ones were, and have not changed since.

Going back renders the state of all models before and after each operation, so it costs more with every
migration: all the way back to 0004 takes twice the time of what is done here. What the older migrations do
when they are taken back depends on their files and on Django alone. Whoever changes one of them, or takes
another Django, runs this test once with `BACK_TO = "0004_own_cases"`, and then writes down the new
fingerprint.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import django
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from django.db.migrations.state import ProjectState

from tests import databases

BACK_TO = "0008_bills"
MIGRATIONS = databases.ROOT / "requests_app" / "migrations"
# Taken back to 0004 and done again with Django 5.2 on November 23, 2026.
TRIED_BEFORE = "8886b415503a05964820e225390c75cd13dff44d59a101b43b36a59582d6d10e"
NEW_COLUMNS_OF_PACKETS = "0005_evidence"


@pytest.fixture
def owner(django_db_setup, django_db_blocker) -> Iterator:
    """The owner in a database of its own, with every migration done."""
    name = f"{databases.own_name()}_back"
    with django_db_blocker.unblock():
        databases.clone(databases.template_name(), name)
        found = connections["owner"]
        found.close()
        kept, found.settings_dict["NAME"] = found.settings_dict["NAME"], name
        yield found
        found.close()
        found.settings_dict["NAME"] = kept
        databases.drop(name)


def shape(owner) -> set[tuple[str, ...]]:
    """Every column, index, constraint, policy, trigger and function, as the database itself writes them."""
    with owner.cursor() as cursor:
        cursor.execute(
            """
            SELECT 'column', table_name, column_name, concat(data_type, is_nullable, column_default)
              FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT 'index', tablename, indexname, indexdef
              FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL SELECT 'policy', tablename, policyname, concat(roles, cmd, qual, with_check)
              FROM pg_policies WHERE schemaname = 'public'
            UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
              FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT 'function', proname, oid::regprocedure::text, concat(prosrc, prosecdef)
              FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND probin IS NULL
            """
        )
        return set(cursor.fetchall())


def test_the_newest_migrations_can_be_taken_back_and_done_again(owner) -> None:
    before = shape(owner)
    call_command("migrate", "requests_app", BACK_TO, database="owner", verbosity=0, skip_checks=True)
    back = shape(owner)
    assert len(back) < len(before)

    call_command("migrate", "requests_app", database="owner", verbosity=0, skip_checks=True)
    assert shape(owner) == before


def test_the_older_migrations_are_those_that_were_taken_back() -> None:
    digest = hashlib.sha256(f"Django {django.VERSION[:2]}".encode())
    for file in sorted(MIGRATIONS.glob("0*.py")):
        if file.stem <= BACK_TO:
            digest.update(file.read_bytes())
    assert digest.hexdigest() == TRIED_BEFORE, "see the head of this file"


def test_the_guard_of_packets_names_no_column_that_is_gone(owner) -> None:
    """It would name one after going back, and no packet could ever become ready."""

    def guard() -> str:
        with owner.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'app_packet_is_frozen'")
            return str(cursor.fetchone()[0])

    assert "NEW.evidence <> OLD.evidence" in guard()
    migration = MigrationLoader(None).get_migration("requests_app", NEW_COLUMNS_OF_PACKETS)
    (operation,) = [
        one
        for one in migration.operations
        if isinstance(one, RunSQL) and "FUNCTION app_packet_is_frozen" in str(one.sql)
    ]
    with owner.schema_editor() as editor:
        operation.database_backwards("requests_app", editor, ProjectState(), ProjectState())
    assert "evidence" not in guard()
    with owner.schema_editor() as editor:
        operation.database_forwards("requests_app", editor, ProjectState(), ProjectState())
    assert "NEW.evidence <> OLD.evidence" in guard()
