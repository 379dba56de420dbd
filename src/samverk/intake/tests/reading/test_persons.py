from __future__ import annotations

import pytest

from samverk.intake.reading.persons import persons_in


def names(text: str) -> list[str]:
    return [person.name for person in persons_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Alm (S) yrkar", "Anna Alm"),
        ("med instämmande av Tor Ek (M)", "Tor Ek"),
        ("Ulla-Karin Dahl (KD)", "Ulla-Karin Dahl"),
        ("Jonas af Berg (C)", "Jonas af Berg"),
        ("Ordföranden Roger Norr (M) frågar", "Roger Norr"),
        ("Mot beslutet reserverar sig Per Alm (SD)", "Per Alm"),
        ("Maria Kvist Ström (L)", "Maria Kvist Ström"),
        ("Eva K. Lind (V)", "Eva K. Lind"),
        ("Åke Öst (-)", "Åke Öst"),
    ],
)
def test_a_person_is_a_name_with_a_party(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Inspektionen för vård och omsorg (IVO)",
        "Samordningsförbundet Insjöriket (SI)",
        "socialtjänstlagen (SoL)",
        "Ledamöterna (S)",
        "Alm (S)",
        "Norrviks Kommun (NK)",
    ],
)
def test_other_words_before_a_bracket_are_no_person(text: str) -> None:
    assert names(text) == []


def test_a_list_gives_each_person_with_party_and_span() -> None:
    text = "Anna Alm (S), Bo Ek (V) och Cia Dal (MP)"
    found = list(persons_in(text))
    assert [person.party for person in found] == ["S", "V", "MP"]
    assert text[found[1].start : found[1].end] == "Bo Ek (V)"
