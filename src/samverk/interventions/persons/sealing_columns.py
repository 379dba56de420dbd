"""Seals what a column says in clear text, with each person's own key: a migration operation.

It runs where the installation's own keys are, as every migration does. A copy of the database from
before still has the text: such backups go by their own time.
"""

from __future__ import annotations

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from samverk.foundation.sealing import seal, unseal

# Everybody's rows, whoever owns the tables; and triggers that would keep the rows as they are
OPENED = """
SELECT set_config('samverk.reader', 'nobody', true),
    set_config('samverk.controllers',
        coalesce((SELECT string_agg(id::text, ',') FROM directory_body), ''), true),
    set_config('pgtrigger.ignore', coalesce((
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger_%%' AND tgrelid = %s::regclass
    ), '{}'), true)
"""
SHUT = """
SELECT set_config('samverk.reader', '', true), set_config('samverk.controllers', '', true),
    set_config('pgtrigger.ignore', '{}', true)
"""


class SealColumn(Operation):
    """Migration operation: make a text column of a table with persons' rows a sealed one.

    A trigger that names the column is removed before and added after.
    """

    reversible = True
    reduces_to_sql = False

    def __init__(self, model_name: str, name: str, told: str, length: int) -> None:
        self.model_name, self.name, self.told, self.length = model_name, name, told, length

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Write the operation as its arguments."""
        return (
            self.__class__.__qualname__,
            [self.model_name, self.name, self.told, self.length],
            {},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Let the field hold what is sealed."""
        field = models.BinaryField(self.told, default=b"")
        state.alter_field(app_label, self.model_name, self.name, field, preserve_default=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Seal every text, and let the column with the texts go."""
        table = f"{app_label}_{self.model_name}"
        self._exchange(schema_editor, table, "bytea NOT NULL DEFAULT ''", sealing=True)
        schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{self.name}" DROP DEFAULT')

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """Open what is sealed."""
        table = f"{app_label}_{self.model_name}"
        kind = f"varchar({self.length}) NOT NULL DEFAULT ''"
        self._exchange(schema_editor, table, kind, sealing=False)
        schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{self.name}" DROP DEFAULT')

    def _exchange(
        self, schema_editor: BaseDatabaseSchemaEditor, table: str, kind: str, *, sealing: bool
    ) -> None:
        new, empty = f"{self.name}_new", "''" if sealing else "''::bytea"
        schema_editor.execute(f'ALTER TABLE "{table}" ADD COLUMN "{new}" {kind}')
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(OPENED, [table])
            cursor.execute(
                f'SELECT t.id, t.controller_id, t."{self.name}", p.key FROM "{table}" t'  # noqa: S608
                f' JOIN persons_person p ON p.id = t.person_id WHERE t."{self.name}" <> {empty}'
            )
            told = [
                (self._said(f"{table}/{pk}", body, said, key, sealing=sealing), pk)
                for pk, body, said, key in cursor.fetchall()
            ]
            cursor.executemany(f'UPDATE "{table}" SET "{new}" = %s WHERE id = %s', told)  # noqa: S608
            cursor.execute(SHUT)
        schema_editor.execute(f'ALTER TABLE "{table}" DROP COLUMN "{self.name}"')
        schema_editor.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{new}" TO "{self.name}"')

    @staticmethod
    def _said(place: str, body: int, said: object, key: bytes, *, sealing: bool) -> bytes | str:
        if sealing:
            return seal(bytes(key), body, place, {"text": str(said)})
        opened = unseal(bytes(key), body, place, bytes(said))  # type: ignore[call-overload]
        return str(opened.get("text", ""))

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Seal {self.name} of {self.model_name}"
