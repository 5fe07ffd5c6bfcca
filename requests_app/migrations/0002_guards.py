"""Row security, tenant-aware keys, append-only tables and the rights of the `app` role (ADR 0003)."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from requests_app.migrations._guards import (
    IN_SCOPE,
    OWN,
    SWEEPING,
    append_only,
    organization_key,
    private_table,
    row_security,
    same_organization,
)

FUNCTIONS = """
CREATE FUNCTION app_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION app_packet_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'READY' OR NEW.contents <> OLD.contents
       OR NEW.contents_sha256 <> OLD.contents_sha256 OR NEW.number <> OLD.number
       OR NEW.signed_name <> OLD.signed_name OR NEW.signed_at <> OLD.signed_at THEN
        RAISE EXCEPTION 'a packet is frozen' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER packet_is_frozen BEFORE UPDATE OR DELETE ON requests_app_packet
FOR EACH ROW EXECUTE FUNCTION app_packet_is_frozen();

-- Sets the person and the organizations of this transaction in one trip, and tells the person's roles.
-- A facility counts only when the second factor was given (p_staff).
CREATE FUNCTION app_enter(p_user bigint, p_staff boolean)
RETURNS TABLE (organization_id bigint, role text) LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN
    PERFORM set_config('app.user', p_user::text, true);
    PERFORM set_config('app.tenants', '{}', true);
    SELECT coalesce(array_agg(DISTINCT found.id), '{}') INTO ids FROM (
        SELECT m.organization_id AS id FROM requests_app_membership m
        JOIN requests_app_organization o ON o.id = m.organization_id AND o.is_active
        WHERE p_staff AND m.user_id = p_user AND m.is_active
        UNION
        SELECT a.organization_id FROM requests_app_caseaccess a
        WHERE a.user_id = p_user AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
    ) found;
    PERFORM set_config('app.tenants', ids::text, true);
    RETURN QUERY
        SELECT m.organization_id, m.role::text FROM requests_app_membership m
        JOIN requests_app_organization o ON o.id = m.organization_id AND o.is_active
        WHERE m.user_id = p_user AND m.is_active
        UNION ALL
        SELECT reachable.id, '' FROM unnest(ids) AS reachable(id);
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION app_enter(bigint, boolean);
DROP TRIGGER packet_is_frozen ON requests_app_packet;
DROP FUNCTION app_packet_is_frozen();
DROP FUNCTION app_refuse_change();
"""

CASE = "requests_app_case"
FOR_ONE_CASE = [
    "requests_app_casetransition",
    "requests_app_casenote",
    "requests_app_patientdetails",
    "requests_app_coverage",
    "requests_app_carerequest",
    "requests_app_carecode",
    "requests_app_requestedprovider",
    "requests_app_story",
    "requests_app_outreachoffice",
    "requests_app_insurercall",
    "requests_app_packet",
    "requests_app_followup",
]
MAYBE_SHARED = f"organization_id IS NULL OR {IN_SCOPE}"


def give_rights(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The running program may read and write rows, and nothing else; append-only tables only grow."""
    role = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
    rows = "SELECT, INSERT, UPDATE, DELETE"
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rows} ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
        f"REVOKE UPDATE, DELETE ON requests_app_auditentry, requests_app_casetransition FROM {role}",
    ):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        *private_table(CASE),
        *(operation for table in FOR_ONE_CASE for operation in private_table(table, case_id=CASE)),
        *private_table("requests_app_outreachattempt", office_id="requests_app_outreachoffice"),
        *private_table("requests_app_submission", case_id=CASE, packet_id="requests_app_packet"),
        *private_table("requests_app_reminder", case_id=CASE, follow_up_id="requests_app_followup"),
        # A person's own ways in are visible before any organization is: they decide which ones are.
        row_security("requests_app_caseaccess", using=f"{IN_SCOPE} OR {OWN}"),
        organization_key("requests_app_caseaccess"),
        same_organization("requests_app_caseaccess", "case_id", CASE),
        row_security("requests_app_membership", using=f"{IN_SCOPE} OR {OWN}"),
        # An invitation is found by the hash of its link before the person has any organization.
        row_security(
            "requests_app_invitation",
            using=f"{IN_SCOPE} OR token_hash = (SELECT current_setting('app.link', true))",
            check=f"{IN_SCOPE} OR token_hash = (SELECT current_setting('app.link', true))",
        ),
        row_security("requests_app_formsubmission", using=OWN, check=OWN),
        row_security("requests_app_auditentry", using=MAYBE_SHARED, check=MAYBE_SHARED),
        row_security(
            "requests_app_promise",
            using=f"{MAYBE_SHARED} OR {SWEEPING}",
            check=f"{MAYBE_SHARED} OR {SWEEPING}",
        ),
        row_security("requests_app_outgoingemail", using=MAYBE_SHARED, check=MAYBE_SHARED),
        append_only("requests_app_auditentry"),
        append_only("requests_app_casetransition"),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
