"""The door: what is taken, once; and what is not, with nothing kept but the refusal."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from samverk.exchange import actions, keys
from samverk.exchange.actions.delivering import FINAL
from samverk.exchange.actions.receiving import MOST_REFUSED
from samverk.exchange.canonical import canonical, read
from samverk.exchange.envelope import LARGEST, read_receipt
from samverk.exchange.models import PeerKey, Received, Refusal
from samverk.exchange.ports import NotYetError
from samverk.exchange.tests.conftest import NEIGHBOUR, TOWN, OtherTown
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP


def reason(answer):
    return json.loads(answer.body)["reason"]


def refused(answer, status, words):
    """It was refused so, nothing was kept, and the refusal was."""
    assert (answer.status, words in reason(answer)) == (status, True), reason(answer)
    assert not Received.objects.exists()
    assert Refusal.objects.get().reason == reason(answer)


def test_a_signed_message_is_kept_handled_and_answered_with_a_receipt(peers, other, handled):
    answer = actions.receive(other.message())
    (given,) = handled.given
    assert (given.sender, given.recipient) == (peers.neighbour.pk, peers.town.pk)
    receipt = read_receipt(answer.body)
    assert receipt.content["message"] == str(Received.objects.get().pk)
    assert keys.is_signed(receipt.text, receipt.signature, keys.own_public_key(), keys.RECEIPT)


def test_the_log_says_that_it_came_and_for_whom(peers, other):
    actions.receive(other.message())
    event = AuditEvent.objects.get(kind="exchange.received")
    assert event.organisation_id == peers.town.pk


def test_the_same_message_again_gets_the_same_receipt_and_no_other_effect(peers, other, handled):
    wire = other.message()
    assert actions.receive(wire).body == actions.receive(wire).body
    assert len(handled.given) == 1


def test_another_message_with_the_same_id_is_refused_and_the_first_stands(peers, other, handled):
    same = "11111111-1111-4111-8111-111111111111"
    actions.receive(other.message(id=same))
    answer = actions.receive(other.message(id=same, payload={"word": "Nej"}))
    assert (answer.status, Refusal.objects.get().status) == (409, 409)
    assert Received.objects.get().text.count("Hej") == 1
    assert len(handled.given) == 1


def test_a_message_that_was_changed_on_the_way_is_refused(peers, other):
    wire = other.message().replace(b"Hej", b"Nej")
    refused(actions.receive(wire), 403, "Underskriften stämmer inte")


@pytest.mark.parametrize("name", ["id", "type", "version", "sender", "recipient", "created"])
def test_no_part_of_the_envelope_can_be_changed(peers, other, name):
    given = read(other.message())
    changed = {
        "id": "11111111-1111-4111-8111-111111111111",
        "type": "annat",
        "version": 2,
        "sender": TOWN,
        "recipient": NEIGHBOUR,
        "created": "2024-03-14T10:00:00Z",
    }
    given["envelope"][name] = changed[name]
    answer = actions.receive(canonical(given))
    assert answer.status == 403
    assert not Received.objects.exists()


def test_an_unknown_sender_is_refused(peers, other):
    refused(actions.receive(other.message(sender="999999-9999")), 403, "inte känd")


def test_another_peers_key_is_not_the_senders(peers, other):
    refused(actions.receive(OtherTown().message()), 403, "Nyckeln gäller inte")


def test_a_revoked_key_verifies_nothing_more(peers, other):
    held = PeerKey.objects.get(public_key=other.public_key)
    actions.revoke_key(SETUP, held, "Borttappad dator.", key="spärr")
    refused(actions.receive(other.message()), 403, "Nyckeln gäller inte")


@pytest.mark.parametrize(("first", "last", "status"), [(1, None, 403), (-9, -1, 403), (-9, 0, 200)])
def test_a_key_holds_from_its_first_day_to_its_last(peers, first, last, status):
    newer, today = OtherTown(), clock.today()
    peer = PeerKey.objects.exclude(public_key=keys.own_public_key()).get().peer
    new = actions.NewKey(
        peer.pk,
        newer.public_key,
        today + timedelta(days=first),
        None if last is None else today + timedelta(days=last),
    )
    actions.add_key(SETUP, new, key="nyckel")
    assert actions.receive(newer.message()).status == status


def test_a_recipient_that_lives_elsewhere_is_refused(peers, other):
    refused(actions.receive(other.message(recipient=NEIGHBOUR)), 404, "finns inte i den här")


@pytest.mark.parametrize("wire", [b"", b"{}", b"\xff", b'{"envelope":{}}', b"[1.5]", b"null"])
def test_what_is_no_message_is_refused(peers, wire):
    assert actions.receive(wire).status == 400
    assert Refusal.objects.get().sender is None


def test_too_large_a_message_is_refused_unread(peers):
    refused(actions.receive(b"x" * (LARGEST + 1)), 413, "för stort")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"type": "okand"}, "tas inte emot"),
        ({"version": 2}, "tas inte emot"),
        ({"payload": {"word": ""}}, "word är för kort"),
        ({"payload": {"word": "x", "more": 1}}, "more hör inte dit"),
        ({"created": "2024-03-18T10:00:00Z"}, "daterat i framtiden"),
    ],
)
def test_content_that_does_not_follow_its_schema_is_refused(peers, other, changed, words):
    refused(actions.receive(other.message(**changed)), 422, words)


def test_what_the_handler_refuses_is_told_in_its_words_and_nothing_is_kept(peers, other, handled):
    handled.fault = InputError("Organet finns inte hos mottagaren.")
    refused(actions.receive(other.message()), 422, "Organet finns inte")


def test_what_is_about_something_that_has_not_come_yet_is_tried_again(peers, other, handled):
    handled.fault = NotYetError("Remissen finns inte här.")
    wire = other.message()
    answer = actions.receive(wire)
    assert (answer.status, answer.status in FINAL) == (425, False)
    assert "finns inte här" in answer.body.decode()
    assert not Received.objects.exists()
    assert not Refusal.objects.exists()
    handled.fault = None
    assert actions.receive(wire).status == 200


def test_after_a_crash_in_the_handler_the_same_message_can_come_again(peers, other, handled):
    handled.fault = RuntimeError("strömmen gick")
    wire = other.message()
    with pytest.raises(RuntimeError):
        actions.receive(wire)
    assert not Received.objects.exists()
    handled.fault = None
    assert actions.receive(wire).status == 200
    assert Received.objects.count() == 1


def test_an_address_that_is_refused_too_often_is_not_listened_to(peers, other):
    for _ in range(MOST_REFUSED):
        Refusal.objects.create(
            status=403, reason="x", came_from="192.0.2.1", refused_at=clock.now()
        )
    assert actions.receive(other.message(), "192.0.2.1").status == 429
    assert actions.receive(other.message(), "192.0.2.2").status == 200
    assert Refusal.objects.count() == MOST_REFUSED
