"""Migrations taken in groups: what may go together, and that all of ours do."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import pgtrigger
import pytest
from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState, StateApps
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from samverk.foundation.migrating import Migration, groups_of
from samverk.foundation.models_of_a_state import OnDemand

KEY = [("id", models.BigAutoField(primary_key=True))]
POSITIVE = models.CheckConstraint(condition=models.Q(id__gt=0), name="positive")


def table(name: str) -> ops.CreateModel:
    return ops.CreateModel(name, list(KEY))


def column(model: str) -> ops.AddField:
    return ops.AddField(model, "day", models.DateField(null=True))


def trigger(model: str) -> AddTrigger:
    kept = pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)
    return AddTrigger(model, kept)


def sizes(*operations: ops.base.Operation) -> list[int]:
    return [len(group) for group in groups_of(operations)]


def test_tables_their_triggers_and_statements_go_together():
    assert sizes(table("Vote"), trigger("vote"), ops.RunSQL("SELECT 1"), table("Seat")) == [4]


@pytest.mark.parametrize("later", [column("vote"), ops.AddConstraint("Vote", POSITIVE)])
def test_what_is_added_to_a_table_waits_until_it_is_made(later):
    """A table is made as the models then are: it would have the column already."""
    assert sizes(table("Vote"), later) == [1, 1]
    assert sizes(table("Seat"), later) == [2]


def test_a_trigger_is_removed_from_the_models_that_had_it():
    removed = RemoveTrigger("vote", "kept")
    assert sizes(removed, column("vote"), trigger("vote")) == [3]
    assert sizes(trigger("vote"), removed) == [1, 1]


@pytest.mark.parametrize(
    "alone",
    [
        ops.RunPython(ops.RunPython.noop),
        ops.AlterField("vote", "id", models.IntegerField(primary_key=True)),
        ops.RunSQL("SELECT 1", state_operations=[table("Seat")]),
        ops.RemoveField("vote", "day"),
    ],
)
def test_what_needs_the_models_of_its_own_moment_goes_alone(alone):
    assert sizes(table("Vote"), alone, table("Seat")) == [1, 1, 1]


def altered(name: str, model: str = "vote") -> ops.AlterField:
    return ops.AlterField(model, name, models.IntegerField(null=True))


def test_columns_that_are_changed_go_together_but_each_once():
    assert sizes(altered("day"), altered("hour"), altered("day", "seat")) == [3]
    assert sizes(altered("day"), altered("hour"), altered("day")) == [2, 1]
    assert sizes(altered("day"), column("vote"), altered("hour")) == [1, 1, 1]


def test_the_models_are_worked_out_once_for_each_group(monkeypatch):
    """Before and after are the same when one group ends and the next begins."""
    worked_out = []
    real = StateApps.__init__

    def counting(self, *args, **how):
        worked_out.append(1)
        real(self, *args, **how)

    monkeypatch.setattr(StateApps, "__init__", counting)
    migration = Migration("counted", "registry")
    migration.operations = [Asks("a"), Asks("b"), Asks("c")]
    state = migration.apply(ProjectState(), None)
    assert len(worked_out) == len(migration.operations) + 1
    assert [before is after for before, after in pairwise(Asks.seen)][1::2] == [True, True]
    assert "apps" in state.__dict__


def pointing(name: str, far: str) -> ops.CreateModel:
    return ops.CreateModel(name, [*KEY, ("far", models.ForeignKey(far, models.CASCADE))])


@pytest.fixture
def on_demand() -> OnDemand:
    """A state where a vote points to a seat, a seat to a body, and a case to nothing."""
    state = ProjectState()
    steps = [table("Body"), pointing("Seat", "registry.body"), pointing("Vote", "registry.seat")]
    for step in [*steps, table("Case")]:
        step.state_forwards("registry", state)
    return OnDemand(state)


def test_a_model_is_worked_out_with_what_it_points_to_and_no_more(on_demand):
    seat = on_demand.get_model("registry", "Seat")
    assert seat._meta.get_field("far").remote_field.model._meta.model_name == "body"
    assert set(on_demand._some.all_models["registry"]) == {"seat", "body"}
    assert on_demand.get_model("registry.vote")._meta.get_field("far").related_model is seat


def test_whoever_asks_for_anything_else_is_given_all_models(on_demand):
    on_demand.get_model("registry", "seat")
    assert set(on_demand.clone().all_models["registry"]) == {"body", "seat", "vote", "case"}
    assert on_demand.get_model("registry", "case") in on_demand.get_models()


def test_a_model_that_is_not_there_is_not_found(on_demand):
    with pytest.raises(LookupError):
        on_demand.get_model("registry", "letter")


def test_tables_that_are_made_do_not_have_all_models_worked_out(monkeypatch):
    told = []
    monkeypatch.setattr(StateApps, "render_multiple", lambda self, rows: told.extend(rows))
    migration = Migration("made", "registry")
    migration.operations = [table("Vote"), table("Seat")]
    monkeypatch.setattr(ops.CreateModel, "database_forwards", lambda *_: None)
    state = migration.apply(ProjectState(), None)
    assert isinstance(state.apps, OnDemand)
    assert told == []


class Asks(ops.RunPython):
    """A step that needs the models as they were and as they are, and goes alone."""

    seen: ClassVar[list[object]] = []

    def __init__(self, name: str) -> None:
        super().__init__(ops.RunPython.noop)
        self.name = name

    def state_forwards(self, app_label, state):
        """Add a table."""
        table(self.name).state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Ask for both."""
        self.seen.extend((from_state.apps, to_state.apps))


def test_every_step_is_taken_once_and_in_order():
    steps = [table("Vote"), column("vote"), trigger("vote"), table("Seat"), column("seat")]
    assert [each for group in groups_of(steps) for each in group] == steps


def test_our_own_migrations_are_such():
    """A new migration is written by Django with its own class, and is slow from nothing."""
    every = MigrationLoader(None).disk_migrations.values()
    ours = [each for each in every if type(each).__module__.startswith("samverk.")]
    assert len(ours) > 10
    assert [str(each) for each in ours if not isinstance(each, Migration)] == []


@pytest.mark.parametrize(
    ("field", "asks"),
    [
        (models.IntegerField(null=True), "vote"),
        (models.IntegerField(unique=True), "all"),
    ],
)
def test_a_column_that_none_points_to_is_changed_without_all_models(field, asks):
    """To the column of a unique value others may point: they are changed with it."""
    state = ProjectState()
    steps = [table("Seat"), table("Vote"), ops.AddField("vote", "day", models.IntegerField())]
    for step in steps:
        step.state_forwards("registry", state)
    migration = Migration("changed", "registry")
    migration.operations = [Alters("vote", "day", field)]
    migration.apply(state, None)
    assert [isinstance(one, OnDemand) for one in Alters.seen] == [asks == "vote"] * 2


class Alters(ops.AlterField):
    """Keeps the models that it saw, and changes nothing."""

    seen: ClassVar[list[object]] = []

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        Alters.seen = [from_state.apps, to_state.apps]
