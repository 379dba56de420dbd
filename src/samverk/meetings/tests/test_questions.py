"""How many questions the pages of meetings put to the database, however large the meeting."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.directory import actions as directory
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import CastBallot
from samverk.meetings.queries import item_by_id, meeting_by_id
from samverk.meetings.queries.devices import vote_by_id
from samverk.meetings.tests.conftest import (
    account,
    actor,
    add,
    contested,
    draft,
    handle,
    occasion,
    person,
)
from samverk.project.testing.stages import kept

SEATS, DEPUTIES = 51, 25


@pytest.fixture
def asking():
    """Count the questions; savepoints stand for the transaction that the test is in already."""

    @contextmanager
    def at_most(number):
        with CaptureQueriesContext(connection) as asked:
            yield
        sent = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
        assert len(sent) <= number, "\n".join(sent)

    return at_most


@kept
def large(cast):
    """An opened meeting of a board with 51 members and 25 substitutes, and 30 items."""
    board = cast.board.pk
    directory.add_party(SETUP, "S", "Partiet S", key="parti")
    terms = directory.NewTerms(board, date(2023, 1, 1), "Reglementet", SEATS, DEPUTIES)
    directory.set_terms(SETUP, terms, key="villkor")
    names = [("Asta Ek", False), ("Bo Lind", False)]
    names += [(f"Ledamot Nummer{n}", False) for n in range(3, SEATS + 1)]
    names += [(f"Ersättare Nummer{n}", True) for n in range(1, DEPUTIES + 1)]
    for number, (name, substitute) in enumerate(names, start=1):
        seat = number - SEATS if substitute else number
        role = "substitute" if substitute else "chair" if number == 1 else "member"
        new = directory.NewHolding(board, seat, substitute, name, "S", role, date(2023, 1, 1))
        directory.fill_seat(SETUP, new, key=f"plats/{number}")
    made = actions.plan_meeting(cast.owner, board, occasion(), key="möte")
    for number in range(30):
        add(cast, made, f"Punkt {number}")
    actions.open_meeting(cast.owner, made, person("Asta Ek"), "Maj", key="öppna")
    return meeting_by_id(made.pk)


def call(cast, meeting):
    arrivals = [actions.Arrival(s.person) for s in seats(meeting)]
    return actions.call_roll(cast.owner, meeting, arrivals, key="u")


def seats(meeting):
    from samverk.meetings.queries import roster_of

    return roster_of(meeting).seats


def test_the_agenda(cast, large, asking):
    browser = cast.browser(cast.owner_user)
    with asking(15):
        assert browser.get(reverse("meeting", args=[large.pk])).status_code == 200


def test_the_roll_call_page(cast, large, asking):
    browser = cast.browser(cast.owner_user)
    with asking(12):
        page = browser.get(reverse("hall", args=[large.pk]) + "?alla=room")
    assert page.content.decode().count('value="room" selected') == SEATS


def test_the_room(cast, large, asking):
    call(cast, large)
    handle(cast, large, "Den som behandlas")
    browser = cast.browser(cast.owner_user)
    with asking(12):
        assert browser.get(reverse("hall", args=[large.pk])).status_code == 200


def test_calling_a_roll_of_51(cast, large, asking):
    with asking(18):
        call(cast, large)


@kept
def voting(cast, large):
    call(cast, large)
    item = handle(cast, large, "Taxan")
    draft(cast, item)
    contested(cast, item)
    return item_by_id(item.pk)


def test_recording_the_votes_of_51(cast, large, voting, asking):
    ballots = dict.fromkeys((s.person for s in seats(large)), "yes")
    owner = cast.owner
    with asking(15):
        actions.hold_vote(owner, voting, "main/1/vote", ballots, key="r")
    assert CastBallot.objects.count() == SEATS


def test_the_page_of_an_item_that_is_voted_on(cast, large, voting, asking):
    browser = cast.browser(cast.owner_user)
    url = reverse("proceeding", args=[voting.pk])
    with asking(25):
        page = browser.get(url + "?alla=yes").content.decode()
    assert page.count('value="yes" selected') == SEATS


def test_the_summary_of_many_items_and_votes(cast, large, asking):
    call(cast, large)
    people = [s.person for s in seats(large)]
    owner = cast.owner
    for number in range(3):
        item = handle(cast, large, f"Med omröstning {number}")
        draft(cast, item)
        contested(cast, item)
        ballots = dict.fromkeys(people, "yes")
        actions.hold_vote(owner, item, "main/1/vote", ballots, key=f"r{number}")
        actions.settle_item(owner, item, ["Taxan höjs."], key=f"u{number}")
    browser = cast.browser(cast.owner_user)
    with asking(25):
        page = browser.get(reverse("summary", args=[large.pk])).content.decode()
    assert page.count("51 ja, 0 nej, 0 avstår") == 3


@kept
def by_device(cast, large, voting):
    made = actions.open_device_vote(cast.owner, voting, "main/1/vote", key="enheter")
    return vote_by_id(made.pk)


def test_a_vote_from_ones_own_device_among_51(cast, large, by_device, asking):
    bo = actor(account(cast.board, "Bo Lind"))
    with asking(15):
        actions.cast_ballot(bo, by_device, "yes", key="b")


def test_closing_a_vote_of_51(cast, large, by_device, asking):
    ballots = dict.fromkeys((s.person for s in seats(large)), "yes")
    owner = cast.owner
    with asking(23):
        actions.close_device_vote(owner, by_device, ballots, key="s")
    assert CastBallot.objects.count() == SEATS


def test_what_a_members_page_asks_for_every_third_second(cast, large, by_device, asking):
    browser = cast.browser(account(cast.board, "Bo Lind"))
    url = reverse("own_vote_state", args=[large.pk])
    with asking(12):
        assert browser.get(url, headers={"Samverk-Poll": "ja"}).status_code == 200


def hold(cast, meeting, number):
    """Take up an item that is voted on by all, with a reservation by one of them."""
    item = handle(cast, meeting, f"Med omröstning {number}")
    draft(cast, item)
    contested(cast, item)
    ballots = dict.fromkeys((s.person for s in seats(meeting)), "yes") | {person("Bo Lind"): "no"}
    actions.hold_vote(cast.owner, item, "main/1/vote", ballots, key=f"r{number}")
    actions.settle_item(cast.owner, item, ["Taxan höjs."], key=f"u{number}")
    made = actions.NewReservation(person("Bo Lind"), "beslutet")
    actions.reserve(cast.owner, item_by_id(item.pk), made, key=f"m{number}")


def test_the_minutes_ask_no_more_for_many_items_than_for_one(cast, large, asking):
    call(cast, large)
    browser = cast.browser(cast.owner_user)
    url = reverse("minutes", args=[large.pk])
    for number in range(4):
        hold(cast, large, number)
        with asking(34):
            page = browser.get(url).content.decode()
        assert page.count("Bo Lind (S) reserverar sig") + page.count("50 ja, 1 nej") >= number + 1
