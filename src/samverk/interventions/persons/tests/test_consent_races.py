"""A consent is taken back while somebody acts on it: one of them is first, and neither stands still."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest
from django.db import connection

from samverk.directory.tests.test_at_once import somebody_waits
from samverk.foundation.errors import ConflictError
from samverk.foundation.tests.cast import set_stage, the_day
from samverk.foundation.tests.committed import committed
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import consents, referrals, taking_part
from samverk.interventions.persons.models import Consent, Participation, Referral
from samverk.interventions.persons.tests.party import set_party, somebody
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["committed", "the_day"]
LONG = 20


@pytest.fixture
def walk(committed, the_day):
    return Walk(set_party(set_stage()), "w")


def meet(monkeypatch, where, first, second):
    """Do ``first``, let ``second`` begin when the first is at ``where``, go on once it waits or is done.

    Answers what each raised, None for nothing. ``where`` is a module, the name of a function in it,
    and whether the first stands still before it or after. The second does not stand still there.
    """
    there, done = threading.Event(), threading.Event()
    faults = {}
    module, name, is_before = where
    whole = getattr(module, name)

    def stand_still():
        there.set()
        for _ in range(1000):
            if done.is_set() or somebody_waits():
                return
            time.sleep(0.02)

    def slow(*told, **named):
        is_first = threading.current_thread() is begun
        if is_first and is_before:
            stand_still()
        answer = whole(*told, **named)
        if is_first and not is_before:
            stand_still()
        return answer

    def run(which, work, through):
        try:
            faults[which] = None
            work()
        except Exception as fault:
            faults[which] = fault
        finally:
            connection.close()
            through.set()

    monkeypatch.setattr(module, name, slow)
    begun = threading.Thread(target=run, args=("first", first, there))
    begun.start()
    assert there.wait(LONG)
    after = threading.Thread(target=run, args=("second", second, done))
    after.start()
    begun.join(2 * LONG)
    after.join(2 * LONG)
    return faults["first"], faults["second"]


def states(party):
    with unread([party.sends, party.receives]):
        return [one.state for one in Referral.objects.order_by("side")]


def test_a_referral_sent_on_a_consent_that_is_just_taken_back_is_closed(walk, monkeypatch):
    party = walk.party
    person = somebody(party)
    consent, row = walk.consent(person), walk.draft(person)
    desk = Desk(party.sends, Hand.REFERRER)
    faults = meet(
        monkeypatch,
        (referrals, "_check_sendable", False),
        lambda: referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="i"),
        lambda: persons.withdraw_consent(party.referrer, desk, consent.pk, key="b"),
    )
    assert faults == (None, None)
    assert states(party) == ["withdrawn", "withdrawn"]


def test_a_question_while_the_consent_is_taken_back_locks_nobody_out(walk, monkeypatch):
    party = walk.party
    copy = walk.came(walk.sent())
    at = (party.receiver, party.receives, copy.pk)
    persons.take_up_referral(*at, key="t")
    with unread([party.sends]):
        consent = Consent.objects.get()
    desk = Desk(party.sends, Hand.REFERRER)
    first, second = meet(
        monkeypatch,
        (consents, "tell_other_side", True),
        lambda: persons.withdraw_consent(party.referrer, desk, consent.pk, key="b"),
        lambda: persons.ask_referrer(*at, "Vad saknas?", key="q"),
    )
    assert first is None
    assert isinstance(second, ConflictError)
    assert states(party) == ["withdrawn", "withdrawn"]


def test_a_start_on_a_follow_up_that_is_just_taken_back_is_not_followed(walk, monkeypatch):
    party = walk.party
    row = walk.planned()
    desk = Desk(party.receives, Hand.CASE_WORKER)
    receivers = (party.cast.neighbour.pk,)
    new = persons.NewConsent(
        row.person_id, "follow_up", receivers, "uppföljning", "skriftligt", date(2024, 3, 1)
    )
    consent = persons.give_consent(party.worker, desk, new, key="fu")
    at = (party.worker, party.receives, row.pk)
    entry = persons.NewMeasurement("entry", date(2024, 3, 15), missing="declined")
    persons.measure_status(*at, entry, key="m")
    faults = meet(
        monkeypatch,
        (taking_part, "set_facts", False),
        lambda: persons.start_participation(*at, date(2024, 3, 15), key="st"),
        lambda: persons.withdraw_consent(party.worker, desk, consent.pk, key="wd"),
    )
    assert faults == (None, None)
    with unread([party.receives]):
        assert not Participation.objects.get().is_followed
