"""Protects tables of counts: pools small rows, hides small numbers and their guards, and proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from samverk.analytics.disclosure.attack import Attack, View, attack
from samverk.analytics.disclosure.guarding import Guard, Room
from samverk.analytics.disclosure.linear import Ints
from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, Mark
from samverk.analytics.disclosure.pooling import next_smallest, pool_of, small_rows
from samverk.analytics.disclosure.system import (
    Edition,
    Link,
    System,
    system_of,
    true_counts,
    withheld,
)
from samverk.analytics.disclosure.table import Cell, Table

# How many times stuck rows are pooled before totals are hidden instead
_ROUNDS = 4
# A total says more than a number of its own size
_TOTALS_PRICE = 10


@dataclass(frozen=True, slots=True)
class Protection:
    """Tables as they may be published together (skyddade tabeller), with the attacks that they withstood.

    ``protected`` are the small numbers, told or not; ``attacks`` are made on what is published, the
    strongest attacker first.
    """

    policy: DisclosurePolicy
    editions: tuple[Edition, ...]
    links: tuple[Link, ...]
    protected: tuple[Cell, ...]
    view: View
    attacks: tuple[Attack, ...]

    @property
    def leaks(self) -> tuple[Cell, ...]:
        """The protected numbers that an attacker can compute: what has any must not be published."""
        cells = self.view.system.cells
        computed = {cells[place] for one in self.attacks for place in one.computed}
        return tuple(cell for cell in self.protected if cell in computed)


def protect(table: Table, policy: DisclosurePolicy) -> Protection:
    """Protect one table."""
    return protect_together((table,), policy)


def protect_together(
    tables: Sequence[Table],
    policy: DisclosurePolicy,
    links: Sequence[Link] = (),
    published: Sequence[Edition] = (),
) -> Protection:
    """Protect tables that are published together, or after those that are out already.

    Every table has a name of its own. ``links`` tie their numbers together. What is ``published`` stays
    as it is: the new tables are made not to tell, with it, what it hides. Raises ValueError for a link
    that does not hold, and for tables of one name.
    """
    out = tuple(replace(one, settled=True) for one in published)
    names = [one.table.name for one in out] + [table.name for table in tables]
    if len(set(names)) < len(names):
        raise ValueError("Två tabeller har samma namn.")
    chosen = _Choice(policy, tuple(links), out).made_for(tables)
    return examined(chosen, policy, tuple(links))


def examined(
    editions: Sequence[Edition], policy: DisclosurePolicy, links: Sequence[Link] = ()
) -> Protection:
    """Attack tables as they are told, whoever chose what to hide."""
    system = system_of([one.shape for one in editions], links)
    counts = true_counts(system, editions, links)
    view = view_of(system, editions, counts, policy)
    protected = tuple(system.cells[place] for place in _protected(system, counts, policy))
    strongest = attack(view, Attacker.RULE)
    weaker = attack(view, Attacker.SUBTRACTION, strongest.tables)
    return Protection(policy, tuple(editions), tuple(links), protected, view, (strongest, weaker))


def view_of(
    system: System, editions: Sequence[Edition], counts: Ints, policy: DisclosurePolicy
) -> View:
    """Take away from the true values what is not published."""
    marks = _marks(system, editions, policy)
    published = {
        place: policy.rounded(int(counts[place]))
        for place in range(len(system.cells))
        if place not in marks
    }
    return View(system, policy, published, marks, kinds=policy.kinds_are_known)


@dataclass(frozen=True, slots=True)
class Unguarded:
    """What is computed when only small numbers are hidden (bara små tal dolda), of how many hidden."""

    hidden: int
    by_rule: int
    by_subtraction: int


def unguarded(table: Table, policy: DisclosurePolicy) -> Unguarded:
    """Attack a table where the small numbers are hidden and nothing more is done, as is often done.

    Totals are left as they are, and nothing is rounded.
    """
    policy, plain = replace(policy, rounding=1), Edition(table)
    small = {
        cell: Mark.SMALL
        for line in plain.printed()
        for cell in line
        if cell.row is not None and cell.column is not None
        if policy.is_small(table.of_label(cell.row, cell.column))
    }
    told = (replace(plain, hidden=small),)
    system = system_of([one.shape for one in told], ())
    # All that is hidden is small, so that whoever knows the rule knows it
    view = replace(view_of(system, told, true_counts(system, told, ()), policy), kinds=True)
    strongest = attack(view, Attacker.RULE)
    weaker = attack(view, Attacker.SUBTRACTION, strongest.tables)
    places = {system.at[cell] for cell in small}
    return Unguarded(
        len(small), len(places & set(strongest.computed)), len(places & set(weaker.computed))
    )


def _marks(
    system: System, editions: Sequence[Edition], policy: DisclosurePolicy
) -> dict[int, Mark]:
    marks = {system.at[cell]: mark for one in editions for cell, mark in one.marks(policy).items()}
    return marks | dict.fromkeys(system.rests, Mark.POOLED)


def _protected(system: System, counts: Ints, policy: DisclosurePolicy) -> list[int]:
    """List the numbers that may not be told."""
    return [
        place
        for place, count in enumerate(counts.tolist())
        if system.is_protected(place, count, policy)
    ]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The search for how to tell tables, from the mildest way to the hardest."""

    policy: DisclosurePolicy
    links: tuple[Link, ...]
    published: tuple[Edition, ...]

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
        return told

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
        self._protected = _protected(system, counts, policy)
        self._cells = system.cells
        marks = _marks(system, editions, policy)
        open_ones = {one.table.name for one in editions if not one.settled}
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
