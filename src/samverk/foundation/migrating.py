"""Migrations that work out the models once for several steps: from nothing that is most of the time.

Django works them out anew after every step, with all that hang together, which here is nearly all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from samverk.foundation.models_of_a_state import OnDemand

# Each does the same whether it sees the models before the next step or after it, but on what the
# steps before it have made: a table is made with its constraints and columns.
_NEEDS_A_TABLE = (AddConstraint, AddField, AddIndex, RemoveTrigger)
_TOGETHER = (AddTrigger, CreateModel, RunSQL, *_NEEDS_A_TABLE)


class Migration(migrations.Migration):
    """A migration whose steps are taken in groups, each with the models as they are after it."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """Change the database and the state, which is given back."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        with _settings_names_kept():
            return self._applied(project_state, schema_editor)

    def _applied(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor
    ) -> ProjectState:
        for group in groups_of(self.operations):
            before = _as_it_is(project_state)
            for operation in group:
                operation.state_forwards(self.app_label, project_state)
            if all(_keeps_to_its_table(each, self.app_label, before) for each in group):
                _asked_for_one_by_one(before, project_state)
            for operation in group:
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


@contextmanager
def _settings_names_kept() -> Iterator[None]:
    """Keep which setting names a model, asked for each field that points to one.

    Django forgets all of them each time that a state works out a model.
    """
    apps.get_swappable_settings_name = cache(apps.get_swappable_settings_name)  # type: ignore[method-assign]
    try:
        yield
    finally:
        del apps.__dict__["get_swappable_settings_name"]


def _as_it_is(project_state: ProjectState) -> ProjectState:
    """Keep a state as it is, with its models as they are worked out, for the state goes on without.

    Django's own copy works them out once more.
    """
    worked_out = project_state.__dict__.pop("apps", None)
    before = project_state.clone()
    if isinstance(worked_out, StateApps):
        before.__dict__["apps"] = worked_out
    return before


def _asked_for_one_by_one(*states: ProjectState) -> None:
    """Have each state work out a model when it is asked for, unless all are worked out already."""
    for state in states:
        state.__dict__.setdefault("apps", OnDemand(state))


def groups_of(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Divide steps, in order, into groups within which none needs the models as another left them."""
    group: list[Operation] = []
    made: set[str] = set()
    for operation in operations:
        on = _model_of(operation)
        if group and not (
            _may_alter_with(operation, group) or _may_make_with(operation, group, made)
        ):
            yield group
            group, made = [], set()
        group.append(operation)
        if isinstance(operation, (CreateModel, AddTrigger)):
            made.add(on)
    if group:
        yield group


def _may_alter_with(operation: Operation, group: list[Operation]) -> bool:
    """Answer whether an operation changes a column, and the group changes others and nothing more."""
    return isinstance(operation, AlterField) and all(
        isinstance(each, AlterField) and not each.is_same_field_operation(operation)
        for each in group
    )


def _may_make_with(operation: Operation, group: list[Operation], made: set[str]) -> bool:
    return _may_join(operation) and _may_join(group[-1]) and _sees(operation, made)


def _may_join(operation: Operation) -> bool:
    if isinstance(operation, RunSQL):
        return not operation.state_operations
    return isinstance(operation, _TOGETHER)


def _keeps_to_its_table(operation: Operation, app_label: str, before: ProjectState) -> bool:
    """Answer whether an operation asks for its own table alone, and not for those that point to it."""
    if isinstance(operation, AlterField):
        # Others point to a column of unique values, and to no other
        model = before.models[app_label, operation.model_name_lower]
        return not (operation.field.unique or model.fields[operation.name].unique)
    return _may_join(operation) or isinstance(operation, RemoveConstraint)


def _sees(operation: Operation, made: set[str]) -> bool:
    """Answer whether an operation may see the models without what the group has made."""
    return not isinstance(operation, _NEEDS_A_TABLE) or _model_of(operation) not in made


def _model_of(operation: Any) -> str:
    name = getattr(operation, "model_name", None) or getattr(operation, "name", None) or ""
    return str(name).lower()
