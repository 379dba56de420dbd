"""The wall around persons with a protected identity, in the database itself.

Their rows are there only for the handlers that are named for them, whatever compartment is open.
Who reads is a setting that lives as long as the transaction. What nobody reads passes by: sums that
count everybody, and steps that the system takes by itself. In an emergency one person is opened for
reading to one user, while a grant that somebody else gave still holds.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from samverk.foundation import clock
from samverk.foundation.compartments import SETTING as CONTROLLERS
from samverk.foundation.compartments import asked_for
from samverk.foundation.local_settings import set_locally
from samverk.interventions.persons.reach import PLANNED_ONCE, Reach, asked_of, has_function

SETTING = "samverk.reader"
NOBODY = "nobody"
# Which person somebody reads in an emergency, and at which moment: nothing else opens by a grant
IN_EMERGENCY, MOMENT = "samverk.emergency", "samverk.moment"
# Not correlated with the row: the few who are protected are found once for each question
HIDDEN = f"""
    current_setting('{SETTING}', true) = '{NOBODY}'
    OR {{column}} NOT IN (
        SELECT p.person_id FROM persons_protection p
        WHERE p.lifted_at IS NULL AND NOT EXISTS (
            SELECT FROM persons_namedhandler h
            WHERE h.person_id = p.person_id AND h.user_id::text = current_setting('{SETTING}', true)
            {{ended}}
        ){{unless}}
    )
"""  # noqa: S608
# Every part that is missing is NULL, and then nothing is opened
UNLESS_GRANTED = f""" AND NOT EXISTS (
            SELECT FROM persons_emergencygrant g
            WHERE g.person_id = p.person_id
            AND g.person_id::text = current_setting('{IN_EMERGENCY}', true)
            AND g.user_id::text = current_setting('{SETTING}', true)
            AND g.until > nullif(current_setting('{MOMENT}', true), '')::timestamptz
        )"""
GRANTS = ("persons", "emergencygrant")
HANDLERS = ("persons", "namedhandler")
NOT_ENDED = "AND h.ended_at IS NULL"
# As functions they are planned once for each connection: as conditions in the policies they were planned
# anew for every table of every question, which took longer than most answers. They read as whoever asks
# does. What is open is read once and narrows the rows before their own policies do; of what nobody reads
# none is hidden
HIDDEN_FROM = "persons_hidden()"
HIDDEN_TO_WRITE = "persons_hidden_to_write()"
ASK_HIDDEN = f"""
CREATE FUNCTION {{function}} RETURNS SETOF uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20 {PLANNED_ONCE} SET search_path = public, pg_temp AS $$
DECLARE
    reader text := current_setting('{SETTING}', true);
    opened bigint[] :=
        string_to_array(nullif(current_setting('{CONTROLLERS}', true), ''), ',')::bigint[];
BEGIN
    IF reader = '{NOBODY}' THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT p.person_id FROM persons_protection p
    WHERE p.controller_id = ANY (opened) AND p.lifted_at IS NULL AND NOT EXISTS (
        SELECT FROM persons_namedhandler h
        WHERE h.controller_id = ANY (opened) AND h.person_id = p.person_id
        AND h.user_id::text = reader {NOT_ENDED}
    ){{unless}};
END $$;
"""  # noqa: S608
ASKED = f"""
CREATE POLICY protected ON "{{table}}" AS RESTRICTIVE
USING ({{column}} NOT IN (SELECT hidden FROM {HIDDEN_FROM} hidden))
WITH CHECK ({{column}} NOT IN (SELECT hidden FROM {HIDDEN_TO_WRITE} hidden));
"""  # noqa: S608
# Where the person stands who a row is about, in the tables that call it otherwise
WHOSE = {"persons_person": "id", "persons_dryrunline": "whom"}


def hiding(table: str, column: str, *, by_grant: bool, by_end: bool) -> str:
    """Write the policy that hides protected persons' rows of a table.

    A grant opens for reading alone: what is written is checked without it. Before the naming of a
    handler could end, no policy asked whether it had.
    """
    ended = NOT_ENDED if by_end else ""
    unless = UNLESS_GRANTED if by_grant else ""
    seen = HIDDEN.format(column=column, unless=unless, ended=ended)
    written = HIDDEN.format(column=column, unless="", ended=ended)
    check = f" WITH CHECK ({written})" if by_grant else ""
    return f'CREATE POLICY protected ON "{table}" AS RESTRICTIVE USING ({seen}){check};'


class HideProtected(RunSQL):
    """Migration operation: hide the rows of protected persons from all but their named handlers.

    Beside ``ForceRowSecurity``, which opens rows; this one only shuts. Once the table of grants is
    there, a grant opens for reading in an emergency (``RehideProtected`` for the tables before it).
    """

    def __init__(self, table: str, column: str) -> None:
        super().__init__(
            hiding(table, column, by_grant=False, by_end=False),
            f'DROP POLICY protected ON "{table}"',
        )
        self.arguments = [table, column]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the policy as it is at this point of the history."""
        handler = to_state.models.get(HANDLERS)
        by_end = handler is not None and "ended_at" in handler.fields
        table, column = self.arguments
        if has_function(schema_editor, HIDDEN_FROM):
            self.sql = ASKED.format(table=table, column=column)
        else:
            self.sql = hiding(table, column, by_grant=GRANTS in to_state.models, by_end=by_end)
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Write the operation as its arguments."""
        return self.__class__.__qualname__, self.arguments, {}

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Hide protected persons in {self.arguments[0]}"


class RehideProtected(Operation):
    """Migration operation: make every policy that hides protected persons anew, with grants or without.

    The tables are those that have the policy in the database, so that none is left with the old one.
    """

    reversible = True
    # Whether a naming that has ended opens nothing; before that, grants came
    by_end = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change no model."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make them as they are from now on."""
        _rehide(schema_editor, by_grant=True, by_end=self.by_end)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make them as they were before: without grants, or without asking for an end."""
        _rehide(schema_editor, by_grant=self.by_end)

    def describe(self) -> str:
        """Say what the operation does."""
        return "Hide protected persons anew in every table"


class RehideByEnd(RehideProtected):
    """Migration operation: make the same policies anew: a naming that has ended opens nothing."""

    by_end = True


class RehideByFunction(RehideProtected):
    """Migration operation: make the same policies anew: who is hidden is asked of a function."""

    by_end = True

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make the functions, and every policy."""
        for function, unless in ((HIDDEN_FROM, UNLESS_GRANTED), (HIDDEN_TO_WRITE, "")):
            schema_editor.execute(ASK_HIDDEN.format(function=function, unless=unless))
        for table, column in _hidden(schema_editor):
            schema_editor.execute(f'DROP POLICY protected ON "{table}"')
            schema_editor.execute(ASKED.format(table=table, column=column))

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Make the policies as they were, and take the functions away."""
        _rehide(schema_editor, by_grant=True, by_end=True)
        for function in (HIDDEN_FROM, HIDDEN_TO_WRITE):
            schema_editor.execute(f"DROP FUNCTION {function}")


def _hidden(schema_editor: BaseDatabaseSchemaEditor) -> list[tuple[str, str]]:
    """List the tables that have the policy, each with where the person stands in it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'protected'")
        return [(name, WHOSE.get(name, "person_id")) for (name,) in cursor.fetchall()]


def _rehide(
    schema_editor: BaseDatabaseSchemaEditor, *, by_grant: bool, by_end: bool = False
) -> None:
    for table, column in _hidden(schema_editor):
        schema_editor.execute(f'DROP POLICY protected ON "{table}"')
        schema_editor.execute(hiding(table, column, by_grant=by_grant, by_end=by_end))


@contextmanager
def reading(
    controllers: Iterable[int], user: int | None, reach: Reach | None = None
) -> Iterator[None]:
    """Open the compartments of ``controllers`` (body ids) to one reader, within one transaction.

    Without a ``reach`` they are open whole. The caller answers for that the reader may open them, and
    that far (``zone.looking``).
    """
    with _as(controllers, "" if user is None else str(int(user)), reach):
        yield


@contextmanager
def in_emergency(body: int, user: int, person: uuid.UUID) -> Iterator[None]:
    """Open one compartment to one reader, and in it what a grant lets them read of one person.

    Without a grant that holds at this moment it opens no more than ``reading``.
    """
    with _as([body], str(int(user))):
        before = set_locally({IN_EMERGENCY: str(person), MOMENT: clock.now().isoformat()})
        try:
            yield
        finally:
            set_locally(before)


@contextmanager
def unread(controllers: Iterable[int]) -> Iterator[None]:
    """Open the compartments to what no person reads: protected persons count, and no row comes out."""
    with _as(controllers, NOBODY):
        yield


@contextmanager
def asking(controllers: Iterable[int]) -> Iterator[None]:
    """Open the same for questions alone, where something is read already: there is nothing to take back.

    What is written inside is not undone by itself when the block fails: use ``unread``.
    """
    if not connection.in_atomic_block:
        with unread(controllers):
            yield
        return
    opened = list(controllers)
    whole = asked_of(Reach(whole=frozenset(opened)))
    before = set_locally({**asked_for(opened), SETTING: NOBODY, **whole})
    try:
        yield
    finally:
        set_locally(before)


@contextmanager
def counting() -> Iterator[None]:
    """Count in what is open also those whom the reader may not know of: no row comes out."""
    before = set_locally({SETTING: NOBODY})
    try:
        yield
    finally:
        set_locally(before)


@contextmanager
def beyond_reach(controller: int) -> Iterator[None]:
    """Go past the limits of a reader's role at one authority (body id), and past no other wall.

    For what is the person's and not of one delivery: that a number is taken, and what rests on a consent.
    """
    before = set_locally(asked_of(Reach(whole=frozenset([controller]))))
    try:
        yield
    finally:
        set_locally(before)


@contextmanager
def _as(controllers: Iterable[int], reader: str, reach: Reach | None = None) -> Iterator[None]:
    outermost, opened = not connection.in_atomic_block, list(controllers)
    whole = reach or Reach(whole=frozenset(opened))
    with transaction.atomic():
        before = set_locally({**asked_for(opened), SETTING: reader, **asked_of(whole)})
        yield
        # A transaction of our own ends here, and the settings with it
        if not outermost:
            set_locally(before)
