"""What became of those who ended in a year, as tables that may be published: protected like its statistics.

All of them count the same people, each in a way of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons.queries import outcomes as exact
from samverk.interventions.persons.queries.beside import Beside, YearOut, year_out
from samverk.interventions.persons.queries.statistics import KEPT, TOTAL, YearTables, protected_year
from samverk.interventions.persons.queries.year_links import (
    ENDED,
    GOALS,
    MOVED,
    MOVES,
    OTHERS,
    STAYED,
    OneYear,
    kind_of,
)

if TYPE_CHECKING:
    from samverk.analytics.disclosure.table import Table as Counts

HOW_MANY = "deltaganden"


def outcome_tables(
    delivery: Delivery,
    found: exact.Outcomes,
    controllers: Collection[int],
    out: YearOut | None = None,
) -> YearTables:
    """Protect what became of people in a year, beside all that is out of the same year.

    ``out`` is that, when it has been read already.
    """
    if not found.counted:
        return YearTables(found.year, [], {}, 0, 0, [])
    out = out or year_out(delivery, found.year, controllers)
    return _protected(found.year, counted_outcomes(found), out.beside(YearSubject.OUTCOMES))


def counted_outcomes(found: exact.Outcomes) -> tuple[Counts, ...]:
    """Lay out the exact tables; none where nobody ended."""
    return tuple(_tables(found)) if found.counted else ()


@lru_cache(maxsize=KEPT)
def _protected(year: int, counted: tuple[Counts, ...], out: Beside) -> YearTables:
    """Protect the tables; the same counts beside the same have the same answer, which this process keeps."""
    statistics = [one.table for one in out.published_editions()]
    links = OneYear(out.code, out.messages(), statistics, counted).links()
    return protected_year(year, counted, out, links)


def _tables(found: exact.Outcomes) -> Iterator[Counts]:
    """Lay out the tables: what happened in one column, and before against after.

    A follow-up that is not due of anybody has nothing to tell.
    """
    yield _listed(ENDED, found.year, found.ends)
    yield _listed(MOVES, found.year, _moves(found.before_after[0]))
    yield _listed(GOALS, found.year, found.reached)
    for table in found.before_after:
        yield _crossed(table, found.year)
    for name, numbers in found.follow_up.lines:
        told = list(zip(found.follow_up.columns[:-1], numbers[:-1], strict=True))
        if any(count for what, count in told if what != exact.NOT_DUE):
            yield _listed(f"{name} avslut", found.year, told)


def _listed(name: str, year: int, lines: Sequence[tuple[str, int]]) -> Counts:
    from samverk.analytics.disclosure.table import Table as Counts

    rows, counts = zip(*lines, strict=True)
    each = tuple((one,) for one in counts)
    return Counts(f"{name}, {year}", rows, (HOW_MANY,), each, TOTAL, None, name)


def _crossed(table: exact.Table, year: int) -> Counts:
    from samverk.analytics.disclosure.table import Table as Counts

    lines = table.lines[:-1]
    return Counts(
        f"{table.title}, {year}",
        tuple(row for row, _ in lines),
        table.columns[:-1],
        tuple(numbers[:-1] for _, numbers in lines),
        TOTAL,
        TOTAL,
        f"{table.title} vid start",
    )


def _moves(table: exact.Table) -> list[tuple[str, int]]:
    """Sort the cells of before against after by whether somebody came to work or studies."""
    found = dict.fromkeys((MOVED, STAYED, OTHERS), 0)
    for row, numbers in table.lines[:-1]:
        for column, count in zip(table.columns[:-1], numbers[:-1], strict=True):
            found[kind_of(row, column)] += count
    return list(found.items())
