"""The federation's interventions, and how many took part: as entered, and as may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samverk.federation.models import CountReport, Intervention, Measure
from samverk.foundation.errors import NotFoundError
from samverk.foundation.grouping import grouped
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.small_cells import Counted, ShownCounts, may_stand_beside, shown_counts

BESIDE_ALL = Ruling(
    ShownCounts((), None, None, None),
    (Reason("Visas inte: små tal skulle kunna räknas ut ur tabellen för alla tillsammans."),),
)


@dataclass(frozen=True, slots=True)
class CountTable:
    """How many took part in a period, one row for each intervention, as it may be shown."""

    measure: Measure
    from_date: date
    to_date: date
    home: str
    shown: Ruling[ShownCounts]
    sources: tuple[str, ...]

    @property
    def period(self) -> str:
        """Name the period by its days."""
        return f"{self.from_date} till {self.to_date}"


def interventions_of(federation: int) -> list[Intervention]:
    """List a federation's interventions (id), those still running first, by name."""
    found = Intervention.objects.filter(federation=federation).order_by("name")
    return sorted(found, key=lambda row: row.ends_on is not None)


def intervention_by_id(intervention: int) -> Intervention:
    """Answer which intervention this is, with its federation; raises NotFoundError."""
    found = Intervention.objects.select_related("federation").filter(pk=intervention).first()
    if found is None:
        raise NotFoundError("Insatsen finns inte.")
    return found


def counts_of(intervention: int) -> list[CountReport]:
    """List what has been entered for an intervention (id), struck too, the latest period first."""
    rows = CountReport.objects.filter(intervention=intervention).select_related("home")
    return list(rows.order_by("-from_date", "measure", "home__name", "pk"))


def counts_by_id(counts: int) -> CountReport:
    """Answer which report of counts this is, with its intervention; raises NotFoundError."""
    rows = CountReport.objects.select_related("intervention__federation", "home")
    found = rows.filter(pk=counts).first()
    if found is None:
        raise NotFoundError("Raden finns inte.")
    return found


def count_tables(
    federation: int, *, between: tuple[date, date] | None = None, home: int | None = None
) -> list[CountTable]:
    """Give the tables of what has been entered, one for each period, measure and home.

    With ``between`` those whose period lies whole within the two days, and of ``home`` alone: a
    municipality (organisation id), or None for what is entered for all together. A municipality's
    table that would tell something small when it is taken from that of all is not shown.
    """
    rows = (
        CountReport.objects.filter(intervention__federation=federation, kept=True)
        .select_related("intervention", "home")
        .order_by("-to_date", "-from_date", "measure", "home__name", "intervention__name")
    )
    tables = grouped(((row.to_date, row.from_date, row.measure, row.home), row) for row in rows)
    counted = {key: [_counted(row) for row in each] for key, each in tables.items()}
    return [
        CountTable(
            Measure(measure),
            from_date,
            to_date,
            place.short_name if place else "",
            BESIDE_ALL if key in _told_by_difference(counted) else shown_counts(counted[key]),
            tuple(dict.fromkeys(row.source for row in tables[key])),
        )
        for key in tables
        for to_date, from_date, measure, place in [key]
        if between is None
        or (
            between[0] <= from_date
            and to_date <= between[1]
            and (place.pk if place else None) == home
        )
    ]


# To, from, measure and home: the organisation, None for all together
Key = tuple[date, date, str, Any]


def _told_by_difference(counted: Mapping[Key, list[Counted]]) -> set[Key]:
    """Find the homes' tables that together with that of all would tell of few.

    All stand or fall together; days that only overlap are not weighed, and then none is shown.
    """
    barred: set[Key] = set()
    for whole in (key for key in counted if key[3] is None):
        near = [
            key
            for key in counted
            if key[3] and key[2] == whole[2] and key[1] <= whole[0] and key[0] >= whole[1]
        ]
        same = all(key[:2] == whole[:2] for key in near)
        if not (same and may_stand_beside(counted[whole], [counted[key] for key in near])):
            barred.update(near)
    return barred


def _counted(row: CountReport) -> Counted:
    return Counted(row.intervention.name, row.women, row.men, row.unknown)
