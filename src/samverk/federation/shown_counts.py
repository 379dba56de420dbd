"""Counts as they may be shown: all tables of the same days are protected together, and tried.

A table of a municipality, of all together and of another measure share people. What one hides is not
told by the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from samverk.federation.models.interventions import DIVIDED, PARTS
from samverk.rules.ruling import Reason, Ruling

if TYPE_CHECKING:
    from samverk.analytics.disclosure.protect import Protection
    from samverk.analytics.disclosure.system import Edition, Link
    from samverk.analytics.disclosure.table import Table

WOMEN, MEN, UNKNOWN, ALL = "kvinnor", "män", "kön inte uppgivet", "alla"
# Guards that are tried to be shown after all: each try is an attack on all the tables
TRIES = 6
# Tables of some days are the same until somebody enters more: to try them takes a while
KEPT = 512


class Counted(NamedTuple):
    """A row of counts (antal): participations by sex. None is withheld by the party; see CountReport."""

    name: str
    women: int | None
    men: int | None
    unknown: int | None
    everybody: int | None = None

    @property
    def by_sex(self) -> tuple[int, int, int] | None:
        """Women, men and those whose sex is not told; None where one of them is withheld."""
        if self.women is None or self.men is None or self.unknown is None:
            return None
        return self.women, self.men, self.unknown


@dataclass(frozen=True, slots=True)
class Split:
    """Women and men of one or more rows together (könsfördelning)."""

    women: int
    men: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it may be shown: ``names`` are those told together; None is not shown, and not nobody."""

    names: tuple[str, ...]
    total: int | None
    split: Split | None


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """A table as it may be shown, in participations; without rows when nothing of it may.

    ``total`` and ``split`` are of all rows, None when they are not shown.
    """

    rows: tuple[ShownRow, ...]
    total: int | None
    split: Split | None

    @property
    def tells_of_somebody(self) -> bool:
        """Answer whether any number but 0 is shown."""
        return bool(self.total) or any(row.total for row in self.rows)


class Key(NamedTuple):
    """Which table it is: its days, its measure, and the home (organisation id), None for all together."""

    to_date: date
    from_date: date
    measure: str
    home: int | None


NOTHING = ShownCounts((), None, None)
BESIDE_ALL = Ruling(
    NOTHING,
    (Reason("Visas inte: små tal skulle kunna räknas ut ur tabellen för alla tillsammans."),),
)
Shown = Mapping[Key, Ruling[ShownCounts]]


def shown_tables(counted: Mapping[Key, Sequence[Counted]]) -> Shown:
    """Answer how tables may be shown beside each other.

    A municipality's table is not shown where what is left of the table of all together cannot be tried: when
    their days only overlap, and when a party withholds numbers in that of all.
    """
    found: dict[Key, Ruling[ShownCounts]] = {}
    for _, keys in groupby(sorted(counted, key=_order), key=lambda key: key[:2]):
        found |= _shown_together(tuple((key, tuple(counted[key])) for key in keys))
    barred = {*_overlapping(counted), *_beside_withheld(counted)}
    return found | dict.fromkeys(barred, BESIDE_ALL)


def _order(key: Key) -> tuple[date, date, str, int]:
    return (key.to_date, key.from_date, key.measure, key.home or 0)


def _overlapping(counted: Mapping[Key, object]) -> Iterator[Key]:
    """Find the homes' tables whose days only overlap those of all together: they fall together."""
    for whole in (key for key in counted if key.home is None):
        near = [
            key
            for key in counted
            if key.home
            and key.measure == whole.measure
            and key.from_date <= whole.to_date
            and key.to_date >= whole.from_date
        ]
        if any(key[:2] != whole[:2] for key in near):
            yield from near


def _beside_withheld(counted: Mapping[Key, Sequence[Counted]]) -> Iterator[Key]:
    """Find the homes' tables beside one of all where a party withholds: it knew nothing of them."""
    for key in counted:
        whole = counted.get(key._replace(home=None), ())
        if key.home is not None and any(row.by_sex is None for row in whole):
            yield key


@lru_cache(maxsize=KEPT)
def _shown_together(tables: tuple[tuple[Key, tuple[Counted, ...]], ...]) -> Shown:
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.protect import protect_together

    made = {key: table for key, rows in tables if (table := _table(key, rows))}
    policy = DisclosurePolicy()
    if not made:
        return {key: _told(rows, None) for key, rows in tables}
    links = tuple(_links(made))
    tried = protect_together(list(made.values()), policy, links, tries=TRIES)
    if tried.leaks:
        return {key: BESIDE_ALL for key, _ in tables}
    editions = {one.table.name: one for one in tried.editions}
    return {
        key: _told(rows, _Tried(editions[made[key].name], tried) if key in made else None)
        for key, rows in tables
    }


def _table(key: Key, rows: Sequence[Counted]) -> Table | None:
    """Make a table of the rows that are told; None without anybody. A sum of some rows is not printed."""
    from samverk.analytics.disclosure.table import Table

    told = [(row.name, row.by_sex) for row in rows if row.by_sex]
    if not any(sum(counts) for _, counts in told if counts):
        return None
    every = [counts for _, counts in told if counts]
    columns = (WOMEN, MEN, UNKNOWN) if any(counts[2] for counts in every) else (WOMEN, MEN)
    return Table(
        f"{key.measure} {key.home or ALL}",
        tuple(name for name, _ in told),
        columns,
        tuple(counts[: len(columns)] for counts in every),
        ALL if len(told) == len(rows) else None,
        ALL,
    )


def _links(made: Mapping[Key, Table]) -> Iterator[Link]:
    """Tie the homes to all together, and the parts of a measure to it."""
    for key, table in made.items():
        if key.home is None:
            same = key.measure
            homes = [one for other, one in made.items() if other.home and other.measure == same]
            yield from _within(table, homes)
        for whole, parts in PARTS:
            if whole == key.measure:
                inner = [key._replace(measure=part) for part in parts]
                known = [made[one] for one in inner if one in made]
                yield from _within(table, known, is_divided=whole in DIVIDED)


def _within(whole: Table, parts: Sequence[Table], *, is_divided: bool = False) -> Iterator[Link]:
    """Tie a table to parts of it, number by number; a sum that does not hold is tied to nothing.

    What is entered by hand may not add up, and then nobody can subtract by it. What ``is_divided`` into
    its parts has no rest where they add up to it.
    """
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    rest = f"{whole.name} utom {', '.join(part.name for part in parts)}"
    for row in (*whole.rows, None):
        for column in (*whole.columns, None):
            inner = [
                Cell(part.name, (row,) if row else None, column)
                for part in parts
                if (row is None or row in part.rows) and (column is None or column in part.columns)
            ]
            of = {part.name: part for part in parts}
            least = sum(of[cell.table].of_label(cell.row, cell.column) for cell in inner)
            count, label = whole.count(row, column), (row,) if row else None
            if inner and least <= count:
                left = None if is_divided and least == count else Cell(rest, label, column)
                yield Link(Cell(whole.name, label, column), tuple(inner), left)


class _Tried(NamedTuple):
    """A table as it is told, and the attack that it withstood."""

    edition: Edition
    protection: Protection


def _told(rows: Sequence[Counted], tried: _Tried | None) -> Ruling[ShownCounts]:
    """Lay out a table: what was tried, then what a party withholds."""
    withheld = [row for row in rows if row.by_sex is None]
    own = tuple(ShownRow((row.name,), row.everybody, None) for row in withheld)
    if tried is None:
        empty = tuple(ShownRow((row.name,), 0, Split(0, 0)) for row in rows if row.by_sex)
        none = len(own) < len(rows) and not own
        counts = ShownCounts((*empty, *own), 0 if none else None, Split(0, 0) if none else None)
        return Ruling(counts, tuple(_withheld(withheld)))
    policy = tried.protection.policy
    shown = tried.edition.shown(policy)
    lines = [dict(zip(shown.headings, counts, strict=True)) for counts in shown.counts]
    found = [
        ShownRow(label, line[ALL], _split(line))
        for label, line in zip(shown.labels, lines, strict=False)
    ]
    last = lines[-1] if shown.totals_row else {ALL: None}
    reasons = (*_reasons(found, tried), *_withheld(withheld))
    if (
        last[ALL] is None
        and all(row.total is None and row.split is None for row in found)
        and not own
    ):
        return Ruling(NOTHING, reasons)
    return Ruling(ShownCounts((*found, *own), last[ALL], _split(last)), reasons)


def _split(line: Mapping[str, int | None]) -> Split | None:
    women, men = line.get(WOMEN), line.get(MEN)
    return None if women is None or men is None else Split(women, men)


def _reasons(rows: Sequence[ShownRow], tried: _Tried) -> Iterator[Reason]:
    least, many = tried.protection.policy.threshold, len(tried.protection.protected)
    yield Reason(f"Gräns: inget antal under {least} visas, utom 0.")
    for row in rows:
        if len(row.names) > 1:
            yield Reason(f"{', '.join(row.names)} är för små var för sig och visas tillsammans.")
    if many:
        yield Reason(
            "Så många fler antal är dolda att inget litet går att räkna ut ur tabellerna för samma dagar."
            " Prövat med subtraktion och av den som vet regeln."
        )


def _withheld(rows: Sequence[Counted]) -> Iterator[Reason]:
    if rows:
        names = ", ".join(row.name for row in rows)
        yield Reason(
            f"{names}: parten visar inte antalet, så få kan peka ut någon. Det är okänt, inte noll."
        )
