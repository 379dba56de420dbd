"""The federation's interventions, and how many took part: as entered, and as may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from samverk.federation.models import RETURNS, CountReport, Intervention, Measure
from samverk.federation.shown_counts import Counted, Key, ShownCounts, shown_tables
from samverk.foundation.errors import NotFoundError
from samverk.foundation.grouping import grouped
from samverk.rules.ruling import Ruling

COUNTED_IN = {
    "deltaganden": "Räknat i deltaganden: en person kan ha flera.",
    "remisser": "Räknat i remisser: en person kan ha flera.",
    "platser i kön": "Räknat i platser i kön: en person kan ha haft flera.",
    "erbjudanden": "Räknat i erbjudanden: en person kan ha fått flera.",
    "besök": "Räknat i besök: ingen vet vilka som kom, och samma person kan ha kommit flera gånger.",
}
NO_OTHERS = " Ett skäl som inte står för sig gällde ingen remiss."


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

    @property
    def is_empty(self) -> bool:
        """Answer whether it is known that there is nobody in it, which is not that it is withheld."""
        return self.shown.value.total == 0

    @property
    def unit_told(self) -> str:
        """Say what is counted, and where reasons are told by themselves, that some are left out."""
        return f"{COUNTED_IN[self.measure.unit]}{NO_OTHERS if self.measure is Measure.RETURNED else ''}"


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

    A reason for returns that nobody was returned for is left out where the returns are told.

    With ``between`` those whose period lies whole within the two days, and of ``home`` alone: a
    municipality (organisation id), or None for what is entered for all together. What is shown is
    protected together with all other tables of the same days, whoever asks for which.
    """
    tables = grouped(
        (Key(row.to_date, row.from_date, row.measure, row.home), row) for row in _kept(federation)
    )
    counted = {key: [row.counted for row in each] for key, each in tables.items()}
    shown = shown_tables(counted)
    found = []
    for key, each in tables.items():
        to_date, from_date, measure, place = key
        if between and not (between[0] <= from_date and to_date <= between[1] and place == home):
            continue
        sources = tuple(dict.fromkeys(row.source for row in each))
        named = each[0].home_name or ""
        found.append(CountTable(Measure(measure), from_date, to_date, named, shown[key], sources))
    told = {(one.period, one.home) for one in found if one.measure is Measure.RETURNED}
    return [one for one in found if not _goes_without_saying(one, told)]


def _goes_without_saying(one: CountTable, told: set[tuple[str, str]]) -> bool:
    """Answer whether it is a reason that nobody had, beside the returns of the same days and home."""
    return one.measure in RETURNS and one.is_empty and (one.period, one.home) in told


class _Kept(NamedTuple):
    """A row that stands, as it is read: hundreds of them need no objects of their own."""

    to_date: date
    from_date: date
    measure: str
    home: int | None
    home_name: str | None
    name: str
    women: int | None
    men: int | None
    unknown: int | None
    everybody: int | None
    source: str

    @property
    def counted(self) -> Counted:
        """The numbers, to be protected."""
        return Counted(self.name, self.women, self.men, self.unknown, self.everybody)


def _kept(federation: int) -> Iterator[_Kept]:
    """Read what stands, the latest period first."""
    rows = CountReport.objects.filter(intervention__federation=federation, kept=True)
    order = ("-to_date", "-from_date", "measure", "home__name", "intervention__name")
    names = ("home", "home__short_name", "intervention__name", "women", "men", "unknown")
    for row in rows.order_by(*order).values_list(
        "to_date", "from_date", "measure", *names, "everybody", "source"
    ):
        yield _Kept(*row)
