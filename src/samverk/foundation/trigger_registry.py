"""Keeps at hand which triggers are registered: pgtrigger goes through all of them for each new one.

With some hundred tables with history that was a third of each start.
"""

from __future__ import annotations

from typing import Any

from pgtrigger import registry


class Indexed(registry._Registry):
    """Pgtrigger's registry, which answers what it holds without going through it."""

    def __init__(self) -> None:
        self._by_table: dict[tuple[str, str], Any] = {}
        self._functions: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict[tuple[str, str], Any]:
        """Give each trigger by its table and name."""
        return self._by_table

    @property
    def pg_function_names(self) -> set[str]:
        """Give the names of the functions that the triggers call."""
        return self._functions

    def __setitem__(self, key: str, value: tuple[Any, Any]) -> None:
        super().__setitem__(key, value)  # type: ignore[no-untyped-call]
        model, trigger = value
        self._by_table[model._meta.db_table, trigger.name] = trigger
        self._functions.add(trigger.get_pgid(model))

    def __delitem__(self, key: str) -> None:
        model, trigger = self[key]
        super().__delitem__(key)  # type: ignore[no-untyped-call]
        del self._by_table[model._meta.db_table, trigger.name]
        self._functions.discard(trigger.get_pgid(model))


def keep_at_hand() -> None:
    """Let the registry be such a one, with what it holds so far."""
    if not isinstance(registry._registry, Indexed):
        before, registry._registry = registry._registry, Indexed()
        registry._registry.update(before)
