"""The outbox: signed once, tried until it is received, and each attempt noted."""

from __future__ import annotations

import uuid

import pytest
import time_machine
from django.test import override_settings

from samverk.exchange import actions, keys, queries
from samverk.exchange.actions import delivering
from samverk.exchange.canonical import read
from samverk.exchange.desk import stuck
from samverk.exchange.models import Attempt, Received, Sent
from samverk.exchange.states import State
from samverk.exchange.tests.conftest import OtherTown, send
from samverk.exchange.transport import Answer, NoAnswerError
from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent

DOWN = NoAnswerError("Mottagarens installation svarar inte.")


def standing(message):
    return queries.sent_row(message.pk).standing


def test_a_message_is_signed_delivered_and_received_with_a_receipt(peers, other):
    made = send(peers)
    actions.deliver(made.pk)
    assert standing(made).state is State.RECEIVED
    (wire,) = other.came
    envelope = read(wire)["envelope"]
    assert (envelope["id"], envelope["payload"]) == (str(made.pk), {"word": "Hej"})
    assert Attempt.objects.get().receipt


def test_the_log_says_who_sent_what_for_whom(peers):
    send(peers)
    event = AuditEvent.objects.get(kind="exchange.sent")
    assert (event.actor_name, event.body_id) == ("Maj Ekedal", peers.board.pk)
    assert event.subject_label == "Hälsning Hej"


def test_a_form_sent_twice_sends_one_message(peers):
    assert send(peers).pk == send(peers).pk
    assert Sent.objects.count() == 1


def test_whoever_may_not_register_for_the_board_sends_nothing_for_it(peers):
    for stranger in peers.strangers:
        new = actions.NewMessage(
            "prov", 1, peers.town.pk, peers.neighbour.pk, "x", {"word": "x"}, peers.board.pk
        )
        with pytest.raises(NotAllowedError):
            actions.send(stranger, new, key=f"k/{stranger.name}")


def test_within_the_installation_it_goes_by_the_same_door(peers, handled):
    made = send(peers, to=peers.town)
    actions.deliver(made.pk)
    assert standing(made).state is State.RECEIVED
    assert Received.objects.get().pk == made.pk
    assert handled.given[0].payload == {"word": "Hej"}


def test_a_fault_within_the_installation_is_tried_again(peers, handled):
    handled.fault = RuntimeError("ett fel")
    made = send(peers, to=peers.town)
    assert actions.deliver(made.pk).outcome == "failed"
    handled.fault = None
    assert actions.deliver(made.pk).outcome == "received"


def test_a_receiver_that_is_down_gets_it_when_it_is_up(peers, other):
    other.answers = [DOWN, DOWN]
    made = send(peers)
    with time_machine.travel("2024-03-15T12:00:00+01:00", tick=False) as clock:
        for _ in range(3):
            assert actions.deliver_due() == 1
            clock.shift(3600)
    assert standing(made).state is State.RECEIVED
    assert standing(made).tries == 3
    assert len(set(other.came)) == 1


def test_what_is_not_due_is_let_be(peers, other):
    other.answers = [DOWN]
    send(peers)
    assert actions.deliver_due() == 1
    assert actions.deliver_due() == 0


def test_an_answer_that_was_lost_costs_one_more_attempt_and_no_double(peers, other):
    made = send(peers)
    other.answers = [Answer(502, b"<html>Bad gateway</html>")]
    actions.deliver(made.pk)
    assert standing(made).reason == "Mottagaren svarade 502."
    actions.deliver(made.pk)
    assert standing(made).state is State.RECEIVED
    assert other.came[0] == other.came[1]


def test_a_refusal_stops_it_with_the_receivers_reason(peers, other):
    other.answers = [Answer(422, b'{"reason":"Organet finns inte."}')]
    made = send(peers)
    actions.deliver(made.pk)
    assert (standing(made).state, standing(made).reason) == (State.REFUSED, "Organet finns inte.")
    assert actions.deliver(made.pk) is None


@pytest.mark.parametrize("wrong", ["key", "message", "digest", "recipient", "nothing", "purpose"])
def test_a_receipt_that_is_not_theirs_or_not_for_this_does_not_count(peers, other, wrong):
    made = send(peers)
    wire = made.wire.encode()
    stranger = OtherTown()
    receipts = {
        "key": lambda: stranger.receipt(wire),
        "message": lambda: other.receipt(wire, message=str(uuid.uuid4())),
        "digest": lambda: other.receipt(wire, digest="0" * 64),
        "recipient": lambda: other.receipt(wire, recipient="annan"),
        "nothing": lambda: b"OK",
        "purpose": lambda: other.signed(
            "receipt", read(other.receipt(wire))["receipt"], keys.MESSAGE
        ),
    }
    other.answers = [Answer(200, receipts[wrong]())]
    actions.deliver(made.pk)
    assert standing(made).state is State.DELIVERED
    assert standing(made).next_try is not None


def test_after_five_days_it_is_given_up_and_lies_on_the_senders_desk(peers, other, the_day):
    other.answers = [DOWN]
    made = send(peers)
    actions.deliver(made.pk)
    with time_machine.travel("2024-03-20T13:00:00+01:00", tick=False):
        assert standing(made).state is State.GIVEN_UP
        assert actions.deliver_due() == 0
        (task,) = stuck(Visit(peers.owner, the_day)).tasks
    assert "Kom inte fram" in task.state
    assert task.label == "Hälsning Hej"


def test_asking_again_sends_the_same_message_once_more(peers, other):
    other.answers = [Answer(403, b"{}")]
    made = send(peers)
    actions.deliver(made.pk)
    actions.ask_again(peers.owner, made.pk, key="igen")
    actions.deliver(made.pk)
    assert standing(made).state is State.RECEIVED
    assert other.came[0] == other.came[1]
    with pytest.raises(ConflictError, match="redan mottaget"):
        actions.ask_again(peers.owner, made.pk, key="igen 2")


def test_a_message_that_went_another_way_is_set_aside_with_the_reason(peers, other, the_day):
    other.answers = [Answer(403, b"{}")]
    made = send(peers)
    with pytest.raises(ConflictError, match="på väg"):
        actions.set_aside(peers.owner, made.pk, "På papper.", key="för tidigt")
    actions.deliver(made.pk)
    with pytest.raises(InputError, match="varför"):
        actions.set_aside(peers.owner, made.pk, " ", key="utan skäl")
    actions.set_aside(peers.owner, made.pk, "På papper.", key="åt sidan")
    assert (standing(made).state, standing(made).reason) == (State.SET_ASIDE, "På papper.")
    assert stuck(Visit(peers.owner, the_day)).tasks == ()
    assert actions.deliver(made.pk) is None


def test_a_message_that_is_too_large_is_told_before_it_is_sent(peers, monkeypatch):
    monkeypatch.setattr("samverk.exchange.actions.sending.LARGEST", 300)
    with pytest.raises(InputError, match="för stort"):
        send(peers)


def test_a_key_of_ours_that_has_been_changed_must_be_entered_first(peers):
    with (
        override_settings(SECRET_KEY="en annan nyckel, som ingen har lagt in"),
        pytest.raises(ConflictError, match="nyckel är inte inlagd"),
    ):
        send(peers)


def test_nobody_outside_the_exchange_is_sent_to(cast, handled, other):
    with pytest.raises(InputError, match="inte upplagd som motpart"):
        send(cast)


def test_a_lost_job_is_made_up_for(peers, other, monkeypatch):
    made = send(peers)
    monkeypatch.setitem(delivering.TRANSPORT, "remote", other.post)
    assert actions.deliver_due() == 1
    assert standing(made).state is State.RECEIVED
