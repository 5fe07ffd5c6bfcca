"""The SQL behind migration 0010: sort places, facts kept on the case, search words."""

from __future__ import annotations

# One number that sorts the queue: 24 bits for the minute since which a message waits, 15 for the day the case
# is due or wakes, 1 for urgent, 22 for the last contact (in steps of four minutes). Nothing of it depends on
# today, so an index keeps the order.
PLACES = """
CREATE FUNCTION app_queue_place(
    p_due date, p_snoozed date, p_unanswered timestamptz, p_urgent boolean, p_contact timestamptz
) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (CASE WHEN p_unanswered IS NULL OR p_snoozed IS NOT NULL THEN 16777215
                 ELSE least(greatest(extract(epoch FROM p_unanswered - timestamptz '2020-01-01 00:00+00')
                      / 60, 0), 16777214)::bigint END << 38)
         | (least(greatest(coalesce(greatest(p_due, p_snoozed) - date '2000-01-01', 32767), 0), 32767)::bigint
            << 23)
         | (CASE WHEN p_urgent THEN 0 ELSE 1 END::bigint << 22)
         | least(greatest(coalesce(extract(epoch FROM p_contact - timestamptz '2020-01-01 00:00+00')
                 / 240, 0), 0), 4194303)::bigint
$$;
CREATE FUNCTION app_due_place(p_due date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(p_due, date '9999-12-31')
$$;
CREATE FUNCTION app_owner_place(p_owner bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(p_owner, 9223372036854775807)
$$;
CREATE FUNCTION app_contact_place(p_contact timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(p_contact, timestamptz '2000-01-01 00:00+00')
$$;
"""
NO_PLACES = """
DROP FUNCTION app_contact_place(timestamptz);
DROP FUNCTION app_owner_place(bigint);
DROP FUNCTION app_due_place(date);
DROP FUNCTION app_queue_place(date, date, timestamptz, boolean, timestamptz);
"""

# What the queue shows of a case has changed: `changed_at` moves. Then the three facts that other tables hold.
FACTS = """
CREATE FUNCTION app_case_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.status, NEW.outcome, NEW.owner_id, NEW.site_id, NEW.is_urgent, NEW.next_action,
        NEW.next_action_text, NEW.waiting_on, NEW.due_on, NEW.last_contact_at, NEW.unanswered_since,
        NEW.snoozed_until, NEW.language, NEW.sort_name, NEW.sort_plan, NEW.appeal_by, NEW.approval_ends_on,
        NEW.bill_open)
       IS DISTINCT FROM
       (OLD.status, OLD.outcome, OLD.owner_id, OLD.site_id, OLD.is_urgent, OLD.next_action,
        OLD.next_action_text, OLD.waiting_on, OLD.due_on, OLD.last_contact_at, OLD.unanswered_since,
        OLD.snoozed_until, OLD.language, OLD.sort_name, OLD.sort_plan, OLD.appeal_by, OLD.approval_ends_on,
        OLD.bill_open) THEN
        NEW.changed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_changed BEFORE UPDATE ON requests_app_case
FOR EACH ROW EXECUTE FUNCTION app_case_changed();

CREATE FUNCTION app_case_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE requests_app_case SET changed_at = clock_timestamp() WHERE id IN (SELECT case_id FROM touched);
    RETURN NULL;
END $$;

CREATE FUNCTION app_keep_appeal_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE requests_app_case c SET appeal_by = found.day
    FROM (SELECT one.case_id, max(f.due_on) AS day
          FROM (SELECT DISTINCT case_id FROM touched WHERE kind = 'APPEAL_BY') one
          LEFT JOIN requests_app_followup f
            ON f.case_id = one.case_id AND f.kind = 'APPEAL_BY' AND f.state = 'OPEN'
          GROUP BY one.case_id) found
    WHERE c.id = found.case_id AND c.appeal_by IS DISTINCT FROM found.day;
    RETURN NULL;
END $$;

CREATE FUNCTION app_keep_approval_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE requests_app_case c SET approval_ends_on = found.day
    FROM (SELECT one.case_id, max(d.ends_on) AS day
          FROM (SELECT DISTINCT case_id FROM touched) one
          LEFT JOIN requests_app_decision d
            ON d.case_id = one.case_id AND d.answer IN ('APPROVED', 'PARTLY')
           AND d.eob_id IS NULL AND d.replaced_at IS NULL AND d.removed_at IS NULL
          GROUP BY one.case_id) found
    WHERE c.id = found.case_id AND c.approval_ends_on IS DISTINCT FROM found.day;
    RETURN NULL;
END $$;

CREATE FUNCTION app_keep_bill_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE requests_app_case c SET bill_open = found.is_open
    FROM (SELECT one.case_id, count(r.id) > 0 AS is_open
          FROM (SELECT DISTINCT case_id FROM touched) one
          LEFT JOIN requests_app_reprocessing r
            ON r.case_id = one.case_id AND r.state IN ('PREPARING', 'SENT')
          GROUP BY one.case_id) found
    WHERE c.id = found.case_id AND c.bill_open <> found.is_open;
    RETURN NULL;
END $$;
"""
NO_FACTS = """
DROP FUNCTION app_keep_bill_open();
DROP FUNCTION app_keep_approval_end();
DROP FUNCTION app_keep_appeal_by();
DROP FUNCTION app_case_touched();
DROP TRIGGER case_changed ON requests_app_case;
DROP FUNCTION app_case_changed();
"""

# Every token carries its organization ("12:ana"), so a search walks the words of one facility only, however
# many others there are. "~" marks the last four characters of a member ID or phone number.
SEARCH = r"""
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE FUNCTION app_plain(p_text text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, coalesce(p_text, '')))
$$;

CREATE FUNCTION app_marks_off(p_text text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(app_plain(p_text), '[\s!-/:-@\[-`{-~’‘“”·–—]', '', 'g')
$$;

CREATE FUNCTION app_search_entry(
    p_organization bigint, p_reference text, p_first text, p_last text, p_member text, p_phone text,
    p_provider text, OUT words text, OUT tokens tsvector
) LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    names text := concat_ws(' ', p_first, p_last, p_provider);
    member text := app_marks_off(p_member);
    phone text := regexp_replace(coalesce(p_phone, ''), '\D', '', 'g');
    found text[];
BEGIN
    SELECT array_agg(DISTINCT one) INTO found FROM (
        SELECT app_marks_off(word) AS one FROM regexp_split_to_table(names, '\s+') AS word
        UNION ALL
        SELECT regexp_split_to_table(app_plain(names), '[\s!-/:-@\[-`{-~’‘“”·–—]+')
        UNION ALL
        SELECT unnest(ARRAY[app_marks_off(p_reference), member, phone])
    ) all_words WHERE one <> '';
    found := coalesce(found, '{}');
    words := left(array_to_string(found, ' '), 2000);
    IF length(member) >= 4 THEN
        found := found || ('~' || right(member, 4));
    END IF;
    IF length(phone) >= 4 THEN
        found := found || ('~' || right(phone, 4));
    END IF;
    tokens := array_to_tsvector(ARRAY(
        SELECT DISTINCT p_organization || ':' || left(one, 60) FROM unnest(found) AS one
    ));
END $$;

CREATE FUNCTION app_keep_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO requests_app_casesearch (public_id, created_at, organization_id, case_id, words, tokens)
    SELECT gen_random_uuid(), now(), c.organization_id, c.id, entry.words, entry.tokens
    FROM requests_app_case c
    LEFT JOIN requests_app_patientdetails p ON p.case_id = c.id
    LEFT JOIN requests_app_coverage v ON v.case_id = c.id
    LEFT JOIN requests_app_requestedprovider r ON r.case_id = c.id
    CROSS JOIN LATERAL app_search_entry(
        c.organization_id, c.reference, p.first_name, p.last_name, v.member_id, p.phone, r.name) entry
    WHERE c.id IN (SELECT case_id FROM touched)
    ON CONFLICT (case_id) DO UPDATE SET words = excluded.words, tokens = excluded.tokens
    WHERE (requests_app_casesearch.words, requests_app_casesearch.tokens)
       IS DISTINCT FROM (excluded.words, excluded.tokens);
    UPDATE requests_app_case c SET sort_name = found.name, sort_plan = found.plan
    FROM (SELECT one.case_id,
                 left(trim(app_plain(concat_ws(' ', p.last_name, p.first_name))), 120) AS name,
                 left(trim(app_plain(v.insurer)), 120) AS plan
          FROM (SELECT DISTINCT case_id FROM touched) one
          LEFT JOIN requests_app_patientdetails p ON p.case_id = one.case_id
          LEFT JOIN requests_app_coverage v ON v.case_id = one.case_id) found
    WHERE c.id = found.case_id AND (c.sort_name, c.sort_plan) IS DISTINCT FROM (found.name, found.plan);
    RETURN NULL;
END $$;

-- One word of a search: a word’s beginning, with a hyphen that of each of its parts; or the end of a number.
CREATE FUNCTION app_search_question(p_organization bigint, p_word text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '(' || concat_ws(' | ',
        format('''%s:%s'':*', p_organization, app_marks_off(p_word)),
        (SELECT '(' || string_agg(format('''%s:%s'':*', p_organization, app_marks_off(part)), ' & ') || ')'
         FROM regexp_split_to_table(p_word, '-') AS part
         WHERE app_marks_off(part) <> '' HAVING count(*) > 1),
        CASE WHEN length(app_marks_off(p_word)) >= 4 AND p_word ~ '[0-9]'
             THEN format('''%s:~%s''', p_organization, right(app_marks_off(p_word), 4)) END
    ) || ')'
$$;

-- Row security keeps indexes from operators that might leak (full text, trigrams), so the search runs as the
-- owner and asks for the organizations of the transaction itself. p_organizations only narrows them down.
-- Exact beginnings of words first; when there is none, words that look alike.
CREATE FUNCTION app_find_cases(p_organizations bigint[], p_text text, p_most integer)
RETURNS TABLE (found_id bigint, is_alike boolean) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    allowed bigint[] := current_setting('app.tenants')::bigint[];
    asked text[];
    as_typed text[];
    long_numbers text[];
    one_organization bigint;
    question tsquery;
    longest text;
    threshold text;
    left_over integer := p_most;
    seen integer;
BEGIN
    -- A number is one word, however it is spaced: (602) 555 0142.
    SELECT array_agg(app_marks_off(raw)), array_agg(raw) INTO asked, as_typed FROM (
        SELECT left(app_plain(word), 60) AS raw FROM regexp_split_to_table(
            CASE WHEN p_text ~ '^[\d\s()+.-]{7,}$' THEN regexp_replace(p_text, '\D', '', 'g') ELSE p_text END,
            '\s+') WITH ORDINALITY AS split(word, place)
        WHERE app_marks_off(word) <> '' ORDER BY place LIMIT 6
    ) words;
    IF asked IS NULL THEN
        RETURN;
    END IF;
    long_numbers := ARRAY(SELECT '%' || word || '%' FROM unnest(asked) AS word
                          WHERE length(word) > 4 AND word ~ '[0-9]');
    FOREACH one_organization IN ARRAY allowed LOOP
        CONTINUE WHEN p_organizations IS NOT NULL AND NOT one_organization = ANY (p_organizations);
        SELECT string_agg(app_search_question(one_organization, raw), ' & ')::tsquery INTO question
        FROM unnest(as_typed) AS raw;
        RETURN QUERY SELECT s.case_id, false FROM requests_app_casesearch s
            WHERE s.tokens @@ question AND s.organization_id = one_organization
              AND s.words LIKE ALL (long_numbers)
            LIMIT left_over;
        GET DIAGNOSTICS seen = ROW_COUNT;
        left_over := left_over - seen;
        EXIT WHEN left_over <= 0;
    END LOOP;
    -- Names may be spelled with a slip; a number is the number or it is not.
    SELECT word INTO longest FROM unnest(asked) AS word WHERE word !~ '[0-9]'
    ORDER BY length(word) DESC LIMIT 1;
    IF left_over < p_most OR longest IS NULL OR length(longest) < 4 THEN
        RETURN;
    END IF;
    -- From close to far, and never all that are alike: a common name has thousands.
    FOREACH threshold IN ARRAY ARRAY['0.8', '0.6', '0.4'] LOOP
        PERFORM set_config('pg_trgm.word_similarity_threshold', threshold, true);
        FOREACH one_organization IN ARRAY allowed LOOP
            CONTINUE WHEN p_organizations IS NOT NULL AND NOT one_organization = ANY (p_organizations);
            RETURN QUERY SELECT near.case_id, true FROM (
                SELECT s.case_id, word_similarity(longest, s.words) AS score FROM requests_app_casesearch s
                WHERE s.organization_id = one_organization AND s.words %> longest
                  AND (SELECT bool_and(CASE WHEN word ~ '[0-9]' THEN position(word IN s.words) > 0
                                            ELSE word_similarity(word, s.words) >= 0.4 END)
                       FROM unnest(asked) AS word)
                LIMIT 200
            ) near ORDER BY near.score DESC, near.case_id DESC LIMIT least(left_over, 50);
            GET DIAGNOSTICS seen = ROW_COUNT;
            left_over := left_over - seen;
            EXIT WHEN left_over <= 0;
        END LOOP;
        EXIT WHEN left_over < p_most;
    END LOOP;
END $$;

-- Without a list of rows still to be filed: a search would read all of it each time.
CREATE INDEX case_search_alike ON requests_app_casesearch
USING gin (organization_id, words gin_trgm_ops) WITH (fastupdate = off);
"""
NO_SEARCH = """
DROP INDEX case_search_alike;
DROP FUNCTION app_find_cases(bigint[], text, integer);
DROP FUNCTION app_search_question(bigint, text);
DROP FUNCTION app_keep_search();
DROP FUNCTION app_search_entry(bigint, text, text, text, text, text, text);
DROP FUNCTION app_marks_off(text);
DROP FUNCTION app_plain(text);
"""
# The owner of the tables reads these words for everybody; no other table shows the owner anything.
OWNER_SEES_WORDS = """
CREATE POLICY requests_app_casesearch_owner ON requests_app_casesearch
FOR SELECT TO CURRENT_USER USING (true);
"""
NO_OWNER_SEES_WORDS = "DROP POLICY requests_app_casesearch_owner ON requests_app_casesearch;"


def tell(table: str, function: str, *events: str) -> tuple[str, str]:
    """Triggers that hand all rows of one statement to `function` at once, and how to take them away."""
    made, gone = [], []
    for event in events:
        name = f"{function}_{event.lower()}"
        rows = "OLD" if event == "DELETE" else "NEW"
        made.append(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} TABLE AS touched"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
        )
        gone.append(f"DROP TRIGGER {name} ON {table};")
    return "\n".join(made), "\n".join(gone)


ALL_EVENTS = ("INSERT", "UPDATE", "DELETE")
TELLING = [
    tell("requests_app_casetag", "app_case_touched", "INSERT", "DELETE"),
    tell("requests_app_followup", "app_keep_appeal_by", *ALL_EVENTS),
    tell("requests_app_decision", "app_keep_approval_end", *ALL_EVENTS),
    tell("requests_app_reprocessing", "app_keep_bill_open", *ALL_EVENTS),
    # A new case gets its sections in one go, the provider last: its words are gathered once.
    tell("requests_app_patientdetails", "app_keep_search", "UPDATE"),
    tell("requests_app_coverage", "app_keep_search", "UPDATE"),
    tell("requests_app_requestedprovider", "app_keep_search", "INSERT", "UPDATE"),
]

# What is there already is found, sorted and counted as if it were written now.
FILL = """
SELECT set_config('app.tenants',
                  (SELECT coalesce(array_agg(id), '{}')::text FROM requests_app_organization), true),
       set_config('app.user', '0', true);
UPDATE requests_app_patientdetails SET first_name = first_name;
UPDATE requests_app_followup SET kind = kind WHERE kind = 'APPEAL_BY';
UPDATE requests_app_decision SET answer = answer;
UPDATE requests_app_reprocessing SET state = state;
SET CONSTRAINTS ALL IMMEDIATE;
"""
