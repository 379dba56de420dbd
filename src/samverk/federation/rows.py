"""What a figure of a budget belongs to, as a value: the same for budget, outcome and forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samverk.federation.models.budget import OfRow, RowKind

ORDER = (RowKind.REVENUE.value, RowKind.ADMINISTRATION.value, RowKind.INTERVENTION.value)


@dataclass(frozen=True, slots=True, order=True)
class RowKey:
    """A row's identity (radens identitet): an intervention's id, or a heading; 0 and "" where neither."""

    kind: str
    intervention: int = 0
    heading: str = ""

    @property
    def columns(self) -> dict[str, object]:
        """The same as a model's columns."""
        return {
            "kind": self.kind,
            "intervention_id": self.intervention or None,
            "heading": self.heading,
        }

    @property
    def code(self) -> str:
        """The same as a form's value: the kind, then the id or the heading."""
        return f"{self.kind}:{self.intervention or self.heading}"


def key_of(row: OfRow) -> RowKey:
    """Answer a stored row's identity."""
    return RowKey(row.kind, row.intervention_id or 0, row.heading)


class Rows:
    """The rows that a year has, found by kind and name as people write them."""

    def __init__(self, names: Mapping[RowKey, str]) -> None:
        self.names = dict(names)
        self._by_name = {(key.kind, plain(name)): key for key, name in names.items()}

    def find(self, kind: str, name: str) -> RowKey | None:
        """Find a row whatever capitals and spaces its name is written with; None for no such row."""
        return self._by_name.get((kind, plain(name)))

    def of_kind(self, kind: str) -> Sequence[str]:
        """List the names of a kind."""
        return [name for key, name in self.names.items() if key.kind == kind]


def plain(name: str) -> str:
    """Give a name without what people write differently: capitals and spaces."""
    return " ".join(name.split()).casefold()
