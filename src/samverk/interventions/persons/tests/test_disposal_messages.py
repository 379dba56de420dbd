"""What was sent and came about somebody who is removed: the content goes, the message's id stays."""

from __future__ import annotations

import json
import uuid
from datetime import date

import pytest

from samverk.exchange.models import Peer, PeerKey, Received, Sent
from samverk.foundation import clock
from samverk.interventions.persons.actions import consents, referrals
from samverk.interventions.persons.models import Consent, Referral
from samverk.interventions.persons.tests.archive import archive_of_sender, on
from samverk.interventions.persons.tests.test_far import far, sent_by
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]
pytestmark = pytest.mark.django_db


def came_about(thread: uuid.UUID) -> Received:
    """Keep a message that has come to the sender about a thread, as if it were sealed to it."""
    town = Peer.objects.get(code="212000-0001")
    other = Peer.objects.get(code="212000-0002")
    payload = {"thread": str(thread), "case_number": "SN 2024/12", "sealed": "KANARIE"}
    return Received.objects.create(
        id=uuid.uuid4(),
        sender=other,
        recipient=town,
        key=PeerKey.objects.get(peer=other),
        type="remissteg",
        version=1,
        digest="d" * 64,
        text=json.dumps({"payload": payload, "type": "remissteg"}),
        signature="s",
        receipt="kvitto",
        created_at=clock.now(),
        received_at=clock.now(),
    )


def closed(party):
    """Send a referral far away, take it back, and take the consent back."""
    row = sent_by(party)
    referrals.withdraw_referral(party.referrer, party.sends, row.pk, "Fick arbete", key="åter")
    with unread([party.sends]):
        consent = Consent.objects.get().pk
    desk = Desk(party.sends, Hand.REFERRER)
    consents.withdraw_consent(party.referrer, desk, consent, key="samtycke")
    return row


def test_the_content_of_messages_goes_with_the_person(far):
    archive = archive_of_sender(far)
    archive.plan()
    row = closed(far)
    mine, other = came_about(row.thread), came_about(uuid.uuid4())
    assert all(json.loads(one.wire)["envelope"]["payload"] for one in Sent.objects.all())
    with on(date(2030, 6, 3)):
        archive.carried_out(archive.decided())
    with unread([far.sends]):
        assert not Referral.objects.exists()
    for message in Sent.objects.all():
        assert json.loads(message.wire)["envelope"]["payload"] == {}
    kept, others = (Received.objects.get(pk=one.pk) for one in (mine, other))
    assert json.loads(kept.text) == {"payload": {}, "type": "remissteg"}
    assert (kept.digest, kept.receipt) == (mine.digest, "kvitto")
    assert others.text == other.text
