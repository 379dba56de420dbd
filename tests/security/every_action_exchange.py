"""The calls of exchange, and of extracts: between Lillköping, which lives here, and Norrvik."""

from __future__ import annotations

import uuid

from samverk.directory import actions as directory
from samverk.exchange import actions as exchange
from samverk.exchange.models import Attempt, Peer, PeerKey
from samverk.exchange.tests.conftest import OtherTown
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import AgendaItem, ExtractDispatch, IncomingExtract
from samverk.meetings.queries import incoming_by_id, item_by_id
from samverk.meetings.tests.test_incoming import extract
from tests.security.every_action import DAY, Scene, call
from tests.security.every_action_meetings import chair, meeting, opened, settled

ADDRESS = "https://norrvik.example/vaxling/ta-emot/"
NORRVIK, ANOTHER = OtherTown(), OtherTown()
FATE = {
    "about": "11111111-1111-4111-8111-111111111111",
    "state": "registered",
    "happened_on": "2024-03-15",
    "diary_number": "SN 2024/1",
    "meeting_day": None,
    "paragraph": None,
    "outcome": "",
}


def own(scene: Scene) -> Peer:
    """Lillköping, in this installation."""
    new = exchange.NewPeer(scene.cast.town.pk, "212000-0001")
    return exchange.add_peer(SETUP, new, key="scen/motpart")


def other(scene: Scene) -> Peer:
    """Norrvik, in one of its own."""
    new = exchange.NewPeer(scene.cast.neighbour.pk, "212000-0002", ADDRESS, NORRVIK.public_key)
    return exchange.add_peer(SETUP, new, key="scen/granne")


def key_of(scene: Scene) -> PeerKey:
    """Norrvik's key."""
    return PeerKey.objects.get(peer=other(scene))


def message(scene: Scene) -> exchange.NewMessage:
    """A message from the social board to Norrvik."""
    own(scene), other(scene)
    town, neighbour, board = scene.cast.town.pk, scene.cast.neighbour.pk, scene.cast.board.pk
    return exchange.NewMessage("utdragsbesked", 1, town, neighbour, "Besked", FATE, board)


@call("exchange.add_peer")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.add_peer(actor, exchange.NewPeer(scene.cast.town.pk, "212000-0001"), key="k")


@call("exchange.move_peer")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.move_peer(actor, other(scene), "https://ny.example/", key="k")


@call("exchange.add_key")
def _(scene: Scene, actor: Actor) -> object:
    new = exchange.NewKey(other(scene).pk, ANOTHER.public_key, clock.today())
    return exchange.add_key(actor, new, key="k")


@call("exchange.revoke_key")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.revoke_key(actor, key_of(scene), "Röjd.", key="k")


@call("exchange.send")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.send(actor, message(scene), key="k")


def refused(scene: Scene) -> uuid.UUID:
    """A message that Norrvik refused."""
    sent = exchange.send(SETUP, message(scene), key="scen/meddelande")
    Attempt.objects.create(message=sent, outcome="refused", made_at=clock.now())
    return sent.pk


@call("exchange.ask_again")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.ask_again(actor, refused(scene), key="k")


@call("exchange.set_aside")
def _(scene: Scene, actor: Actor) -> object:
    return exchange.set_aside(actor, refused(scene), "På papper.", key="k")


def final(scene: Scene) -> AgendaItem:
    """The item settled, its minutes ready, and somebody to send the decision to."""
    found = settled(scene)
    meetings.set_recipients(SETUP, found, ["Arkivet"], key="scen/mottagare")
    new = directory.NewHolding(scene.cast.board.pk, 1, True, "Eva Alm", "", "substitute", DAY)
    adjuster = directory.fill_seat(SETUP, new, key="scen/justerare").person_id
    meetings.choose_adjusters(SETUP, opened(scene), [adjuster], key="scen/justerad")
    meetings.end_meeting(SETUP, meeting(scene), key="scen/slut")
    return found


@call("meetings.send_extract")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.send_extract(actor, final(scene), clock.today(), key="k")


@call("meetings.note_extract_handover")
def _(scene: Scene, actor: Actor) -> object:
    meetings.send_extract(SETUP, final(scene), clock.today(), key="scen/sänd")
    new = meetings.NewExtractHandover(clock.today(), "Internpost", "Maj Ekedal")
    return meetings.note_extract_handover(actor, ExtractDispatch.objects.get(), new, key="k")


def incoming(scene: Scene) -> IncomingExtract:
    """An extract that came to the social board from Norrvik, and waits for the registrar."""
    own(scene), other(scene)
    wire = NORRVIK.message(type="protokollsutdrag", payload=extract(), recipient="212000-0001")
    assert exchange.receive(wire).status == 200
    return incoming_by_id(IncomingExtract.objects.get().pk)


@call("meetings.place_extract")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.place_extract(actor, incoming(scene), scene.case.pk, key="k")


@call("meetings.open_case_for")
def _(scene: Scene, actor: Actor) -> object:
    return meetings.open_case_for(actor, incoming(scene), "Norrvik", key="k")


@call("meetings.take_received_proposal")
def _(scene: Scene, actor: Actor) -> object:
    chair(scene)
    found = incoming(scene)
    placed = meetings.place_extract(SETUP, found, scene.case.pk, key="scen/fördelat")
    new = meetings.ItemFacts("Norrvik", case=scene.case.pk)
    made = meetings.add_item(SETUP, meeting(scene), new, key="scen/punkt/norrvik")
    return meetings.take_received_proposal(actor, item_by_id(made.pk), placed.pk, key="k")
