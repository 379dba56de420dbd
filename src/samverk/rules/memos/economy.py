"""A memo's economic assessment as figures: costs and savings per year, with their sums.

All amounts are integer öre. A saving is written as a positive amount of its own kind: the sign is
never what tells the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_YEARS = 10


class CostKind(StrEnum):
    """Whether a row costs or saves (kostnad eller besparing)."""

    COST = "kostnad"
    SAVING = "besparing"


@dataclass(frozen=True, slots=True)
class CostRow:
    """One row of the assessment (rad i den ekonomiska bedömningen); ``ore`` has one amount a year.

    Raises ValueError for a negative amount.
    """

    label: str
    kind: CostKind
    ore: tuple[int, ...]

    def __post_init__(self) -> None:
        if any(amount < 0 for amount in self.ore):
            raise ValueError(
                "Skriv beloppet utan minus: raden säger om det är kostnad eller besparing."
            )


@dataclass(frozen=True, slots=True)
class Economy:
    """The economic assessment (ekonomisk bedömning), from ``first_year`` on.

    Raises ValueError when a row has another number of years than the assessment.
    """

    first_year: int
    years: int
    rows: tuple[CostRow, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.years <= MOST_YEARS:
            raise ValueError(f"Antalet år ska vara mellan 1 och {MOST_YEARS}.")
        if any(len(row.ore) != self.years for row in self.rows):
            raise ValueError("Varje rad ska ha ett belopp för varje år.")

    @property
    def listed_years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(range(self.first_year, self.first_year + self.years))


@dataclass(frozen=True, slots=True)
class Sums:
    """What the rows come to (summor) per year, in öre: ``net`` is costs less savings."""

    costs: tuple[int, ...]
    savings: tuple[int, ...]

    @property
    def net(self) -> tuple[int, ...]:
        """Costs less savings; below zero where more is saved than spent."""
        return tuple(cost - saved for cost, saved in zip(self.costs, self.savings, strict=True))

    @property
    def total(self) -> int:
        """The net of all the years."""
        return sum(self.net)


def sums(economy: Economy) -> Sums:
    """Add the rows up, year by year."""
    costs = (row.ore for row in economy.rows if row.kind is CostKind.COST)
    savings = (row.ore for row in economy.rows if row.kind is CostKind.SAVING)
    return Sums(_added(costs, economy.years), _added(savings, economy.years))


def _added(rows: Iterable[tuple[int, ...]], years: int) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True))) or (0,) * years
