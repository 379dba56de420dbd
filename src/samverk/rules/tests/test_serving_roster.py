"""The roll of a meeting: what it holds, and what mistakes it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.rules.serving import Event, EventKind, OrderKind, OrderTerms, Seat, Substitute
from samverk.rules.tests.meetings import BOARD, COUNCIL, FEDERATION


def test_a_federation_of_eight_members_has_as_many_substitutes_as_seats():
    assert len(FEDERATION.seats) == len(FEDERATION.substitutes) == 8


def test_people_are_named_with_party_or_organisation():
    assert BOARD.title(1) == "Ek (A)"
    assert BOARD.title(12) == "Fors (B)"
    assert FEDERATION.title(4) == "Ledamot 4 (Mölndal)"


def test_a_person_of_neither_is_named_alone():
    assert Substitute(1, "Berg").title == "Berg"


def test_somebody_outside_the_body_is_a_mistake():
    with pytest.raises(ValueError, match="varken ledamot eller ersättare"):
        BOARD.title(99)


def test_a_body_needs_a_seat():
    with pytest.raises(ValueError, match="inga platser"):
        replace(BOARD, seats=())


@pytest.mark.parametrize(
    "changed",
    [
        {"seats": (Seat(1, 1), Seat(2, 1))},
        {"seats": (Seat(1, 11),)},
        {"substitutes": (Substitute(11, "Berg"), Substitute(11, "Berg"))},
    ],
)
def test_one_person_stands_only_once(changed):
    with pytest.raises(ValueError, match="Samma person"):
        replace(BOARD, **changed)


def test_one_seat_stands_only_once():
    with pytest.raises(ValueError, match="Samma plats"):
        replace(BOARD, seats=(Seat(1, 1), Seat(1, 2)))


def test_several_seats_may_be_vacant():
    assert len(replace(BOARD, seats=(Seat(1, None), Seat(2, None))).seats) == 2


@pytest.mark.parametrize(
    "term", ["begun_keeps_priority", "late_member_takes_over", "broken_off_stays_out"]
)
def test_the_councils_terms_are_the_acts_and_a_boards_its_own(term):
    terms = OrderTerms(OrderKind.PARTY_LIST, **{term: False})

    with pytest.raises(ValueError, match="I fullmäktige gäller kommunallagens villkor"):
        replace(COUNCIL, terms=terms)
    assert replace(BOARD, terms=terms).terms == terms


@pytest.mark.parametrize("item", [0, -1])
def test_items_are_counted_from_one(item):
    with pytest.raises(ValueError, match="minst 1"):
        Event(EventKind.ARRIVED, 1, item)


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind is not EventKind.STARTED])
def test_a_seat_is_given_only_when_a_substitute_starts(kind):
    with pytest.raises(ValueError, match="Ange plats"):
        Event(kind, 1, 1, seat=1)


def test_a_substitute_who_starts_does_so_in_a_seat():
    with pytest.raises(ValueError, match="Ange plats"):
        Event(EventKind.STARTED, 11, 1)
