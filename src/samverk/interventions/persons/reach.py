"""The wall between the deliveries of one authority, in the database itself.

Whose role is limited to some deliveries sees the persons, referrals, queues, participations and sessions
of those alone: a restrictive policy on each table, beside the one of the authority and the one of the
protected. How far the reader reaches are settings that live as long as the transaction; without them
nothing is reached. What nobody reads, sums and the system's own steps, passes by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

WHOLE, DELIVERIES, SENDERS = "samverk.whole", "samverk.deliveries", "samverk.senders"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reaches (räckvidd) among persons.

    The authorities (body ids) whose rows are all theirs, the deliveries (ids) that are elsewhere, and
    the authorities where what was sent is theirs too, since they refer there.
    """

    whole: frozenset[int] = frozenset()
    deliveries: frozenset[int] = frozenset()
    senders: frozenset[int] = frozenset()

    def reaches(self, body: int, delivery: int) -> bool:
        """Answer whether a delivery (id) at an authority (body id) is within."""
        return body in self.whole or delivery in self.deliveries


def asked_of(reach: Reach) -> dict[str, str]:
    """Give the settings that let a reader reach so far."""
    return {
        WHOLE: _listed(reach.whole),
        DELIVERIES: _listed(reach.deliveries),
        SENDERS: _listed(reach.senders),
    }


def _listed(ids: Iterable[int]) -> str:
    return ",".join(str(int(each)) for each in sorted(ids))


def _ids(setting: str) -> str:
    return f"string_to_array(nullif(current_setting('{setting}', true), ''), ',')::bigint[]"


OF_A_DELIVERY = f"delivery_id = ANY ({_ids(DELIVERIES)})"
# A place that was moved within the authority has its referral, and those tied to it, where it came from
OF_A_REFERRAL = f"""
    (side = 'received' AND {OF_A_DELIVERY})
    OR (side = 'sent' AND controller_id = ANY ({_ids(SENDERS)}))
    OR persons_has_place(id, tied_to_id)
"""
# Somebody is met through what is theirs within reach, or was registered for a delivery there
OF_A_PERSON = f"registered_for && {_ids(DELIVERIES)} OR persons_is_met(id)"
# Given the values of each question, PostgreSQL plans such a function anew, which takes longer than it does
PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"
# As functions they are planned once, not anew in each question of the many that read a person; they read
# as whoever asks does, so that what these find is what the walls of those tables let through
ASKS = f"""
CREATE FUNCTION persons_has_place(referral uuid, place uuid) RETURNS boolean
LANGUAGE plpgsql STABLE {PLANNED_ONCE} SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM persons_queueentry e WHERE e.referral_id = referral OR e.id = place);
END $$;
CREATE FUNCTION persons_is_met(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE {PLANNED_ONCE} SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM persons_participation x WHERE x.person_id = person)
        OR EXISTS (SELECT FROM persons_queueentry x WHERE x.person_id = person)
        OR EXISTS (SELECT FROM persons_referral x WHERE x.person_id = person);
END $$;
"""  # noqa: S608
NO_LONGER_ASKS = """
DROP FUNCTION persons_is_met(uuid);
DROP FUNCTION persons_has_place(uuid, uuid);
"""
UNDER = '({column} IS NULL OR EXISTS (SELECT FROM "{above}" x WHERE x.id = "{table}".{column}))'
SCOPED = f"""
CREATE POLICY scoped ON "{{table}}" AS RESTRICTIVE USING (
    current_setting('samverk.reader', true) = 'nobody'
    OR controller_id = ANY ({_ids(WHOLE)})
    OR ({{seen}})
);
"""
_OWN = {
    "persons_referral": OF_A_REFERRAL,
    "persons_person": OF_A_PERSON,
}
# The authorities that are the reader's whole, asked once for each table of a question and not for each row;
# of what nobody reads, all that are open. The other wall has let through those of open authorities alone,
# so nearly every row passes here: inside coalesce the planner takes half of them to, and not one in all the
# authorities that there are
WITHIN = "persons_whole()"
ASK_WITHIN = f"""
CREATE FUNCTION {WITHIN} RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN current_setting('samverk.reader', true) = 'nobody'
        THEN {_ids("samverk.controllers")} ELSE {_ids(WHOLE)} END
$$;
"""
ASKED = f"""
CREATE POLICY scoped ON "{{table}}" AS RESTRICTIVE USING (
    coalesce(controller_id = ANY ((SELECT {WITHIN})::bigint[]), false) OR ({{seen}})
);
"""
# What others stand under. Of those that have a delivery of their own, all within reach are found at once:
# asked of one by one, a list of thousands took a third of a second. Whether a person or a referral is within
# reach is itself a question, so of those each is asked of
AT_ONCE = tuple(
    f"persons_{table}" for table in ("participation", "queueentry", "session", "team", "whatif")
)
ASK_ALL = f"""
CREATE OR REPLACE FUNCTION {{above}}_within() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE {PLANNED_ONCE} SET search_path = public, pg_temp AS $$
DECLARE
    reached bigint[] := {_ids(DELIVERIES)};
BEGIN
    RETURN QUERY SELECT x.id FROM "{{above}}" x WHERE x.delivery_id = ANY (reached);
END $$;
"""  # noqa: S608
ASK_ONE = f"""
CREATE OR REPLACE FUNCTION {{above}}_within(one uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE {PLANNED_ONCE} SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM "{{above}}" x WHERE x.id = one);
END $$;
"""
OF_ALL = "({column} IS NULL OR {column} IN (SELECT within FROM {above}_within() within))"
OF_ONE = "({column} IS NULL OR {above}_within({column}))"


def has_function(schema_editor: BaseDatabaseSchemaEditor, signature: str) -> bool:
    """Answer whether the database has a function ("persons_hidden()") at this point of the history."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure(%s) IS NOT NULL", [signature])
        return bool(cursor.fetchone()[0])


class AskWithin(RunSQL):
    """Migration operation: make the functions that the policies of persons and referrals ask."""

    def __init__(self) -> None:
        super().__init__(ASKS, NO_LONGER_ASKS)

    def deconstruct(self) -> tuple[str, list[object], dict[str, str]]:
        """Write the operation without arguments."""
        return self.__class__.__qualname__, [], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return "Ask what of a person is within reach"


class KeepToDeliveries(RunSQL):
    """Migration operation: let a reader whose role is limited see the rows of their deliveries alone.

    ``above`` names the column and the table of what a row stands under: it is seen when all of that is.
    Without it the row has a delivery of its own, or is a person or a referral.
    """

    def __init__(self, table: str, *above: tuple[str, str]) -> None:
        super().__init__(_planned(table, above), f'DROP POLICY scoped ON "{table}"')
        self.table, self.above = table, above

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the policy as it is at this point of the history."""
        written = _asked if has_function(schema_editor, WITHIN) else _planned
        self.sql = written(self.table, self.above)
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def deconstruct(self) -> tuple[str, list[object], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, [self.table, *self.above], {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Keep limited readers to their deliveries in {self.table}"


class AskReach(Operation):
    """Migration operation: let the policies of limited readers ask functions, table by table.

    ``above`` says of each table that has the policy what its rows stand under, as ``KeepToDeliveries``
    was told.
    """

    reversible = True

    def __init__(self, above: Mapping[str, Above]) -> None:
        self.above = dict(above)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change no model."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make the functions, and every policy anew."""
        schema_editor.execute(ASK_WITHIN)
        for table, above in self.above.items():
            schema_editor.execute(f'DROP POLICY scoped ON "{table}"')
            schema_editor.execute(_asked(table, above))

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make the policies as they were, and take the functions away."""
        for table, above in self.above.items():
            schema_editor.execute(f'DROP POLICY scoped ON "{table}"')
            schema_editor.execute(_planned(table, above))
        schema_editor.execute(f"DROP FUNCTION {WITHIN}")
        for over in sorted({over for above in self.above.values() for _, over in above}):
            given = "" if over in AT_ONCE else "uuid"
            schema_editor.execute(f"DROP FUNCTION {over}_within({given})")

    def describe(self) -> str:
        """Say what the operation does."""
        return "Ask functions what is within reach"


Above = Sequence[tuple[str, str]]


def _planned(table: str, above: Above) -> str:
    """Write the policy as it was before it asked functions."""
    under = [UNDER.format(table=table, column=column, above=over) for column, over in above]
    seen = " AND ".join(under) or _OWN.get(table, OF_A_DELIVERY)
    return SCOPED.format(table=table, seen=seen)


def _asked(table: str, above: Above) -> str:
    """Write the policy, with the functions that it asks."""
    made = [(ASK_ALL if over in AT_ONCE else ASK_ONE).format(above=over) for _, over in above]
    under = [
        (OF_ALL if over in AT_ONCE else OF_ONE).format(column=column, above=over)
        for column, over in above
    ]
    seen = " AND ".join(under) or _OWN.get(table, OF_A_DELIVERY)
    return "".join([*made, ASKED.format(table=table, seen=seen)])
