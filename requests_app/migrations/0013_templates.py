"""A published version of a template never changes."""

from django.db import migrations

KEEP_PUBLISHED = """
CREATE FUNCTION app_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published version of a template never changes';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER requests_app_templateversion_published
BEFORE UPDATE OR DELETE ON requests_app_templateversion
FOR EACH ROW EXECUTE FUNCTION app_keep_published();
"""
LET_CHANGE = """
DROP TRIGGER requests_app_templateversion_published ON requests_app_templateversion;
DROP FUNCTION app_keep_published();
"""


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0012_sites")]

    operations = [migrations.RunSQL(KEEP_PUBLISHED, LET_CHANGE)]
