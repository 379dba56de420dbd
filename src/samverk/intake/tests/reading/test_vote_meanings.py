"""What yes and no meant: in rows, in brackets and above lists; never who voted."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph, paragraph, read_all

Meanings = tuple[str | None, str | None]


def meanings(text: str) -> Meanings:
    (vote,) = in_paragraph(f"Omröstning\n{text}\n\nBeslut\nJa.").votes
    return vote.yes_means, vote.no_means


@pytest.mark.parametrize(
    "row",
    [
        "Utfall: 7 ja, 4 nej, 0 avstår",
        "Resultat: 7 ja, 4 nej",
        "Med 7 ja-röster mot 4 nej-röster antas planen.",
        "Röster: Ja 7, Nej 4",
    ],
)
@pytest.mark.parametrize("more", ["", " om taxan för vatten och avlopp i tätorten"])
def test_the_row_below_is_no_part_of_the_meaning(row: str, more: str) -> None:
    text = f"Ja-röst: bifall till förslaget\nNej-röst: bifall till återremiss{more}\n{row}"
    assert meanings(text) == ("bifall till förslaget", f"bifall till återremiss{more}")


def test_a_figure_below_a_short_row_is_no_part_of_the_meaning() -> None:
    assert meanings("Ja-röst: bifall\nNej-röst: avslag\n7 ja, 4 nej") == ("bifall", "avslag")


def test_a_meaning_that_goes_on_below_is_whole() -> None:
    text = "Ja-röst för bifall till\nNämndens förslag. Nej-röst för avslag.\n7 ja, 4 nej."
    assert meanings(text) == ("bifall till Nämndens förslag", "avslag")


@pytest.mark.parametrize(
    "text",
    [
        "Ja: 28 (ärendet avgörs i dag)\nNej: 12 (återremiss)",
        "Ja-röster 28 (ärendet avgörs i dag)\nNej-röster 12 (återremiss)",
        "28 ja (för ärendet avgörs i dag) och 12 nej (för återremiss).",
        "28 röstade ja (ärendet avgörs i dag), 12 röstade nej (återremiss).",
    ],
)
def test_a_bracket_after_the_count_tells_the_meaning(text: str) -> None:
    assert meanings(text) == ("ärendet avgörs i dag", "återremiss")


@pytest.mark.parametrize(
    "text",
    [
        "Ja: 9 (M, L)\nNej: 6 (S, V)",
        "Ja: 9 (se bilaga)\nNej: 6 (enligt röstlistan)",
        "Ja: 9 (Tea Alm, Rolf Dal)\nNej: 6 (Moderaterna)",
        "Ja: M, L och KD\nNej: S, V\n9 ja, 6 nej.",
        "Ja: Tea Alm, Rolf Dal\nNej: Siv Ro\n2 ja, 1 nej.",
        "Ja: Tea Alm (Vikbopartiet), Rolf Dal (S)\nNej: Siv Ro (Nystart Vik)\n2 ja, 1 nej.",
    ],
)
def test_those_who_voted_are_no_meaning(text: str) -> None:
    assert meanings(text) == (None, None)


def test_places_and_letters_may_be_voted_on() -> None:
    assert meanings("Ja: Norra skolan\nNej: Södra skolan\n7 ja, 4 nej.") == (
        "Norra skolan",
        "Södra skolan",
    )


LIST = """Bilaga 3 till protokoll för kommunfullmäktige 2024-05-20

Omröstningslista § 7  Ny taxa för vatten
Ja = nämndens förslag   Nej = återremiss

Namn            Parti   Ja   Nej
Tea Alm         S       X
Rolf Dal        M            X
Resultat                1    1"""


def test_a_list_alone_keeps_what_stands_above_it() -> None:
    record = paragraph(LIST)
    (vote,) = record.votes
    assert (vote.yes_means, vote.no_means) == ("nämndens förslag", "återremiss")
    assert (record.body, str(record.date)) == ("Kommunfullmäktige", "2024-05-20")
    assert (record.title, record.paragraph) == ("Ny taxa för vatten", 7)
    assert [record.places[n].line for n in ("body", "date", "title")] == [1, 1, 3]


@pytest.mark.parametrize(
    ("title", "joined"), [("Taxa för vatten och avlopp", True), ("Val av revisor", False)]
)
def test_a_list_gives_its_meanings_to_the_paragraph_of_its_title(
    title: str, *, joined: bool
) -> None:
    minutes = (
        "Kommunfullmäktige\nSammanträdesdatum 2024-05-20\n\n"
        f"§ 7 {title}\n\nOmröstning\n1 ja-röst och 1 nej-röst.\n\nBeslut\nJa."
    )
    record = read_all(minutes, LIST).paragraphs[0]
    assert (record.votes[0].yes_means == "nämndens förslag") is joined
