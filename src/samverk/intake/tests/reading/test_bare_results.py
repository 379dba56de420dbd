"""Results told without yes and no: the two numbers are kept, which was yes is only suggested."""

from __future__ import annotations

import pytest

from samverk.intake.reading.as_json import reading_as_json
from samverk.intake.reading.model import Paragraph
from samverk.intake.tests.reading.given import in_paragraph, read

Sides = list[tuple[int, str | None]]


def voted(text: str) -> Paragraph:
    return in_paragraph(f"Omröstning\n{text}\n\nBeslut\nJa.")


def sides(text: str) -> list[Sides]:
    return [[(side.votes, side.means) for side in vote.sides] for vote in voted(text).votes]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Med 7 röster mot 4 beslutar nämnden enligt Tea Alms förslag.",
            [(7, "beslutar nämnden enligt Tea Alms förslag"), (4, None)],
        ),
        (
            "Med röstsiffrorna 7-4 bifaller styrelsen yrkandet.",
            [(7, "bifaller styrelsen yrkandet"), (4, None)],
        ),
        ("Röstetalet blev 7 – 4.", [(7, None), (4, None)]),
        ("Planen antas med sju röster mot fyra.", [(7, None), (4, None)]),
        ("7 röster för och 4 emot.", [(7, None), (4, None)]),
        (
            "7 ledamöter röstar för bifall medan 4 röstar för avslag.",
            [(7, "bifall"), (4, "avslag")],
        ),
        (
            "Med 7 röster för Tea Alms och 4 röster för Rolf Dals förslag antas planen.",
            [(7, "Tea Alms"), (4, "Rolf Dals förslag")],
        ),
        (
            "Motionen avslås med 24 röster för avslag mot 11 för bifall.",
            [(24, "avslag"), (11, "bifall")],
        ),
    ],
)
def test_both_numbers_are_kept(text: str, found: Sides) -> None:
    assert sides(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden beslutar med röstsiffrorna 21-18-2.",
        "12 röster räknades mot tidigare 2023.",
        "Mötet röstar mot förslaget. Röstlängden har 51 namn.",
        "Röstetalet redovisas i bilaga 7-4/2024.",
        "De 7 ledamöterna var emot 4 kap.",
    ],
)
def test_other_numbers_are_no_result(text: str) -> None:
    assert sides(text) == []


def test_neither_number_is_called_yes_but_it_is_suggested() -> None:
    record = voted("Med 7 röster mot 4 antas planen.")
    assert (record.votes[0].yes, record.votes[0].no, record.votes[0].yes_means) == (None,) * 3
    told = {s.field: s.value for s in record.suggestions}
    assert (told["votes[0].yes"], told["votes[0].no"]) == (7, 4)


def test_a_result_told_in_the_decision_too_is_one_vote() -> None:
    record = in_paragraph(
        "Beslut\nMed 7 röster mot 4 antas planen.\n\n"
        "Omröstning\nNämnden beslutar med 7 röster mot 4 anta planen."
    )
    assert len(record.votes) == 1


def test_a_result_in_yes_and_no_needs_no_sides() -> None:
    text = "7 ja-röster och 4 nej-röster. Med 7 röster mot 4 antas planen."
    assert sides(text) == [[]]


def test_a_proposition_has_the_sides_that_follow_it() -> None:
    text = "Ja för bifall. Nej för avslag. Planen antas med 7 röster mot 4, 2 avstår."
    (vote,) = voted(text).votes
    assert ([s.votes for s in vote.sides], vote.abstain, vote.yes_means) == ([7, 4], 2, "bifall")


@pytest.mark.parametrize("sign", [" - ", " – ", ": ", " "])
def test_rows_without_totals_are_ballots(sign: str) -> None:
    (vote,) = voted(f"Tea Alm (S){sign}JA\nRolf Dal (M){sign}NEJ").votes
    assert [(b.name, b.option) for b in vote.ballots] == [("Tea Alm", "yes"), ("Rolf Dal", "no")]


def test_rows_where_nobody_votes_are_no_ballots() -> None:
    assert in_paragraph("Närvarande\nTea Alm (S) Ja\nRolf Dal (M) Nej").votes == []


@pytest.mark.parametrize(
    "text",
    [
        "Avstår gör Kim By (L).",
        "Avstår från att rösta gör Kim By (L).",
        "Avstår gjorde ordföranden Kim By (L).",
        "Kim By (L) lägger ned sin röst.",
        "Kim By (L) avstår.",
    ],
)
def test_the_one_named_who_abstains_has_a_ballot(text: str) -> None:
    (vote,) = voted(f"7 ja och 4 nej. {text}").votes
    assert [(b.name, b.option) for b in vote.ballots] == [("Kim By", "abstain")]


def test_one_who_abstains_from_something_is_no_vote_by_that() -> None:
    assert voted("Kim By (L) avstår.").votes == []


def test_the_places_are_those_of_the_numbers() -> None:
    (vote,) = voted("Nämnden röstar.\n\nPlanen antas med 7 röster\nmot 4.").votes
    assert [side.place.line for side in vote.sides] == [8, 9]


def test_the_json_holds_the_sides() -> None:
    (document,) = reading_as_json(read("§ 3 Plan\n\nOmröstning\nMed 7 röster mot 4 antas planen."))
    (vote,) = document["paragraphs"][0]["votes"]
    assert [(s["votes"], s["means"]) for s in vote["sides"]] == [(7, "antas planen"), (4, None)]
