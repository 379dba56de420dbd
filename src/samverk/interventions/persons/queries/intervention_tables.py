"""Tables of an intervention's year: sums over its deliveries, and where people live by where it was given.

They are summed from the counts behind what is published of each delivery, so that they always agree with
it. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from samverk.analytics.disclosure.keeping import kept_table
from samverk.interventions.persons.queries.counts import place_of
from samverk.interventions.persons.queries.statistics import TOTAL, YearTables
from samverk.interventions.persons.queries.together import (
    SUMMED,
    OfDelivery,
    OfIntervention,
    Role,
    Summed,
    Together,
)

if TYPE_CHECKING:
    from samverk.analytics.disclosure.table import Table

# How many hidden totals are tried to be told after all
_TRIES = 8
COLUMNS = ("kvinnor", "män", "kön inte uppgivet")
# How many are of a home, given in a town, of a sex (the number of its column)
Where = Mapping[tuple[str, str, int], int]


def protected_intervention(year: int, of: OfIntervention, out: Together) -> YearTables:
    """Protect an intervention's tables beside all that is out of the same year, and prove it."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.proof import proof_of
    from samverk.analytics.disclosure.protect import protect_together

    tables = [one.table for one in of.tables]
    every = replace(out, interventions=[*out.interventions, of])
    found = protect_together(tables, DisclosurePolicy(), every.links(), every.out(), tries=_TRIES)
    made = {one.table.name: one for one in found.editions}
    shown = [made[table.name].shown(found.policy) for table in tables]
    return YearTables(
        year,
        [{"title": one.table, **one.as_json()} for one in shown],
        proof_of(found),
        len(found.leaks),
        sum(one.total.count(None, None) for one in of.deliveries),
        [
            kept_table(made[one.table.name]) | {"role": one.role.value, "code": one.code}
            for one in of.tables
        ],
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where those in the deliveries' tables took part (var de deltog), by delivery's code.

    ``is_known``: the counts there are now are those that were published. Else nothing is told by town.
    """

    of: Mapping[str, Where]
    is_known: bool

    def towns(self, code: str) -> list[str]:
        """List the municipalities where a delivery was given."""
        return sorted({town for _, town, _ in self.of[code]})


def places_of(deliveries: Sequence[OfDelivery], found: Mapping[str, Where]) -> Places:
    """Try whether those there are now, by place, are those in the published tables."""
    return Places(found, all(_agrees(one, found[one.code]) for one in deliveries))


def _agrees(of: OfDelivery, where: Where) -> bool:
    homes, towns = of.table(Role.HOME), of.table(Role.TOWN)
    if homes is None:
        return False
    return _sums(homes) == _by(where, 0) and (towns is None or _sums(towns) == _by(where, 1))


def _by(where: Where, part: int) -> dict[tuple[object, int], int]:
    found: dict[tuple[object, int], int] = {}
    for key, count in where.items():
        at = (key[part], key[2])
        found[at] = found.get(at, 0) + count
    return {key: count for key, count in found.items() if count}


def _sums(table: Table) -> dict[tuple[object, int], int]:
    numbers = {
        (row, COLUMNS.index(column)): table.count(row, column)
        for row in table.rows
        for column in table.columns
    }
    return {key: count for key, count in numbers.items() if count}


def placed(deliveries: Sequence[OfDelivery], places: Places) -> list[OfDelivery]:
    """Say of each delivery in which municipality all of it was given, when it was in one."""
    if not places.is_known:
        return list(deliveries)
    towns = {one.code: places.towns(one.code) for one in deliveries}
    return [
        replace(one, town=towns[one.code][0] if len(towns[one.code]) == 1 else "")
        for one in deliveries
    ]


def intervention_tables(
    year: int, deliveries: Sequence[OfDelivery], places: Places
) -> list[Summed]:
    """Lay out an intervention's tables: those that its deliveries' own do not tell already."""
    several = len(deliveries) > 1
    found = list(_several(year, deliveries)) if several else []
    towns = {town for one in deliveries for town in places.towns(one.code)}
    if places.is_known and len(towns) > 1:
        found += _by_town(year, deliveries, places, several=several)
    return found


def _several(year: int, deliveries: Sequence[OfDelivery]) -> Iterator[Summed]:
    totals = {
        one.name: {column: one.total.count(None, column) for column in one.total.columns}
        for one in deliveries
    }
    yield Summed(Role.DELIVERY, _laid(year, Role.DELIVERY, totals))
    for role in SUMMED:
        rows: dict[str, dict[str, int]] = {}
        for one in deliveries:
            table = one.table(role)
            for row in table.rows if table else ():
                line = rows.setdefault(row, {})
                for column in table.columns if table else ():
                    line[column] = line.get(column, 0) + (table.count(row, column) if table else 0)
        yield Summed(
            role, _laid(year, role, {row: rows[row] for row in sorted(rows, key=place_of)})
        )


def _by_town(
    year: int, deliveries: Sequence[OfDelivery], places: Places, *, several: bool
) -> Iterator[Summed]:
    for one in deliveries:
        if one.town:
            continue
        where, head = places.of[one.code], f"{one.name}: deltog" if several else "Deltog"
        if one.table(Role.TOWN) is None:
            yield Summed(Role.TOWN, _sexes(f"{head} {year}", where), one.code)
        yield Summed(Role.HOME_TOWN, _crossed(f"{head} {year}", where), one.code)
    if several:
        every: dict[tuple[str, str, int], int] = {}
        for one in deliveries:
            for key, count in places.of[one.code].items():
                every[key] = every.get(key, 0) + count
        yield Summed(Role.TOWN, _sexes(f"Deltog {year}", every))
        yield Summed(Role.HOME_TOWN, _crossed(f"Deltog {year}", every))


def _sexes(head: str, where: Where) -> Table:
    rows: dict[str, dict[str, int]] = {}
    for (_, town, sex), count in sorted(where.items()):
        line = rows.setdefault(town, {})
        line[COLUMNS[sex]] = line.get(COLUMNS[sex], 0) + count
    return _table(f"{head}, efter {Role.TOWN}", Role.TOWN, rows, _sexes_in(rows))


def _crossed(head: str, where: Where) -> Table:
    rows: dict[str, dict[str, int]] = {}
    for (home, town, _), count in sorted(where.items()):
        line = rows.setdefault(home, {})
        line[town] = line.get(town, 0) + count
    towns = tuple(sorted({town for _, town, _ in where}))
    return _table(f"{head}, efter {Role.HOME_TOWN}", Role.HOME, rows, towns)


def _laid(year: int, role: Role, rows: Mapping[str, Mapping[str, int]]) -> Table:
    return _table(f"Deltog {year}, efter {role}", role, rows, _sexes_in(rows))


def _sexes_in(rows: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    there = {column for line in rows.values() for column in line}
    return tuple(one for one in COLUMNS if one in COLUMNS[:2] or one in there)


def _table(
    name: str, role: Role, rows: Mapping[str, Mapping[str, int]], columns: tuple[str, ...]
) -> Table:
    from samverk.analytics.disclosure.table import Table as Counts

    counts = tuple(tuple(line.get(column, 0) for column in columns) for line in rows.values())
    return Counts(name, tuple(rows), columns, counts, TOTAL, TOTAL, str(role).capitalize())
