"""Whom to call in before a meeting, and that the roll then suggests the same one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.serving import serving_at, to_call_in
from samverk.rules.tests.meetings import BOARD, BY_PARTY, COUNCIL, FEDERATION, arrived
from samverk.rules.tests.texts import plain

FULL = replace(BOARD, seats=tuple(s if s.person else replace(s, person=4) for s in BOARD.seats))


def called(roster, seat, person):
    seats = tuple(replace(s, called=person) if s.id == seat else s for s in roster.seats)
    return replace(roster, seats=seats)


def suggested(roster, *absent):
    return {seat: one.person for seat, one in to_call_in(roster, absent).items()}


def test_nobody_is_called_in_where_all_come():
    assert suggested(FULL) == {}


def test_the_first_in_turn_is_called_in_for_one_who_cannot_come():
    assert suggested(FULL, 2) == {2: 11}
    reasons = " ".join(plain(each.text) for each in to_call_in(FULL, (2,))[2].reasons)
    assert "Berg (A) står i tur att tjänstgöra för Dal (A)." in reasons


def test_a_vacant_seat_is_to_be_filled_too():
    assert suggested(BOARD) == {4: 11}


def test_a_substitute_who_cannot_come_is_passed_by():
    assert suggested(FULL, 2, 11) == {2: 12}


def test_one_called_in_is_not_called_in_again():
    assert suggested(called(FULL, 2, 11), 2) == {}
    assert suggested(called(FULL, 2, 11), 2, 3) == {3: 12}


def test_one_called_in_who_cannot_come_leaves_the_seat_to_the_next():
    assert suggested(called(FULL, 2, 11), 2, 11) == {2: 12}


def test_the_party_turn_holds_beforehand_too():
    roster = replace(BY_PARTY, seats=FULL.seats)
    assert suggested(roster, 5) == {5: 13}
    assert suggested(roster, 5, 13) == {5: None}


def test_where_nobody_is_left_it_is_said():
    [one] = to_call_in(FULL, (2, 11, 12, 13)).values()
    assert "Ingen ersättare finns kvar att kalla in för Dal (A)." in plain(one.reasons[0].text)


def test_the_roll_suggests_exactly_the_one_who_was_called_in():
    roster = called(FULL, 2, 13)
    here = arrived(1, 3, 4, 5, 11, 12, 13)
    place = next(p for p in serving_at(roster, here, 1).value.places if p.seat == 2)
    assert place.suggestion.person == 13
    assert "kallades in före mötet" in place.suggestion.reasons[0].text


def test_one_who_was_called_in_and_is_not_there_is_not_suggested():
    roster = called(FULL, 2, 13)
    here = arrived(1, 3, 4, 5, 11, 12)
    place = next(p for p in serving_at(roster, here, 1).value.places if p.seat == 2)
    assert place.suggestion.person == 11


def test_one_called_in_to_a_seat_is_not_spent_on_another():
    roster = called(FULL, 3, 11)
    here = arrived(1, 4, 5, 11, 12)
    found = {
        p.seat: p.suggestion.person
        for p in serving_at(roster, here, 1).value.places
        if p.suggestion
    }
    assert found == {2: 12, 3: 11}


@given(st.sampled_from([FULL, BOARD, BY_PARTY, COUNCIL, FEDERATION]), st.data())
def test_the_roll_suggests_what_was_suggested_beforehand(roster, data):
    """With all others there, and nobody called in yet, both ask the same question."""
    members = [s.person for s in roster.seats if s.person is not None]
    people = [*members, *(s.person for s in roster.substitutes)]
    absent = data.draw(st.sets(st.sampled_from(people)))
    here = arrived(*(who for who in people if who not in absent))
    places = serving_at(roster, here, 1).value.places
    there = {p.seat: p.suggestion.person for p in places if p.suggestion}
    assert suggested(roster, *absent) == there
