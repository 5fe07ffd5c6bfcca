"""One template database per set of migrations, cloned for each test process: real PostgreSQL in 0.1 s.

Tests run as the role of the running program, which owns nothing; only cloning is done as the owner.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

ROOT = Path(__file__).resolve().parent.parent


def _owner():
    found = settings.DATABASES["owner"]
    link = psycopg2.connect(
        dbname="postgres",
        user=found["USER"],
        password=found["PASSWORD"],
        host=found["HOST"],
        port=found["PORT"] or None,
    )
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return link


def template_name() -> str:
    digest = hashlib.sha256()
    for path in sorted((ROOT / "requests_app" / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    digest.update((ROOT / "requirements.lock").read_bytes() if (ROOT / "requirements.lock").exists() else b"")
    return f"sca_template_{digest.hexdigest()[:12]}"


def make_template() -> str:
    """Migrate once; processes that start together wait for the first."""
    name = template_name()
    link = _owner()
    with link.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7310)")
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            making = f"{name}_making"
            cursor.execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {making}")
            owner = connections["owner"]
            owner.close()
            kept, owner.settings_dict["NAME"] = owner.settings_dict["NAME"], making
            call_command("migrate", database="owner", verbosity=0, skip_checks=True)
            owner.close()
            owner.settings_dict["NAME"] = kept
            cursor.execute(f"ALTER DATABASE {making} RENAME TO {name}")
        cursor.execute("SELECT pg_advisory_unlock(7310)")
    link.close()
    return name


def clone(template: str, name: str) -> None:
    link = _owner()
    with link.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7311)")
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        cursor.execute("SELECT pg_advisory_unlock(7311)")
    link.close()


def drop(name: str) -> None:
    link = _owner()
    with link.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    link.close()


def names_like(pattern: str) -> list[str]:
    link = _owner()
    with link.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
        found = [str(name) for (name,) in cursor.fetchall()]
    link.close()
    return found


def own_name() -> str:
    return f"sca_test_{os.getpid()}"


def see_everything() -> None:
    """Let the test's own queries see every organization again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenants', (SELECT coalesce(array_agg(id), '{}')::text"
            " FROM requests_app_organization), false), set_config('app.user', '0', false)"
        )
