"""Tells quarters of those who wait one after another, so that no quarter tells what another hides.

Those who wait at the end of a quarter, with those who ended in it, are those who waited at the end of the
quarter before and those who are new. So whoever has two quarters in a row can count the new ones, and
whoever has two a year apart can count those who are gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from samverk.analytics.disclosure.choosing import Choice
from samverk.analytics.disclosure.linking import between
from samverk.analytics.disclosure.policy import DisclosurePolicy
from samverk.analytics.disclosure.protect import Protection, examined
from samverk.analytics.disclosure.system import Edition, Link
from samverk.analytics.disclosure.table import Cell, Label, Table

WAITING = ("Ej verkställda", "Avbrutna")
ENDED = "Slutade"
COLUMNS = (*WAITING, ENDED)
EVERY_KIND = "Alla insatser"
ALL = "Summa"
# Whole years: in classes of months a reader follows one class from quarter to quarter
AGES = ("Under ett år", "Ett till två år", "Två år eller mer")
WAITS = "Väntar"
YEAR, TWO_YEARS, FIRST = 12, 24, 3
MONTHS = 3
# How many guards are tried to be told after all: each is an attack on all that is out
_TRIES = 8


@dataclass(frozen=True, slots=True)
class QuarterCounts:
    """A quarter's counts, exact (kvartalets antal).

    ``index`` grows by one with each quarter. ``kinds`` gives for each type how many are not carried out,
    are interrupted, and ended in the quarter; ``ages`` how many wait in each of the ``AGES``.
    """

    index: int
    name: str
    kinds: Mapping[str, tuple[int, int, int]]
    ages: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ToldQuarter:
    """A quarter as it is told (publicerat kvartal): by type, and by age where that can be told."""

    index: int
    main: Edition
    ages: Edition | None = None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Its tables."""
        return (self.main, self.ages) if self.ages else (self.main,)

    @property
    def is_by_kind(self) -> bool:
        """Answer whether it is told by type, and not of all types together."""
        return self.main.table.rows != (EVERY_KIND,)


@dataclass(frozen=True, slots=True)
class TellingQuarter:
    """What may be told of a quarter now, with the attack on it and on all that is out."""

    told: ToldQuarter
    protection: Protection


def told_quarter(
    now: QuarterCounts, before: Sequence[ToldQuarter], policy: DisclosurePolicy
) -> TellingQuarter | None:
    """Protect a quarter beside all that has ever been told, also what was taken away again.

    From the most that can be told to the least: by type and age, of all types by age, and of all alone.
    None when nothing can be told. A quarter that is as when it was last told is told in the same way.
    """
    known = _as_known(_alike(now, before), policy)
    last = next((one for one in reversed(known) if one.index == now.index), None)
    for tables in _levels(now, known):
        if last and _same(last, tables) and not last.main.exact:
            return TellingQuarter(last, examined(_editions(known), policy, links_of(known)))
        if found := _told(now.index, tables, known, policy):
            return found
    return None


def told_exactly(now: QuarterCounts, before: Sequence[ToldQuarter]) -> ToldQuarter:
    """Tell a quarter as it is, with its small numbers: somebody has weighed the harm and answers for it."""
    main, ages = next(_levels(now, _alike(now, before)))
    assert ages is not None
    return ToldQuarter(now.index, Edition(main, exact=True), Edition(ages, exact=True))


def revealed_by(
    now: ToldQuarter, before: Sequence[ToldQuarter], policy: DisclosurePolicy
) -> tuple[Cell, ...]:
    """List the protected numbers that can be computed once a quarter is told beside what is out."""
    known = [*before, now]
    return examined(_editions(known), policy, links_of(known)).leaks


def _told(
    index: int,
    tables: tuple[Table, Table | None],
    known: Sequence[ToldQuarter],
    policy: DisclosurePolicy,
) -> TellingQuarter | None:
    plain = ToldQuarter(index, *(Edition(one) if one else None for one in tables))  # type: ignore[arg-type]
    out = tuple(replace(one, settled=True) for one in _editions(known))
    links = links_of([*known, plain])
    chosen = Choice(policy, links, out, _TRIES).made_for([one for one in tables if one])
    by_name = {one.table.name: one for one in chosen}
    told = ToldQuarter(
        index, by_name[tables[0].name], by_name[tables[1].name] if tables[1] else None
    )
    if all(one.withheld for one in told.editions):
        return None
    # Only now is it known which rows are told together
    found = examined(chosen, policy, links_of([*known, told]))
    return None if found.leaks else TellingQuarter(told, found)


def _levels(
    now: QuarterCounts, known: Sequence[ToldQuarter]
) -> Iterator[tuple[Table, Table | None]]:
    """Give the tables from the most that can be told to the least."""
    number = 1 + len({one.main.table.name for one in known if one.index == now.index})
    name = f"{now.name} utgåva {number}"
    kinds = dict.fromkeys(
        [*(k for one in known if one.is_by_kind for k in one.main.table.rows), *now.kinds]
    )
    rows = sorted(kinds)
    counts = tuple(now.kinds.get(one, (0, 0, 0)) for one in rows)
    every = tuple(map(sum, zip(*now.kinds.values(), strict=True))) or (0, 0, 0)
    alone = Table(f"{name}, insatser", (EVERY_KIND,), COLUMNS, (every,), corner="Insats")
    ages = Table(
        f"{name}, tid", AGES, (WAITS,), tuple((one,) for one in now.ages), ALL, corner="Tid"
    )
    if rows:
        yield Table(f"{name}, insatser", tuple(rows), COLUMNS, counts, ALL, corner="Insats"), ages
    yield alone, ages
    yield alone, None


def _same(last: ToldQuarter, tables: tuple[Table, Table | None]) -> bool:
    def plain(table: Table | None) -> object:
        return table and (table.rows, table.counts)

    pairs = zip((last.main, last.ages), tables, strict=True)
    return all(plain(one.table if one else None) == plain(table) for one, table in pairs)


def _alike(now: QuarterCounts, before: Sequence[ToldQuarter]) -> list[ToldQuarter]:
    """Give all that was told the same rows: a type that is not listed in a quarter has nobody there."""
    listed = [k for one in before if one.is_by_kind for k in one.main.table.rows]
    rows = sorted({*listed, *now.kinds})
    return [_with_rows(one, rows) if one.is_by_kind else one for one in before]


def _with_rows(told: ToldQuarter, rows: Sequence[str]) -> ToldQuarter:
    table = told.main.table
    known = dict(zip(table.rows, table.counts, strict=True))
    nobody = (0,) * len(COLUMNS)
    wider = replace(table, rows=tuple(rows), counts=tuple(known.get(one, nobody) for one in rows))
    return replace(told, main=replace(told.main, table=wider))


def _editions(told: Sequence[ToldQuarter]) -> list[Edition]:
    return [edition for one in told for edition in one.editions]


def _as_known(before: Sequence[ToldQuarter], policy: DisclosurePolicy) -> list[ToldQuarter]:
    """Add to what is out what can be computed from it, where some of it went out exact: it is known too."""
    if not any(one.main.exact for one in before):
        return list(before)
    leaks = set(examined(_editions(before), policy, links_of(before)).leaks)

    def known(one: Edition) -> Edition:
        return replace(one, hidden={c: m for c, m in one.hidden.items() if c not in leaks})

    return [
        replace(one, main=known(one.main), ages=known(one.ages) if one.ages else None)
        for one in before
    ]


def links_of(told: Sequence[ToldQuarter]) -> tuple[Link, ...]:
    """Tie quarters to each other in every way that a reader can compare them, and each within itself."""
    found = [link for one in told for link in _within(one)]
    for one, other in combinations(told, 2):
        early, late = (one, other) if one.index <= other.index else (other, one)
        found += _two(early, late)
    return tuple(dict.fromkeys(found))


def _two(early: ToldQuarter, late: ToldQuarter) -> Iterator[Link]:
    apart_by = late.index - early.index
    if not apart_by:
        yield from _editions_of_one(early, late)
        return
    if apart_by == 1:
        yield from _flow(early.main, late.main)
    if early.ages and late.ages:
        yield from _aging(early.ages, late.ages, apart_by * MONTHS)


def _within(one: ToldQuarter) -> Iterator[Link]:
    """Tie the two tables of a quarter: as many wait by type as by age."""
    if not one.ages:
        return
    main, ages = one.main.table.name, one.ages.table.name
    parts = tuple(Cell(main, None, column) for column in WAITING)
    yield Link(Cell(ages, None, WAITS), parts)
    yield Link(Cell(ages, None, WAITS), (Cell(ages, (AGES[0],), WAITS),), _older(ages))


def _older(ages: str) -> Cell:
    """Name those who have waited a year or more, told nowhere by themselves."""
    return Cell(f"{ages}, ett år eller mer", None, None)


def _editions_of_one(first: ToldQuarter, later: ToldQuarter) -> Iterator[Link]:
    """Tie two editions of one quarter: what was put right between them is protected too."""
    yield from between(first.main.table, later.main.table)
    if first.ages and later.ages:
        yield from between(first.ages.table, later.ages.table)


def _flow(early: Edition, late: Edition) -> Iterator[Link]:
    """Tie a quarter to the one before: who waits or ended is one who waited then, or is new.

    Rows that one of them tells together are tied together too. What was registered late, so that
    fewer are told than waited before, is tied to nothing.
    """
    new = f"nya från {early.table.name} till {late.table.name}"
    labels: list[Label | None] = [None]
    if early.table.rows == late.table.rows:
        labels += [(row,) for row in late.table.rows]
        labels += dict.fromkeys(pool for pool in (early.pool, late.pool) if pool)
    for label in labels:
        rows = label or (None,)
        before = sum(early.table.count(row, column) for row in rows for column in WAITING)
        if late.table.of_label(label, None) < before:
            continue
        whole = Cell(late.table.name, label, None)
        if label and len(label) > 1 and label != late.pool:
            whole = Cell(f"{new}, av några", label, None)
            others = tuple(
                Cell(late.table.name, (row,), None) for row in late.table.rows if row not in label
            )
            yield Link(Cell(late.table.name, None, None), others, whole)
        parts = tuple(
            Cell(early.table.name, (row,) if row else None, column)
            for row in rows
            for column in WAITING
        )
        yield Link(whole, parts, Cell(new, label, None))


def _aging(early: Edition, late: Edition, months: int) -> Iterator[Link]:
    """Tie those who waited once to those who have waited so much longer: the rest have ended since."""
    for at in (FIRST, YEAR):
        if at + months not in (YEAR, TWO_YEARS):
            continue
        one, before = _waited(early.table, at)
        other, now = _waited(late.table, at + months)
        # One who was interrupted again may make them more
        whole, part = (one, other) if before >= now else (other, one)
        yield Link(whole, (part,), Cell(f"slut från {one.table} till {other.table}", None, None))


def _waited(ages: Table, months: int) -> tuple[Cell, int]:
    """Give where it stands how many have waited so long or longer, and how many they are."""
    where = {
        FIRST: Cell(ages.name, None, WAITS),
        YEAR: _older(ages.name),
        TWO_YEARS: Cell(ages.name, (AGES[-1],), WAITS),
    }
    rows = AGES[(FIRST, YEAR, TWO_YEARS).index(months) :]
    return where[months], ages.of_label(rows, WAITS)
