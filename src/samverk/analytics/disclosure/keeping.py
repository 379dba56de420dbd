"""Keeps told tables exact, and reads them back: what is out is given to the next attack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samverk.analytics.disclosure.system import Edition

Row = dict[str, Any]
# What the totals were called where the row does not say
ALL = "alla"


def kept_table(one: Edition) -> Row:
    """Write a table as it is kept in the zone: the exact counts, and which of them are hidden."""
    return {
        "orientation": one.table.corner,
        "name": one.table.name,
        "totals": [one.table.totals_row, one.table.totals_column],
        "rows": list(one.table.rows),
        "columns": list(one.table.columns),
        "counts": [list(line) for line in one.table.counts],
        "pool": list(one.pool),
        "hidden": [
            [list(cell.row) if cell.row else None, cell.column, mark.value]
            for cell, mark in one.hidden.items()
        ],
        "withheld": one.withheld,
    }


def edition_of(row: Row) -> Edition:
    """Read a table as it was kept."""
    from samverk.analytics.disclosure.policy import Mark
    from samverk.analytics.disclosure.system import Edition
    from samverk.analytics.disclosure.table import Cell, Table

    name = row["name"]
    counts = tuple(tuple(line) for line in row["counts"])
    down, across = row.get("totals", (ALL, ALL))
    table = Table(
        name, tuple(row["rows"]), tuple(row["columns"]), counts, down, across, row["orientation"]
    )
    hidden = {
        Cell(name, tuple(label) if label else None, column): Mark(mark)
        for label, column, mark in row["hidden"]
    }
    return Edition(
        table,
        tuple(row["pool"]),
        hidden,
        withheld=row["withheld"],
        settled=True,
        exact=row.get("exact", False),
    )
