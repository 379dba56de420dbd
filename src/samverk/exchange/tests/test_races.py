"""The same message many times at once, each on a connection of its own."""

from __future__ import annotations

import pytest

from samverk.exchange import actions
from samverk.exchange.models import Attempt, Received, Sent
from samverk.exchange.queries import sent_row
from samverk.exchange.states import State
from samverk.exchange.tests.conftest import add_peers
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.foundation.tests.committed import committed
from samverk.foundation.tests.race import race

__all__ = ["committed"]
AT_ONCE = 6
SAME = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def towns(committed, the_day, other, handled):
    stage = set_stage()
    add_peers(stage.town.pk, stage.neighbour.pk, other)
    return stage.town.pk, stage.neighbour.pk


def test_a_message_that_comes_many_times_at_once_is_handled_once(towns, other, handled):
    wire = other.message()
    answers = race(lambda _: actions.receive(wire), AT_ONCE)
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert (Received.objects.count(), len(handled.given)) == (1, 1)


def test_of_two_messages_with_one_id_at_once_one_stands(towns, other, handled):
    wires = [other.message(id=SAME, payload={"word": f"ord {n}"}) for n in range(AT_ONCE)]
    answers = race(lambda n: actions.receive(wires[n]), AT_ONCE)
    assert sorted(answer.status for answer in answers) == [200, *[409] * (AT_ONCE - 1)]
    (kept,) = Received.objects.all()
    assert len(handled.given) == 1
    assert handled.given[0].payload["word"] in kept.text


def test_workers_that_deliver_at_once_do_no_harm(towns, other):
    town, neighbour = towns
    new = actions.NewMessage("prov", 1, town, neighbour, "Hälsning", {"word": "Hej"})
    made = actions.send(SETUP, new, key="s")
    race(lambda _: actions.deliver(made.pk), AT_ONCE)
    assert sent_row(made.pk).standing.state is State.RECEIVED
    assert len(set(other.came)) == 1
    assert Attempt.objects.filter(outcome="received").exists()


def test_a_form_sent_many_times_at_once_sends_one_message(towns):
    town, neighbour = towns
    new = actions.NewMessage("prov", 1, town, neighbour, "Hälsning", {"word": "Hej"})
    sent = race(lambda _: actions.send(SETUP, new, key="s").pk, AT_ONCE)
    assert len(set(sent)) == 1
    assert Sent.objects.count() == 1
