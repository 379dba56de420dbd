"""The guard of the register's rows that no setting skips: a plain trigger of the schema's owner.

The other triggers can be passed by with a setting that the app role may make. What is vital is here
once more: a federation is never a controller, and whose a row is, of which decision and when it was
made are never rewritten.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

GUARD = """
CREATE OR REPLACE FUNCTION execution_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    before jsonb; after jsonb := to_jsonb(NEW); name text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (
            SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id
            WHERE b.id = NEW.controller_id AND o.kind = 'federation'
        ) THEN
            RAISE EXCEPTION 'a federation is no controller of persons';
        END IF;
        RETURN NEW;
    END IF;
    before := to_jsonb(OLD);
    FOREACH name IN ARRAY ARRAY['id', 'controller_id', 'decision_id', 'recorded_at'] LOOP
        IF before -> name IS DISTINCT FROM after -> name THEN
            RAISE EXCEPTION 'whose a row of the register is, and when it was made, stays';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""
ON_EACH = """
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relname LIKE 'execution\\_%' AND c.relkind = 'r' AND a.attname = 'controller_id'
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS execution_guard ON %I', name);
        EXECUTE format('CREATE TRIGGER execution_guard BEFORE INSERT OR UPDATE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION execution_guard()', name);
    END LOOP;
END $$;
"""
DROPPED = "DROP FUNCTION execution_guard() CASCADE;"


class GuardRegister(RunSQL):
    """Migration operation: guard every table of the register that there is; a later one needs it again."""

    def __init__(self) -> None:
        super().__init__(GUARD + ON_EACH, DROPPED)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Guard the rows of the register"
