"""One template database per set of migrations, cloned for each test process: real PostgreSQL in 0.1 s.

Tests run as the role of the running program, which owns nothing; only cloning is done as the owner.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

ROOT = Path(__file__).resolve().parent.parent


VACUUM_SECONDS = 30


def _owner() -> AbstractContextManager[Any]:
    return _owner_of("postgres")


@contextmanager
def _owner_of(database: str) -> Iterator[Any]:
    """A cursor of the owner; it closes whatever happens, because its locks hold up every other test."""
    found = settings.DATABASES["owner"]
    link = psycopg2.connect(
        dbname=database,
        user=found["USER"],
        password=found["PASSWORD"],
        host=found["HOST"],
        port=found["PORT"] or None,
    )
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    try:
        with link.cursor() as cursor:
            yield cursor
    finally:
        link.close()


def _drop(cursor: Any, name: str) -> None:
    """A vacuum in the database belongs to the server and may not be ended by us; it ends by itself."""
    until = time.monotonic() + VACUUM_SECONDS
    while True:
        try:
            return cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        except psycopg2.errors.InsufficientPrivilege:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


@cache
def template_name() -> str:
    """Of the files as they were when this process began: somebody may be editing them."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "requests_app" / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    digest.update((ROOT / "requirements.lock").read_bytes() if (ROOT / "requirements.lock").exists() else b"")
    return f"sca_template_{digest.hexdigest()[:12]}"


def make_template() -> str:
    """Migrate once; processes that start together wait for the first."""
    name = template_name()
    with _owner() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7320)")
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            making = f"{name}_making"
            _drop(cursor, making)
            cursor.execute(f"CREATE DATABASE {making}")
            owner = connections["owner"]
            owner.close()
            kept, owner.settings_dict["NAME"] = owner.settings_dict["NAME"], making
            call_command("migrate", database="owner", verbosity=0, skip_checks=True)
            owner.close()
            owner.settings_dict["NAME"] = kept
            cursor.execute(f"ALTER DATABASE {making} RENAME TO {name}")
    return name


def clone(template: str, name: str) -> None:
    with _owner() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7321)")
        _drop(cursor, name)
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def clone_anew(template: str, name: str) -> None:
    """Like `clone`, under the feet of a running portal: only its own role may end its connections."""
    with _owner() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    found = settings.DATABASES["default"]
    link = psycopg2.connect(
        dbname="postgres",
        user=found["USER"],
        password=found["PASSWORD"],
        host=found["HOST"],
        port=found["PORT"] or None,
    )
    with link, link.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user",
            [name],
        )
    link.close()
    clone(template, name)


def put_indexes_off(name: str, pattern: str) -> list[str]:
    """Drop the plain indexes of a database that is filled next; returns how to make them again."""
    with _owner_of(name) as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname ~ %s",
            [pattern],
        )
        found = cursor.fetchall()
        for index, _definition in found:
            cursor.execute(f"DROP INDEX {index}")
    return [str(definition) for _index, definition in found]


def settle(making: str, name: str, indexes: list[str]) -> None:
    """A database that was filled in bulk gets its indexes and statistics, and then its name."""
    with _owner_of(making) as cursor:
        for definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM (ANALYZE)")
    with _owner() as cursor:
        cursor.execute(f"ALTER DATABASE {making} RENAME TO {name}")


def drop(name: str) -> None:
    with _owner() as cursor:
        _drop(cursor, name)


def names_like(pattern: str) -> list[str]:
    with _owner() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
        return [str(name) for (name,) in cursor.fetchall()]


def drop_left_behind(start: str) -> None:
    """Databases of runs that were killed: their names begin with the number of a process that is gone.

    Each one that stays is looked after by the server's own cleaning, again and again.
    """
    with _owner() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7322)")
        for found in names_like(f"{start}%"):
            number = found.removeprefix(start).partition("_")[0]
            if number.isdecimal() and not Path(f"/proc/{number}").exists():
                _drop(cursor, found)


def own_name() -> str:
    return f"sca_test_{os.getpid()}"


def see_everything() -> None:
    """Let the test's own queries see every organization again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenants', (SELECT coalesce(array_agg(id), '{}')::text"
            " FROM requests_app_organization), false), set_config('app.user', '0', false)"
        )
