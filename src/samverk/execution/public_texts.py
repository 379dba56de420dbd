"""How a published quarter is counted and why numbers are hidden, and its numbers as a file.

Only what everybody may read comes in here: the published row.
"""

from __future__ import annotations

from collections.abc import Iterator

from samverk.documents.semicolons import rows_csv
from samverk.documents.xlsx import Cell
from samverk.execution.models import PublishedQuarter
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.provision import because
from samverk.rules.statutes.social import SOCIAL_SERVICES_REPORT, SOCIAL_SERVICES_STATISTICS
from samverk.rules.unexecuted.counting import WORDS, Definition
from samverk.rules.wording import running_date

HIDDEN = ".."
HEAD = (
    "Nämnd",
    "Kvartal",
    "Tabell",
    "Indelning",
    "Grupp",
    "Kolumn",
    "Antal",
    "Enhet",
    "Så är det räknat",
    "Metod",
    "Publicerad",
)
METHOD = (
    "Antal 1 till 4 visas inte, och inte heller så många andra tal att något av dem går att räkna ut, ur den"
    " här tabellen eller tillsammans med andra kvartal."
)
EXACT = (
    "Alla antal visas, efter en menprövning enligt 26 kap. 1 § offentlighets- och sekretesslagen."
)


def board_name(row: PublishedQuarter) -> str:
    """Name the board with its organisation, which come with the row."""
    return f"{row.body.name}, {row.body.organisation.short_name}"


def method(row: PublishedQuarter) -> str:
    """Say how the numbers were protected."""
    return EXACT if row.is_exact else METHOD


def how_counted(row: PublishedQuarter) -> Ruling[str]:
    """Say how a quarter is counted, with the statutes."""
    day = row.of_quarter.last_day
    return Ruling(
        row.quarter,
        (
            because(
                "Kommunen rapporterar varje kvartal gynnande beslut som inte har verkställts inom tre månader"
                " från beslutet, eller inte på nytt inom tre månader från ett avbrott.",
                SOCIAL_SERVICES_REPORT,
                day,
            ),
            because(
                "Kommunfullmäktige får statistik: hur många besluten är, vilka insatser och hur lång tid som"
                " har gått.",
                SOCIAL_SERVICES_STATISTICS,
                day,
            ),
            Reason(f"{WORDS[Definition(row.definition)]} Dagen är {running_date(day)}."),
            Reason(
                "Ej verkställda väntar sedan beslutet. Avbrutna har varit verkställda och väntar på att"
                " verkställas igen. Slutade räknades i ett tidigare kvartal och har verkställts eller"
                " avslutats under det här."
            ),
            Reason(
                "Tiden räknas i hela år från beslutsdagen, också för ett avbrutet beslut. Finare klasser går"
                " att följa från kvartal till kvartal, och visas därför inte här."
            ),
        ),
    )


def quarter_csv(row: PublishedQuarter) -> bytes:
    """Write a number in each row, with all that is needed to read it alone."""
    return rows_csv(HEAD, _numbers(row))


def _numbers(row: PublishedQuarter) -> Iterator[tuple[Cell, ...]]:
    for table in row.tables:
        for line in table["rows"]:
            for column, count in zip(table["columns"], line["counts"], strict=True):
                yield (
                    board_name(row),
                    row.quarter,
                    table["title"],
                    table["label"],
                    line["label"],
                    column,
                    HIDDEN if count is None else count,
                    "beslut",
                    WORDS[Definition(row.definition)],
                    method(row),
                    row.published_on,
                )
