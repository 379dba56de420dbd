"""The only way that a row of a person becomes another person's: a function of the schema's owner.

Whom a row is about is never rewritten (``guarding``), but along a joining that is written down: its row
stays, and says which record was emptied into which. The function moves every row of the emptied record,
in every table there is, puts the emptied record's key after the kept one's, and takes that record away with
its name and its number. Were a row to be left behind the database would refuse, for it would point at nobody.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from samverk.interventions.persons.removing import OPEN, SAFE

JOIN = f"""
CREATE OR REPLACE FUNCTION persons_join(joined uuid) RETURNS jsonb LANGUAGE plpgsql
{SAFE} AS $$
DECLARE
    reader text; ignored text; kept uuid; gone uuid; whose bigint; kind text; rows jsonb; many int;
    found_rows jsonb := '{{}}';
BEGIN
    reader := coalesce(current_setting('samverk.reader', true), '');
    ignored := coalesce(current_setting('pgtrigger.ignore', true), '');
    PERFORM set_config('samverk.reader', 'nobody', true);
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE (tgname LIKE 'pgtrigger_only_added_%' OR tgname LIKE 'pgtrigger_kept_as_made_%')
            AND tgrelid::regclass::text LIKE 'persons_%'
    ), true);
    SELECT person_id, was, controller_id INTO kept, gone, whose FROM persons_joinedrecord
    WHERE id = joined AND moved = '{{}}' AND controller_id = ANY ({OPEN});
    IF kept IS NULL OR kept = gone THEN
        RAISE EXCEPTION 'no joining to carry out';
    END IF;
    PERFORM FROM persons_person WHERE id IN (kept, gone) AND controller_id = whose
    ORDER BY id FOR UPDATE;
    GET DIAGNOSTICS many = ROW_COUNT;
    IF many <> 2 THEN
        RAISE EXCEPTION 'two records of one authority are joined';
    END IF;
    -- Booked days are numbered by person, delivery and month; none may be there twice
    IF EXISTS (
        SELECT FROM (
            SELECT delivery_id, month, sum(added - removed)::bigint AS held FROM persons_dayentry
            WHERE person_id = kept GROUP BY 1, 2
        ) a JOIN (
            SELECT delivery_id, month, sum(added - removed)::bigint AS held FROM persons_dayentry
            WHERE person_id = gone GROUP BY 1, 2
        ) b USING (delivery_id, month) WHERE a.held & b.held <> 0
    ) THEN
        RAISE EXCEPTION 'a day is booked once for a person and a delivery';
    END IF;
    FOR kind IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relname LIKE 'persons\\_%' AND c.relkind = 'r' AND a.attname = 'person_id'
            AND NOT a.attisdropped ORDER BY c.relname
    LOOP
        IF kind = 'persons_dayentry' THEN
            WITH found AS (
                UPDATE persons_dayentry e SET person_id = kept, number = e.number + coalesce((
                    SELECT max(k.number) FROM persons_dayentry k WHERE k.person_id = kept
                        AND k.delivery_id = e.delivery_id AND k.month = e.month
                ), 0) WHERE e.person_id = gone RETURNING e.id
            ) SELECT jsonb_agg(id) INTO rows FROM found;
        ELSE
            EXECUTE format(
                'WITH found AS (UPDATE %I SET person_id = $1 WHERE person_id = $2 RETURNING id)'
                ' SELECT jsonb_agg(id) FROM found', kind
            ) INTO rows USING kept, gone;
        END IF;
        IF rows IS NOT NULL THEN
            found_rows := found_rows || jsonb_build_object(substr(kind, 9), rows);
        END IF;
    END LOOP;
    -- A trial of the retention plan knew the emptied record: nobody is told of it who may not know
    IF EXISTS (SELECT FROM persons_protection WHERE person_id = kept AND lifted_at IS NULL) THEN
        UPDATE persons_dryrunline SET is_protected = true WHERE whom = gone;
    END IF;
    -- What was sealed in the emptied record is opened with its key: no fault around us may lose it
    UPDATE persons_person SET key = key || (SELECT g.key FROM persons_person g WHERE g.id = gone)
    WHERE id = kept;
    DELETE FROM persons_person WHERE id = gone;
    UPDATE persons_joinedrecord j SET moved = found_rows WHERE j.id = joined;
    PERFORM set_config('samverk.reader', reader, true);
    PERFORM set_config('pgtrigger.ignore', CASE ignored WHEN '' THEN '{{}}' ELSE ignored END, true);
    RETURN found_rows;
END $$;
REVOKE ALL ON FUNCTION persons_join(uuid) FROM PUBLIC;
"""  # noqa: S608
DROPPED = "DROP FUNCTION persons_join(uuid);"


class JoinRecords(RunSQL):
    """Migration operation: add the function that joins two records of one person."""

    def __init__(self) -> None:
        super().__init__(JOIN, DROPPED)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Add the function that joins two records of one person"
