"""Tables of a delivery's year, protected together so that none of them tells of anybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from samverk.analytics.disclosure.keeping import kept_table
from samverk.interventions.models import Delivery, YearSubject
from samverk.interventions.persons.queries.beside import Beside, YearOut, year_out
from samverk.interventions.persons.queries.counts import (
    Cut,
    DeliveryCounts,
    Measured,
    counts_of,
)
from samverk.interventions.persons.queries.year_links import OneYear
from samverk.rules.agreements.stretches import Span

if TYPE_CHECKING:
    from samverk.analytics.disclosure.protect import Protection
    from samverk.analytics.disclosure.system import Edition, Link
    from samverk.analytics.disclosure.table import Table as Counts

CUTS = (Cut.PARTY, Cut.HOME, Cut.AGE)
TOTAL = "Alla"
# How many years of deliveries each process keeps the protected tables of
KEPT = 256
# How many hidden totals are tried to be told after all: each is an attack on all that is out
_TRIES = 8


@dataclass(frozen=True, slots=True)
class YearTables:
    """A year's tables as they may be published, with what the attacks on them found.

    ``leaks`` is how many protected numbers could be computed: tables with any are not published.
    ``counted`` are those in the tables: who consented to follow-up and has no protected identity.
    ``kept`` are the exact counts and what is hidden of them: they stay in the zone.
    """

    year: int
    tables: list[dict[str, Any]]
    proof: dict[str, Any]
    leaks: int
    counted: int
    kept: list[dict[str, Any]]


def year_tables(
    delivery: Delivery, year: int, controllers: list[int], out: YearOut | None = None
) -> YearTables:
    """Protect the tables of those who took part in a year, by party, home and age, all by sex.

    Also by where it was given, when the delivery has moved.

    ``out`` is what is out of the year, when it has been read already.
    """
    counted = counted_tables(delivery, year, controllers)
    if not counted:
        return YearTables(year, [], {}, 0, 0, [])
    out = out or year_out(delivery, year, controllers)
    return _protected(year, counted, out.beside(YearSubject.TOOK_PART))


def counted_tables(
    delivery: Delivery, year: int, controllers: Collection[int]
) -> tuple[Counts, ...]:
    """Count those who took part in a year and may be counted: exact tables, none where nobody did."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    return tuple(_tables(counts_of(delivery, span, controllers, [Measured.TOOK_PART]), year))


@lru_cache(maxsize=KEPT)
def _protected(year: int, counted: tuple[Counts, ...], out: Beside) -> YearTables:
    """Protect a year's counts beside what is out; the same have the same answer, which this process keeps.

    They are counted anew each time: what is kept is never of other counts than those there are.
    """
    outcomes = [one.table for one in out.published_editions()]
    links = OneYear(out.code, out.messages(), counted, outcomes).links()
    return protected_year(year, counted, out, links)


def protected_year(
    year: int, counted: Sequence[Counts], out: Beside, links: Sequence[Link]
) -> YearTables:
    """Protect tables of a year beside what is out of it, and prove it."""
    return protected_beside(year, counted, out.editions(), links)


def protected_beside(
    year: int, counted: Sequence[Counts], out: Sequence[Edition], links: Sequence[Link]
) -> YearTables:
    """Protect tables of a year beside those that are out, and prove it."""
    from samverk.analytics.disclosure.policy import DisclosurePolicy
    from samverk.analytics.disclosure.proof import proof_of
    from samverk.analytics.disclosure.protect import protect_together

    protection = protect_together(list(counted), DisclosurePolicy(), links, out, tries=_TRIES)
    names = {table.name for table in counted}
    return YearTables(
        year,
        list(_shown(protection, names)),
        proof_of(protection),
        len(protection.leaks),
        counted[0].count(None, None),
        [kept_table(one) for one in protection.editions if one.table.name in names],
    )


def _tables(found: DeliveryCounts, year: int) -> Iterator[Counts]:
    from samverk.analytics.disclosure.table import Table as Counts

    for table in found.tables:
        # Where it is given says something of one that moved alone
        moved = table.cut is Cut.PROVIDER and len(table.lines) > 1
        if table.measured is Measured.TOOK_PART and table.lines and (table.cut in CUTS or moved):
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


def _shown(protection: Protection, names: Collection[str]) -> Iterator[dict[str, Any]]:
    for edition in protection.editions:
        if edition.table.name in names:
            shown = edition.shown(protection.policy)
            yield {"title": edition.table.name, **shown.as_json()}
