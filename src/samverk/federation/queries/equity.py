"""Equity as stated, year by year, held against itself and against the ceilings. Amounts in öre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.models import CeilingTable, StatedEquity
from samverk.rules import equity as rules
from samverk.rules.ruling import Ruling


@dataclass(frozen=True, slots=True)
class EquityRow:
    """A year's stated equity (årets eget kapital), with the ceiling where one can be reckoned."""

    stated: StatedEquity
    ceiling: Ruling[rules.Ceiling | None] | None


@dataclass(frozen=True, slots=True)
class EquityView:
    """All years, the latest first, what does not hang together, and the tables of ceilings."""

    rows: tuple[EquityRow, ...]
    faults: Ruling[tuple[rules.EquityFault, ...]]
    tables: tuple[CeilingTable, ...]


def stated_years(federation: int) -> dict[int, StatedEquity]:
    """Give the equity of each year, as it was last stated."""
    rows = StatedEquity.objects.filter(federation=federation).order_by("year", "id")
    return {row.year: row for row in rows}


def ceiling_tables(federation: int) -> list[CeilingTable]:
    """List the tables of ceilings, the one that holds the latest first."""
    found = CeilingTable.objects.filter(federation=federation)
    return list(found.prefetch_related("steps").order_by("-from_date", "-id"))


def steps_of(table: CeilingTable) -> tuple[rules.Step, ...]:
    """Give a table's steps, from the smallest income."""
    rows = sorted(table.steps.all(), key=lambda row: row.from_income)
    return tuple(rules.Step(row.from_income, row.amount, row.hundredths) for row in rows)


def ceiling_on(
    tables: list[CeilingTable], day: date, equity: int, income: int | None
) -> Ruling[rules.Ceiling | None] | None:
    """Hold equity against the table of a day; None without a table, or while the income is unknown."""
    table = next((one for one in tables if one.from_date <= day), None)
    if table is None or income is None:
        return None
    return rules.ceiling(equity, income, steps_of(table), source=table.source)


def equity_of(federation: int) -> EquityView:
    """Gather a federation's equity: each year's closing against the ceiling of its last day."""
    stated = stated_years(federation)
    tables = ceiling_tables(federation)
    rows = [
        EquityRow(row, ceiling_on(tables, date(year, 12, 31), row.closing, row.income))
        for year, row in sorted(stated.items(), reverse=True)
    ]
    years = [
        rules.EquityYear(row.year, row.opening, row.result, row.closing) for row in stated.values()
    ]
    return EquityView(tuple(rows), rules.chain(years), tuple(tables))
