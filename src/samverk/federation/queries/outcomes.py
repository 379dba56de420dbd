"""A year's outcome in force, how accounts lead to rows, and the latest forecasts. Amounts in öre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverk.federation.models import AccountMapping, OutcomeImport, RowForecast
from samverk.federation.reading.account_lines import WrittenRule
from samverk.federation.rows import RowKey, key_of


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """What has been read in for a year (årets utfall): the file in force, those before, and the sums.

    ``by_month`` has a sum for each row and month, ``names`` the rows that it has.
    """

    read_in: OutcomeImport | None = None
    earlier: tuple[OutcomeImport, ...] = ()
    by_month: Mapping[tuple[RowKey, int], int] = field(default_factory=dict)
    names: Mapping[RowKey, str] = field(default_factory=dict)

    @property
    def through(self) -> int:
        """The last month that the outcome holds; 0 without any."""
        return self.read_in.through if self.read_in else 0

    @property
    def by_row(self) -> dict[RowKey, int]:
        """Each row's sum of the year so far."""
        sums: defaultdict[RowKey, int] = defaultdict(int)
        for (key, _), amount in self.by_month.items():
            sums[key] += amount
        return dict(sums)


def outcome_of(federation: int, year: int) -> YearOutcome:
    """Give a year's outcome in force, with the files that it replaced, the latest first."""
    found = OutcomeImport.objects.filter(federation=federation, year=year)
    imports = list(found.select_related("mapping").order_by("-id"))
    if not imports:
        return YearOutcome()
    rows = imports[0].rows.select_related("intervention")
    return YearOutcome(
        imports[0],
        tuple(imports[1:]),
        {(key_of(row), row.month): row.amount for row in rows},
        {key_of(row): row.name for row in rows},
    )


def throughs(federation: int) -> dict[int, int]:
    """Answer through which month each year's outcome is read in."""
    rows = OutcomeImport.objects.filter(federation=federation).order_by("id")
    return dict(rows.values_list("year", "through"))


def mappings_of(federation: int) -> list[AccountMapping]:
    """List how accounts lead to rows, the one that holds the latest first."""
    found = AccountMapping.objects.filter(federation=federation)
    return list(found.prefetch_related("rules__intervention").order_by("-from_date", "-id"))


def mapping_for(federation: int, year: int) -> AccountMapping | None:
    """Find the mapping of a year; None without any."""
    found = mappings_of(federation)
    return next((one for one in found if one.from_date <= date(year, 1, 1)), None)


def written(mapping: AccountMapping) -> tuple[WrittenRule, ...]:
    """Give a mapping's lines in order, as they were written."""
    return tuple(
        WrittenRule(row.first, row.last, row.dimension, row.code, row.kind, row.name)
        for row in sorted(mapping.rules.all(), key=lambda each: each.position)
    )


def forecasts_of(federation: int, year: int) -> dict[RowKey, RowForecast]:
    """Give the manager's latest forecast of each row: by its day, then by when it was recorded."""
    rows = RowForecast.objects.filter(federation=federation, year=year)
    return {
        key_of(row): row for row in rows.select_related("intervention").order_by("made_on", "id")
    }
