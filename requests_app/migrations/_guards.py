"""What Django cannot say about a private table, as migration operations.

Every later migration that makes a TenantModel table adds `private_table(...)` for it; the architecture test
`test_private_tables` names what is missing.
"""

from __future__ import annotations

from django.db import migrations

SCOPE = "(SELECT current_setting('app.tenants')::bigint[])::bigint[]"
IN_SCOPE = f"organization_id = ANY ({SCOPE})"
# Unset means an error, and after a transaction that set it the value is '', which is an error as well.
OWN = "user_id = (SELECT current_setting('app.user')::bigint)"
SWEEPING = "(SELECT coalesce(current_setting('app.purpose', true), '') = 'sweep')"


def row_security(table: str, *, using: str = IN_SCOPE, check: str = IN_SCOPE) -> migrations.RunSQL:
    """Row security for everybody, the owner of the table included."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {table}_scope ON {table} USING ({using}) WITH CHECK ({check});
        """,
        f"""
        DROP POLICY {table}_scope ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def organization_key(table: str) -> migrations.RunSQL:
    """The key that rows of other private tables point to: id and organization together."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_organization_key UNIQUE (organization_id, id);",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_organization_key;",
    )


def same_organization(table: str, column: str, target: str) -> migrations.RunSQL:
    """A second foreign key that includes the organization: no row can point across tenants.

    Postgres reads both tables once when the key is added, under their row security; both are empty then.
    """
    name = f"{table}_{column}_same_organization"
    return migrations.RunSQL(
        f"""
        SELECT set_config('app.tenants', '{{}}', true), set_config('app.user', '0', true);
        ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (organization_id, {column})
        REFERENCES {target} (organization_id, id) DEFERRABLE INITIALLY IMMEDIATE;
        """,
        f"ALTER TABLE {table} DROP CONSTRAINT {name};",
    )


def private_table(table: str, **points_to: str) -> list[migrations.RunSQL]:
    """Everything a TenantModel table needs; `points_to` maps its columns to other private tables."""
    return [
        row_security(table),
        organization_key(table),
        *(same_organization(table, column, target) for column, target in points_to.items()),
    ]


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION app_refuse_change();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION app_refuse_change();
        """,
        f"""
        DROP TRIGGER {table}_no_truncate ON {table};
        DROP TRIGGER {table}_append_only ON {table};
        """,
    )


def gives_way_to_erasure(table: str, trigger: str, function: str) -> migrations.RunSQL:
    """A guard that refuses changes still lets `app_erase_case` delete the rows of the case it deletes.

    Every table of a case whose rows cannot be deleted needs it, or no case could be deleted any more.
    """
    guard = f"ON {table} FOR EACH ROW"
    return migrations.RunSQL(
        f"""
        DROP TRIGGER {trigger} ON {table};
        CREATE TRIGGER {trigger} BEFORE UPDATE {guard} EXECUTE FUNCTION {function}();
        CREATE TRIGGER {table}_stays BEFORE DELETE {guard}
        WHEN (NOT app_is_erasing(OLD.case_id)) EXECUTE FUNCTION {function}();
        """,
        f"""
        DROP TRIGGER {table}_stays ON {table};
        DROP TRIGGER {trigger} ON {table};
        CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE {guard} EXECUTE FUNCTION {function}();
        """,
    )
