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
