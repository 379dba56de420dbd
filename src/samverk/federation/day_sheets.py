"""Participant-days that payees have told of, as Excel and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from samverk.directory.queries import OrganisationRef
from samverk.documents.rendering import Rendered
from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.documents.xlsx import Cell, Sheet, Workbook, workbook_xlsx
from samverk.federation.claim_sheets import in_kronor
from samverk.federation.queries.told_days import TOGETHER, ReportRow

HEAD = (
    "Bokförd för",
    "Från",
    "Till",
    "Utförare",
    "Insats",
    "Verksamhet",
    "Hemkommun",
    "Utförarens kommun",
    "Deltagardagar",
    "Pris, kronor",
    "Rättelse",
    "Rekvisition",
)
NOTE = "Tomt antal är ingen, eller så få att utföraren inte visar det: aldrig noll."


def told_days_file(
    home: OrganisationRef, rows: Sequence[ReportRow], year: int, ending: str, made: datetime
) -> Rendered:
    """Write the rows as a file, "xlsx" or "csv"; the same data gives the same bytes."""
    cells = tuple(_cells(one) for one in rows)
    if ending == "csv":
        return Rendered(rows_csv(HEAD, cells), MEDIA_TYPE, "csv")
    title = f"Deltagardagar {year}"
    sheet = Sheet(title, HEAD, cells, notes=(f"{home.name}: {title.lower()}", NOTE))
    return workbook_xlsx(Workbook(title, home.name, made, (sheet,)))


def _cells(row: ReportRow) -> tuple[Cell, ...]:
    of = row.report
    return (
        f"{of.booked_in:%Y-%m}",
        of.from_date,
        of.to_date,
        of.provider.name,
        of.intervention.name,
        of.place or "alla verksamheter",
        of.home.short_name if of.home else TOGETHER,
        row.town,
        of.days,
        in_kronor(row.priced.amount) if row.priced else None,
        "ja" if of.corrects_id else "",
        f"Rekvisition {row.claim.number}" if row.claim else "",
    )
