"""What is published of a delivery's year, as Excel and CSV: only what everybody may see already.

Each row tells its unit, period, method and edition, so that it stands alone wherever it is pasted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from samverk.documents.semicolons import rows_csv
from samverk.documents.xlsx import Cell, Sheet, Workbook
from samverk.interventions.models import Delivery, PublishedStatistics, YearSubject

HIDDEN = ".."
HEAD = (
    "Verksamhet",
    "Ges av",
    "Ämne",
    "Tabell",
    "Indelning",
    "Grupp",
    "Kolumn",
    "Antal",
    "Enhet",
    "Från och med",
    "Till och med",
    "Metod",
    "Utgåva",
)


def statistics_csv(of: Delivery, found: Sequence[PublishedStatistics]) -> bytes:
    """Write a number in each row, with all that is needed to read it alone."""
    rows = (row for one in found for row in _numbers(of, one))
    return rows_csv(HEAD, rows)


def statistics_workbook(
    of: Delivery, found: Sequence[PublishedStatistics], made: datetime
) -> Workbook:
    """Lay out each table on a sheet as it is shown, and all numbers in a list on the last."""
    year = found[0].year
    tables = [(one, table) for one in found for table in one.tables]
    sheets = [
        _sheet(f"{number} {table['label']}", of, one, table)
        for number, (one, table) in enumerate(tables, 1)
    ]
    numbers = tuple(row for one in found for row in _numbers(of, one))
    listed = Sheet("Alla tal", HEAD, numbers, notes=(f"{of}: alla publicerade tal {year}",))
    return Workbook(f"{of} {year}", of.provider.name, made, (*sheets, listed))


def _sheet(name: str, of: Delivery, one: PublishedStatistics, table: dict[str, Any]) -> Sheet:
    rows = tuple(
        (row["label"], *(_cell(count) for count in row["counts"])) for row in table["rows"]
    )
    first, last = _period(one)
    notes = (
        f"{of}, {of.provider.name}: {table['title']}",
        f"Enhet: antal {_unit(one)}. En person kan ha flera.",
        f"Period: {first} till {last}",
        f"Metod: {method(one)}",
        f"Utgåva: {edition(one)}",
        f"{HIDDEN} är ett antal som inte visas, för att ingen ska kunna kännas igen.",
    )
    return Sheet(name, (table["label"], *table["columns"]), rows, notes=notes)


def _unit(one: PublishedStatistics) -> str:
    return YearSubject(one.subject).unit


def _numbers(of: Delivery, one: PublishedStatistics) -> Iterator[tuple[Cell, ...]]:
    first, last = _period(one)
    for table in one.tables:
        for row in table["rows"]:
            for column, count in zip(table["columns"], row["counts"], strict=True):
                yield (
                    of.name,
                    of.provider.name,
                    one.get_subject_display(),
                    table["title"],
                    table["label"],
                    row["label"],
                    column,
                    _cell(count),
                    _unit(one),
                    first,
                    last,
                    method(one),
                    edition(one),
                )


def _cell(count: int | None) -> Cell:
    return HIDDEN if count is None else count


def _period(one: PublishedStatistics) -> tuple[date, date]:
    return date(one.year, 1, 1), date(one.year, 12, 31)


def method(one: PublishedStatistics) -> str:
    """Say how the numbers were protected."""
    policy = one.proof.get("policy", {})
    least = policy.get("threshold")
    if least is None:
        return "Antal så som de publicerades."
    return (
        f"Antal 1 till {least - 1} slås ihop eller döljs, med så många till att inget dolt tal går att"
        f" räkna ut. Regelns version {policy.get('version', 'okänd')}. Bara den som har samtyckt till"
        " uppföljning och inte har skyddade personuppgifter är med."
    )


def edition(one: PublishedStatistics) -> str:
    """Say which edition it is: when it was published and by whom. A subject of a year has one."""
    return f"Publicerad {one.published_on.isoformat()} av {one.published_by}"
