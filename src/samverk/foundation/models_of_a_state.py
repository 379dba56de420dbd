"""The models of a migration's state, worked out when they are asked for.

Django works out all of them after each step. Most steps ask for one table and what it points to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation

Key = tuple[str, str]


class OnDemand:
    """Stands where a state has its models: a model comes with those that it points to.

    Not with those that point to it: who asks for anything but a model is given all of them.
    """

    def __init__(self, state: ProjectState) -> None:
        self.state = state
        self._known: set[Key] = set()

    def get_model(self, app_label: str, model_name: str | None = None, **how: Any) -> Any:
        """Give a model as the state has it. Raises LookupError."""
        if "_all" in self.__dict__:
            return self._all.get_model(app_label, model_name, **how)
        if model_name is None:
            app_label, model_name = app_label.split(".")
        fresh = self._reached_from((app_label, model_name.lower())) - self._known
        self._known |= fresh
        # In the state's own order, in which a model's bases come before it
        self._some.render_multiple([row for key, row in self._states if key in fresh])
        return self._some.get_model(app_label, model_name)

    @property
    def _states(self) -> Iterator[tuple[Key, ModelState]]:
        yield from self.state.models.items()

    @cached_property
    def _some(self) -> StateApps:
        return StateApps(list(self.state.real_apps), {})

    @cached_property
    def _all(self) -> StateApps:
        return StateApps(list(self.state.real_apps), self.state.models)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._all, name)

    def _reached_from(self, key: Key) -> set[Key]:
        """Give a model's key with those of the models that it points to, and they, and so on."""
        found: set[Key] = set()
        waiting = [key]
        while waiting:
            at = waiting.pop()
            if at in self.state.models and at not in found:
                found.add(at)
                waiting.extend(pointed_to(at, self.state.models[at]))
        return found


def pointed_to(key: Key, state: ModelState) -> Iterator[Key]:
    """Give the keys of the models that a model stands on or has a field to."""
    for base in state.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *key)
    for field in state.fields.values():
        for name in ("model", "through"):
            if far := getattr(field.remote_field, name, None):
                yield resolve_relation(far, *key)
