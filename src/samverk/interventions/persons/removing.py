"""The only way that rows of a person leave the database: three functions of the schema's owner.

The app role may delete from no table of persons, and most refuse it to everybody. These functions
may, for one person whose removal is decided and set going, for one draft that nobody has touched, and
for one request for emergency access that opened nobody and is old enough.
They ask the tables themselves, so that no fault in the code around them removes anybody else. Whether
a person's time is out they judge by the days of the person's own rows and the plan in force: what
the app role may write, a trial and a decision, is not enough.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

MESSAGES = ("remiss", "remissteg")
LEAST_DAYS, LEAST_EMERGENCY_DAYS = 7, 30

# Whoever owns the tables may pass the walls, or may not: so the open compartment is asked for here
OPEN = "string_to_array(nullif(current_setting('samverk.controllers', true), ''), ',')::bigint[]"
SAFE = "SECURITY DEFINER SET search_path = public, pg_temp"
# What is set is set back at the end; a fault takes it back with the rest of the transaction
BEFORE = """
    reader := coalesce(current_setting('samverk.reader', true), '');
    PERFORM set_config('samverk.reader', 'nobody', true);
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger_only_added_%' AND tgrelid::regclass::text LIKE 'persons_%'
    ), true);
"""
AFTER = """
    PERFORM set_config('samverk.reader', reader, true);
    PERFORM set_config('pgtrigger.ignore', '{{}}', true);
"""
# What day it is, in Sweden: the functions ask nobody else
TODAY = """
CREATE OR REPLACE FUNCTION persons_today() RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog AS $$ SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date $$;
"""
# That somebody looked, or that the file is held back, is no entry in it
NO_ENTRY = ("numberreveal", "namedhandler", "disposalhold", "joinedrecord")
TERM = """
CREATE OR REPLACE FUNCTION persons_due(who uuid, whose bigint) RETURNS date LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
    rule record; start date; found date; due date; part text;
BEGIN
    SELECT r.trigger, r.years, r.days INTO rule FROM persons_retentionrulerow r
    WHERE r.plan_id = (
        SELECT p.id FROM persons_retentionplan p
        WHERE p.controller_id = whose AND p.from_date <= persons_today()
        ORDER BY p.from_date DESC LIMIT 1
    ) AND r.record = CASE WHEN EXISTS (
        SELECT FROM persons_participation WHERE person_id = who
            AND state NOT IN ('never_started', 'entered_in_error', 'planned')
    ) THEN 'took_part' ELSE 'never_took_part' END;
    IF rule.trigger IS NULL THEN
        RETURN NULL;
    END IF;
    IF rule.trigger = 'last_end' THEN
        SELECT max(ended_on) INTO start FROM persons_participation WHERE person_id = who;
    ELSIF rule.trigger = 'closed' THEN
        SELECT greatest(
            (SELECT max(happened_on) FROM persons_referralstep WHERE person_id = who
                AND to_state IN ('returned', 'redirected', 'withdrawn', 'lapsed')),
            (SELECT max(left_on) FROM persons_queueentry WHERE person_id = who)
        ) INTO start;
    ELSE
        SELECT greatest(
            (SELECT recorded_at AT TIME ZONE 'Europe/Stockholm' FROM persons_person WHERE id = who)::date,
            (SELECT max(withdrawn_on) FROM persons_consent WHERE person_id = who),
            (SELECT max(judged_on) FROM persons_goal WHERE person_id = who),
            (SELECT max(lifted_at AT TIME ZONE 'Europe/Stockholm') FROM persons_protection
                WHERE person_id = who)::date,
            (SELECT max(recorded_at AT TIME ZONE 'Europe/Stockholm') FROM foundation_auditevent e
                WHERE e.kind = 'persons.changed' AND subject_type = 'persons.Person'
                AND subject_id = who::text)::date{joined}
        ) INTO start;
        FOREACH part IN ARRAY ARRAY[{entries}] LOOP
            EXECUTE format(
                'SELECT (max(recorded_at) AT TIME ZONE ''Europe/Stockholm'')::date FROM %I'
                ' WHERE person_id = $1', 'persons_' || part
            ) INTO found USING who;
            start := greatest(start, found);
        END LOOP;
    END IF;
    due := (start + make_interval(years => rule.years))::date;
    -- From a 29 February the years have passed on 1 March where the year has no 29 February
    IF extract(day FROM start) = 29 AND extract(day FROM due) = 28 THEN
        due := due + 1;
    END IF;
    RETURN due + rule.days;
END $$;
REVOKE ALL ON FUNCTION persons_due(uuid, bigint) FROM PUBLIC;
"""
# What was entered in a record that was emptied into this one, and is on no row
JOINED = """,
            (SELECT max(made_at AT TIME ZONE 'Europe/Stockholm') FROM persons_joinedrecord
                WHERE person_id = who)::date,
            (SELECT max(e.recorded_at AT TIME ZONE 'Europe/Stockholm') FROM foundation_auditevent e
                JOIN persons_joinedrecord j ON e.subject_id = j.was::text AND j.person_id = who
                WHERE e.kind = 'persons.changed' AND e.subject_type = 'persons.Person')::date"""
NOT_OUT = """
    IF coalesce(persons_due(who, whose) > persons_today(), true) THEN
        RAISE EXCEPTION 'the time of this person is not out';
    END IF;
"""
PERSON = f"""
CREATE OR REPLACE FUNCTION persons_remove(decided uuid, tried uuid) RETURNS jsonb LANGUAGE plpgsql
{SAFE} AS $$
DECLARE
    reader text; whose bigint; organisation bigint; who uuid; threads uuid[]; asked uuid[];
    kind text; many bigint; told bigint;
    removed jsonb := '{{{{}}}}';
BEGIN
    {BEFORE}
    SELECT l.whom, d.controller_id, b.organisation_id INTO who, whose, organisation
    FROM persons_dryrunline l
    JOIN persons_disposaldecision d ON d.run_id = l.run_id AND d.controller_id = l.controller_id
    JOIN persons_disposalstart s ON s.decision_id = d.id
    JOIN directory_body b ON b.id = d.controller_id
    WHERE d.id = decided AND l.id = tried AND l.standing = 'due'
        AND d.decided_by_id <> d.tried_by_id AND d.controller_id = ANY ({OPEN});
    IF who IS NULL THEN
        RAISE EXCEPTION 'no decision in force to remove this person';
    END IF;
    PERFORM FROM persons_person WHERE id = who AND controller_id = whose FOR UPDATE;
    IF NOT FOUND THEN
        {AFTER}
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM persons_disposalhold WHERE person_id = who AND lifted_on IS NULL) THEN
        RAISE EXCEPTION 'this person is held back';
    END IF;
    IF EXISTS (
        SELECT FROM persons_subjectrequest WHERE person_id = who AND answered_on IS NULL
    ) THEN
        RAISE EXCEPTION 'this person waits for an extract';
    END IF;
    IF EXISTS (SELECT FROM persons_queueentry WHERE person_id = who AND left_on IS NULL)
        OR EXISTS (
            SELECT FROM persons_participation
            WHERE person_id = who AND state IN ('planned', 'active', 'interrupted')
        ) THEN
        RAISE EXCEPTION 'something is under way for this person';
    END IF;
    {{term}}
    SELECT coalesce(array_agg(DISTINCT thread), ARRAY[]::uuid[]) INTO threads
    FROM persons_referral WHERE person_id = who;
    SELECT coalesce(array_agg(request_id), ARRAY[]::uuid[]) INTO asked
    FROM persons_emergencygrant WHERE person_id = who;
    FOREACH kind IN ARRAY ARRAY[{{tables}}] LOOP
        EXECUTE format('DELETE FROM %I WHERE person_id = $1', 'persons_' || kind) USING who;
        GET DIAGNOSTICS many = ROW_COUNT;
        IF many > 0 THEN
            removed := removed || jsonb_build_object(kind, many);
        END IF;
    END LOOP;
    -- Who asked in an emergency wrote the person's number
    DELETE FROM persons_emergencyreview WHERE request_id = ANY (asked);
    DELETE FROM persons_emergencyrequest WHERE id = ANY (asked);
    DELETE FROM persons_person WHERE id = who;
    removed := removed || jsonb_build_object('person', 1);
    -- What came is sealed to the installation's own key, which lives on: the content goes, the
    -- message's id stays so that it is not taken in again
    UPDATE exchange_received r SET text = jsonb_set(r.text::jsonb, '{{{{payload}}}}', '{{{{}}}}')::text
    FROM exchange_peer p
    WHERE r.type IN ({{messages}}) AND p.id = r.recipient_id AND p.organisation_id = organisation
        AND (r.text::jsonb #>> '{{{{payload,thread}}}}')::uuid = ANY (threads);
    GET DIAGNOSTICS told = ROW_COUNT;
    UPDATE exchange_sent m
    SET wire = jsonb_set(m.wire::jsonb, '{{{{envelope,payload}}}}', '{{{{}}}}')::text
    WHERE m.type IN ({{messages}}) AND m.body_id = whose
        AND (m.wire::jsonb #>> '{{{{envelope,payload,thread}}}}')::uuid = ANY (threads);
    GET DIAGNOSTICS many = ROW_COUNT;
    IF told + many > 0 THEN
        removed := removed || jsonb_build_object('message', told + many);
    END IF;
    {AFTER}
    RETURN removed;
END $$;
REVOKE ALL ON FUNCTION persons_remove(uuid, uuid) FROM PUBLIC;
"""  # noqa: S608
DRAFT = f"""
CREATE OR REPLACE FUNCTION persons_remove_draft(draft uuid, before timestamptz) RETURNS boolean
LANGUAGE plpgsql {SAFE} AS $$
DECLARE
    reader text;
BEGIN
    {BEFORE}
    IF before > now() - interval '{LEAST_DAYS} days' THEN
        RAISE EXCEPTION 'a draft is kept a week at least';
    END IF;
    PERFORM FROM persons_referral
    WHERE id = draft AND state = 'draft' AND side = 'sent' AND recorded_at < before
        AND controller_id = ANY ({OPEN}) FOR UPDATE;
    IF NOT FOUND OR EXISTS (
        SELECT FROM foundation_auditevent
        WHERE subject_type = 'persons.Referral' AND subject_id = draft::text
            AND recorded_at >= before
    ) OR EXISTS (
        SELECT FROM persons_referral r WHERE r.id = draft AND (
            EXISTS (
                SELECT FROM persons_disposalhold h
                WHERE h.person_id = r.person_id AND h.lifted_on IS NULL
            ) OR EXISTS (
                SELECT FROM persons_subjectrequest q
                WHERE q.person_id = r.person_id AND q.answered_on IS NULL
            )
        )
    ) THEN
        {AFTER}
        RETURN false;
    END IF;
    DELETE FROM persons_support WHERE referral_id = draft;
    DELETE FROM persons_referralstep WHERE subject_id = draft;
    DELETE FROM persons_referral WHERE id = draft;
    {AFTER}
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION persons_remove_draft(uuid, timestamptz) FROM PUBLIC;
"""  # noqa: S608
EMERGENCY = f"""
CREATE OR REPLACE FUNCTION persons_remove_emergency(asked uuid, before timestamptz) RETURNS boolean
LANGUAGE plpgsql {SAFE} AS $$
DECLARE
    reader text;
BEGIN
    {BEFORE}
    IF before > now() - interval '{LEAST_EMERGENCY_DAYS} days' THEN
        RAISE EXCEPTION 'a request is kept a month at least';
    END IF;
    -- What opened somebody goes with them
    PERFORM FROM persons_emergencyrequest
    WHERE id = asked AND asked_at < before AND controller_id = ANY ({OPEN}) FOR UPDATE;
    IF NOT FOUND OR EXISTS (SELECT FROM persons_emergencygrant WHERE request_id = asked) THEN
        {AFTER}
        RETURN false;
    END IF;
    DELETE FROM persons_emergencyreview WHERE request_id = asked;
    DELETE FROM persons_emergencyrequest WHERE id = asked;
    {AFTER}
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION persons_remove_emergency(uuid, timestamptz) FROM PUBLIC;
"""  # noqa: S608
DROPPED = """
DROP FUNCTION persons_remove(uuid, uuid);
DROP FUNCTION persons_remove_draft(uuid, timestamptz);
"""


class RemovePersons(RunSQL):
    """Migration operation: add the functions that remove a person and a draft.

    ``tables`` are all with rows of a person, without their prefix; the person's own row, with the key,
    goes last. A migration that adds such a table names them all again, and replaces the functions.
    """

    # Before the functions judged the time themselves
    judges = False

    def __init__(self, *tables: str) -> None:
        listed = ", ".join(f"'{one}'" for one in tables)
        entries = ", ".join(f"'{one}'" for one in tables if one not in NO_ENTRY)
        messages = ", ".join(f"'{one}'" for one in MESSAGES)
        term = NOT_OUT if self.judges else ""
        made = PERSON.format(tables=listed, messages=messages, term=term) + DRAFT.format()
        # A record is joined since there is a table that says so
        joined = JOINED if "joinedrecord" in tables else ""
        first = TODAY + TERM.format(entries=entries, joined=joined) if self.judges else ""
        super().__init__(first + made, DROPPED)
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, list(self.tables), {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Add the functions that remove a person and a draft"


class RemovePersonsWhenDue(RemovePersons):
    """Migration operation: the same functions, which also judge whether a person's time is out."""

    judges = True


class RemoveEmergencies(RunSQL):
    """Migration operation: add the function that removes a request for emergency access."""

    def __init__(self) -> None:
        dropped = "DROP FUNCTION persons_remove_emergency(uuid, timestamptz);"
        super().__init__(EMERGENCY.format(), dropped)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Add the function that removes a request for emergency access"
