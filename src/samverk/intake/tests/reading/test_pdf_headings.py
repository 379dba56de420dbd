"""Tables of a PDF whose headings stand beside their cells, set to the middle or to one side."""

from __future__ import annotations

import pytest

from samverk.intake.reading.source import read_bytes
from samverk.intake.tests.reading.given import read
from samverk.intake.tests.reading.making import Text, pdf_of

TEXT: list[Text] = [
    (60, 780, "§ 18 Dnr KS 2024/31"),
    (60, 755, "Skyltar"),
    (60, 730, "Omröstning"),
    (60, 716, "Ja-röst för bifall. Nej-röst för avslag."),
]
# Headings in the middle of columns that begin at 60, 180, 260, 340 and 420.
HEADINGS: list[Text] = [
    (95, 690, "Namn"),
    (205, 690, "Parti"),
    (290, 690, "Ja"),
    (368, 690, "Nej"),
    (440, 690, "Avstår"),
]
PLACES = {"yes": 262, "no": 342, "abstain": 422}


def ballots(*options: str) -> list[str | None]:
    """Vote in turn, each cross at the left of its column."""
    names = ("Alma Mo", "Bertil Lindkvist", "Cilla Ås", "Dag Ö")
    rows: list[Text] = []
    for n, (name, option) in enumerate(zip(names, options, strict=False)):
        y = 672 - 18 * n
        rows += [(62, y, name), (182, y, "S"), (PLACES[option], y, "X")]
    (record,) = read(pdf_of([[*TEXT, *HEADINGS, *rows]]), "a.pdf").paragraphs
    return [ballot.option for ballot in record.votes[0].ballots if ballot.party == "S"]


@pytest.mark.parametrize(
    "options",
    [
        ("yes", "no", "yes", "abstain"),
        ("no", "no", "no", "no"),
        ("yes", "yes", "yes", "yes"),
        ("abstain", "abstain", "abstain", "no"),
    ],
)
def test_a_cross_counts_for_the_heading_in_the_middle_of_its_column(
    options: tuple[str, ...],
) -> None:
    assert ballots(*options) == list(options)


def raw_rows(headings: list[Text], rows: list[list[Text]]) -> list[list[str]]:
    texts = [*headings, *(text for row in rows for text in row)]
    lines = read_bytes("a.pdf", pdf_of([texts])).lines
    return [[cell.strip() for cell in line.raw.split("\t")] for line in lines]


def test_figures_at_the_right_count_for_the_heading_at_the_left() -> None:
    headings: list[Text] = [(60, 700, "Ort"), (180, 700, "Kvinnor"), (300, 700, "Män")]
    rows: list[list[Text]] = [
        [(60, 700 - 15 * n, ort), (212, 700 - 15 * n, "14012"), (345, 700 - 15 * n, "12")]
        for n, ort in enumerate(("Vik", "Sand", "Mo"), 1)
    ]
    told = raw_rows(headings, rows)
    assert told[0] == ["Ort", "Kvinnor", "Män"]
    assert told[1] == ["Vik", "14012", "12"]


def test_a_column_without_heading_keeps_to_itself_where_headings_stand_above_cells() -> None:
    headings: list[Text] = [(90, 700, "Namn"), (220, 700, "Ja"), (320, 700, "Nej")]
    rows: list[list[Text]] = [
        [(60, 700 - 15 * n, str(n)), (90, 700 - 15 * n, "Alma Mo"), (222, 700 - 15 * n, "X")]
        for n in (1, 2, 3)
    ]
    told = raw_rows(headings, rows)
    assert told[0] == ["", "Namn", "Ja", "Nej"]
    assert told[1] == ["1", "Alma Mo", "X", ""]


def test_a_list_that_goes_on_overleaf_has_no_heading_in_its_first_row() -> None:
    names = ("Alma Mo", "Bertil Lindkvist", "Cilla Ås", "Dag Ö")
    first: list[Text] = [*TEXT, *HEADINGS]
    for n, name in enumerate(names):
        first += [(62, 672 - 18 * n, name), (182, 672 - 18 * n, "S"), (262, 672 - 18 * n, "X")]
    overleaf: list[Text] = []
    for n, (name, option) in enumerate((("Eva By", "no"), ("Fia Å", "yes"), ("Gun Ek", "no"))):
        y = 780 - 18 * n
        overleaf += [(62, y, name), (182, y, "C"), (PLACES[option], y, "X")]
    (record,) = read(pdf_of([first, overleaf]), "a.pdf").paragraphs
    cast = [ballot.option for ballot in record.votes[0].ballots]
    assert cast == ["yes"] * 4 + ["no", "yes", "no"]
