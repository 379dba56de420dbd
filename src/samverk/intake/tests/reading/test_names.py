"""Names of every Latin alphabet and parties of every town, the same wherever they are read."""

from __future__ import annotations

import pytest

from samverk.intake.reading.persons import persons_in
from samverk.intake.tests.reading.given import in_paragraph

NAMES = [
    "Bo von Essen",
    "Siv af Klint",
    "Ines de la Vega",
    "Tom van der Mark",
    "Carlos da Silva",
    "Anne-Marie d'Albert",
    "Anne-Marie d’Albert",
    "Kim O’Neill",
    "José Muñoz",
    "Élodie Øst",
    "Čedomir Šarić",
    "Łucja Żak",
    "Bo A. Ek",
    "Å. B. Ek",
    "Maj-Britt Al-Sayed",
]
PARTIES = [
    "Vikbopartiet",
    "Utbygdspartiet",
    "Norrvik-partiet",
    "Nystart Norrvik",
    "Framtid i Norrvik",
    "Oberoende",
    "M+",
    "NÖP",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_reserves(name: str) -> None:
    (found,) = in_paragraph(f"Beslut\nJa.\n\n{name} (S) reserverar sig.").reservations
    assert (found.name, found.party) == (name, "S")


@pytest.mark.parametrize("name", NAMES)
def test_every_name_votes(name: str) -> None:
    text = f"Omröstning\nJa: {name} (S), Eva Berg (M)\nNej: Tor Al (V)\n2 ja och 1 nej."
    (vote,) = in_paragraph(text).votes
    assert [b.name for b in vote.ballots] == [name, "Eva Berg", "Tor Al"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_stands_in_a_list(name: str) -> None:
    rows = f"Omröstning\n2 ja och 1 nej.\n\n{name} (S) - JA\nEva Berg (M) - JA\nTor Al (V) - NEJ"
    (vote,) = in_paragraph(rows).votes
    assert [b.name for b in vote.ballots] == [name, "Eva Berg", "Tor Al"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_proposes(name: str) -> None:
    (proposal,) = in_paragraph(f"Yrkanden\n{name} (S) yrkar avslag.").proposals
    assert [p.name for p in proposal.by] == [name]


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_written_as_words_loses_no_vote(party: str) -> None:
    text = f"Omröstning\nJa: Anna Alm ({party}), Eva Berg (S)\nNej: Bo Ek (M)\n2 ja och 1 nej."
    (vote,) = in_paragraph(text).votes
    assert [b.party for b in vote.ballots] == [party, "S", "M"]
    assert (vote.yes_means, vote.no_means) == (None, None)


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_written_as_words_reserves_by_its_members(party: str) -> None:
    (found,) = in_paragraph(f"Beslut\nJa.\n\nReservation\nAnna Alm ({party})").reservations
    assert (found.name, found.party) == ("Anna Alm", party)


@pytest.mark.parametrize("party", PARTIES)
def test_a_party_written_as_words_stands_in_a_list(party: str) -> None:
    text = (
        "Voteringslista: § 12\nNamn\tParti\tJa\tNej\n"
        f"Anna Alm\t{party}\tX\t\nBo Ek\tM\t\tX\nEva Berg\tS\tX\t\nResultat\t\t2\t1"
    )
    (vote,) = in_paragraph(f"Beslut\nJa.\n\n{text}").votes
    assert [b.party for b in vote.ballots] == [party, "M", "S"]


def test_a_known_party_in_full_is_its_abbreviation() -> None:
    assert [p.party for p in persons_in("Anna Alm (Socialdemokraterna)")] == ["S"]


@pytest.mark.parametrize(
    "bracket",
    ["Ordförande", "Ekonomichef", "Socialkontoret", "Tjänstgörande ersättare", "Bilaga 2", "Teams"],
)
def test_what_a_bracket_says_of_somebody_else_is_no_party(bracket: str) -> None:
    assert list(persons_in(f"Anna Alm ({bracket}) föredrar ärendet.")) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Bo Ek och Eva Berg (båda S)", [("Bo Ek", "S"), ("Eva Berg", "S")]),
        (
            "Ulf Al (M), Bo Ek och Eva Berg (båda S)",
            [("Ulf Al", "M"), ("Bo Ek", "S"), ("Eva Berg", "S")],
        ),
        (
            "Bo Ek, Siv Al samt Eva Berg (samtliga V)",
            [("Bo Ek", "V"), ("Siv Al", "V"), ("Eva Berg", "V")],
        ),
        ("Bo von Ek och Eva d'Al, bägge (C)", [("Bo von Ek", "C"), ("Eva d'Al", "C")]),
        ("Siv Al, Bo Ek och Eva Berg, båda (M)", [("Bo Ek", "M"), ("Eva Berg", "M")]),
        ("Bo Ek, S, och Eva Berg, KD, röstar", [("Bo Ek", "S"), ("Eva Berg", "KD")]),
        ("Bo Ek, SD, Eva Berg, V.", [("Bo Ek", "SD"), ("Eva Berg", "V")]),
    ],
)
def test_a_party_may_be_told_of_several_or_between_commas(
    text: str, people: list[tuple[str, str]]
) -> None:
    assert [(p.name, p.party) for p in persons_in(text)] == people


@pytest.mark.parametrize(
    "text", ["Bo Ek, M, L och KD", "Stora Torget, A, B och C", "Bo Ek, VD, är"]
)
def test_letters_in_a_row_are_nobodys_party(text: str) -> None:
    assert list(persons_in(text)) == []
