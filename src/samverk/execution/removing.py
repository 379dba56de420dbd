"""The only way that a decision leaves the database: a function of the schema's owner.

The app role may delete from no table of the register but its waits. The function removes one decision
whose removal is decided by two, and asks the tables itself: that the decision has ended, that it is not
held, and that the plan in force has let its time run out. Its own key goes with it, so that what was
sealed with it is never opened again, in a backup either.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

OPEN = "string_to_array(nullif(current_setting('samverk.controllers', true), ''), ',')::bigint[]"
# What day it is, in Sweden: the function asks nobody else
TODAY = """
CREATE OR REPLACE FUNCTION execution_today() RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$ SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date $$;
"""
REMOVE = """
CREATE OR REPLACE FUNCTION execution_remove(decided uuid, tried uuid) RETURNS jsonb LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reader text; whose bigint; which uuid; kind text; many bigint; term record; start date; due date;
    today date := execution_today();
    removed jsonb := '{{}}';
BEGIN
    reader := coalesce(current_setting('samverk.reader', true), '');
    PERFORM set_config('samverk.reader', 'nobody', true);
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger_only_added_%' AND tgrelid::regclass::text LIKE 'execution_%'
    ), true);
    SELECT l.whom, d.controller_id INTO which, whose
    FROM execution_registertrialline l
    JOIN execution_registerdisposal d ON d.trial_id = l.trial_id AND d.controller_id = l.controller_id
    WHERE d.id = decided AND l.id = tried AND l.standing = 'due'
        AND d.decided_by_id <> d.tried_by_id AND d.controller_id = ANY ({open});
    IF which IS NULL THEN
        RAISE EXCEPTION 'no decision in force to remove this';
    END IF;
    PERFORM FROM execution_granteddecision WHERE id = which AND controller_id = whose
        AND state IN ('executed', 'closed', 'entered_in_error') FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is nothing here that has ended';
    END IF;
    IF EXISTS (SELECT FROM execution_registerhold WHERE decision_id = which AND lifted_on IS NULL) THEN
        RAISE EXCEPTION 'this decision is held back';
    END IF;
    SELECT years INTO term FROM execution_registerplan p
    WHERE p.controller_id = whose AND p.from_date <= today ORDER BY p.from_date DESC LIMIT 1;
    SELECT (greatest(
        (SELECT recorded_at FROM execution_granteddecision WHERE id = which),
        (SELECT max(recorded_at) FROM execution_registerstep WHERE decision_id = which)
    ) AT TIME ZONE 'Europe/Stockholm')::date INTO start;
    due := (start + make_interval(years => term.years))::date;
    -- From a 29 February the years have passed on 1 March where the year has no 29 February
    IF extract(day FROM start) = 29 AND extract(day FROM due) = 28 THEN
        due := due + 1;
    END IF;
    IF coalesce(due > today, true) THEN
        RAISE EXCEPTION 'the time of this decision is not out';
    END IF;
    -- A later decision that replaced it keeps the day that it counts from
    UPDATE execution_granteddecision SET replaces_id = NULL WHERE replaces_id = which;
    FOREACH kind IN ARRAY ARRAY[{tables}] LOOP
        EXECUTE format('DELETE FROM %I WHERE decision_id = $1', 'execution_' || kind) USING which;
        GET DIAGNOSTICS many = ROW_COUNT;
        IF many > 0 THEN
            removed := removed || jsonb_build_object(kind, many);
        END IF;
    END LOOP;
    DELETE FROM execution_granteddecision WHERE id = which;
    PERFORM set_config('samverk.reader', reader, true);
    PERFORM set_config('pgtrigger.ignore', '{{}}', true);
    RETURN removed || jsonb_build_object('granteddecision', 1);
END $$;
REVOKE ALL ON FUNCTION execution_remove(uuid, uuid) FROM PUBLIC;
"""


class RemoveDecisions(RunSQL):
    """Migration operation: add the function that removes a decision with all its rows.

    ``tables`` are all with rows of a decision, without their prefix. A migration that adds such a table
    names them all again, and replaces the function.
    """

    def __init__(self, *tables: str) -> None:
        listed = ", ".join(f"'{one}'" for one in tables)
        super().__init__(
            TODAY + REMOVE.format(tables=listed, open=OPEN),
            "DROP FUNCTION execution_remove(uuid, uuid); DROP FUNCTION execution_today();",
        )
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, list(self.tables), {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Add the function that removes a decision"
