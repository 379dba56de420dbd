"""Messages that pass each other on the way, and those that do not get through at all."""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import transaction

from samverk.exchange.canonical import canonical
from samverk.exchange.models import Attempt, Peer, PeerKey, Received, Sent
from samverk.exchange.ports import NotYetError
from samverk.foundation import clock
from samverk.foundation.desk import Visit
from samverk.foundation.middleware import actor_for
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.arriving import take_in_referral, take_in_step
from samverk.interventions.persons.desk import undelivered_messages
from samverk.interventions.persons.models import Consent, Person, Referral
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    sent_by,
    step,
    there,
)
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]


@kept
def taken_back(far):
    """A referral and, after it, that its consent is taken back: as two messages, none delivered."""
    sent_by(far)
    with unread([far.sends]):
        consent = Consent.objects.get().pk
    persons.withdraw_consent(far.referrer, Desk(far.sends, Hand.REFERRER), consent, key="åter")
    return Sent.objects.get(type="remiss"), Sent.objects.get(type="remissteg")


def arrives(message, sender=None):
    """Keep a message as the door there does, and take it in."""
    envelope = json.loads(message.wire)["envelope"]
    if sender:
        envelope["sender"] = sender.code
    Received.objects.create(
        id=uuid.uuid4(),
        sender=sender or message.sender,
        recipient=message.recipient,
        key=PeerKey.objects.first(),
        type=message.type,
        version=1,
        digest="d" * 64,
        text=canonical(envelope).decode(),
        signature="s",
        receipt="kvitto",
        created_at=clock.now(),
        received_at=clock.now(),
    )


def test_a_referral_that_is_overtaken_by_its_end_is_left_unread(far, taken_back):
    referral, end = taken_back
    with there():
        arrives(end)
        assert take_in_step(incoming(far, payload_of(end))) is None
        assert take_in_referral(incoming(far, payload_of(referral))) is None
    with unread([far.receives]):
        assert not Referral.objects.exists()
        assert not Person.objects.exists()


def test_nobody_else_takes_back_what_has_not_come(far, taken_back):
    referral, end = taken_back
    with there():
        arrives(end, Peer.objects.get(organisation=far.cast.neighbour))
        assert take_in_referral(incoming(far, payload_of(referral))) is not None


def test_a_step_of_what_has_not_come_is_to_come_again(far, taken_back):
    _, end = taken_back
    early = said_in(end) | {"event": "withdraw"}
    with there(), pytest.raises(NotYetError), transaction.atomic():
        take_in_step(incoming(far, early))


def test_a_step_that_overtakes_the_one_before_it_is_to_come_again(far):
    row = sent_by(far)
    at = (far.cast.neighbour, far.cast.town)
    with pytest.raises(NotYetError), transaction.atomic():
        take_in_step(incoming(far, step(far, row, "accept"), *at))
    take_in_step(incoming(far, step(far, row, "take_up"), *at))
    assert take_in_step(incoming(far, step(far, row, "accept"), *at)).state == "accepted"


def refused(message):
    Attempt.objects.create(
        message=message, outcome="refused", reason="Innehållet går inte.", made_at=clock.now()
    )


def pile(user):
    return undelivered_messages(Visit(actor_for(user), clock.today()))


def test_who_sent_it_and_the_coordinator_see_what_did_not_get_through(far):
    row = sent_by(far)
    page = Pages(far)
    assert "Kom inte fram" not in text(page.get(far.referrer_user, "sent_referral", row.pk))
    assert pile(far.other_coordinator_user).tasks == ()
    refused(Sent.objects.get())
    shown = text(page.get(far.referrer_user, "sent_referral", row.pk))
    assert "Kom inte fram" in shown
    assert "Innehållet går inte." in shown
    (task,) = pile(far.other_coordinator_user).tasks
    assert "Norrvik" in task.label
    assert page.browser(far.other_coordinator_user).get(task.url).status_code == 200
    (task,) = pile(far.referrer_user).tasks
    assert page.browser(far.referrer_user).get(task.url).status_code == 200


def test_what_is_of_somebody_hidden_is_on_nobody_else_s_desk(far):
    sent_by(far, protected=True)
    refused(Sent.objects.get())
    assert pile(far.other_coordinator_user).tasks == ()
