"""All numbers of one or more tables with the sums between them: what an attacker solves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from samverk.analytics.disclosure.linear import Ints
from samverk.analytics.disclosure.policy import DisclosurePolicy, Mark
from samverk.analytics.disclosure.table import (
    Cell,
    Label,
    Shape,
    ShownTable,
    Table,
    heading_of,
    printed_cells,
)


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
    ``exact``: it went out whole, with its small numbers, before anything was protected.
    """

    table: Table
    pool: Label = ()
    hidden: Mapping[Cell, Mark] = field(default_factory=dict)
    withheld: bool = False
    settled: bool = False
    exact: bool = False

    @property
    def labels(self) -> tuple[Label, ...]:
        """The rows as they are told: those by themselves, then the pooled ones together."""
        pooled = set(self.pool)
        alone = [(row,) for row in self.table.rows if row not in pooled]
        return (*alone, *([self.pool] if self.pool else []))

    def printed(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the places of the numbers that have a place in print."""
        totals = self.table.totals_row, self.table.totals_column
        return printed_cells(self.table.name, self.labels, self.table.columns, totals)

    @property
    def shape(self) -> Shape:
        """What the table is about."""
        return Shape(self.table.name, self.table.rows, self.table.columns, self.pool)

    def shown(self, policy: DisclosurePolicy) -> ShownTable:
        """Give the table as it may be published."""
        counts = tuple(
            tuple(
                None
                if cell in self.hidden
                else policy.rounded(self.table.of_label(cell.row, cell.column))
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
        printed, labels = {cell for line in self.printed() for cell in line}, set(self.labels)
        found = dict(self.hidden)
        for cell in self.shape.cells():
            if cell in printed:
                continue
            # Only of a row's total does the rule say anything: that the row is small, or that it is not
            if self.withheld or cell.row is None or cell.column is not None:
                found[cell] = Mark.POOLED
            else:
                is_large = self.table.of_label(cell.row, None) >= policy.threshold
                found[cell] = _row_mark(is_large=is_large, is_told=cell.row in labels)
        return found


def _row_mark(*, is_large: bool, is_told: bool) -> Mark:
    if is_told:
        # One that is told and not large is of nobody, or left small by somebody who does not pool
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

    def is_protected(self, place: int, count: int, policy: DisclosurePolicy) -> bool:
        """Answer whether a number may not be told; that nothing came after an earlier table may."""
        return policy.is_small(count) and (count > 0 or place not in self.rests)


def system_of(shapes: Sequence[Shape], links: Sequence[Link]) -> System:
    """Set up the numbers of the tables, pooled or not, with every sum that ties them together."""
    cells = [cell for shape in shapes for cell in shape.cells()]
    rests = [link.rest for link in links if link.rest is not None]
    # Several links may have the same rest
    at = {cell: place for place, cell in enumerate(dict.fromkeys([*cells, *rests]))}
    sums = [
        *(each for shape in shapes for each in shape.sums()),
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
            raise ValueError(f"Sambandet stämmer inte: {named(link.whole)}.")
        if link.rest is not None:
            known[link.rest] = left
    return np.array([known[cell] for cell in system.cells], np.int64)


def marks_of(
    system: System, editions: Sequence[Edition], policy: DisclosurePolicy
) -> dict[int, Mark]:
    """Give the marks of all numbers that are not published, by place."""
    marks = {system.at[cell]: mark for one in editions for cell, mark in one.marks(policy).items()}
    return marks | dict.fromkeys(system.rests, Mark.POOLED)


def protected_in(system: System, counts: Ints, policy: DisclosurePolicy) -> list[int]:
    """List the numbers that may not be told."""
    return [
        place
        for place, count in enumerate(counts.tolist())
        if system.is_protected(place, count, policy)
    ]


def named(cell: Cell) -> str:
    """Name a number's place for people."""
    row = heading_of(cell.row) if cell.row else "summan"
    return ", ".join(part for part in (cell.table, row, cell.column or "summan") if part)
