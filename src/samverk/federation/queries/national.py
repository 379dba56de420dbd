"""The sheet of Uppföljning Finsam for a year: each figure with where it comes from, or that it lacks.

Only for those who keep the federation's figures: counts stand here as they were entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.federation.models import NationalReport
from samverk.federation.queries.national_figures import Gathering, SheetFigure
from samverk.rules.national_sheet import Difference, Values, differences, sheet_faults
from samverk.rules.part_sums import PartSum
from samverk.rules.ruling import Ruling

LOCKED_KEYS = ("orientation", "method", "esf")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A year's sheet, what is wrong in it, and how it differs from what was last reported."""

    year: int
    figures: tuple[SheetFigure, ...]
    faults: Ruling[tuple[str, ...]]
    sums: tuple[Ruling[PartSum], ...]
    remarks: tuple[str, ...]
    reports: tuple[NationalReport, ...]
    since_last: tuple[Difference, ...]

    @property
    def history(self) -> tuple[tuple[NationalReport, tuple[Difference, ...]], ...]:
        """Each report, the latest first, with what it has otherwise than the one before."""
        before = [_values(one) for one in self.reports[1:]]
        changed = [
            differences(b, _values(one)) for one, b in zip(self.reports, before, strict=False)
        ]
        return tuple(zip(self.reports, [*changed, ()], strict=False))

    @property
    def missing(self) -> tuple[SheetFigure, ...]:
        """The figures that are missing."""
        return tuple(one for one in self.figures if one.is_missing)


def reports_of(federation: int, year: int) -> list[NationalReport]:
    """List what has been reported for a year, the latest first."""
    found = NationalReport.objects.filter(federation=federation, year=year)
    return list(found.order_by("-reported_on", "-id"))


def every_report(federation: int) -> list[NationalReport]:
    """List every report of the federation, the earliest first."""
    return list(NationalReport.objects.filter(federation=federation).order_by("reported_on", "id"))


def sheet_of(federation: int, year: int) -> Sheet:
    """Gather the sheet of a year."""
    found = Gathering(federation, year)
    figures = (*found.of_federation(), *(f for one in found.shown for f in found.of_one(one)))
    reports = reports_of(federation, year)
    before = _values(reports[0]) if reports else {}
    after = {one.key: (f"{one.group}: {one.name}", one.value) for one in figures}
    return Sheet(
        year,
        figures,
        sheet_faults([found.as_reported(one) for one in found.shown], _locked(federation)),
        found.sums(),
        tuple(found.remarks()),
        tuple(reports),
        differences(before, after) if reports else (),
    )


def _values(report: NationalReport) -> Values:
    return {one["key"]: (one["name"], one["value"]) for one in report.figures}


def _locked(federation: int) -> dict[str, tuple[str, str, str]]:
    """Answer the locked fields of each intervention as they were last reported, whatever the year."""
    found: dict[str, tuple[str, str, str]] = {}
    for report in every_report(federation):
        own = {one["key"]: one["own"] for one in report.figures}
        for key in own:
            place, _, field = key.rpartition(".")
            if field == LOCKED_KEYS[0]:
                orientation, method, esf = (own.get(f"{place}.{name}", "") for name in LOCKED_KEYS)
                found[place.removeprefix("intervention.")] = (orientation, method, esf)
    return found


def as_stored(figures: Sequence[SheetFigure]) -> list[dict[str, int | str | None]]:
    """Give the figures as a report keeps them."""
    return [
        {
            "key": one.key,
            "name": f"{one.group}: {one.name}",
            "value": one.value,
            "unit": one.unit,
            "source": one.source,
            "own": one.own,
        }
        for one in figures
    ]
