from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph

Names = list[tuple[str | None, str | None]]


def reserved(text: str) -> Names:
    return [(r.name, r.party) for r in in_paragraph(f"Beslut\nJa.\n\n{text}").reservations]


@pytest.mark.parametrize(
    "text",
    [
        "Mot beslutet reserverar sig Anna Alm (S) och Bo Ek (V).",
        "Anna Alm (S) och Bo Ek (V) reserverar sig mot beslutet.",
        "Reservation\nAnna Alm (S), Bo Ek (V)",
        "Reservationer\nAnna Alm (S)\nBo Ek (V)",
        "Anna Alm (S) och Bo Ek (V) anmäler reservation.",
        "Reservation anmäls av Anna Alm (S) samt Bo Ek (V).",
        "Mot beslutet reserverade sig ordföranden Anna Alm (S) och Bo Ek (V).",
    ],
)
def test_each_reserver_is_an_entry(text: str) -> None:
    assert reserved(text) == [("Anna Alm", "S"), ("Bo Ek", "V")]


def test_the_one_whose_proposal_it_was_does_not_reserve() -> None:
    text = "Reservation\nAnna Alm (S) reserverar sig till förmån för Bo Eks (V) yrkande."
    assert reserved(text) == [("Anna Alm", "S")]


def test_a_name_broken_over_lines_is_one_person() -> None:
    assert reserved("Mot beslutet reserverar sig Ulla-\nKarin Dal (S).") == [
        ("Ulla-Karin Dal", "S")
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Sverigedemokraterna reserverar sig mot beslutet.", "SD"),
        ("S-gruppen reserverar sig mot beslutet.", "S"),
    ],
)
def test_a_party_may_reserve_as_one(text: str, party: str) -> None:
    assert reserved(text) == [(None, party)]


def test_a_party_and_two_others_are_three() -> None:
    text = "Mot beslutet reserverar sig Miljöpartiet. Anna Alm (S) och Bo Ek (V) reserverar sig."
    assert len(reserved(text)) == 3


@pytest.mark.parametrize(
    "text",
    ["Medel reserveras för 2025.", "Ingen reservation anmäls.", "Anna Alm (S) deltar inte."],
)
def test_other_texts_reserve_nothing(text: str) -> None:
    assert reserved(text) == []


def test_a_reservation_in_an_earlier_body_is_not_this_ones() -> None:
    record = in_paragraph("Tidigare behandling\nAnna Alm (S) reserverade sig.\n\nBeslut\nJa.")
    assert record.reservations == []


def test_a_person_named_twice_is_one_entry() -> None:
    text = "Mot beslutet reserverar sig Anna Alm (S).\n\nReservation\nAnna Alm (S)"
    assert reserved(text) == [("Anna Alm", "S")]


def test_the_place_is_that_of_the_name() -> None:
    record = in_paragraph("Beslut\nJa.\n\nMot beslutet reserverar sig Anna Alm (S)\noch Bo Ek (V).")
    assert [r.place.line for r in record.reservations] == [8, 9]


ALM, EK = ("Anna Alm", "S"), ("Bo Ek", "V")


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) reserverar sig inte.",
        "Anna Alm (S) reserverar sig inte men lämnar ett särskilt yttrande.",
        "Anna Alm (S) reserverar sig dock inte.",
        "Anna Alm (S) anmäler att hon inte reserverar sig.",
        "Reservation\nBo Ek (V) reserverar sig inte.",
        "Reservation\nIngen reservation.",
        "Reservation\nAnna Alm (S) lämnar ingen reservation.",
        "Anna Alm (S) anmäler ingen reservation.",
        "Reservation anmäldes inte av Anna Alm (S).",
        "Anna Alm (S) avstår från att reservera sig.",
        "Ingen ledamot reserverar sig.",
        "Varken Anna Alm (S) eller Bo Ek (V) reserverar sig.",
        "Reservation\nAnna Alm (S) deltar inte i beslutet.",
    ],
)
def test_a_denied_reservation_is_none(text: str) -> None:
    assert reserved(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Om förslaget avslås reserverar sig Anna Alm (S).",
        "Anna Alm (S) ville ha reserverat sig om hon varit tjänstgörande.",
        "Anna Alm (S) hade reserverat sig.",
        "Anna Alm (S) reserverade sig i kommunstyrelsen mot förslaget.",
        "Den som reserverar sig ska lämna reservationen till Anna Alm (S).",
        "Hela oppositionen reserverar sig till förmån för yrkandet från Moderaterna.",
        "Partiet reserverar sig.",
        "Den som stödjer Anna Alms (S) förslag reserverar sig.",
        "KS reserverar sig.",
    ],
)
def test_a_reservation_supposed_or_made_elsewhere_is_none(text: str) -> None:
    assert reserved(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna Alm (S) reserverar sig. Anna Alm (S) återkallar sin reservation.", []),
        ("Anna Alm (S) reserverar sig. Reservationen återkallas.", []),
        (
            "Anna Alm (S) och Bo Ek (V) reserverar sig. Bo Ek (V) drar tillbaka sin reservation.",
            [ALM],
        ),
    ],
)
def test_a_withdrawn_reservation_is_none(text: str, left: Names) -> None:
    assert reserved(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) reserverar sig. Bo Ek (V) reserverar sig inte.",
        "Anna Alm (S) har reserverat sig mot beslutet.",
        "Anna Alm (S) begär inte votering men reserverar sig mot beslutet.",
        "Anna Alm (S), som inte yrkat något, reserverar sig.",
        "Anna Alm (S) reserverar sig mot punkt 2 men inte mot punkt 3.",
        "Anna Alm (S) reserverar sig mot beslutet och Bo Ek (V) instämmer inte.",
        "Anna Alm (S) reserverar sig till förmån för Moderaternas yrkande.",
        "Inga yrkanden\nAnna Alm (S) reserverar sig.",
        "Mot beslutet om taxan reserverar sig Anna Alm (S).",
        "Protokollsanteckning\nBo Ek (V)\n\nMot beslutet reserverar sig Anna Alm (S).",
        "Reservation\nAnna Alm (S)\n\nOrdföranden Cia Dal (M) tackar för mötet.",
        "Anna Alm (S) lämnar in en skriftlig reservation.",
        "Skriftlig reservation från Anna Alm (S) biläggs.",
        "Socialdemokraterna genom Anna Alm (S) reserverar sig.",
    ],
)
def test_only_the_one_who_reserves_is_an_entry(text: str) -> None:
    assert reserved(text) == [ALM]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Alm (S) m.fl. reserverar sig mot beslutet.",
        "Anna Alm (S) m.fl. ledamöter från S reserverar sig mot beslutet.",
        "Anna Alm (S) med flera reserverar sig mot beslutet.",
        "Anna Alm (S) m fl reserverar sig mot beslutet.",
        "Reservation mot beslutet\nAnna Alm (S) m fl till förmån för eget förslag.",
    ],
)
def test_the_one_named_of_several_is_kept(text: str) -> None:
    assert reserved(text) == [ALM]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Demokraterna reserverar sig mot beslutet.", ["D"]),
        ("SD reserverar sig mot beslutet.", ["SD"]),
        ("M, KD och L reserverar sig.", ["M", "KD", "L"]),
        ("Moderaterna och Kristdemokraterna reserverar sig.", ["M", "KD"]),
        ("Miljöpartiet de gröna reserverar sig.", ["MP"]),
        ("Folkpartiet liberalerna reserverar sig.", ["FP"]),
        ("Lokalpartiet (LP) reserverar sig.", ["LP"]),
        ("Hela Sunnes lista (HSL) reserverar sig.", ["HSL"]),
        ("Moderaterna och Hela Sunnes lista (HSL) reserverar sig.", ["M", "HSL"]),
        ("Lysekilspartiet reserverar sig mot beslutet.", ["Lysekilspartiet"]),
        (
            "Moderaterna och Skol- och sjukvårdspartiet reserverar sig.",
            ["M", "Skol- och sjukvårdspartiet"],
        ),
        ("Samtliga ledamöter i SD reserverar sig mot beslutet.", ["SD"]),
        ("Reservation\nSocialdemokraterna", ["S"]),
        ("Reservation\nS, V och MP", ["S", "V", "MP"]),
        ("Socialdemokraterna lämnar en skriftlig reservation.", ["S"]),
    ],
)
def test_parties_are_read_by_name_and_abbreviation(text: str, parties: list[str]) -> None:
    assert reserved(text) == [(None, party) for party in parties]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Moderaterna (M) samt Anna Alm (S) och Bo Ek (V) reserverar sig.", "M"),
        (
            "Mot beslutet reserverar sig samtliga ledamöter från Sverigedemokraterna, "
            "samt Anna Alm (S) och Bo Ek (V).",
            "SD",
        ),
    ],
)
def test_a_party_and_persons_in_one_list_are_all_read(text: str, party: str) -> None:
    assert reserved(text) == [(None, party), ALM, EK]


@pytest.mark.parametrize(
    "text",
    [
        "Reservation\nAnna Alm (S), skriftlig reservation, bilaga 2.\nBo Ek (V)",
        "Reservation\nAnna Alm (S) reserverar sig mot beslutet.\nBo Ek (V)",
        "Reservation: Anna Alm (S) och Bo Ek (V).",
    ],
)
def test_names_alone_under_the_heading_count(text: str) -> None:
    assert reserved(text) == [ALM, EK]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Alm reserverar sig mot beslutet.", [("Anna Alm", None)]),
        ("Ordföranden Tor Berg reserverar sig.", [("Tor Berg", None)]),
        ("Reservation lämnas av Tor Berg.", [("Tor Berg", None)]),
        ("Anna Alm och Bo Ek (S) reserverar sig.", [("Anna Alm", None), ("Bo Ek", "S")]),
        ("Reservation\nAnna Alm, Bo Ek (S)", [("Anna Alm", None), ("Bo Ek", "S")]),
        ("Från S reserverar sig Anna Alm och Bo Ek.", [("Anna Alm", "S"), ("Bo Ek", "S")]),
        (
            "Mot beslutet reserverar sig Anna Alm, Bo Ek, samtliga (S), och Cia Dal (V).",
            [("Anna Alm", "S"), ("Bo Ek", "S"), ("Cia Dal", "V")],
        ),
        ("Anna Alm och Bo Ek, båda (M), reserverar sig.", [("Anna Alm", "M"), ("Bo Ek", "M")]),
        ("Vi reserverar oss mot beslutet i Norra Hamnen.", []),
        ("Reservation\nSe Bilaga 4.", []),
    ],
)
def test_a_reserver_without_party_is_named_all_the_same(text: str, names: Names) -> None:
    assert reserved(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Socialdemokraternas ledamöter reserverar sig till förmån för eget förslag.",
        "Samtliga socialdemokrater reserverar sig.",
        "Den socialdemokratiska gruppen reserverar sig.",
        "Mot beslutet reserverar sig (S)-gruppen.",
        "(S) reserverar sig mot beslutet.",
        "Reservation\n(S)",
    ],
)
def test_a_party_told_by_its_members_reserves_as_one(text: str) -> None:
    assert reserved(text) == [(None, "S")]


def test_each_party_in_brackets_is_an_entry() -> None:
    assert reserved("Mot beslutet reserverar sig (S) och (V).") == [(None, "S"), (None, "V")]
