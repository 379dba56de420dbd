"""Two clerks at the same meeting at the same moment, each on a connection of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverk.exchange import actions as exchange
from samverk.exchange.tests.conftest import ADDRESS, NEIGHBOUR, TOWN, OtherTown
from samverk.foundation.errors import SamverkError
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race
from samverk.meetings import actions
from samverk.meetings.models import (
    AgendaItem,
    CastBallot,
    DeviceBallot,
    IncomingExtract,
    ItemOutcome,
    PlacedExtract,
    PresenceEvent,
    StepTaken,
)
from samverk.meetings.queries import incoming_by_id, item_by_id, meeting_by_id
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    add,
    contested,
    draft,
    fill,
    handle,
    occasion,
    person,
    roll,
    step,
)
from samverk.meetings.tests.sending import open_case
from samverk.meetings.tests.test_incoming import extract
from samverk.registry.models import Document

__all__ = ["committed"]
CLERKS = 6


class Clerk:
    """Stands for the cast where the helpers ask for the owner: the system, on any connection."""

    owner = SETUP


@pytest.fixture
def meeting(committed, the_day):
    stage = set_stage()
    fill(stage.board)
    made = actions.plan_meeting(SETUP, stage.board.pk, occasion(), key="möte")
    actions.open_meeting(SETUP, made, person("Asta Ek"), "Maj", key="öppna")
    return meeting_by_id(made.pk)


def tries(work):
    """Let every clerk try at once: what each got, or the words of the refusal."""

    def attempt(number):
        try:
            return work(number)
        except SamverkError as fault:
            return fault

    return race(attempt, CLERKS)


def done(answers):
    return [one for one in answers if not isinstance(one, SamverkError)]


def test_of_many_items_one_is_taken_up_and_numbers_have_no_gap(meeting):
    items = [add(Clerk, meeting, f"Punkt {n}") for n in range(CLERKS)]
    answers = tries(lambda n: actions.take_up(SETUP, items[n], key=f"t{n}"))
    assert len(done(answers)) == 1
    (taken,) = AgendaItem.objects.filter(turn__isnull=False)
    assert (taken.turn, taken.paragraph) == (1, 1)


def test_the_same_item_is_taken_up_once(meeting):
    item = add(Clerk, meeting, "Taxan")
    assert len(done(tries(lambda n: actions.take_up(SETUP, item, key=f"t{n}")))) == 1


def test_items_added_and_moved_at_once_keep_their_order_whole(meeting):
    first = add(Clerk, meeting, "Först")

    def work(number):
        if number % 2:
            return actions.move_item(SETUP, first, 1, key=f"m{number}")
        return add(Clerk, meeting, f"Punkt {number}")

    assert len(done(tries(work))) == CLERKS
    places = AgendaItem.objects.order_by("position").values_list("position", flat=True)
    assert list(places) == [1, 2, 3, 4]


def test_the_roll_is_called_once(meeting):
    answers = tries(lambda n: roll(Clerk, meeting, *MEMBERS, key=f"u{n}"))
    assert len(done(answers)) == 1
    assert PresenceEvent.objects.count() == len(MEMBERS)


def test_presence_noted_at_once_is_numbered_without_gap_and_noted_once(meeting):
    roll(Clerk, meeting, "Asta Ek")
    late = MEMBERS[1:4]

    def work(number):
        new = actions.NewPresence("arrived", person(late[number % 3]))
        return actions.record_presence(SETUP, meeting, new, key=f"n{number}")

    assert len(done(tries(work))) == len(late)
    assert sorted(PresenceEvent.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.fixture
def item(meeting):
    roll(Clerk, meeting, *MEMBERS)
    found = handle(Clerk, meeting, "Taxan")
    draft(Clerk, found)
    return item_by_id(found.pk)


def test_a_step_is_taken_once(item):
    def work(number):
        new = actions.NewStep("Found", "main/1/find", {"won": "base"})
        return actions.take_step(SETUP, item, new, key=f"s{number}")

    assert len(done(tries(work))) == 1
    assert StepTaken.objects.count() == 1


def test_a_vote_is_counted_once(item):
    contested(Clerk, item)
    people = {name: person(name) for name in MEMBERS}

    def work(number):
        choice = "yes" if number % 2 else "no"
        ballots = dict.fromkeys(people.values(), choice)
        return actions.hold_vote(SETUP, item, "main/1/vote", ballots, key=f"r{number}")

    assert len(done(tries(work))) == 1
    assert CastBallot.objects.count() == len(MEMBERS)
    assert len(set(CastBallot.objects.values_list("choice", flat=True))) == 1


def test_a_member_leaves_while_the_vote_is_noted_and_the_record_agrees(item, meeting):
    contested(Clerk, item)
    people = {name: person(name) for name in MEMBERS}

    def work(number):
        if number:
            new = actions.NewPresence("left", people["Bo Lind"])
            return actions.record_presence(SETUP, meeting, new, key=f"n{number}")
        ballots = dict.fromkeys(people.values(), "yes")
        return actions.hold_vote(SETUP, item, "main/1/vote", ballots, key="r")

    tries(work)
    voters = {voter.person for voter in proceeding_of(item).voters}
    voted = set(CastBallot.objects.values_list("person", flat=True))
    assert voted in (set(), voters)


def test_every_vote_from_a_device_that_was_acknowledged_is_counted_as_it_was_sent(item):
    contested(Clerk, item)
    ballot = actions.open_device_vote(SETUP, item, "main/1/vote", key="enheter")
    people = [person(name) for name in MEMBERS]

    def work(number):
        if number == len(people):
            rest = dict.fromkeys(people, "abstain") | {people[0]: "yes"}
            return actions.close_device_vote(SETUP, ballot, rest, key="stäng")
        voter = replace(SETUP, person=people[number])
        return actions.cast_ballot(voter, ballot, "no", key=f"r{number}")

    answers = tries(work)
    sent = {one.person_id for one in done(answers) if isinstance(one, DeviceBallot)}
    counted = dict(CastBallot.objects.values_list("person", "choice"))
    assert set(counted) == set(people)
    assert {who for who, choice in counted.items() if choice == "no"} == sent


def test_a_vote_is_opened_and_closed_once(item):
    contested(Clerk, item)
    opened = tries(lambda n: actions.open_device_vote(SETUP, item, "main/1/vote", key=f"ö{n}"))
    (ballot,) = done(opened)
    everyone = dict.fromkeys((person(name) for name in MEMBERS), "yes")
    closed = tries(lambda n: actions.close_device_vote(SETUP, ballot, everyone, key=f"s{n}"))
    assert len(done(closed)) == 1
    assert CastBallot.objects.count() == len(MEMBERS)


def test_an_item_is_settled_once_and_not_while_a_step_is_undone(item):
    step(Clerk, item, "Found", "main/1/find", won="base")
    step(Clerk, item, "Gavel", "main/1/confirm")

    def work(number):
        if number % 2:
            return actions.settle_item(SETUP, item, ["Taxan höjs."], key=f"u{number}")
        return actions.undo_step(SETUP, item, key=f"å{number}")

    tries(work)
    settled = ItemOutcome.objects.exists()
    assert settled == (StepTaken.objects.filter(undone=True).count() == 0)


def test_a_meeting_does_not_end_with_an_item_that_came_at_the_same_moment(meeting):
    def work(number):
        if number:
            return add(Clerk, meeting, f"Punkt {number}")
        return actions.end_meeting(SETUP, meeting, key="slut")

    tries(work)
    ended = meeting_by_id(meeting.pk).ended_at is not None
    assert ended == (AgendaItem.objects.count() == 0)


def test_an_incoming_extract_is_put_in_one_case_by_those_who_try_at_once(
    committed, the_day, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    stage, other = set_stage(), OtherTown()
    exchange.add_peer(SETUP, exchange.NewPeer(stage.town.pk, TOWN), key="a")
    new = exchange.NewPeer(stage.neighbour.pk, NEIGHBOUR, ADDRESS, other.public_key)
    exchange.add_peer(SETUP, new, key="b")
    exchange.receive(other.message(type="protokollsutdrag", payload=extract()))
    incoming = incoming_by_id(IncomingExtract.objects.get().pk)
    cases = [open_case(stage.board, f"Ärende {n}").pk for n in range(CLERKS)]

    def work(number):
        return actions.place_extract(SETUP, incoming, cases[number % 2], key=f"l{number}")

    assert len(done(tries(work))) == 1
    assert PlacedExtract.objects.get().document.case_id in cases
    assert Document.objects.count() == 1
