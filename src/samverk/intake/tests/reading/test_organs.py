from __future__ import annotations

import pytest

from samverk.intake.reading.organs import Rank, is_same_organ, organ_of, organs_in, rank


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kommunfullmäktiges", "Kommunfullmäktige"),
        ("KOMMUNSTYRELSEN", "Kommunstyrelsen"),
        ("Socialnämnd", "Socialnämnden"),
        ("Barn- och utbildningsnämnden", "Barn- och utbildningsnämnden"),
        ("Kommunstyrelsens arbetsutskott", "Kommunstyrelsens arbetsutskott"),
        ("Tekniska nämnden", "Tekniska nämnden"),
        ("Nämnden för arbetsmarknad och vuxenutbildning",) * 2,
        ("KF", "Kommunfullmäktige"),
        ("SNAU", "Socialnämndens arbetsutskott"),
        ("Valberedningen", "Valberedningen"),
        ("Kommunfullmäktige i Norrby", "Kommunfullmäktige"),
        ("Kommunstyrelsen i Norra Ås kommun", "Kommunstyrelsen"),
        ("Styrelsen för Samordningsförbundet Ådalen", "Styrelsen"),
    ],
)
def test_a_body_is_known_by_its_name(text: str, name: str) -> None:
    assert organ_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Socialstyrelsen",
        "Länsstyrelsen",
        "Socialförvaltningen",
        "Beslut",
        "XYZ",
        "",
        "Kommunstyrelsen i går",
    ],
)
def test_other_names_are_no_bodies(text: str) -> None:
    assert organ_of(text) is None


def test_bodies_in_a_text_are_found_in_order() -> None:
    text = "Kommunfullmäktiges beslut enligt kommunstyrelsens och välfärdsnämndens förslag"
    assert [organ.name for organ in organs_in(text)] == [
        "Kommunfullmäktige",
        "Kommunstyrelsen",
        "Välfärdsnämnden",
    ]


def test_the_genitive_is_told() -> None:
    found = list(organs_in("KS och nämndens ordförande"))
    assert [organ.in_genitive for organ in found] == [False, True]


def test_a_short_name_within_a_word_is_no_body() -> None:
    assert list(organs_in("KSO och BKF")) == []


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Kommunfullmäktige", Rank.COUNCIL),
        ("Kommunstyrelsen", Rank.EXECUTIVE),
        ("Socialnämnden", Rank.BOARD),
        ("Kommunstyrelsens arbetsutskott", Rank.COMMITTEE),
    ],
)
def test_bodies_have_their_rank(name: str, level: Rank) -> None:
    assert rank(name) is level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nämnden", "Socialnämnden"),
        ("Socialnämndens arbetsutskott", "Arbetsutskottet"),
        ("Fullmäktige", "Kommunfullmäktige"),
        ("Kommunstyrelsen", "kommunstyrelsen"),
    ],
)
def test_a_short_name_can_mean_the_body(one: str, other: str) -> None:
    assert is_same_organ(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kommunstyrelsen", "Kommunfullmäktige"),
        ("Nämnden", "Kommunstyrelsen"),
        ("Socialnämnden", "Miljönämnden"),
        ("Socialnämnden", "Socialnämndens arbetsutskott"),
    ],
)
def test_two_bodies_are_not_one(one: str, other: str) -> None:
    assert not is_same_organ(one, other)


def test_who_owns_a_board_is_no_part_of_its_name() -> None:
    text = "Samordningsförbundet Ekåsens styrelse och Socialnämndens arbetsutskott"
    assert [o.name for o in organs_in(text)] == ["Styrelsen", "Socialnämndens arbetsutskott"]
