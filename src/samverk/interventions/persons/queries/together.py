"""What is out of several deliveries of one intervention, put together: nobody is told by the others' tables.

Each delivery's year has its own ties (``year_links``); the intervention's tables are sums over its
deliveries. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from samverk.analytics.disclosure.keeping import edition_of
from samverk.interventions.persons.queries.beside import Beside
from samverk.interventions.persons.queries.year_links import OneYear

if TYPE_CHECKING:
    from samverk.analytics.disclosure.system import Edition, Link
    from samverk.analytics.disclosure.table import Cell, Table

Row = dict[str, Any]


class Role(StrEnum):
    """What an intervention's table is about (indelning)."""

    DELIVERY = "verksamhet"
    PARTY = "remitterande part"
    HOME = "hemkommun"
    AGE = "ålder vid starten"
    TOWN = "utförarens kommun"
    HOME_TOWN = "hemkommun och utförarens kommun"


# Those that are the sum of the deliveries' own, row by row
SUMMED = (Role.PARTY, Role.HOME, Role.AGE)


@dataclass(frozen=True, slots=True)
class OfDelivery:
    """What is out of a delivery's year (det som är ute): ``name`` stands before what its tables are called.

    ``town`` is where all of it was given, "" when that is in several or not known. ``statistics`` and
    ``outcomes`` are rows as they are kept.
    """

    code: str
    name: str
    beside: Beside
    statistics: tuple[Edition, ...]
    outcomes: tuple[Edition, ...] = ()
    town: str = ""

    def table(self, role: Role) -> Table | None:
        """Give its table of a cut, under the name it has beside others'; None when there is none."""
        found = (one.table for one in self.statistics if one.table.corner == str(role).capitalize())
        return next((replace(one, name=self.named(one.name)) for one in found), None)

    @property
    def total(self) -> Table:
        """The table whose totals are those of all of them."""
        first = self.statistics[0].table
        return replace(first, name=self.named(first.name))

    def named(self, table: str) -> str:
        """Name one of its tables among those of others."""
        return f"{self.name}: {table}" if self.name else table

    def editions(self) -> Iterator[Edition]:
        """Give all that is out of it, under the names that tell it from others'."""
        for message in self.beside.messages():
            yield from message.values()
        for one in (*self.statistics, *self.outcomes):
            yield renamed(one, self.named(one.table.name))

    def links(self) -> Iterator[Link]:
        """List what ties its numbers together, and to what was sent."""
        own = [one.table for one in (*self.statistics, *self.outcomes)]
        messages = self.beside.messages()
        tables = [one.table for one in self.statistics], [one.table for one in self.outcomes]
        names = {one.name for one in own}
        for link in OneYear(self.code, messages, *tables).links():
            yield self._renamed(link, names)

    def _renamed(self, link: Link, own: set[str]) -> Link:
        if not {cell.table for cell in (link.whole, *link.parts)} & own:
            return link

        def moved(cell: Cell) -> Cell:
            return cell._replace(table=self.named(cell.table)) if cell.table in own else cell

        rest = link.rest and link.rest._replace(table=self.named(link.rest.table))
        return replace(
            link, whole=moved(link.whole), parts=tuple(map(moved, link.parts)), rest=rest
        )


@dataclass(frozen=True, slots=True)
class Summed:
    """A table of an intervention (insatsens tabell); ``code`` when it is of one of its deliveries."""

    role: Role
    table: Table
    code: str = ""


@dataclass(frozen=True, slots=True)
class OfIntervention:
    """An intervention's year: its deliveries with what is out of each, and its own tables.

    ``editions`` are its tables when they are out; while they are not, they are not in it.
    """

    deliveries: Sequence[OfDelivery]
    tables: Sequence[Summed] = ()
    editions: Sequence[Edition] = field(default=())

    def sums(self) -> Iterator[Link]:
        """Tie its tables to its deliveries'."""
        own = {(one.code, one.role): one.table for one in self.tables if one.code}
        for one in self.tables:
            if one.code:
                of = next(each for each in self.deliveries if each.code == one.code)
                yield from _of_one(of, one, own)
            elif one.role is Role.DELIVERY:
                yield from self._rows(one.table)
            else:
                yield from self._parts(one, own)

    def _rows(self, whole: Table) -> Iterator[Link]:
        """Tie each delivery's row to its own totals."""
        from samverk.analytics.disclosure.system import Link
        from samverk.analytics.disclosure.table import Cell

        for row, of in zip(whole.rows, self.deliveries, strict=True):
            total = of.total
            for column in (*(c for c in whole.columns if c in total.columns), None):
                same = Cell(total.name, None, column)
                yield Link(Cell(whole.name, (row,), column), (same,))

    def _parts(self, one: Summed, own: Mapping[tuple[str, Role], Table]) -> Iterator[Link]:
        """Tie each number to those of the deliveries that it is the sum of."""
        from samverk.analytics.disclosure.system import Link
        from samverk.analytics.disclosure.table import Cell

        for row in one.table.rows:
            for column in (*one.table.columns, None):
                parts = [self._part(of, one.role, (row, column), own) for of in self.deliveries]
                found = tuple(part for part in parts if part)
                if found:
                    yield Link(Cell(one.table.name, (row,), column), found)

    def _part(
        self,
        of: OfDelivery,
        role: Role,
        at: tuple[str, str | None],
        own: Mapping[tuple[str, Role], Table],
    ) -> Cell | None:
        """Find where a delivery tells of the same; None where it has nobody."""
        table = own.get((of.code, role)) or of.table(role)
        if table is not None:
            return _cell(table, *at)
        row, column = at
        if role is Role.TOWN:
            return _cell(of.total, None, column) if of.town == row else None
        # All that live somewhere took part in the one town
        home = of.table(Role.HOME) if column in (of.town, None) else None
        return _cell(home, row, None) if home else None


@dataclass(frozen=True, slots=True)
class Together:
    """All that is out of an authority's year with a federation (årets publiceringar)."""

    deliveries: Sequence[OfDelivery]
    interventions: Sequence[OfIntervention] = ()

    def out(self) -> list[Edition]:
        """Give all that is out, each table once."""
        every = [one for each in self.deliveries for one in each.editions()]
        every += [one for each in self.interventions for one in each.editions]
        return list({one.table.name: one for one in every}.values())

    def links(self) -> tuple[Link, ...]:
        """List all that ties it together."""
        found = [link for one in self.deliveries for link in one.links()]
        found += [link for one in self.interventions for link in one.sums()]
        return tuple(dict.fromkeys(found))


def _cell(table: Table, row: str | None, column: str | None) -> Cell | None:
    from samverk.analytics.disclosure.table import Cell

    if (row and row not in table.rows) or (column and column not in table.columns):
        return None
    return Cell(table.name, (row,) if row else None, column)


def _of_one(of: OfDelivery, one: Summed, own: Mapping[tuple[str, Role], Table]) -> Iterator[Link]:
    """Tie a table of one delivery to those that it divides further."""
    from samverk.analytics.disclosure.system import Link

    table, home = one.table, of.table(Role.HOME)
    pairs: list[tuple[Cell | None, Cell | None]] = []
    if one.role is Role.TOWN:
        total = of.total
        pairs = [(_cell(table, None, c), _cell(total, None, c)) for c in (*table.columns, None)]
    else:
        town = own.get((of.code, Role.TOWN)) or of.table(Role.TOWN)
        if home:
            pairs += [(_cell(table, row, None), _cell(home, row, None)) for row in table.rows]
        if town:
            pairs += [(_cell(table, None, c), _cell(town, c, None)) for c in table.columns]
    yield from (Link(one, (other,)) for one, other in pairs if one and other)


def renamed(edition: Edition, name: str) -> Edition:
    """Call a table something else, with all that is hidden in it."""
    hidden = {cell._replace(table=name): mark for cell, mark in edition.hidden.items()}
    return replace(edition, table=replace(edition.table, name=name), hidden=hidden)


def editions_in(rows: Iterable[Row]) -> tuple[Edition, ...]:
    """Read tables as they are kept."""
    return tuple(edition_of(row) for row in rows)
