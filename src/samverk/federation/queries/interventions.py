"""The federation's interventions, and how many took part: as entered, and as may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from samverk.federation.models import CountReport, Intervention, Measure
from samverk.foundation.errors import NotFoundError
from samverk.foundation.grouping import grouped
from samverk.rules.ruling import Ruling
from samverk.rules.small_cells import Counted, ShownCounts, shown_counts


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
    municipality (organisation id), or None for what is entered for all together.
    """
    found = CountReport.objects.filter(intervention__federation=federation, kept=True)
    if between:
        found = found.filter(from_date__gte=between[0], to_date__lte=between[1], home=home)
    rows = found.select_related("intervention", "home").order_by(
        "-to_date", "-from_date", "measure", "home__name", "intervention__name"
    )
    tables = grouped(((row.to_date, row.from_date, row.measure, row.home), row) for row in rows)
    return [
        CountTable(
            Measure(measure),
            from_date,
            to_date,
            home.short_name if home else "",
            shown_counts([_counted(row) for row in each]),
            tuple(dict.fromkeys(row.source for row in each)),
        )
        for (to_date, from_date, measure, home), each in tables.items()
    ]


def _counted(row: CountReport) -> Counted:
    return Counted(row.intervention.name, row.women, row.men, row.unknown)


def counts_between(
    federation: int, from_date: date, to_date: date, *, measure: Measure, home: int | None = None
) -> list[Counted]:
    """Sum what was entered for periods that lie whole within the days, by intervention.

    ``home`` is a municipality (organisation id); None counts what is entered for all together.
    The figures are as entered: show them through :func:`shown_counts`.
    """
    rows = (
        CountReport.objects.filter(
            intervention__federation=federation,
            kept=True,
            measure=measure,
            home=home,
            from_date__gte=from_date,
            to_date__lte=to_date,
        )
        .values("intervention__name")
        .annotate(w=Sum("women"), m=Sum("men"), u=Sum("unknown"))
        .order_by("intervention__name")
    )
    return [Counted(row["intervention__name"], row["w"], row["m"], row["u"]) for row in rows]
