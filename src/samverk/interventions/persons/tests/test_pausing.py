"""The referrer pauses a wait and ends the pause, here and in another installation."""

from __future__ import annotations

import pytest

from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import Disclosure, QueueEntry, QueuePause, Referral
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, said_in
from samverk.interventions.persons.tests.test_far_waits import accepted, message, tell, told
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread

__all__ = ["accepted", "far", "told"]


def sent(party):
    with unread([party.sends]):
        return Referral.objects.get(side="sent")


def entry_now(party):
    with unread([party.receives]):
        return QueueEntry.objects.get()


def test_the_referrer_pauses_and_ends_the_pause(party):
    Walk(party, "w").in_queue()
    pages, row = Pages(party), sent(party)
    at = (party.referrer_user, "pause_for_person", row.pk)
    assert pages.send(*at, reason="").status_code == 400
    assert pages.send(*at, reason="health").status_code == 302
    page = text(pages.get(party.referrer_user, "sent_referral", row.pk))
    assert "Ingen plats erbjuds under pausen." in page
    assert "Bekräfta väntan" not in page
    listed = text(pages.get(party.referrer_user, "persons"))
    assert "Bekräftas när pausen är slut" in listed
    assert "Bekräftas senast" not in listed
    assert "när pausen är slut" in text(pages.get(party.receiver_user, "queue", party.delivery.pk))
    place = entry_now(party)
    with unread([party.receives]):
        last = place.steps.last()
        assert (place.state, last.hand, last.reason) == ("paused", "referrer", "health")
    pages.send(party.referrer_user, "resume_for_person", row.pk)
    assert entry_now(party).state == "waiting"
    with unread([party.receives]):
        assert QueuePause.objects.get().to_date is not None


def test_who_does_not_wait_is_not_paused(party):
    Walk(party, "w").planned()
    row = sent(party)
    with pytest.raises(ConflictError):
        actions.pause_for_person(party.referrer, party.sends, row.pk, "health", key="p")
    with pytest.raises(ConflictError):
        actions.resume_for_person(party.referrer, party.sends, row.pk, key="r")
    with pytest.raises(InputError, match="Välj varför"):
        actions.pause_for_person(party.referrer, party.sends, row.pk, "lust", key="q")


def test_somebody_else_may_not(party):
    Walk(party, "w").in_queue()
    row = sent(party)
    with pytest.raises(NotAllowedError):
        actions.pause_for_person(party.receiver, party.sends, row.pk, "health", key="p")


def test_a_queue_elsewhere_is_asked(far, accepted):
    with pytest.raises(ConflictError, match="inte berättat"):
        actions.pause_for_person(far.referrer, far.sends, accepted.pk, "health", key="p0")
    tell(far, accepted)
    with pytest.raises(ConflictError, match="inte pausad"):
        actions.resume_for_person(far.referrer, far.sends, accepted.pk, key="r0")
    actions.pause_for_person(far.referrer, far.sends, accepted.pk, "health", key="p1")
    asked = next(one for one in Sent.objects.all() if said_in(one).get("event") == "pause_wait")
    payload = payload_of(asked)
    assert "health" not in str(payload)
    assert not list(faults(payload, MESSAGE_TYPES.find("remissteg", 2).schema))
    assert said_in(asked)["hidden"]["reason"] == "health"
    with unread([far.sends]):
        assert "health" in Disclosure.objects.get(message=asked.pk).kinds
    tell(far, accepted, number=2, state="paused")
    actions.resume_for_person(far.referrer, far.sends, accepted.pk, key="r1")
    events = [said_in(one).get("event") for one in Sent.objects.all()]
    assert events.count("resume_wait") == 1


def ours(party):
    entry = Walk(party, "w").in_queue()
    with unread([party.receives]):
        return Referral.objects.select_related("delivery").get(pk=entry.referral_id)


def test_what_a_referrer_elsewhere_asks_is_a_step_in_our_queue(party, told):
    row = ours(party)
    for _ in range(2):
        # The same once more changes nothing
        take_in_step(incoming(party, message(party, row, "pause_wait", reason="person_choice")))
    assert entry_now(party).state == "paused"
    assert told[-1][2]["state"] == "paused"
    with unread([party.receives]):
        assert QueuePause.objects.get().reason == "person_choice"
    take_in_step(incoming(party, message(party, row, "resume_wait")))
    assert (entry_now(party).state, told[-1][2]["state"]) == ("waiting", "waiting")


def test_a_pause_without_a_reason_is_not_taken_in(party, told):
    row = ours(party)
    with pytest.raises(InputError, match="går inte att läsa"):
        take_in_step(incoming(party, message(party, row, "pause_wait", reason="lust")))
    assert entry_now(party).state == "waiting"
