"""Moves where the one who refers, had the place or takes over lives in another installation."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import transaction

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Received, Sent
from samverk.exchange.ports import MESSAGE_TYPES, NotYetError
from samverk.exchange.schema import faults
from samverk.exchange.sealing import sealed
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.tests.cast import SETUP
from samverk.interventions.persons.actions import arriving, far_moves, referrals
from samverk.interventions.persons.actions.arriving import take_in_move, take_in_step
from samverk.interventions.persons.actions.far import unsealed
from samverk.interventions.persons.models import (
    Disclosure,
    NamedHandler,
    Protection,
    QueueEntry,
    QueuePause,
    Referral,
)
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.tests.neighbours import set_next
from samverk.interventions.persons.tests.test_far import incoming, payload_of, said_in, there
from samverk.interventions.persons.tests.test_moves import moved, person_of
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.tests.wires import in_turn, legible
from samverk.interventions.persons.walls import unread
from samverk.project.testing.stages import kept
from samverk.rules.interventions.disclosure import EVERYTHING

# What lies open in no message: of which delivery, on which ground and from which day
SHUT = ("delivery", "consent", "2024-03-15")
TODAY, LATER = date(2024, 3, 15), date(2024, 6, 10)


@kept
def beyond(party):
    return set_next(party)


@kept
def waits(party):
    return Walk(party, "w").in_queue()


def peer(organisation, code, *, is_far=False):
    address, key = "", ""
    if is_far:
        address = f"https://{code}.example/vaxling/ta-emot/"
        with there():
            key = own_public_key()
    new = exchange.NewPeer(organisation.pk, code, address, key) if is_far else None
    exchange.add_peer(SETUP, new or exchange.NewPeer(organisation.pk, code), key=f"peer/{code}")


@kept
def far_next(party, beyond, waits):
    """Whoever takes over lives elsewhere; who refers and who had the place live here."""
    peer(party.cast.town, "212000-0001")
    peer(party.cast.neighbour, "212000-0002")
    peer(beyond.home, "212000-0003", is_far=True)
    return beyond


@kept
def far_referrer(party, beyond, waits):
    """Who refers lives elsewhere; both who had the place and who takes over live here."""
    peer(party.cast.town, "212000-0001", is_far=True)
    peer(party.cast.neighbour, "212000-0002")
    peer(beyond.home, "212000-0003")
    return beyond


def came(beyond, payload, sender, recipient):
    return incoming(beyond.party, payload, sender, recipient)


def sent(kind):
    return [payload_of(one) for one in in_turn(kind)]


def opened(kind):
    """What was sent of a kind, as its receiver reads it, in turn."""
    return [said_in(one) for one in in_turn(kind)]


def last_sent(event):
    """The message (id) that tells an event."""
    rows = reversed(in_turn("remissteg"))
    return next(one.pk for one in rows if said_in(one)["event"] == event)


def step(party, row, event, delivery=None, **hidden):
    said = json.dumps({"note": "", "reason": ""} | hidden).encode()
    return {
        "thread": str(row.thread),
        "delivery": str((delivery or party.delivery).code),
        "event": event,
        "day": "2024-03-15",
        "sealed": sealed(said, own_public_key(), str(row.thread)),
    }


def the_move(far_next, waits, **more):
    party = far_next.party
    with unread([party.receives]):
        QueuePause.objects.create(
            controller_id=party.receives,
            person_id=waits.person_id,
            entry_id=waits.pk,
            from_date=TODAY,
            to_date=date(2024, 3, 25),
            reason="health",
        )
    far_next.consent(person_of(party, waits))
    with time_machine.travel(f"{LATER}T12:00:00+02:00", tick=False):
        moved(far_next, waits, **more)
    (payload,) = sent("remissflytt")
    return came(far_next, payload, party.cast.neighbour, far_next.home)


def test_nothing_of_the_person_can_be_read_on_the_way(party, far_next, waits):
    the_move(far_next, waits)
    message = Sent.objects.get(type="remissflytt")
    who = ("Siv", "Påhitt", "9805", CONTENT.need, "212000-0001")
    assert legible((*who, "health", "2024-03-25", *SHUT), message) == []
    payload = payload_of(message)
    assert not list(faults(payload, MESSAGE_TYPES.find("remissflytt", 1).schema))
    with unread([party.receives]):
        told = Disclosure.objects.get(message=message.pk)
        assert (told.what, told.ground, told.receiver) == ("moved_place", "consent", far_next.home)


def test_the_place_stands_there_once_with_its_clock_and_pauses(party, far_next, waits):
    message = the_move(far_next, waits)
    with there(), time_machine.travel(f"{LATER}T13:00:00+02:00", tick=False):
        first = take_in_move(message)
        assert take_in_move(message).pk == first.pk
    with unread([far_next.body]):
        new = QueueEntry.objects.get()
        assert (new.clock_start, new.joined_on, new.origin) == (TODAY, LATER, "transferred")
        assert new.referral.sender == party.cast.town
        assert identity(new.person).name == "Siv Påhitt"
        pause = QueuePause.objects.get()
        assert (pause.to_date, pause.reason) == (date(2024, 3, 25), "health")
    with unread([party.receives]):
        waits.refresh_from_db()
        assert waits.state == "transferred"


def test_who_is_protected_is_so_there(party, far_next, waits):
    with unread([party.receives]):
        Protection.objects.create(controller_id=party.receives, person_id=waits.person_id)
    with unread([party.receives]):
        NamedHandler.objects.create(
            controller_id=party.receives,
            person_id=waits.person_id,
            user=party.coordinator_user,
        )
    message = the_move(far_next, waits)
    with there():
        row = take_in_move(message)
    with unread([far_next.body]):
        assert Protection.objects.filter(person=row.person_id, lifted_at=None).exists()


def test_a_referrer_that_is_not_known_there_is_not_guessed(party, far_next, waits, monkeypatch):
    message = the_move(far_next, waits)
    monkeypatch.setattr(far_moves.peers, "peer_by_code", lambda _: None)
    with there(), pytest.raises(InputError, match="inte känd här"):
        take_in_move(message)


def test_one_who_cannot_be_named_to_the_other_is_not_moved(party, beyond, waits):
    peer(party.cast.neighbour, "212000-0002")
    peer(beyond.home, "212000-0003", is_far=True)
    beyond.consent(person_of(party, waits))
    with pytest.raises(InputError, match="motparter"), transaction.atomic():
        moved(beyond, waits)
    with unread([party.receives]):
        waits.refresh_from_db()
        assert waits.state == "waiting"


def test_a_consent_taken_back_before_the_place_has_come_closes_it(
    party, far_next, waits, monkeypatch
):
    message = the_move(far_next, waits)
    told = [
        {
            "thread": message.payload["thread"],
            "delivery": str(far_next.delivery.code),
            "event": "unshare",
            "hidden": {},
        }
    ]
    monkeypatch.setattr(arriving, "came_about", lambda *_: told)
    with there():
        row = take_in_move(message)
        assert take_in_move(message).pk == row.pk
    with unread([far_next.body]):
        row.refresh_from_db()
        assert row.unshared_on is not None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"clock_start": "2030-01-01"}, "i framtiden"),
        (
            {"pauses": [{"from": "2024-05-01", "to": "2024-04-01", "reason": "health"}]},
            "slutar innan",
        ),
        ({"pauses": [{"from": "2024-03-20", "to": "", "reason": "completion"}]}, "följer inte med"),
        ({"pauses": [{"from": "2024-03-20", "to": "", "reason": "vädret"}]}, "Skälet till pausen"),
        ({"confirmed_on": "i går"}, "går inte att läsa"),
    ],
)
def test_a_place_that_cannot_be_is_refused(party, far_next, waits, place, words):
    message = the_move(far_next, waits)
    with there():
        opened = unsealed(message, far_moves.MOVE)
        hidden = opened.payload["hidden"]
        changed = hidden | {"place": hidden["place"] | place}
        wrong = replace(opened, payload=opened.payload | {"hidden": changed})
        with (
            time_machine.travel(f"{LATER}T13:00:00+02:00", tick=False),
            pytest.raises(InputError, match=words),
        ):
            take_in_move(wrong)


def test_what_was_not_sealed_to_them_is_refused(party, far_next, waits):
    message = the_move(far_next, waits)
    with pytest.raises(InputError, match="inte förseglat"), transaction.atomic():
        take_in_move(message)
    assert not Received.objects.exists()


def test_what_another_sender_would_pass_on_as_its_own_is_refused(party, far_next, waits):
    message = the_move(far_next, waits)
    wrong = came(far_next, message.payload, party.cast.town, far_next.home)
    with there(), pytest.raises(InputError, match="inte förseglat"):
        take_in_move(wrong)


def test_a_delivery_of_somebody_else_takes_nothing_in(party, far_next, waits):
    message = the_move(far_next, waits)
    with there():
        wrong = replace(unsealed(message, "remissflytt"), recipient=party.cast.neighbour.pk)
    with there(), pytest.raises(InputError, match="någon annan"):
        take_in_move(wrong)


def test_a_referrer_elsewhere_is_asked_and_its_yes_moves_the_place(party, far_referrer, waits):
    assert moved(far_referrer, waits).state == "waiting"
    (asked,) = opened("remissteg")
    assert asked["event"] == "ask_move"
    (payload,) = sent("remissteg")
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    assert "ask_move" not in str(payload)
    with unread([party.receives]):
        row = Referral.objects.get()
    yes = step(
        party,
        row,
        "let_move",
        to=str(far_referrer.delivery.code),
        ground="consent",
        until="2024-12-31",
        shared=["identity", "reason", "queue"],
    )
    take_in_step(came(far_referrer, yes, party.cast.town, party.cast.neighbour))
    with unread([far_referrer.body]):
        new = QueueEntry.objects.get()
        assert new.clock_start == TODAY
        assert new.referral.shared_until == date(2024, 12, 31)
        assert new.referral.shared == ["identity", "reason", "queue"]
        assert identity(new.person).phone == ""
    events = [one["event"] for one in opened("remissteg")]
    assert events == ["ask_move", "transfer", "take_up", "accept", "queue"]
    transfer = opened("remissteg")[1]["hidden"]
    assert transfer["to"] == str(far_referrer.delivery.code)
    assert transfer["shared"] == ["identity", "reason", "queue"]


def test_an_answer_to_what_is_asked_no_more_is_refused(party, far_referrer, waits):
    with unread([party.receives]):
        row = Referral.objects.get()
    said = {"to": str(far_referrer.delivery.code), "ground": "consent", "until": "", "shared": []}
    yes = step(party, row, "let_move", **said)
    with pytest.raises(ConflictError, match="inte aktuell"), transaction.atomic():
        take_in_step(came(far_referrer, yes, party.cast.town, party.cast.neighbour))


@kept
def at_the_referrer(party, beyond, waits):
    """The referrer's own installation: who had the place and who takes over live elsewhere."""
    peer(party.cast.town, "212000-0001")
    peer(party.cast.neighbour, "212000-0002", is_far=True)
    peer(beyond.home, "212000-0003", is_far=True)
    with unread([party.sends]):
        return Referral.objects.select_related("person").get()


def ask(party, beyond, row):
    asked = step(party, row, "ask_move", to=str(beyond.delivery.code))
    take_in_step(came(beyond, asked, party.cast.neighbour, party.cast.town))


def gone_on(party, beyond, row, **more):
    said = {"ground": "consent", "until": "", "shared": list(EVERYTHING)}
    hidden = {"to": str(beyond.delivery.code)} | said | more
    return came(
        beyond, step(party, row, "transfer", **hidden), party.cast.neighbour, party.cast.town
    )


def test_the_referrer_answers_when_the_consent_is_there(party, beyond, at_the_referrer):
    ask(party, beyond, at_the_referrer)
    assert not sent("remissteg")
    beyond.consent(at_the_referrer.person, to_date=date(2024, 12, 31))
    yes = next(one for one in opened("remissteg") if one["event"] == "let_move")
    said = yes["hidden"]
    assert (said["to"], said["until"]) == (str(beyond.delivery.code), "2024-12-31")
    assert said["shared"] == [*EVERYTHING]
    with unread([party.sends]):
        written = Disclosure.objects.get(what="let_move")
        assert (written.receiver, written.message) == (party.cast.neighbour, last_sent("let_move"))


def test_the_referrer_answers_at_once_when_it_was_there_before(party, beyond, at_the_referrer):
    beyond.consent(at_the_referrer.person)
    ask(party, beyond, at_the_referrer)
    assert [one["event"] for one in opened("remissteg")] == ["let_move"]


def test_a_question_that_passes_the_answer_to_the_referral_waits(party, beyond, at_the_referrer):
    fresh = Walk(party, "ny").draft(at_the_referrer.person, party.successor)
    referrals.submit_referral(party.referrer, party.sends, fresh.pk, "consent", key="ny/i")
    asked = step(party, fresh, "ask_move", party.successor, to=str(beyond.delivery.code))
    with pytest.raises(NotYetError), transaction.atomic():
        take_in_step(came(beyond, asked, party.cast.neighbour, party.cast.town))


def test_the_referrer_follows_it_to_the_new_receiver(party, beyond, at_the_referrer):
    beyond.consent(at_the_referrer.person)
    on = step(party, at_the_referrer, "take_up", beyond.delivery)
    with pytest.raises(NotYetError), transaction.atomic():
        take_in_step(came(beyond, on, beyond.home, party.cast.town))
    take_in_step(gone_on(party, beyond, at_the_referrer))
    take_in_step(came(beyond, on, beyond.home, party.cast.town))
    with unread([party.sends]):
        at_the_referrer.refresh_from_db()
        new = Referral.objects.get(delivery=beyond.delivery)
        assert (at_the_referrer.state, new.state) == ("redirected", "under_assessment")
        assert (new.clock_start, new.ground) == (TODAY, "consent")
        written = Disclosure.objects.get(what="moved_place")
        assert (written.receiver, written.consent is None) == (beyond.home, False)


def test_what_was_moved_on_a_consent_that_is_gone_is_closed_there(party, beyond, at_the_referrer):
    take_in_step(gone_on(party, beyond, at_the_referrer))
    with unread([party.sends]):
        new = Referral.objects.get(delivery=beyond.delivery)
        assert new.state == "withdrawn"
    told = [(one["event"], one["delivery"]) for one in opened("remissteg")]
    assert told == [("unshare", str(beyond.delivery.code))]


def test_a_consent_that_was_narrowed_meanwhile_counts_there(party, beyond, at_the_referrer):
    beyond.consent(at_the_referrer.person, kinds=("identity", "queue"))
    take_in_step(gone_on(party, beyond, at_the_referrer))
    with unread([party.sends]):
        new = Referral.objects.get(delivery=beyond.delivery)
        assert new.shared == ["identity", "queue"]
    (told,) = [one["hidden"] for one in opened("remissteg") if one["event"] == "shared_until"]
    assert told["shared"] == ["identity", "queue"]


def test_on_another_ground_the_referrer_needs_no_consent(party, beyond, at_the_referrer):
    take_in_step(gone_on(party, beyond, at_the_referrer, ground="care"))
    with unread([party.sends]):
        new = Referral.objects.get(delivery=beyond.delivery)
        assert (new.state, new.ground) == ("submitted", "care")


def test_a_move_to_what_the_catalogue_has_not_is_sent_again(party, beyond, at_the_referrer):
    unknown = gone_on(party, beyond, at_the_referrer, to="00000000-0000-4000-8000-000000000000")
    with pytest.raises(NotFoundError), transaction.atomic():
        take_in_step(unknown)
    with unread([party.sends]):
        at_the_referrer.refresh_from_db()
        assert at_the_referrer.state == "accepted"
