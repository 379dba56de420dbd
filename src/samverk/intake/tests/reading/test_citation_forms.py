"""Citations in forms met beside the usual ones, and what looks like one and is none."""

from __future__ import annotations

import pytest

from samverk.intake.reading.fields.citations import citations_in
from samverk.intake.tests.reading.given import prose

Cited = tuple[str | None, str | None, int | None]
COUNCIL, EXECUTIVE = "Kommunfullmäktige", "Kommunstyrelsen"
COMMITTEE = "Kommunstyrelsens arbetsutskott"


def cited(text: str) -> list[Cited]:
    found = citations_in(prose(text))
    return [(c.body, str(c.date) if c.date else None, c.paragraph) for c in found]


@pytest.mark.parametrize("opening", ["Enligt", "Av", "Genom", "Mot", "Efter", "I"])
def test_the_word_that_opens_a_sentence_is_no_part_of_a_name(opening: str) -> None:
    (found,) = citations_in(prose(f"{opening} Norrby kommuns kommunfullmäktige 2020-06-15 § 12"))
    assert (found.organisation, found.body) == ("Norrby kommun", COUNCIL)


def test_a_name_of_two_words_keeps_both() -> None:
    (found,) = citations_in(prose("Enligt Västra Norrby kommuns kommunfullmäktige 2020-06-15 § 12"))
    assert found.organisation == "Västra Norrby kommun"


@pytest.mark.parametrize(
    "text",
    [
        "Av Norrby kommuns kommunfullmäktige beslutades 2020-06-15 § 12 om avgift.",
        "Av kommunfullmäktige antogs planen 2020-06-15 § 12.",
        "Planen antogs av kommunfullmäktige 2020-06-15 § 12.",
    ],
)
def test_by_whom_something_was_done_is_who_decided(text: str) -> None:
    assert cited(text) == [(COUNCIL, "2020-06-15", 12)]


def test_who_was_informed_did_not_decide() -> None:
    assert cited("Kommunfullmäktige informerades 2020-06-15 § 12.") == [(None, "2020-06-15", 12)]


@pytest.mark.parametrize(
    "text", ["2023-04-24 KF § 33", "se 2023-04-24 Kf § 33", "2023-04-24 kommunfullmäktige § 33"]
)
def test_a_body_may_stand_between_day_and_sign(text: str) -> None:
    assert cited(text) == [(COUNCIL, "2023-04-24", 33)]


def test_the_day_of_one_body_is_not_the_next_ones() -> None:
    assert (COUNCIL, "2023-04-24", 33) not in cited("KS 2023-04-24 KF § 33")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Kommunstyrelsens beslut § 12 och § 14 den 10 januari 2024", [12, 14]),
        ("Kommunstyrelsens beslut § 12, § 13 och § 14 den 10 januari 2024", [12, 13, 14]),
        ("Kommunstyrelsens beslut 2024-01-10 § 12 och § 14", [12, 14]),
    ],
)
def test_signs_of_a_list_have_one_day(text: str, numbers: list[int]) -> None:
    assert cited(text) == [(EXECUTIVE, "2024-01-10", number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "KS 2024-01-10 § 12 och § 14 den 3 mars 2024",
            [(EXECUTIVE, "2024-01-10", 12), (EXECUTIVE, "2024-03-03", 14)],
        ),
        (
            "KS § 12 och KF § 14 den 10 januari 2024",
            [(COUNCIL, "2024-01-10", 14), (EXECUTIVE, None, 12)],
        ),
    ],
)
def test_a_sign_with_its_own_day_or_body_keeps_them(text: str, found: list[Cited]) -> None:
    assert sorted(map(str, cited(text))) == sorted(map(str, found))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KS 14.3.2024 § 5", (EXECUTIVE, "2024-03-14", 5)),
        ("beslut 231127 § 140", (None, "2023-11-27", 140)),
        ("KF 981127, § 140", (COUNCIL, "1998-11-27", 140)),
        ("KF § 140, 231127", (COUNCIL, "2023-11-27", 140)),
        ("kommunstyrelsens beslut § 5 den 14.3.2024", (EXECUTIVE, "2024-03-14", 5)),
    ],
)
def test_a_day_may_be_short_beside_a_sign(text: str, found: Cited) -> None:
    assert cited(text) == [found]


@pytest.mark.parametrize(
    "text", ["se 231327 § 140", "konto 1231127 § 140", "31.2.2024 § 5", "avsnitt 2.14.3.2024 § 5"]
)
def test_figures_that_are_no_day_cite_nothing(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("enligt KF 140/2023", COUNCIL),
        ("kommunfullmäktiges beslut 140/2023", COUNCIL),
        ("KS beslut 140/2023", EXECUTIVE),
        ("Socialnämndens beslut 140/23", "Socialnämnden"),
    ],
)
def test_a_number_and_a_year_are_a_decision(text: str, body: str) -> None:
    (found,) = citations_in(prose(text))
    assert (found.body, found.paragraph, found.year) == (body, 140, 2023)


@pytest.mark.parametrize(
    "text",
    [
        *("enligt KS 140/2023", "Dnr KF 140/2023", "KF 12/11 beslut", "motion 140/2023 till KF"),
        *("Diarienummer: KS 140/2023", "KF 2023/140", "KF 140/2023-4"),
    ],
)
def test_a_diary_number_or_a_day_is_no_decision(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    ("text", "body"),
    [
        *(
            (f"{short} 2023-04-05 § 44", COMMITTEE)
            for short in ("Ks au", "KS-au", "KS/AU", "ks AU")
        ),
        ("SN-au 2023-04-05 § 44", "Socialnämndens arbetsutskott"),
        ("TN AU 2023-04-05 § 44", "Tekniska nämndens arbetsutskott"),
        ("2023-04-05 § 44 KS-au", COMMITTEE),
        ("Arbetsutskottets förslag 2023-04-05 § 44", "Arbetsutskottet"),
        ("Kommunstyrelsens förslag den 5 april 2023, § 44", EXECUTIVE),
        ("arbetsutskottets förslag till beslut 2023-04-05 § 44", "Arbetsutskottet"),
    ],
)
def test_a_working_committee_is_told_in_several_ways(text: str, body: str) -> None:
    assert cited(text) == [(body, "2023-04-05", 44)]


def test_a_proposal_to_change_a_decision_is_not_who_took_it() -> None:
    text = "Arbetsutskottets förslag är att beslutet 2023-04-05 § 44 upphävs."
    assert cited(text) == [(None, "2023-04-05", 44)]
