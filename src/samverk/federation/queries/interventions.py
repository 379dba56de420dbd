"""The federation's interventions, and how many took part: as entered, and as may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
    tables = grouped(
        ((row.to_date, row.from_date, row.measure, row.home), row) for row in _kept(federation)
    )
    counted = {key: [row.counted for row in each] for key, each in tables.items()}
    barred = _told_by_difference(counted)
    found = []
    for key, each in tables.items():
        to_date, from_date, measure, place = key
        if between and not (between[0] <= from_date and to_date <= between[1] and place == home):
            continue
        shown = BESIDE_ALL if key in barred else shown_counts(counted[key])
        sources = tuple(dict.fromkeys(row.source for row in each))
        named = each[0].home_name or ""
        found.append(CountTable(Measure(measure), from_date, to_date, named, shown, sources))
    return found


class _Kept(NamedTuple):
    """A row that stands, as it is read: hundreds of them need no objects of their own."""

    to_date: date
    from_date: date
    measure: str
    home: int | None
    home_name: str | None
    name: str
    women: int
    men: int
    unknown: int
    source: str

    @property
    def counted(self) -> Counted:
        """The numbers, for the rules of small numbers."""
        return Counted(self.name, self.women, self.men, self.unknown)


def _kept(federation: int) -> Iterator[_Kept]:
    """Read what stands, the latest period first."""
    rows = CountReport.objects.filter(intervention__federation=federation, kept=True)
    order = ("-to_date", "-from_date", "measure", "home__name", "intervention__name")
    names = ("home", "home__short_name", "intervention__name", "women", "men", "unknown", "source")
    for row in rows.order_by(*order).values_list("to_date", "from_date", "measure", *names):
        yield _Kept(*row)


# To, from, measure and home: an organisation (id), None for all together
Key = tuple[date, date, str, int | None]


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
