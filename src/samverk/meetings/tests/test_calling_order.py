"""The registered order of the substitutes decides who stands in turn in the room."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.directory.models import SeatHolding
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.models import AgendaItem
from samverk.meetings.tests.conftest import MEMBERS, again, fill, occasion, person, roll
from samverk.project.testing.stages import kept

EXTRA = "Hans Ås"


def seat(body, number, name, constituency=""):
    new = directory.NewHolding(
        body.pk, number, True, name, "S", "substitute", date(2023, 1, 1), None, constituency
    )
    directory.fill_seat(SETUP, new, key=f"extra/{name}")


def order(body, day=date(2023, 1, 1), **lists):
    new = directory.NewCallingOrder(body.pk, day, "Länsstyrelsens beslut", **lists)
    directory.set_calling_order(SETUP, new, key=f"ordning/{day}")


def hall(body, *names):
    made = actions.plan_meeting(SETUP, body.pk, occasion(), key="m")
    actions.open_meeting(SETUP, made, person("Asta Ek"), "Maj", key="ö")
    actions.call_roll(SETUP, made, [actions.Arrival(person(n)) for n in names], key="u")
    meeting = queries.meeting_by_id(made.pk)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    return queries.hall_of(meeting, items, queries.presence_of(meeting))


@kept
def council(cast):
    """A council where Folke (seat 1) and Hans (seat 3) are substitutes for S."""
    fill(cast.council)
    seat(cast.council, 3, EXTRA)
    return cast.council


HERE = ("Asta Ek", "Cia Alm", "Dan Rönn", "Eva Hägg", "Folke Ask", EXTRA)


def suggested(body, at):
    return hall(body, *HERE).places[at].suggested


def test_without_an_order_the_number_of_the_seat_decides(council):
    assert suggested(council, 1) == "Folke Ask (S)"


def test_the_partys_list_decides(council):
    order(council, by_party={"S": [person(EXTRA), person("Folke Ask")]})
    assert suggested(council, 1) == "Hans Ås (S)"


def test_one_on_the_list_goes_before_one_who_is_not(council):
    order(council, by_party={"S": [person(EXTRA)]})
    assert suggested(council, 1) == "Hans Ås (S)"


def test_the_members_own_list_goes_before_the_partys(council):
    turn = {"S": [person("Folke Ask"), person(EXTRA)]}
    order(council, by_party=turn, by_member={person("Bo Lind"): [person(EXTRA)]})
    assert suggested(council, 1) == "Hans Ås (S)"


def test_a_boards_own_list_for_a_member_is_followed(cast):
    fill(cast.board)
    order(cast.board, by_member={person("Bo Lind"): [person("Greta Pil")]})
    here = ("Asta Ek", *MEMBERS[2:], "Folke Ask", "Greta Pil")
    assert hall(cast.board, *here).places[1].suggested == "Greta Pil (M)"


def test_an_order_from_a_later_day_does_not_reach_back(council):
    order(council, date(2025, 1, 1), by_party={"S": [person(EXTRA)]})
    assert suggested(council, 1) == "Folke Ask (S)"


@pytest.mark.parametrize(("given", "lacks"), [({}, True), ({"S": ["N", "Z"], "M": ["Z"]}, False)])
def test_the_room_tells_what_is_missing_until_it_is_registered(council, given, lacks):
    rows = SeatHolding.objects.filter(seat__body=council, seat__substitute=False)
    rows.filter(seat__number__lte=2).update(constituency="N")
    rows.filter(seat__number__gt=2).update(constituency="Z")
    order(council, by_party={"S": [person(EXTRA)]}, constituencies=given)
    room = hall(council, *HERE)
    assert room.lacks_order is lacks
    told = any("flest röster är inte angivet" in r.text for r in room.serving.remarks)
    assert told is lacks


def test_the_remark_links_to_the_page_where_the_order_is_written(seated, opened):
    seated.board.terms.update(source="")
    roll(seated, opened, "Asta Ek")
    url = reverse("hall", args=[again(opened).pk])
    page = seated.browser(seated.owner_user).get(url).content.decode()
    assert reverse("new_calling_order", args=["lillkoping", seated.board.pk]) in page
