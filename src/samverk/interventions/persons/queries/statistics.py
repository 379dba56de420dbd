"""Tables of a delivery's year, protected together so that none of them tells of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.interventions.models import Delivery
from samverk.interventions.persons.queries.counts import (
    Cut,
    DeliveryCounts,
    Measured,
    counts_of,
)
from samverk.rules.agreements.stretches import Span

if TYPE_CHECKING:
    from samverk.analytics.disclosure.protect import Protection
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Table as Counts

CUTS = (Cut.PARTY, Cut.HOME, Cut.AGE)
TOTAL = "Alla"


@dataclass(frozen=True, slots=True)
class YearTables:
    """A year's tables as they may be published, with what the attacks on them found.

    ``leaks`` is how many protected numbers could be computed: tables with any are not published.
    ``counted`` are those in the tables: who consented to follow-up and has no protected identity.
    """

    year: int
    tables: list[dict[str, Any]]
    proof: dict[str, Any]
    leaks: int
    counted: int


def year_tables(delivery: Delivery, year: int, controllers: list[int]) -> YearTables:
    """Protect the tables of those who took part in a year, by party, home and age, all by sex."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.proof import proof_of
    from samverk.analytics.disclosure.protect import protect_together

    found = counts_of(delivery, Span(date(year, 1, 1), date(year, 12, 31)), controllers)
    counted = list(_tables(found, year))
    if not counted:
        return YearTables(year, [], {}, 0, 0)
    policy = DisclosurePolicy()
    protection = protect_together(counted, policy, _same_people(counted))
    return YearTables(
        year,
        list(_shown(protection)),
        proof_of(protection),
        len(protection.leaks),
        counted[0].count(None, None),
    )


def _tables(found: DeliveryCounts, year: int) -> Iterator[Counts]:
    from samverk.analytics.disclosure.table import Table as Counts

    for table in found.tables:
        if table.measured is Measured.TOOK_PART and table.cut in CUTS and table.lines:
            columns = ("kvinnor", "män", "kön inte uppgivet")
            counts = [(one.women, one.men, one.unknown) for one in table.lines]
            kept = [n for n in range(3) if n < 2 or any(row[n] for row in counts)]
            yield Counts(
                f"Deltog {year}, efter {table.cut}",
                tuple(one.group for one in table.lines),
                tuple(columns[n] for n in kept),
                tuple(tuple(row[n] for n in kept) for row in counts),
                TOTAL,
                TOTAL,
                str(table.cut).capitalize(),
            )


def _same_people(tables: list[Counts]) -> tuple[Link, ...]:
    """Tie the totals of the tables: all count the same people."""
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    first, *others = tables
    return tuple(
        Link(Cell(first.name, None, column), (Cell(other.name, None, column),))
        for other in others
        for column in (*first.columns, None)
    )


def _shown(protection: Protection) -> Iterator[dict[str, Any]]:
    for edition in protection.editions:
        shown = edition.shown(protection.policy)
        yield {"title": edition.table.name, **shown.as_json()}
