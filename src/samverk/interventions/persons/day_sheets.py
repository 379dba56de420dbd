"""The ledger of participant-days as files: Excel and CSV of the same rows, sums and never a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from samverk.documents.rendering import Rendered
from samverk.documents.semicolons import MEDIA_TYPE, rows_csv
from samverk.documents.xlsx import Cell, Sheet, Workbook, workbook_xlsx
from samverk.interventions.persons.queries.booked_days import LedgerMonth

HEAD = (
    "Bokförd för",
    "Från",
    "Till",
    "Insats",
    "Verksamhet",
    "Hemkommun",
    "Utförarens kommun",
    "Deltagardagar",
    "Pris, kronor",
    "Rättelse",
    "Rekvisition",
)
NOTES = (
    "Bakom varje tal står minst fem personer. Tomt antal är ingen eller så få att inget visas, aldrig noll.",
    "Rättelser som rör färre än fem är inräknade i den månad då de hittades, till dess pris.",
)


def ledger_file(
    home: str, federation: str, months: Sequence[LedgerMonth], ending: str, made: datetime
) -> Rendered:
    """Write some months as a file, "xlsx" or "csv"; the same data gives the same bytes."""
    rows = tuple(row for month in months for row in _rows(month))
    if ending == "csv":
        return Rendered(rows_csv(HEAD, rows), MEDIA_TYPE, "csv")
    title = f"Deltagardagar, {home}"
    sheet = Sheet("Deltagardagar", HEAD, rows, notes=(f"{home}, till {federation}", *NOTES))
    return workbook_xlsx(Workbook(title, home, made, (sheet,)))


def _rows(month: LedgerMonth) -> list[tuple[Cell, ...]]:
    return [
        (
            f"{month.closed.month:%Y-%m}",
            row.line.from_date,
            row.line.to_date,
            row.line.intervention.name,
            row.where,
            row.home,
            row.town,
            row.line.days,
            Decimal(row.price.value) / 100 if row.price else None,
            "ja" if row.line.corrects_id else "",
            row.claim,
        )
        for row in month.rows
    ]
