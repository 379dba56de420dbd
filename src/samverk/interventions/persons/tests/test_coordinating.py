"""The party's coordinator: names the team, moves a closed queue, and marks what was entered in error."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.interventions.models import Delivery, IntakeWindow
from samverk.interventions.persons.actions import coordinating, correcting, queueing
from samverk.interventions.persons.actions import people as persons
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.actions.pausing import pause_wait
from samverk.interventions.persons.desk_queues import queues_adrift
from samverk.interventions.persons.models import Hold, PlaceOffer, QueueEntry, Team
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.tests.party import MAN, OTHER
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import TODAY, number_of, through
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

UNTIL = date(2024, 3, 22)


def close(party, successor=None):
    IntakeWindow.objects.filter(delivery=party.delivery).update(
        to_date=date(2024, 3, 14), successor=successor or party.successor
    )


def move_all(party, key="m", **to):
    asked = coordinating.QueueMove(party.delivery.pk, to.get("to", party.successor).pk)
    return coordinating.move_queue(party.coordinator, party.receives, asked, key=key)


def waiting(party, delivery):
    with unread([party.receives]):
        return list(
            QueueEntry.objects.filter(delivery=delivery, state="waiting")
            .select_related("moved_from")
            .order_by("number")
        )


def test_forty_who_wait_are_moved_with_their_clocks(party):
    years = ("19850709", "19900118")
    for nth in range(40):
        number = number_of(nth % 20, years[nth // 20])
        Walk(party, f"q{nth}").in_queue(number)
    before = [one.clock_start for one in waiting(party, party.delivery)]
    close(party)
    move_all(party)
    move_all(party)
    after = waiting(party, party.successor)
    assert [one.clock_start for one in after] == before
    assert (len(after), waiting(party, party.delivery)) == (40, [])
    assert [one.moved_from.number for one in after] == sorted(
        one.moved_from.number for one in after
    )


def test_who_is_offered_a_place_stays_and_who_is_hidden_moves(party):
    offered = Walk(party, "a").in_queue()
    queueing.offer_place(
        party.receiver, party.receives, offered.pk, queueing.NewOffer(UNTIL), key="o"
    )
    paused = Walk(party, "b").in_queue(MAN)
    pause_wait(party.receiver, Desk(party.receives, Hand.RECEIVER), paused.pk, "health", key="p")
    hidden = Walk(party, "c").in_queue(OTHER)
    persons.protect_person(
        party.receiver, Desk(party.receives, Hand.RECEIVER), hidden.person_id, key="s"
    )
    close(party)
    move_all(party)
    assert len(waiting(party, party.successor)) == 1
    with unread([party.receives]):
        # Who paused does so there too
        there = QueueEntry.objects.get(moved_from=paused.pk)
        assert (there.state, there.delivery) == ("paused", party.successor)
        offered.refresh_from_db()
        assert offered.state == "offered"
        assert not paused.pauses.filter(to_date=None).exists()


def test_a_queue_is_not_moved_while_its_intake_is_open(party):
    with pytest.raises(InputError, match="är öppet"):
        move_all(party)
    close(party)
    IntakeWindow.objects.filter(delivery=party.successor).update(to_date=date(2024, 3, 14))
    with pytest.raises(InputError, match="stängdes"):
        move_all(party)


def test_a_queue_goes_to_whoever_referred_when_they_have_a_team(party):
    Walk(party, "a").in_queue()
    other = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=party.cast.town,
        name="Språnget Lillköping",
        start_mode="rolling",
        from_date=date(2020, 1, 1),
    )
    IntakeWindow.objects.create(delivery=other, from_date=date(2020, 1, 1))
    close(party, other)
    with pytest.raises(InputError, match="mottagande team"):
        move_all(party, to=other)
    coordinating.name_team(party.other_coordinator, party.sends, other.pk, key="t")
    move_all(party, key="n", to=other)
    assert waiting(party, party.delivery) == []
    with unread([party.sends]):
        assert [one.state for one in QueueEntry.objects.filter(delivery=other)] == ["waiting"]


def test_a_coordinator_moves_its_own_queue_alone(party):
    close(party)
    asked = coordinating.QueueMove(party.delivery.pk, party.successor.pk)
    with pytest.raises(InputError, match="inte emot av er"):
        coordinating.move_queue(party.other_coordinator, party.sends, asked, key="x")
    for actor in (party.receiver, party.worker, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            coordinating.move_queue(actor, party.receives, asked, key="x")


def unnamed(party, **more):
    return Delivery.objects.create(
        **{
            "intervention": party.delivery.intervention,
            "provider": party.cast.neighbour,
            "name": "Språnget Syd",
            "start_mode": "rolling",
            "from_date": date(2020, 1, 1),
            **more,
        }
    )


def test_a_team_is_named_once(party):
    delivery = unnamed(party)
    at = (party.coordinator, party.receives, delivery.pk)
    team = coordinating.name_team(*at, key="t")
    assert coordinating.name_team(*at, key="t").pk == team.pk
    with pytest.raises(ConflictError, match="tas redan emot av"):
        coordinating.name_team(*at, key="u")
    with unread([party.receives]):
        assert Team.objects.filter(delivery=delivery).count() == 1


def test_a_team_is_of_the_deliverys_provider(party):
    with pytest.raises(InputError, match="inte av er"):
        coordinating.name_team(party.other_coordinator, party.sends, unnamed(party).pk, key="t")
    with pytest.raises(InputError, match="utan remiss"):
        coordinating.name_team(party.coordinator, party.receives, party.open_door.pk, key="t")
    with pytest.raises(NotFoundError):
        coordinating.name_team(party.coordinator, party.receives, 0, key="t")
    ended = unnamed(party, name="Slutat", to_date=date(2024, 3, 14))
    with pytest.raises(InputError, match="upphörde"):
        coordinating.name_team(party.coordinator, party.receives, ended.pk, key="t")


def test_an_entry_in_error_frees_its_offer(party):
    entry = Walk(party, "a").in_queue()
    queueing.offer_place(
        party.receiver, party.receives, entry.pk, queueing.NewOffer(UNTIL), key="o"
    )
    at = (party.coordinator, party.receives, entry.pk)
    with pytest.raises(InputError, match="vad som blev fel"):
        correcting.correct_queue_entry(*at, " ", key="e")
    wrong = correcting.correct_queue_entry(*at, "Fel person", key="f")
    assert correcting.correct_queue_entry(*at, "Fel person", key="f").pk == wrong.pk
    assert (wrong.state, wrong.left_on, wrong.removal) == ("entered_in_error", TODAY, "error")
    with unread([party.receives]):
        assert PlaceOffer.objects.get().answer == "taken_back"
        assert free_on(party.delivery.pk, TODAY).value == 2
    with pytest.raises(ConflictError):
        correcting.correct_queue_entry(*at, "Igen", key="g")


def test_a_participation_in_error_goes_before_its_entry(party):
    row = through(party, "a")
    taking.interrupt_participation(
        party.worker, party.receives, row.pk, taking.NewHold("health", date(2099, 1, 1)), key="u"
    )
    entry = (party.coordinator, party.receives, row.entry_id)
    with pytest.raises(ConflictError, match="har ett deltagande"):
        correcting.correct_queue_entry(*entry, "Fel person", key="e")
    wrong = correcting.correct_participation(
        party.coordinator, party.receives, row.pk, "Fel person", key="f"
    )
    assert wrong.state == "entered_in_error"
    with pytest.raises(ConflictError):
        correcting.correct_queue_entry(*entry, "Fel person", key="h")
    with unread([party.receives]):
        was = QueueEntry.objects.get(pk=row.entry_id)
        assert (was.state, was.left_on) == ("entered_in_error", TODAY)
        assert Hold.objects.get().to_date == TODAY
        assert free_on(party.delivery.pk, TODAY).value == 2


def test_only_the_coordinator_of_the_party_corrects(party):
    row = through(party, "a")
    for actor in (party.worker, party.receiver, party.other_coordinator, *party.cast.strangers):
        with pytest.raises(NotAllowedError):
            correcting.correct_participation(actor, party.receives, row.pk, "Fel", key="x")
    for body, actor in (
        (party.sends, party.other_coordinator),
        (party.receives, party.coordinator),
    ):
        pk = row.pk if body == party.sends else uuid.uuid4()
        with pytest.raises(NotFoundError):
            correcting.correct_participation(actor, body, pk, "Fel", key="x")


def test_who_is_offered_a_place_is_not_offered_it_again(party):
    entry = Walk(party, "a").in_queue()
    at = (party.receiver, party.receives, entry.pk, queueing.NewOffer(UNTIL))
    queueing.offer_place(*at, key="o")
    with pytest.raises(ConflictError, match="är erbjuden plats"):
        queueing.offer_place(*at, key="p")


def adrift(user):
    return [(one.label, one.state) for one in queues_adrift(Visit(actor_for(user), TODAY)).tasks]


def test_a_closed_queue_with_people_in_it_is_on_the_desk_until_they_are_moved(party):
    Walk(party, "a").in_queue()
    assert adrift(party.coordinator_user) == []
    close(party)
    assert adrift(party.coordinator_user) == [("Intaget är stängt: Språnget", "1 väntar")]
    assert adrift(party.other_coordinator_user) == []
    assert adrift(party.receiver_user) == []
    move_all(party)
    assert adrift(party.coordinator_user) == []


def test_what_is_open_and_nobody_receives_for_is_on_the_desk_of_its_provider(party):
    other = Delivery.objects.create(
        intervention=party.delivery.intervention,
        provider=party.cast.town,
        name="Språnget Lillköping",
        start_mode="rolling",
        from_date=date(2020, 1, 1),
    )
    assert adrift(party.other_coordinator_user) == []
    IntakeWindow.objects.create(delivery=other, from_date=date(2020, 1, 1))
    told = ("Ingen tar emot remisser: Språnget Lillköping", "Inget mottagande team")
    assert adrift(party.other_coordinator_user) == [told]
    assert adrift(party.coordinator_user) == []
    coordinating.name_team(party.other_coordinator, party.sends, other.pk, key="t")
    assert adrift(party.other_coordinator_user) == []
