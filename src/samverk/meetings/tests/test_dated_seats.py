"""The quorum of a meeting counts the seats of its own day, as the by-laws of that day state them."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.directory import actions as directory
from samverk.directory import queries as seats
from samverk.directory.models import Seat, SeatHolding
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import queries
from samverk.meetings.tests.conftest import DAY, again, roll
from samverk.project.testing.stages import kept


def more(body, number, name, day=date(2026, 1, 1)):
    new = directory.NewHolding(body.pk, number, False, name, "S", "member", day)
    directory.fill_seat(SETUP, new, key=f"ny/{number}/{name}")


def terms(body, members, day):
    new = directory.NewTerms(body.pk, day, "Nytt reglemente", members)
    directory.set_terms(SETUP, new, key=f"nytt/{day}")


def quorum(meeting):
    found = again(meeting)
    return queries.hall_of(found, list(found.items.all()), queries.presence_of(found)).quorum


@kept
def three(seated, opened):
    """Three of the five members are in the room."""
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    return opened


def needs(meeting):
    found = quorum(meeting).value
    return found.needs, found.members, found.is_quorate


@pytest.mark.parametrize("stated", [5, None])
def test_seats_filled_later_change_no_earlier_meeting(seated, three, stated):
    seated.board.terms.update(members=stated)
    more(seated.board, 6, "Ny Ett")
    more(seated.board, 7, "Ny Två")
    assert needs(three) == (3, 5, True)


def test_new_by_laws_change_no_earlier_meeting(seated, three):
    terms(seated.board, 7, date(2026, 1, 1))
    assert needs(three) == (3, 5, True)


def test_a_body_that_shrinks_keeps_no_ghost_seats(seated, three):
    SeatHolding.objects.filter(seat__number__in=(4, 5), seat__substitute=False).update(
        to_date=date(2024, 1, 31)
    )
    terms(seated.board, 3, date(2024, 2, 1))
    assert needs(three) == (2, 3, True)
    assert len(queries.roster_of(again(three)).seats) == 3


def test_those_who_sit_are_called_before_vacant_seats_of_lower_number(seated):
    SeatHolding.objects.filter(seat__number__in=(2, 4), seat__substitute=False).update(
        to_date=date(2024, 1, 31)
    )
    called = seats.called_of(seats.seats_on(seated.board.pk, DAY), 3)
    assert [seat.number for seat, _ in called] == [1, 3, 5]


def test_a_seat_never_filled_counts_as_empty_and_is_told(seated, three):
    terms(seated.board, 7, date(2024, 2, 1))
    assert needs(three) == (4, 7, False)
    told = [remark.text for remark in quorum(three).remarks]
    assert any("2 platser har ingen valts till" in text for text in told)


def test_one_who_sits_beyond_the_by_laws_is_not_called_and_is_told(seated, three):
    more(seated.board, 6, "Ny Ett", date(2024, 1, 1))
    assert needs(three) == (3, 5, True)
    told = [remark.text for remark in quorum(three).remarks]
    assert any("Ny Ett (plats 6) har en plats utöver dem" in text for text in told)


def test_a_seat_without_any_holder_exists_where_the_by_laws_are_silent(seated, three):
    seated.board.terms.update(members=None)
    Seat.objects.create(body=seated.board, number=6)
    assert needs(three) == (4, 6, False)
    assert not any("Reglementet anger" in remark.text for remark in quorum(three).remarks)


def test_the_bodys_page_shows_the_seats_of_the_day(seated):
    more(seated.board, 6, "Ny Ett")
    assert [s.number for s, _ in seats.seats_on(seated.board.pk, DAY) if not s.substitute][-1] == 5


def test_the_roll_takes_no_more_queries(seated, three, django_assert_num_queries):
    found = again(three)
    with django_assert_num_queries(3):
        queries.roster_of(found)
