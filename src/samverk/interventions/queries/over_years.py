"""What is published year by year, the years beside each other: nothing is computed, only placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Tables = list[dict[str, Any]]
# A year that has no such row; null is a number that is not told
MISSING = "saknas"


@dataclass(frozen=True, slots=True)
class OverYears:
    """One published table's totals over the years (år för år): a row for each group, a column for each year.

    A group that was told together with others in a year is a row of its own there. None is not told.
    """

    title: str
    label: str
    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int | str | None, ...]], ...]


def over_years(published: Sequence[tuple[int, Tables]]) -> list[OverYears]:
    """Lay the published tables of some years beside each other, by what they are about.

    Tables without one number for each row are left out: they do not fit in a column.
    """
    years = tuple(sorted({year for year, _ in published}))
    found: dict[tuple[str, str], dict[str, dict[int, int | None]]] = {}
    for year, tables in sorted(published, key=lambda one: one[0]):
        for table in tables:
            at = found.setdefault((_about(table["title"], year), table["label"]), {})
            for label, count in _totals(table):
                at.setdefault(label, {})[year] = count
    return [
        OverYears(
            title,
            label,
            years,
            tuple(
                (name, tuple(counts.get(year, MISSING) for year in years))
                for name, counts in _last_last(rows)
            ),
        )
        for (title, label), rows in found.items()
        if rows
    ]


def _about(title: str, year: int) -> str:
    """Name a table without its year."""
    return title.replace(f" {year}", "").rstrip(",")


def _totals(table: dict[str, Any]) -> Iterator[tuple[str, int | None]]:
    if table["totals_column"] or len(table["columns"]) == 1:
        for row in table["rows"]:
            yield row["label"], row["counts"][-1]


def _last_last(
    rows: dict[str, dict[int, int | None]], total: str = "Alla"
) -> list[tuple[str, dict[int, int | None]]]:
    """Put the total below groups that a later year added."""
    return sorted(rows.items(), key=lambda one: one[0] == total)
