"""The guards of rows about persons that no setting skips: plain triggers of the schema's owner.

The other triggers can be passed by with a setting that the app role may make. What is vital is here
once more: a federation is never a controller, and whose a row is, whom it is about and when it was made
are never rewritten, but along a joining of two records of one person that is written down.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

GUARD = """
CREATE OR REPLACE FUNCTION persons_guard() RETURNS trigger LANGUAGE plpgsql
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
    FOREACH name IN ARRAY ARRAY['id', 'controller_id', 'person_id', 'recorded_at'] LOOP
        IF before -> name IS DISTINCT FROM after -> name THEN
            -- Two records of one person were joined: then, and only so, it is the other's from now on
            IF name = 'person_id' THEN
                IF EXISTS (
                    SELECT FROM persons_joinedrecord j
                    WHERE j.was = (before ->> name)::uuid AND j.person_id = (after ->> name)::uuid
                        AND j.controller_id = NEW.controller_id
                ) THEN
                    CONTINUE;
                END IF;
            END IF;
            RAISE EXCEPTION 'whose a row about a person is, and when it was made, stays';
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
        WHERE c.relname LIKE 'persons\\_%' AND c.relkind = 'r' AND a.attname = 'controller_id'
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS persons_guard ON %I', name);
        EXECUTE format('CREATE TRIGGER persons_guard BEFORE INSERT OR UPDATE ON %I'
            ' FOR EACH ROW EXECUTE FUNCTION persons_guard()', name);
    END LOOP;
END $$;
"""
DROPPED = "DROP FUNCTION persons_guard() CASCADE;"


class GuardRows(RunSQL):
    """Migration operation: guard every table of persons that there is; a later table needs it again."""

    def __init__(self) -> None:
        super().__init__(GUARD + ON_EACH, DROPPED)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Guard the rows of persons"
