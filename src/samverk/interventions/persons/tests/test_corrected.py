"""A referral entered in error is one at the receiver too: the person leaves queue and statistics."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES
from samverk.exchange.schema import faults
from samverk.foundation.errors import NotFoundError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.arriving import take_in_step
from samverk.interventions.persons.models import Consent, Participation, QueueEntry, Referral
from samverk.interventions.persons.queries.histories import turned
from samverk.interventions.persons.queries.queues import free_on
from samverk.interventions.persons.records import told
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import somebody
from samverk.interventions.persons.tests.test_far import (
    far,
    incoming,
    payload_of,
    said_in,
    sent_by,
    step,
)
from samverk.interventions.persons.tests.test_taken_back import sides, take_back
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import begun
from samverk.interventions.persons.walls import unread

__all__ = ["far"]
DAY = date(2024, 3, 15)


def correct(party, referral, body=None):
    at = (party.coordinator if body else party.other_coordinator, body or party.sends, referral)
    return persons.correct_referral(*at, "Fel person", key=f"fel/{referral}")


def test_who_waits_leaves_the_queue_and_the_statistics(party):
    entry = Walk(party, "w").in_queue()
    sent, _ = sides(party, entry)
    correct(party, sent.pk)
    sent, came = sides(party, entry)
    assert (sent.state, came.state) == ("entered_in_error", "entered_in_error")
    with unread([party.receives]):
        last = came.steps.last()
        assert (last.event, last.hand, last.party) == ("correct", "coordinator", party.cast.town)
        assert told(came.person, last, "note")["text"] == "Fel person"
        entry.refresh_from_db()
        assert (entry.state, entry.removal, entry.left_on) == ("entered_in_error", "error", DAY)
        assert turned(party.delivery.pk, DAY, DAY).assessed == 0


def test_an_offer_is_taken_back_and_a_plan_with_it(party):
    part = Walk(party, "w").planned()
    with unread([party.receives]):
        before = free_on(party.delivery.pk, DAY).value
        entry = QueueEntry.objects.get(pk=part.entry_id)
    sent, _ = sides(party, entry)
    correct(party, sent.pk)
    with unread([party.receives]):
        part.refresh_from_db()
        entry.refresh_from_db()
        assert (part.state, entry.state) == ("entered_in_error", "entered_in_error")
        assert free_on(party.delivery.pk, DAY).value == before + 1


def test_who_has_begun_is_judged_by_the_team(party):
    part = begun(party, Walk(party, "w").planned())
    with unread([party.receives]):
        entry = QueueEntry.objects.get(pk=part.entry_id)
    sent, _ = sides(party, entry)
    correct(party, sent.pk)
    _, came = sides(party, entry)
    with unread([party.receives]):
        part.refresh_from_db()
        entry.refresh_from_db()
        assert (came.state, part.state, entry.state) == ("entered_in_error", "active", "started")
    page = text(Pages(party).get(party.worker_user, "participation", part.pk))
    assert "har markerat remissen som felregistrerad" in page


def test_it_is_told_also_when_the_consent_has_ended(party):
    """What was told is to be put right with whoever has it (GDPR art. 19); nothing more is told."""
    entry = Walk(party, "w").in_queue()
    with unread([party.sends]):
        given = Consent.objects.get(purpose="information_exchange")
    take_back(party, given)
    sent, _ = sides(party, entry)
    correct(party, sent.pk)
    _, came = sides(party, entry)
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (came.state, entry.state) == ("entered_in_error", "entered_in_error")
        assert not came.steps.last().note


def test_the_receivers_own_correction_stays_there(party):
    entry = Walk(party, "w").in_queue()
    _, came = sides(party, entry)
    correct(party, came.pk, party.receives)
    sent, came = sides(party, entry)
    assert (sent.state, came.state) == ("accepted", "entered_in_error")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert entry.state == "entered_in_error"


def test_a_draft_is_told_of_to_nobody(party):
    walk = Walk(party, "w")
    person = somebody(party)
    walk.consent(person)
    row = walk.draft(person)
    correct(party, row.pk)
    with unread([party.receives]):
        assert Referral.objects.count() == 0


def test_another_installation_is_told(far):
    row = sent_by(far)
    correct(far, row.pk)
    sent = Sent.objects.get(type="remissteg")
    message = payload_of(sent)
    assert said_in(sent)["event"] == "correct"
    assert "Fel person" not in Sent.objects.get(type="remissteg").wire
    assert not list(faults(message, MESSAGE_TYPES.find("remissteg", 2).schema))


def test_another_installation_tells_us(party):
    entry = Walk(party, "w").in_queue()
    _, came = sides(party, entry)
    said = step(party, came, "correct", note="Fel person")
    take_in_step(incoming(party, said))
    # The same again, and after a correction of our own, changes nothing
    take_in_step(incoming(party, said))
    _, came = sides(party, entry)
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (came.state, entry.state) == ("entered_in_error", "entered_in_error")
        assert [one.event for one in came.steps.all()].count("correct") == 1
        assert not Participation.objects.exists()


def test_nobody_else_says_so(party):
    entry = Walk(party, "w").in_queue()
    _, came = sides(party, entry)
    with pytest.raises(NotFoundError):
        take_in_step(incoming(party, step(party, came, "correct"), party.cast.neighbour))
    _, came = sides(party, entry)
    assert came.state == "accepted"
