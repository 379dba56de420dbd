"""Chooses how tables are told: which rows together, and which numbers not at all."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from samverk.analytics.disclosure.attack import attack, leaks_in, view_of
from samverk.analytics.disclosure.guarding import Guard, Room
from samverk.analytics.disclosure.linear import Ints
from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark
from samverk.analytics.disclosure.pooling import next_smallest, pool_of, small_rows
from samverk.analytics.disclosure.system import (
    Edition,
    Link,
    System,
    marks_of,
    protected_in,
    system_of,
    true_counts,
    withheld,
)
from samverk.analytics.disclosure.table import Cell, Table

# How many times stuck rows are pooled before totals are hidden instead
_ROUNDS = 4
# A total says more than a number of its own size
_TOTALS_PRICE = 10
# How much work it may be to see which guards are not needed
_WORK = 30_000


@dataclass(frozen=True, slots=True)
class Choice:
    """The search for how to tell tables (val av utgåvor), from the mildest way to the hardest.

    ``tries`` is how many guards are tried to be published again, the largest; None for all while that is
    not too much work.
    """

    policy: DisclosurePolicy
    links: tuple[Link, ...]
    published: tuple[Edition, ...]
    tries: int | None = None

    def made_for(self, tables: Sequence[Table]) -> tuple[Edition, ...]:
        """Choose: pool small rows; pool those of stuck numbers too; hide totals; withhold tables."""
        pooled = [self._pooled(table, small_rows(table, self.policy)) for table in tables]
        told, stuck = self._guarded(pooled, totals=False)
        more = pooled
        for _ in range(_ROUNDS):
            if not stuck or (wider := self._wider(more, stuck)) == more:
                break
            more = wider
            told, stuck = self._guarded(more, totals=False)
        if stuck:
            told, stuck = self._guarded(pooled, totals=True)
        while stuck and (fewer := self._withheld(pooled, stuck)) != pooled:
            pooled = fewer
            told, stuck = self._guarded(pooled, totals=True)
        return told if stuck else self._released(told)

    def _pooled(self, table: Table, rows: Iterable[str]) -> Edition:
        pool = pool_of(table, rows, self.policy)
        plain = Edition(table)
        if pool is None or self.policy.is_small(table.count(None, None)):
            return withheld(plain, self.policy)
        return replace(plain, pool=pool)

    def _wider(self, editions: Sequence[Edition], stuck: Sequence[Cell]) -> list[Edition]:
        """Pool the rows of the numbers that could not be made safe; the next smallest where they are."""
        return [self._widened(one, stuck) for one in editions]

    def _widened(self, edition: Edition, stuck: Sequence[Cell]) -> Edition:
        cells = [cell for cell in stuck if cell.table == edition.table.name and cell.row]
        if not cells or edition.withheld:
            return edition
        rows = {*edition.pool, *(row for cell in cells for row in cell.row or ())}
        if rows == set(edition.pool):
            following = next_smallest(edition.table, rows, self.policy)
            rows |= {following} if following else set()
        wider = self._pooled(edition.table, rows)
        return edition if wider.withheld else wider

    def _withheld(self, editions: Sequence[Edition], stuck: Sequence[Cell]) -> list[Edition]:
        names = {cell.table for cell in stuck}
        concerned = [one for one in editions if one.table.name in names and not one.withheld]
        return [
            withheld(one, self.policy) if one in concerned or not concerned else one
            for one in editions
        ]

    def _guarded(
        self, editions: Sequence[Edition], *, totals: bool
    ) -> tuple[tuple[Edition, ...], list[Cell]]:
        """Hide the small numbers and their guards; give the numbers too that could not be made safe."""
        told = [*self.published, *(self._small_hidden(one) for one in editions)]
        system = system_of([one.shape for one in told], self.links)
        counts = true_counts(system, told, self.links)
        searched = _Search(system, counts, self.policy, told, can_hide_all=bool(self.links))
        stuck = searched.guard(totals=totals)
        hidden = {system.cells[place] for place in searched.hidden}
        return (
            tuple(_with_guards(one, hidden) for one in told),
            [system.cells[place] for place in stuck],
        )

    def _released(self, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
        """Publish the guards again that were not needed after all, the largest first.

        Guards are found one number at a time, and a later one may do the work of an earlier one.
        """
        system = system_of([one.shape for one in editions], self.links)
        counts = true_counts(system, editions, self.links)
        settled = {one.table.name for one in editions if one.settled}
        view = view_of(system, editions, counts, self.policy)
        guards = [
            place
            for place, mark in view.marks.items()
            if mark is Mark.GUARD and system.cells[place].table not in settled
        ]
        if self.tries is None and len(guards) * len(system.cells) > _WORK:
            return editions
        released, protected = set(), protected_in(system, counts, self.policy)
        # The true table fits too; whoever writes the proof starts from none
        tables = attack(view, Attacker.RULE, [tuple(counts.tolist())], protected).tables
        for place in sorted(guards, key=lambda each: (-counts[each], each))[: self.tries]:
            wider = view.with_published(place, int(counts[place]))
            least, most = self.policy.range_behind(wider.published[place])
            known = [table for table in tables if least <= table[place] <= most]
            found = attack(wider, Attacker.RULE, known, protected)
            if not leaks_in(wider, found):
                view, tables = wider, found.tables
                released.add(system.cells[place])
        return tuple(_without(one, released) for one in editions)

    def _small_hidden(self, edition: Edition) -> Edition:
        small = {
            cell: Mark.SMALL
            for line in edition.printed()
            for cell in line
            if cell not in edition.hidden
            and self.policy.is_small(edition.table.of_label(cell.row, cell.column))
        }
        return replace(edition, hidden={**edition.hidden, **small})


def _with_guards(edition: Edition, cells: Iterable[Cell]) -> Edition:
    guards = {cell: Mark.GUARD for cell in cells if cell.table == edition.table.name}
    return replace(edition, hidden={**edition.hidden, **guards})


def _without(edition: Edition, cells: Container[Cell]) -> Edition:
    kept = {cell: mark for cell, mark in edition.hidden.items() if cell not in cells}
    return replace(edition, hidden=kept)


class _Search:
    """One search for guards, with the tables pooled as they are."""

    def __init__(
        self,
        system: System,
        counts: Ints,
        policy: DisclosurePolicy,
        editions: Sequence[Edition],
        *,
        can_hide_all: bool,
    ) -> None:
        self._cells = system.cells
        marks = marks_of(system, editions, policy)
        open_ones = {one.table.name for one in editions if not one.settled}
        # What is out already is not taken back
        self._protected = [
            place
            for place in protected_in(system, counts, policy)
            if place in marks or system.cells[place].table in open_ones
        ]
        size = len(counts)
        least, most = counts.copy(), counts.copy()
        self._prices = counts.astype(np.float64) + 1
        self._inner, self._total = np.zeros(size, bool), np.zeros(size, bool)
        for place, cell in enumerate(system.cells):
            mark = marks.get(place, Mark.GUARD)
            if place not in marks and (cell.table not in open_ones or not counts[place]):
                continue
            least[place], most[place] = policy.range_of(
                mark, Attacker.RULE, kinds=policy.kinds_are_known
            )
            if place in marks:
                self._prices[place] = 0
            elif cell.row is None or cell.column is None:
                is_grand = cell.row is None and cell.column is None
                self._total[place] = can_hide_all or not is_grand
                self._prices[place] *= _TOTALS_PRICE**2 if is_grand else _TOTALS_PRICE
            else:
                self._inner[place] = True
        self._room = Room(counts, least, most, self._prices, self._inner)
        self._guard = Guard(system.sums, self._room)

    @property
    def hidden(self) -> set[int]:
        return self._guard.hidden

    def guard(self, *, totals: bool) -> list[int]:
        """Make the small totals safe first, hiding other totals as needed; then the other numbers."""
        everything = replace(self._room, can_hide=self._inner | self._total)
        margins = [place for place in self._protected if self._is_margin(place)]
        self._guard.give_room(everything)
        stuck = self._guard.guard(margins)
        if not totals:
            self._guard.give_room(self._room)
        rest = [place for place in self._protected if not self._is_margin(place)]
        return stuck + self._guard.guard(rest)

    def _is_margin(self, place: int) -> bool:
        cell = self._cells[place]
        return cell.row is None or cell.column is None
