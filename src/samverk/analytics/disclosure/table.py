"""A table of counts as its owner has it, and as it may be published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Label = tuple[str, ...]
# More rows than this are not listed by name in a heading
_NAMED = 3


class Cell(NamedTuple):
    """Where a number stands (cell). ``row`` lists the rows told together; None is the total of all."""

    table: str
    row: Label | None
    column: str | None


@dataclass(frozen=True)
class Table:
    """A table of counts (antalstabell): ``counts[row][column]``, whole people, without its totals.

    ``totals_row`` and ``totals_column`` are the headings of the totals that are published with it, None
    for none. Raises ValueError for counts that are negative or do not fit the headings, for no counts,
    and for a heading twice.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    totals_row: str | None = None
    totals_column: str | None = None
    corner: str = ""

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise ValueError("Tabellen har inga antal.")
        if len(self.counts) != len(self.rows) or any(
            len(row) != len(self.columns) for row in self.counts
        ):
            raise ValueError("Antalen passar inte rubrikerna.")
        if min(min(row) for row in self.counts) < 0:
            raise ValueError("Antal kan inte vara negativa.")
        for names in ((*self.rows, self.totals_row), (*self.columns, self.totals_column)):
            if len(set(names)) < len(names):
                raise ValueError("Två rubriker är lika.")

    def count(self, row: str | None, column: str | None) -> int:
        """Give one number; None stands for the total."""
        lines = self.counts if row is None else (self.counts[self._row_at[row]],)
        if column is None:
            return sum(map(sum, lines))
        at = self.columns.index(column)
        return sum(line[at] for line in lines)

    @cached_property
    def _row_at(self) -> dict[str, int]:
        return {row: place for place, row in enumerate(self.rows)}

    def of_label(self, label: Label | None, column: str | None) -> int:
        """Give the number of rows told together; None stands for the total."""
        if label is None:
            return self.count(None, column)
        return sum(self.count(row, column) for row in label)


class Shape(NamedTuple):
    """What a table is about, without its numbers (tabellens form): ``pool`` are the rows told together."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    pool: Label

    def cells(self) -> Iterator[Cell]:
        """List every number: of each row, of the pooled rows together, and of all, with their totals."""
        labels = [*((row,) for row in self.rows), *([self.pool] if self.pool else []), None]
        for label in labels:
            for column in (*self.columns, None):
                yield Cell(self.table, label, column)

    def sums(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """List every sum between them, as (whole, parts)."""
        name = self.table
        for row in self.rows:
            yield Cell(name, (row,), None), [Cell(name, (row,), column) for column in self.columns]
        for column in (*self.columns, None):
            yield Cell(name, None, column), [Cell(name, (row,), column) for row in self.rows]
            if self.pool:
                pooled = [Cell(name, (row,), column) for row in self.pool]
                yield Cell(name, self.pool, column), pooled


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it may be published (publicerad tabell): None for a number that is not told.

    ``labels`` are the rows told, without the totals; ``counts`` has the totals where they are printed.
    """

    table: str
    corner: str
    labels: tuple[Label, ...]
    columns: tuple[str, ...]
    totals_row: str | None
    totals_column: str | None
    counts: tuple[tuple[int | None, ...], ...]

    @property
    def shape(self) -> Shape:
        """What the table is about."""
        rows = tuple(row for label in self.labels for row in label)
        pool = next((label for label in self.labels if len(label) > 1), ())
        return Shape(self.table, rows, self.columns, pool)

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns' headings, that of the totals last."""
        return (*self.columns, *([self.totals_column] if self.totals_column else []))

    @property
    def row_headings(self) -> tuple[str, ...]:
        """The rows' headings, that of the totals last."""
        last = [self.totals_row] if self.totals_row else []
        return (*map(heading_of, self.labels), *last)

    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the place of each number."""
        return printed_cells(
            self.table, self.labels, self.columns, (self.totals_row, self.totals_column)
        )

    def as_json(self) -> dict[str, object]:
        """Give the table for programs: what is not told is null."""
        lines = zip(self.row_headings, self.counts, strict=True)
        return {
            "label": self.corner,
            "columns": list(self.headings),
            "rows": [{"label": name, "counts": list(counts)} for name, counts in lines],
            "totals_row": self.totals_row,
            "totals_column": self.totals_column,
        }


def printed_cells(
    table: str,
    labels: Sequence[Label],
    columns: Sequence[str],
    totals: tuple[str | None, str | None],
) -> tuple[tuple[Cell, ...], ...]:
    """Give the places of a printed table's numbers, row by row, with the totals that it has."""
    down: list[Label | None] = [*labels, *([None] if totals[0] else [])]
    across: list[str | None] = [*columns, *([None] if totals[1] else [])]
    return tuple(tuple(Cell(table, row, column) for column in across) for row in down)


def heading_of(label: Label) -> str:
    """Name rows that are told together."""
    if len(label) <= _NAMED:
        return " + ".join(label)
    return f"{len(label)} rader tillsammans"
