"""A list of the reading as rows of a form: each can be kept, changed or struck, and one added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from samverk.intake.forms.columns import Column

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row's fields: ``at`` numbers it in the reading, None for the one to add."""

    prefix: str
    columns: tuple[Column, ...]
    read: Values | None
    at: int | None

    def name(self, column: str) -> str:
        """Answer the name of a column's field."""
        return f"{self.prefix}_{column}"

    @property
    def dropped(self) -> str:
        """The field that strikes the row."""
        return self.name("dropped")

    @property
    def names(self) -> list[str]:
        """The names of all the row's fields, the one that strikes it last."""
        own = [self.name(column.name) for column in self.columns]
        return own if self.at is None else [*own, self.dropped]

    def add(self, form: forms.Form) -> None:
        """Give a form the row's fields, each with what was read of it."""
        for column in self.columns:
            name = self.name(column.name)
            form.fields[name] = column.field()
            if self.read is not None:
                form.initial.setdefault(name, column.shown(self.read.get(column.name)))
        if self.at is not None:
            form.fields[self.dropped] = forms.BooleanField(label="Stryk", required=False)

    def kept(self, values: Values) -> Values | None:
        """Answer the row as the person left it, with its number in the reading; None if struck."""
        if values.get(self.dropped):
            return None
        found = {}
        for column in self.columns:
            found[column.name] = self._kept(column, values.get(self.name(column.name)))
        if not any(value not in (None, "", []) for value in self._told(found)):
            return None
        return {**(self.read or {"place": None}), **found, "of": self.at}

    def _kept(self, column: Column, value: Any) -> Any:
        """Answer a column's value; as read when the words are, for the reading may know more."""
        kept = column.kept(value)
        if self.read is None:
            return kept
        before = self.read.get(column.name)
        shown = column.shown(before)
        as_read = str(shown).split() == str(_or_empty(value)).split()
        return before if as_read and column.kept(shown) == kept else kept

    def _told(self, found: Values) -> Iterator[Any]:
        """List what says anything: what kind a row to add is does not."""
        for column in self.columns:
            if self.at is not None or not isinstance(column.field(), forms.ChoiceField):
                yield found[column.name]


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of row: where the reading has it, its columns, and one of which each row needs."""

    name: str
    label: str
    columns: tuple[Column, ...]
    needed: tuple[str, ...]
    fault: str


class Rows:
    """The rows of one group in a form."""

    def __init__(
        self, group: Group, read: Sequence[Values], *, prefix: str = "", adds: bool = True
    ) -> None:
        self.group = group
        self.stem = stem = prefix or group.name
        self.read = [Row(f"{stem}_{at}", group.columns, one, at) for at, one in enumerate(read)]
        self.new = Row(f"{stem}_{len(read)}", group.columns, None, None) if adds else None

    @property
    def all(self) -> list[Row]:
        """The rows in order, the one to add last."""
        return self.read + ([self.new] if self.new else [])

    def add(self, form: forms.Form) -> None:
        """Give a form the fields of all rows."""
        for row in self.all:
            row.add(form)

    def check(self, form: forms.Form) -> None:
        """Tell, at its field, of each row that lacks what it needs."""
        for row in self.all:
            kept = row.kept(form.cleaned_data)
            if kept and not any(kept[name] for name in self.group.needed):
                form.add_error(row.name(self.group.needed[0]), self.group.fault)

    def kept(self, values: Values) -> list[Values]:
        """List the rows as the person left them."""
        found = (row.kept(values) for row in self.all)
        return [one for one in found if one is not None]
