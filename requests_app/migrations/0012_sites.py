"""`app_enter` tells the sites a person works for, how long a page may lie open, and what a facility calls
itself on its patients' pages; sessions can be ended."""

from django.db import migrations, models

from requests_app.migrations._guards import IN_SCOPE

COLUMNS = "organization_id bigint, role text, case_id bigint, relation text, level text"
# Admins see every site: somebody has to see what belongs to none.
MORE = ", site_ids bigint[], idle_minutes integer, service_name text, logo_of uuid, logo_words text"
SITES = """
            CASE WHEN m.role = 'ADMIN' THEN '{}'::bigint[]
            ELSE ARRAY(SELECT jsonb_array_elements_text(m.site_ids)::bigint) END, o.idle_minutes::integer,
            '', NULL::uuid, ''"""
NAMES = """
            '{}'::bigint[], 0, o.service_name::text,
            CASE WHEN o.logo_key <> '' THEN o.public_id END, o.logo_words::text"""
ITS_FACILITY = "JOIN requests_app_organization o ON o.id = a.organization_id"
BODY = """
CREATE FUNCTION app_enter(p_user bigint, p_staff boolean)
RETURNS TABLE (%(columns)s)
LANGUAGE plpgsql AS $$
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
        SELECT m.organization_id, m.role::text, NULL::bigint, '', ''%(of_staff)s
        FROM requests_app_membership m
        JOIN requests_app_organization o ON o.id = m.organization_id AND o.is_active
        WHERE m.user_id = p_user AND m.is_active
        UNION ALL
        SELECT a.organization_id, '', a.case_id, a.relation::text, a.level::text%(of_people)s
        FROM requests_app_caseaccess a %(facility)s
        WHERE a.user_id = p_user AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now());
END $$;
"""
DROP = "DROP FUNCTION app_enter(bigint, boolean);"
NEW = BODY % {
    "columns": COLUMNS + MORE,
    "of_staff": "," + SITES,
    "of_people": "," + NAMES,
    "facility": ITS_FACILITY,
}
OLD = BODY % {"columns": COLUMNS, "of_staff": "", "of_people": "", "facility": ""}


SHOWN_BY_LINK = {"requests_app_staffinvitation": "token_hash", "requests_app_patientlink": "key"}


def by_link(table: str, mark: str) -> migrations.RunSQL:
    shown = f"{IN_SCOPE} OR {mark} = (SELECT current_setting('app.link', true))"
    return migrations.RunSQL(
        f"ALTER POLICY {table}_scope ON {table} USING ({shown}) WITH CHECK ({shown});",
        f"ALTER POLICY {table}_scope ON {table} USING ({IN_SCOPE}) WITH CHECK ({IN_SCOPE});",
    )


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0011_erasure")]

    operations = [
        migrations.AddField("user", "sessions_ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(DROP + NEW, DROP + OLD),
        # Whoever opens such a link has no organization yet; the mark of the link shows that one row.
        *(by_link(table, mark) for table, mark in SHOWN_BY_LINK.items()),
    ]
