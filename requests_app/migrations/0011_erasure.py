"""How a case is deleted: one function, the only one for which tables that otherwise just grow give way."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from requests_app.migrations._guards import gives_way_to_erasure

# Whoever calls app_erase_case acts as the owner of the tables for as long as it runs, and only then.
IS_ERASING = """
CREATE FUNCTION app_is_erasing(p_case bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('app.erasing', true), '') = p_case::text
       AND current_user = (
           SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.requests_app_case'::regclass)
$$;
"""
NO_IS_ERASING = "DROP FUNCTION app_is_erasing(bigint);"

# Follows every foreign key that leads to the case, whatever tables there are, and refuses to guess: a row
# that is found this way and belongs to another case, or to no organization, ends it all.
ERASE = """
CREATE FUNCTION app_erase_case(p_erasure bigint) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    wanted record;
    the_case bigint;
    link record;
    step record;
    found jsonb;
    more bigint[];
    known bigint[];
    foreign_rows bigint;
    grew boolean := true;
    deleted bigint;
    told jsonb := '{}';
BEGIN
    SELECT * INTO wanted FROM public.requests_app_erasure e WHERE e.id = p_erasure FOR UPDATE;
    IF wanted.id IS NULL OR wanted.state <> 'RUNNING' OR wanted.not_before > clock_timestamp()
       OR NOT wanted.organization_id = ANY (current_setting('app.tenants')::bigint[]) THEN
        RAISE EXCEPTION 'nothing to erase now' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.id INTO the_case FROM public.requests_app_case c
    WHERE c.public_id = wanted.case_public_id AND c.organization_id = wanted.organization_id FOR UPDATE;
    IF the_case IS NULL THEN
        RETURN told;
    END IF;
    IF EXISTS (SELECT 1 FROM public.requests_app_legalhold h
               WHERE h.case_id = the_case AND h.ended_at IS NULL) THEN
        RAISE EXCEPTION 'the case is held' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('app.erasing', the_case::text, true);
    SET CONSTRAINTS ALL DEFERRED;

    found := jsonb_build_object('requests_app_case', jsonb_build_array(the_case));
    WHILE grew LOOP
        grew := false;
        FOR link IN
            SELECT child.relname AS child, parent.relname AS parent, points.attname AS via,
                   EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = child.oid
                           AND x.attname = 'organization_id' AND NOT x.attisdropped) AS is_private,
                   EXISTS (SELECT 1 FROM pg_attribute x WHERE x.attrelid = child.oid
                           AND x.attname = 'case_id' AND NOT x.attisdropped) AS names_case
            FROM pg_constraint k
            JOIN pg_class child ON child.oid = k.conrelid
            JOIN pg_class parent ON parent.oid = k.confrelid
            JOIN pg_attribute points ON points.attrelid = k.conrelid AND points.attnum = k.conkey[1]
            JOIN pg_attribute target ON target.attrelid = k.confrelid AND target.attnum = k.confkey[1]
            WHERE k.contype = 'f' AND array_length(k.conkey, 1) = 1 AND target.attname = 'id'
              AND child.relnamespace = 'public'::regnamespace AND found ? parent.relname
        LOOP
            known := ARRAY(SELECT jsonb_array_elements_text(found -> link.child)::bigint);
            EXECUTE format(
                'SELECT array_agg(id) FROM public.%I WHERE %I = ANY ($1) AND NOT (id = ANY ($2))',
                link.child, link.via
            ) INTO more
            USING ARRAY(SELECT jsonb_array_elements_text(found -> link.parent)::bigint), known;
            CONTINUE WHEN more IS NULL;
            IF NOT link.is_private THEN
                RAISE EXCEPTION 'a row of % is nobody''s and points to the case', link.child;
            END IF;
            EXECUTE format(
                'SELECT count(*) FROM public.%I WHERE id = ANY ($1) AND (organization_id IS DISTINCT FROM $2 %s)',
                link.child, CASE WHEN link.names_case THEN 'OR case_id IS DISTINCT FROM $3' ELSE '' END
            ) INTO foreign_rows USING more, wanted.organization_id, the_case;
            IF foreign_rows > 0 THEN
                RAISE EXCEPTION 'a row of % belongs to another case', link.child;
            END IF;
            found := jsonb_set(found, ARRAY[link.child::text], to_jsonb(known || more));
            grew := true;
        END LOOP;
    END LOOP;

    FOR step IN
        SELECT key AS name, value AS ids FROM jsonb_each(found)
        ORDER BY key = 'requests_app_case', key = 'requests_app_casesearch', key
    LOOP
        EXECUTE format('DELETE FROM public.%I WHERE id = ANY ($1)', step.name)
        USING ARRAY(SELECT jsonb_array_elements_text(step.ids)::bigint);
        GET DIAGNOSTICS deleted = ROW_COUNT;
        told := told || jsonb_build_object(step.name, deleted);
    END LOOP;
    SET CONSTRAINTS ALL IMMEDIATE;
    PERFORM set_config('app.erasing', '', true);
    RETURN told;
END $$;
REVOKE ALL ON FUNCTION app_erase_case(bigint) FROM PUBLIC;
"""
NO_ERASE = "DROP FUNCTION app_erase_case(bigint);"

# What was deleted when stays said.
PROOF_STANDS = """
CREATE FUNCTION app_erasure_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'DONE' OR NEW.case_public_id <> OLD.case_public_id
       OR NEW.organization_id <> OLD.organization_id THEN
        RAISE EXCEPTION 'a proof of deletion stands' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER erasure_stands BEFORE UPDATE OR DELETE ON requests_app_erasure
FOR EACH ROW EXECUTE FUNCTION app_erasure_stands();
"""
NO_PROOF = """
DROP TRIGGER erasure_stands ON requests_app_erasure;
DROP FUNCTION app_erasure_stands();
"""

GUARDED = {
    "requests_app_callsstatement": ("calls_statement_is_signed", "app_calls_statement_is_signed"),
    "requests_app_casetransition": ("requests_app_casetransition_append_only", "app_refuse_change"),
    "requests_app_clinicianletter": ("clinician_letter_is_signed", "app_clinician_letter_is_signed"),
    "requests_app_documentconsent": ("requests_app_documentconsent_append_only", "app_refuse_change"),
    "requests_app_packet": ("packet_is_frozen", "app_packet_is_frozen"),
    "requests_app_packetcheck": ("requests_app_packetcheck_append_only", "app_refuse_change"),
    "requests_app_packetcopy": ("requests_app_packetcopy_append_only", "app_refuse_change"),
    "requests_app_submission": ("submission_stands", "app_submission_stands"),
    "requests_app_waitingspan": ("waiting_span_stands", "app_waiting_span_stands"),
}


def let_the_program_erase(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    role = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION app_erase_case(bigint) TO {role}")


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0010_queue")]

    operations = [
        migrations.RunSQL(IS_ERASING, NO_IS_ERASING),
        *(gives_way_to_erasure(table, *guard) for table, guard in GUARDED.items()),
        migrations.RunSQL(ERASE, NO_ERASE),
        migrations.RunSQL(PROOF_STANDS, NO_PROOF),
        migrations.RunPython(let_the_program_erase, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organization", "keep_until"], name="case_kept_until"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["organization_id", "user_id", "at"], name="audit_by_person"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["organization_id", "action", "at"], name="audit_by_action"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                fields=["organization", "kind"],
                name="promise_went_wrong",
                condition=models.Q(state__in=["FAILED", "UNCLEAR"]),
            ),
        ),
    ]
