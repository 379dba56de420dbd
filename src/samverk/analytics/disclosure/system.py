"""All numbers of one or more tables with the sums between them: what an attacker solves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from samverk.analytics.disclosure.linear import Ints
from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark
from samverk.analytics.disclosure.table import Cell, Label, ShownTable, Table, printed_cells


@dataclass(frozen=True, slots=True)
class Link:
    """What ties numbers of tables together (samband): ``whole`` is the sum of ``parts`` and ``rest``.

    ``rest`` names a number that is printed nowhere and is not negative, as what a later period adds to
    an earlier one; it is protected like those that are printed. None when there is no rest.
    """

    whole: Cell
    parts: tuple[Cell, ...]
    rest: Cell | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """How a table is told (utgåva): the rows pooled, and the printed numbers that are hidden.

    ``withheld``: nothing but the grand total is told. ``settled``: it is out already, and stays so.
    """

    table: Table
    pool: Label = ()
    hidden: Mapping[Cell, Mark] = field(default_factory=dict)
    withheld: bool = False
    settled: bool = False

    @property
    def labels(self) -> tuple[Label, ...]:
        """The rows as they are told: those by themselves, then the pooled ones together."""
        alone = [(row,) for row in self.table.rows if row not in self.pool]
        return (*alone, *([self.pool] if self.pool else []))

    def printed(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the places of the numbers that have a place in print."""
        totals = self.table.totals_row, self.table.totals_column
        return printed_cells(self.table.name, self.labels, self.table.columns, totals)

    def shown(self, rounding: int = 1) -> ShownTable:
        """Give the table as it may be published, rounded to the nearest multiple of ``rounding``."""
        counts = tuple(
            tuple(
                None
                if cell in self.hidden
                else _rounded(self.table.of_label(cell.row, cell.column), rounding)
                for cell in line
            )
            for line in self.printed()
        )
        of = self.table
        return ShownTable(
            of.name, of.corner, self.labels, of.columns, of.totals_row, of.totals_column, counts
        )

    def marks(self, policy: DisclosurePolicy) -> dict[Cell, Mark]:
        """Say of every number that is not published what the rule lets one think of it."""
        printed = {cell for line in self.printed() for cell in line}
        found = dict(self.hidden)
        for cell in cells_of(self.table, self.pool):
            if cell not in printed:
                found[cell] = Mark.POOLED if self.withheld else self._unprinted(cell, policy)
        return found

    def _unprinted(self, cell: Cell, policy: DisclosurePolicy) -> Mark:
        """Mark a number without a place in print: a row's total tells whether the row was small."""
        if cell.row is None or cell.column is not None:
            return Mark.POOLED
        is_large = self.table.of_label(cell.row, None) >= policy.threshold
        if cell.row in self.labels:
            # A row of nobody, or one left small by somebody who does not pool
            return Mark.LARGE_ROW if is_large else Mark.POOLED
        return Mark.TAKEN_ROW if is_large else Mark.SMALL_ROW


def withheld(edition: Edition, policy: DisclosurePolicy) -> Edition:
    """Tell nothing but the grand total, and not that either when it is small."""
    printed = {cell for line in replace(edition, pool=()).printed() for cell in line}
    grand = Cell(edition.table.name, None, None)
    if not policy.is_small(edition.table.count(None, None)):
        printed -= {grand}
    hidden = dict.fromkeys(printed, Mark.POOLED)
    return replace(edition, pool=(), hidden=hidden, withheld=True)


@dataclass(frozen=True, slots=True)
class System:
    """The numbers and their sums (ekvationssystem), without any values: what everybody may know.

    ``sums`` are (whole, parts), by place in ``cells``; ``at`` is that place. ``rests`` are of links.
    """

    cells: tuple[Cell, ...]
    at: Mapping[Cell, int]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    rests: frozenset[int]


def system_of(editions: Sequence[Edition], links: Sequence[Link]) -> System:
    """Set up the numbers of the tables, pooled or not, with every sum that ties them together."""
    cells = [cell for one in editions for cell in cells_of(one.table, one.pool)]
    rests = [link.rest for link in links if link.rest is not None]
    at = {cell: place for place, cell in enumerate([*cells, *rests])}
    sums = [
        *(each for one in editions for each in _sums_of(one)),
        *((link.whole, [*link.parts, *([link.rest] if link.rest else [])]) for link in links),
    ]
    placed = tuple((at[whole], tuple(at[part] for part in parts)) for whole, parts in sums)
    return System(tuple(at), at, placed, frozenset(at[rest] for rest in rests))


def true_counts(system: System, editions: Sequence[Edition], links: Sequence[Link]) -> Ints:
    """Give the true values, in the order of the system's cells.

    Raises ValueError for a link that does not hold.
    """
    tables = {one.table.name: one.table for one in editions}
    known = {
        cell: tables[cell.table].of_label(cell.row, cell.column)
        for place, cell in enumerate(system.cells)
        if place not in system.rests
    }
    for link in links:
        left = known[link.whole] - sum(known[part] for part in link.parts)
        if left < 0 or (left and link.rest is None):
            raise ValueError(f"Sambandet stämmer inte: {_named(link.whole)}.")
        if link.rest is not None:
            known[link.rest] = left
    return np.array([known[cell] for cell in system.cells], np.int64)


def cells_of(table: Table, pool: Label) -> Iterator[Cell]:
    """List every number of a table: each row, the pooled rows together, and all, with their totals."""
    labels: list[Label | None] = [*((row,) for row in table.rows), *([pool] if pool else []), None]
    for label in labels:
        for column in (*table.columns, None):
            yield Cell(table.name, label, column)


def _sums_of(edition: Edition) -> Iterator[tuple[Cell, list[Cell]]]:
    table = edition.table
    name = table.name
    for row in table.rows:
        yield Cell(name, (row,), None), [Cell(name, (row,), column) for column in table.columns]
    for column in (*table.columns, None):
        yield Cell(name, None, column), [Cell(name, (row,), column) for row in table.rows]
        if edition.pool:
            yield (
                Cell(name, edition.pool, column),
                [Cell(name, (row,), column) for row in edition.pool],
            )


def _named(cell: Cell) -> str:
    return ", ".join(part for part in (cell.table, *(cell.row or ()), cell.column) if part)


def _rounded(count: int, base: int) -> int:
    return (2 * count + base) // (2 * base) * base
