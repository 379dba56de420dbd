"""A referral of somebody with a protected identity: taken in where somebody will know, and alarmed."""

from __future__ import annotations

import pytest

from samverk.exchange.models import Sent
from samverk.foundation import clock
from samverk.foundation.desk import Visit
from samverk.foundation.errors import InputError
from samverk.foundation.middleware import actor_for
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import copying, people
from samverk.interventions.persons.actions.arriving import take_in_referral
from samverk.interventions.persons.desk import without_handler
from samverk.interventions.persons.models import NamedHandler, Person, Protection, Referral
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import WOMAN, somebody
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, sent_by, there
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]


@pytest.fixture
def nobody_coordinates(monkeypatch):
    monkeypatch.setattr(copying, "holders_of", lambda *_: [])


def pile(user):
    return without_handler(Visit(actor_for(user), clock.today())).tasks


def test_nothing_is_sent_where_nobody_would_know(party, nobody_coordinates):
    walk = Walk(party, "w")
    person = somebody(party, protected=True)
    walk.consent(person)
    row = walk.draft(person)
    with pytest.raises(InputError, match="ingen samordnare") as refused:
        actions.submit_referral(party.referrer, party.sends, row.pk, "consent", key="i")
    assert "skydd" not in str(refused.value)
    with unread([party.receives]):
        assert not Referral.objects.exists()
        assert not Person.objects.exists()
    with unread([party.sends]):
        assert Referral.objects.get().state == "draft"


def test_from_another_installation_it_is_refused_and_not_stored(far, nobody_coordinates):
    sent_by(far, protected=True)
    with there(), pytest.raises(InputError, match="ingen samordnare"):
        take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    with unread([far.receives]):
        assert not Protection.objects.exists()


def test_one_who_is_not_protected_needs_no_coordinator(far, nobody_coordinates):
    sent_by(far)
    with there():
        assert take_in_referral(incoming(far, payload_of(Sent.objects.get()))) is not None


def hidden_from_the_case_worker(party):
    """Somebody takes part at Norrvik, and a referral says that their identity is protected."""
    part = in_the_door(party, WOMAN)
    walk = Walk(party, "w")
    person = somebody(party, protected=True)
    walk.consent(person)
    row = walk.draft(person)
    actions.submit_referral(party.referrer, party.sends, row.pk, "consent", key="i")
    return part


def test_the_coordinator_is_alarmed_until_somebody_is_named(party):
    assert pile(party.coordinator_user) == ()
    part = hidden_from_the_case_worker(party)
    with reading([party.receives], party.worker_user.pk):
        assert not Person.objects.filter(pk=part.person_id).exists()
    with unread([party.receives]):
        named = NamedHandler.objects.values_list("user", flat=True)
        assert set(named) == {party.coordinator_user.pk}
    (task,) = pile(party.coordinator_user)
    assert task.state == "deltar nu"
    page = Pages(party).browser(party.coordinator_user).get(task.url)
    assert page.status_code == 200
    assert "Namnge" in text(page)
    desk = Desk(party.receives, Hand.COORDINATOR)
    people.name_handler(party.coordinator, desk, part.person_id, party.worker_user.pk, key="namn")
    assert pile(party.coordinator_user) == ()
    with reading([party.receives], party.worker_user.pk):
        assert Person.objects.filter(pk=part.person_id).exists()


def test_nobody_else_is_told_that_somebody_is_hidden(party):
    hidden_from_the_case_worker(party)
    for user in (party.worker_user, party.receiver_user, party.other_coordinator_user):
        assert pile(user) == ()
