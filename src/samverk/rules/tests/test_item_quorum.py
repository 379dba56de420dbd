"""Quorum live, from those who serve at the item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.rules.quorum import Quorum
from samverk.rules.remote import Link, RemoteTerms
from samverk.rules.serving import item_quorum
from samverk.rules.tests.meetings import (
    COUNCIL,
    FEDERATION,
    arrived,
    aside,
    back,
    left,
    remote,
    starts,
)
from samverk.rules.tests.texts import in_full, told

FIVE = arrived(1, 2, 3, 4, 5)


@pytest.mark.parametrize(("present", "is_quorate"), [(0, False), (4, False), (5, True), (8, True)])
def test_a_federation_of_eight_needs_five(present, is_quorate):
    found = item_quorum(FEDERATION, arrived(*range(1, present + 1)), 1).value

    assert found == Quorum(is_quorate, 8, present, 5)


def test_a_substitute_counts_only_when_serving():
    events = arrived(1, 2, 3, 4, 105)

    assert not item_quorum(FEDERATION, events, 1).value.is_quorate
    assert item_quorum(FEDERATION, (*events, starts(105, 5, 1)), 1).value.is_quorate


def test_the_substitutes_who_would_help_are_named():
    assert "Ersättare 5 (Partille) kan kallas in." in told(
        item_quorum(FEDERATION, arrived(1, 2, 3, 4, 105), 1)
    )


def test_one_who_leaves_breaks_the_quorum_from_that_item_on():
    events = (*FIVE, left(5, 3))

    assert [item_quorum(FEDERATION, events, item).value.is_quorate for item in (2, 3, 4)] == [
        True,
        False,
        False,
    ]


def test_a_conflict_breaks_a_boards_quorum_in_that_item_only():
    events = (*FIVE, aside(5, 2), back(5, 3))

    assert [item_quorum(FEDERATION, events, item).value.is_quorate for item in (1, 2, 3)] == [
        True,
        False,
        True,
    ]


def test_a_conflict_that_a_substitute_fills_keeps_a_boards_quorum():
    events = (*FIVE, *arrived(105), aside(5, 2), starts(105, 5, 2))

    assert item_quorum(FEDERATION, events, 2).value.is_quorate


def test_a_conflict_does_not_break_the_councils_quorum():
    events = (*arrived(1, 2, 3), aside(1, 1))
    ruling = item_quorum(COUNCIL, events, 1)

    assert ruling.value == Quorum(True, 5, 2, 3)
    assert "5 kap. 46 §" in "\n".join(in_full(ruling))


def test_leaving_for_another_reason_breaks_the_councils_quorum():
    assert not item_quorum(COUNCIL, (*arrived(1, 2, 3), left(1, 1)), 1).value.is_quorate


def test_a_conflict_that_a_substitute_fills_is_not_counted_twice_in_the_council():
    events = (*arrived(1, 2, 3, 4, 5, 11), aside(1, 1), starts(11, 1, 1))

    assert item_quorum(COUNCIL, events, 1).value == Quorum(True, 5, 5, 3)


@pytest.mark.parametrize("link", [Link.SOUND_AND_IMAGE, Link.SOUND_ONLY])
def test_one_at_a_distance_counts_as_present(link):
    terms = RemoteTerms(
        is_allowed=True, source="§ 5", sound_only=True, special_reasons="bilden bröts"
    )
    roster = replace(FEDERATION, remote=terms)

    assert item_quorum(roster, (*arrived(1, 2, 3, 4), remote(5, 1, link)), 1).value.is_quorate


def test_a_vacant_seat_is_part_of_the_base():
    seats = (replace(FEDERATION.seats[0], person=None), *FEDERATION.seats[1:])
    roster = replace(FEDERATION, seats=seats)

    assert item_quorum(roster, arrived(2, 3, 4, 5), 1).value == Quorum(False, 8, 4, 5)


def test_who_is_not_noted_as_back_is_told_beside_the_quorum():
    assert "är inte antecknad som åter" in told(item_quorum(FEDERATION, (*FIVE, aside(5, 2)), 3))
