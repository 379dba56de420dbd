"""What came back to referrers in a year, as tables that may be published: protected like its statistics."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons.queries.beside import Beside, YearOut, year_out
from samverk.interventions.persons.queries.outcomes import Table
from samverk.interventions.persons.queries.returned import Returned
from samverk.interventions.persons.queries.statistics import KEPT, TOTAL, YearTables, protected_year
from samverk.interventions.persons.queries.year_links import returns_links

if TYPE_CHECKING:
    from samverk.analytics.disclosure.table import Table as Counts


def return_tables(
    delivery: Delivery, found: Returned, controllers: Collection[int], out: YearOut | None = None
) -> YearTables:
    """Protect what was returned in a year, beside the counts of referrals that were sent of it.

    ``out`` is that, when it has been read already.
    """
    if not found.counted:
        return YearTables(found.year, [], {}, 0, 0, [])
    out = out or year_out(delivery, found.year, controllers)
    counted = tuple(_counts(one, found.year) for one in found.tables)
    return _protected(found.year, counted, out.beside(YearSubject.RETURNS))


@lru_cache(maxsize=KEPT)
def _protected(year: int, counted: tuple[Counts, ...], out: Beside) -> YearTables:
    """Protect the tables; the same counts beside the same have the same answer, which this process keeps."""
    links = returns_links(out.code, out.messages(), counted)
    return protected_year(year, counted, out, links)


def _counts(one: Table, year: int) -> Counts:
    from samverk.analytics.disclosure.table import Table as Counts

    return Counts(
        f"{one.title}, {year}",
        tuple(row for row, _ in one.lines),
        one.columns,
        tuple(numbers for _, numbers in one.lines),
        TOTAL,
        TOTAL,
        one.label,
    )
