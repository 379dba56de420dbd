"""Tables of a delivery's year, protected together so that none of them tells of anybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from samverk.interventions.models import Delivery
from samverk.interventions.persons.queries.counts import (
    Cut,
    DeliveryCounts,
    Measured,
    counts_of,
)
from samverk.interventions.persons.queries.sent_year import editions_in, sent_of, tied
from samverk.rules.agreements.stretches import Span

if TYPE_CHECKING:
    from samverk.analytics.disclosure.protect import Protection
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Table as Counts

CUTS = (Cut.PARTY, Cut.HOME, Cut.AGE)
TOTAL = "Alla"
# How many years of deliveries each process keeps the protected tables of
KEPT = 256


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
    span = Span(date(year, 1, 1), date(year, 12, 31))
    found = counts_of(delivery, span, controllers, [Measured.TOOK_PART])
    counted = tuple(_tables(found, year))
    if not counted:
        return YearTables(year, [], {}, 0, 0)
    return _protected(year, counted, str(delivery.code), sent_of(delivery, year, controllers))


@lru_cache(maxsize=KEPT)
def _protected(year: int, counted: tuple[Counts, ...], code: str, sent: str) -> YearTables:
    """Protect a year's counts beside what was ``sent`` of the delivery (code).

    The same counts have the same answer, which this process keeps.

    They are counted anew each time: what is kept is never of other counts than those there are.
    """
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.proof import proof_of
    from samverk.analytics.disclosure.protect import protect_together

    out = editions_in(sent)
    links = (*_same_people(counted), *tied(code, counted[0], out))
    protection = protect_together(list(counted), DisclosurePolicy(), links, out)
    return YearTables(
        year,
        list(_shown(protection, {table.name for table in counted})),
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


def _same_people(tables: Sequence[Counts]) -> tuple[Link, ...]:
    """Tie the totals of the tables: all count the same people."""
    from samverk.analytics.disclosure.system import Link
    from samverk.analytics.disclosure.table import Cell

    first, *others = tables
    return tuple(
        Link(Cell(first.name, None, column), (Cell(other.name, None, column),))
        for other in others
        for column in (*first.columns, None)
    )


def _shown(protection: Protection, names: Collection[str]) -> Iterator[dict[str, Any]]:
    for edition in protection.editions:
        if edition.table.name in names:
            shown = edition.shown(protection.policy)
            yield {"title": edition.table.name, **shown.as_json()}
