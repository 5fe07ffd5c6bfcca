"""`app_enter` tells the person's own ways in as well: seeing and editing a case then ask nothing more."""

from django.db import migrations

BODY = """
CREATE FUNCTION app_enter(p_user bigint, p_staff boolean)
RETURNS TABLE (organization_id bigint, role text, case_id bigint, relation text, level text)
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
        SELECT m.organization_id, m.role::text, NULL::bigint, '', '' FROM requests_app_membership m
        JOIN requests_app_organization o ON o.id = m.organization_id AND o.is_active
        WHERE m.user_id = p_user AND m.is_active
        UNION ALL
        SELECT a.organization_id, '', a.case_id, a.relation::text, a.level::text
        FROM requests_app_caseaccess a
        WHERE a.user_id = p_user AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0003_rate_limits")]

    operations = [
        migrations.RunSQL("DROP FUNCTION app_enter(bigint, boolean);", migrations.RunSQL.noop),
        migrations.RunSQL(BODY, "DROP FUNCTION app_enter(bigint, boolean);"),
    ]
