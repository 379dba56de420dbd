"""Two records are joined while something is done to either: one waits, and nothing points at nobody."""

from __future__ import annotations

import pytest

from samverk.foundation.errors import ConflictError, NotFoundError
from samverk.foundation.tests.cast import set_stage, the_day
from samverk.foundation.tests.committed import committed
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import consents, records
from samverk.interventions.persons.models import Consent, Participation, Person
from samverk.interventions.persons.tests.party import MAN, set_party
from samverk.interventions.persons.tests.test_consent_races import meet
from samverk.interventions.persons.tests.test_joined_records import TODAY, bare, join
from samverk.interventions.persons.tests.working import planned_at_the_door, resident
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["committed", "the_day"]


@pytest.fixture
def at_once(committed, the_day):
    return set_party(set_stage())


def consented(party, person, key):
    new = persons.NewConsent(
        person.pk, "information_exchange", (party.cast.town.pk,), "", "skriftligt", TODAY
    )
    return persons.give_consent(party.worker, Desk(party.receives, Hand.CASE_WORKER), new, key=key)


def test_what_is_entered_on_an_emptied_record_is_told_that_it_is_gone(at_once, monkeypatch):
    party = at_once
    kept, other = bare(party), resident(party, MAN)
    first, second = meet(
        monkeypatch,
        (records, "_keep_the_wall", True),
        lambda: join(party, kept, other),
        lambda: consented(party, other, "c"),
    )
    assert first is None
    assert isinstance(second, ConflictError)
    assert "slagits ihop" in second.message
    with unread([party.receives]):
        assert not Consent.objects.exists()
        assert Person.objects.get().pk == kept.pk


def test_what_is_entered_just_before_comes_with_it(at_once, monkeypatch):
    party = at_once
    kept, other = bare(party), resident(party, MAN)
    faults = meet(
        monkeypatch,
        (consents, "renew_shares", True),
        lambda: consented(party, other, "c"),
        lambda: join(party, kept, other),
    )
    assert faults == (None, None)
    with unread([party.receives]):
        assert Consent.objects.get().person_id == kept.pk


@pytest.mark.parametrize("on_kept", [True, False])
def test_a_row_of_either_is_worked_on_when_they_are_joined(at_once, monkeypatch, on_kept):
    party = at_once
    kept, other = bare(party), resident(party, MAN)
    row = planned_at_the_door(party, kept if on_kept else other)
    at = (party.worker, party.receives, row.pk)
    entry = persons.NewMeasurement("entry", TODAY, missing="declined")
    persons.measure_status(*at, entry, key="m")
    faults = meet(
        monkeypatch,
        (records, "_keep_the_wall", True),
        lambda: join(party, kept, other),
        lambda: persons.start_participation(*at, TODAY, key="s"),
    )
    assert faults == (None, None)
    with unread([party.receives]):
        row = Participation.objects.get()
        assert (row.person_id, row.state) == (kept.pk, "active")
        assert {one.person_id for one in row.steps.all()} == {kept.pk}


def test_two_who_join_the_same_two_each_their_way_leave_one(at_once, monkeypatch):
    party = at_once
    one, two = bare(party), resident(party, MAN)
    first, second = meet(
        monkeypatch,
        (records, "_keep_the_wall", True),
        lambda: join(party, one, two, key="a"),
        lambda: join(party, two, one, key="b"),
    )
    assert first is None
    assert isinstance(second, NotFoundError)
    with unread([party.receives]):
        assert Person.objects.get().pk == one.pk
