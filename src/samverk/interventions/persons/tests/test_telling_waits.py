"""How long the waits are is told to other installations: once a month, and never of a person."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.test import override_settings

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Peer, Received, Sent
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.foundation import clock
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions.actions.waits_taken import BOUNDS, take_waits
from samverk.interventions.models import Delivery
from samverk.interventions.persons.actions import send_waits
from samverk.interventions.persons.queries.expected import UNMEASURED, expected_waits
from samverk.interventions.persons.queries.waiting import MeasuredWaits
from samverk.interventions.persons.tests.test_waiting import fill, measured
from samverk.interventions.ports import UNTOLD, Between, outward
from samverk.interventions.queries.telling import WAITS_TOLD
from samverk.interventions.queries.told_waits import OLD, ToldWaits, told_waits
from samverk.project.testing.stages import kept

ELSEWHERE = "https://trean.example/vaxling/ta-emot/"


@pytest.fixture
def far(party):
    """The federation has an installation of its own, and so has a party that is told of there."""
    home = party.delivery.intervention.federation_id
    with override_settings(EXCHANGE_KEY="B" * 43 + "="):
        key = own_public_key()
    for nth, (organisation, code) in enumerate(((home, "333"), (party.cast.town.pk, "111"))):
        new = exchange.NewPeer(organisation, code, ELSEWHERE, key)
        exchange.add_peer(SETUP, new, key=f"p/{nth}")
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.neighbour.pk, "222"), key="p/3")
    return home


@kept
def told(party, far):
    """What is sent of a delivery where twelve have begun, and nine wait."""
    fill(party, [20] * 12, waiting=9)
    measured(party)
    assert send_waits() == 1
    return json.loads(Sent.objects.get(type=WAITS_TOLD[0]).wire)["envelope"]["payload"]


def came(party, payload, **changed):
    home = party.delivery.intervention.federation_id
    made = Incoming(uuid.uuid4(), party.cast.neighbour.pk, "Norrvik", home, clock.now(), payload)
    return replace(made, **changed)


def taken(party, payload, day=TODAY):
    """Keep a message as if it had come, signed on a day."""
    peers = Peer.objects.in_bulk(field_name="organisation_id")
    sender = peers[party.cast.neighbour.pk]
    made = came(party, payload)
    with time_machine.travel(day, tick=False):
        return Received.objects.create(
            id=made.message,
            sender=sender,
            recipient=peers[made.recipient],
            key=sender.keys.get(),
            type=WAITS_TOLD[0],
            version=1,
            digest="x",
            text=json.dumps({"payload": payload}),
            signature="x",
            receipt="x",
            created_at=clock.now(),
            received_at=clock.now(),
        )


def test_it_is_sent_to_each_installation_once_a_month_and_to_the_federation_first(party, told):
    sent = Sent.objects.get(type=WAITS_TOLD[0])
    assert sent.recipient.organisation_id == party.delivery.intervention.federation_id
    assert send_waits() == 0
    with time_machine.travel(date(2024, 3, 31), tick=False):
        assert send_waits() == 0
    with time_machine.travel(date(2024, 4, 1), tick=False):
        assert send_waits() == 1


def test_it_follows_its_schema_and_says_what_the_catalogue_says(party, told):
    kind = MESSAGE_TYPES.find(*WAITS_TOLD)
    assert kind is not None
    assert list(faults(told, kind.schema)) == []
    (wait,) = told["waits"]
    mine = MeasuredWaits().how_long(party.delivery, TODAY)
    assert (wait["delivery"], wait["text"]) == (str(party.delivery.code), mine.text)
    assert wait["figures"] == [
        {
            "measure": "Genomförda",
            "least": 10,
            "median": 20,
            "ninetieth": 20,
            "median_low": 20,
            "median_high": 20,
            "ninetieth_low": 20,
            # Of twelve nobody can say how long the longest waits are
            "ninetieth_high": None,
        }
    ]


def test_the_first_version_is_still_taken_and_has_no_intervals(party, told):
    for name in BOUNDS:
        for figure in told["waits"][0]["figures"]:
            del figure[name]
    kind = MESSAGE_TYPES.find(WAITS_TOLD[0], 1)
    assert kind is not None
    assert list(faults(told, kind.schema)) == []
    taken(party, told)
    (figure,) = ToldWaits().how_long(party.delivery, TODAY).figures
    assert (figure.median, figure.median_between.in_words) == (20, "")


def test_the_bounds_of_an_interval_are_rounded_outward_and_never_one_persons_wait():
    assert [outward(*one).in_words for one in ((23, 61), (None, 61), (23, None), (None, None))] == [
        "20–70",
        "högst 70",
        "minst 20",
        "",
    ]
    with pytest.raises(ValueError, match="in tens"):
        Between(23, 70)


def test_what_is_not_measured_is_not_sent(party, far):
    assert send_waits() == 0


def test_who_has_been_told_tells_the_same(party, told):
    assert ToldWaits().how_long(party.delivery, TODAY).text == UNTOLD
    taken(party, told)
    found = ToldWaits().how_long(party.delivery, TODAY)
    assert found == MeasuredWaits().how_long(party.delivery, TODAY)
    assert ToldWaits().how_long(party.delivery, date(2024, 6, 1)).text == OLD


def test_the_latest_that_was_signed_is_told(party, told):
    newer = json.loads(json.dumps(told))
    newer["waits"][0]["text"] = "Väntan blir troligen kort."
    taken(party, newer, day=date(2024, 3, 14))
    taken(party, told, day=date(2024, 3, 1))
    assert ToldWaits().how_long(party.delivery, TODAY).text == "Väntan blir troligen kort."


def test_whoever_refers_reads_what_another_installation_has_told(party, told):
    row = Delivery.objects.get(pk=party.successor.pk)
    assert expected_waits([row], TODAY)[row.pk].in_short == UNMEASURED
    told["waits"][0]["delivery"] = str(row.code)
    taken(party, told)
    found = expected_waits([row], TODAY)[row.pk]
    assert found.in_short == told["waits"][0]["text"]
    assert (
        "Genomförda",
        "Hälften väntar högst 20 dagar (20–20). Nio av tio väntar högst 20 dagar (minst 20)."
        " Räknat på minst 10 personer.",
    ) in found.measures


def test_all_are_asked_for_in_one_query(party, told, django_assert_num_queries):
    taken(party, told)
    rows = list(Delivery.objects.all())
    with django_assert_num_queries(1):
        assert list(told_waits(rows, TODAY)) == [party.delivery.pk]


def test_a_message_of_others_deliveries_or_of_unknown_ones_is_refused(party, told):
    with pytest.raises(InputError, match="inte av avsändaren"):
        take_waits(came(party, told, sender=party.cast.town.pk))
    twice = {"waits": told["waits"] * 2}
    with pytest.raises(InputError, match="två gånger"):
        take_waits(came(party, twice))
    told["waits"][0]["figures"][0]["least"] = 12
    with pytest.raises(InputError, match="jämna tiotal"):
        take_waits(came(party, told))
    told["waits"][0]["figures"][0] |= {"least": 10, "median_low": 17}
    with pytest.raises(InputError, match="jämna tiotal dagar"):
        take_waits(came(party, told))
    told["waits"][0]["delivery"] = str(uuid.uuid4())
    with pytest.raises(NotFoundError):
        take_waits(came(party, told))
