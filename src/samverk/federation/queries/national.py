"""The sheet of Uppföljning Finsam for a year: each figure with where it comes from, or that it lacks.

Only for those who keep the federation's figures: counts stand here as they were entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samverk.federation.models import NationalReport
from samverk.federation.queries.national_checks import (
    checks_of,
    last_reported,
    rounding_remarks,
)
from samverk.federation.queries.national_figures import Gathering, SheetFigure
from samverk.foundation.errors import NotFoundError
from samverk.rules.national_checks import Checked, LockCheck, SumCheck, locked_fields
from samverk.rules.national_sheet import Difference, Values, differences, sheet_faults
from samverk.rules.ruling import Ruling

TONES = {Checked.AGREES: "good", Checked.DIFFERS: "attention", Checked.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A year's sheet, what is wrong in it, and how it differs from what was last reported."""

    year: int
    figures: tuple[SheetFigure, ...]
    faults: Ruling[tuple[str, ...]]
    checks: tuple[Ruling[SumCheck], ...]
    locks: Ruling[tuple[LockCheck, ...]]
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
    def told_checks(self) -> tuple[tuple[Ruling[SumCheck], str], ...]:
        """Each check with the tone of its answer."""
        return tuple((one, TONES[one.value.checked]) for one in self.checks)

    @property
    def told_locks(self) -> tuple[tuple[LockCheck, str], ...]:
        """Each intervention's locked fields with the tone of the answer."""
        return tuple((one, TONES[one.checked]) for one in self.locks.value)

    @property
    def missing(self) -> tuple[SheetFigure, ...]:
        """The figures that are missing."""
        return tuple(one for one in self.figures if one.is_missing)


def report_by_id(federation: int, report: int) -> NationalReport:
    """Answer which report of a federation's this is; raises NotFoundError."""
    found = NationalReport.objects.filter(federation=federation, pk=report).first()
    if found is None:
        raise NotFoundError("Rapporten finns inte.")
    return found


def every_report(federation: int) -> list[NationalReport]:
    """List every report of the federation, the earliest first."""
    return list(NationalReport.objects.filter(federation=federation).order_by("reported_on", "id"))


def sheet_of(federation: int, year: int) -> Sheet:
    """Gather the sheet of a year, with its checks."""
    found = Gathering(federation, year)
    figures = (*found.of_federation(), *(f for one in found.shown for f in found.of_one(one)))
    every = every_report(federation)
    reports = [one for one in every if one.year == year][::-1]
    before = _values(reports[0]) if reports else {}
    after = {one.key: (f"{one.group}: {one.name}", one.value) for one in figures}
    shown = [found.as_reported(one) for one in found.shown]
    return Sheet(
        year,
        figures,
        sheet_faults(shown),
        checks_of(found, every),
        locked_fields(shown, last_reported(every, year)),
        (*found.remarks(), *rounding_remarks(found)),
        tuple(reports),
        differences(before, after) if reports else (),
    )


def _values(report: NationalReport) -> Values:
    return {one["key"]: (one["name"], one["value"]) for one in report.figures}


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
