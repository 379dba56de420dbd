"""The same person or handler twice at once: one answer for both, and a limit that none slips past."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from samverk.foundation import clock, lookups
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import set_stage, the_day
from samverk.foundation.tests.committed import committed
from samverk.interventions.persons.actions import people
from samverk.interventions.persons.models import NamedHandler, Person, Protection
from samverk.interventions.persons.tests.pages import Pages
from samverk.interventions.persons.tests.party import MAN, WOMAN, set_party
from samverk.interventions.persons.tests.test_consent_races import meet
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

__all__ = ["committed", "the_day"]


@pytest.fixture
def at_once(committed, the_day):
    return set_party(set_stage())


@pytest.mark.parametrize("protected", [False, True])
def test_two_who_register_the_same_number_find_one_person(at_once, monkeypatch, protected):
    party = at_once

    def register(key, **more):
        new = people.NewPerson(party.sends, "Siv Påhitt", WOMAN, **more)
        return people.register_person(party.referrer, new, key=key)

    faults = meet(
        monkeypatch,
        (people, "_saved", True),
        lambda: register("a"),
        lambda: register("b", protected=protected),
    )
    assert faults == (None, None)
    with unread([party.sends]):
        # One who hides the number makes a row of their own, or hides the one that is there
        assert Person.objects.count() in ((1,) if not protected else (1, 2))
        assert Protection.objects.count() == int(protected)


def test_a_handler_is_named_once(party, the_day):
    new = people.NewPerson(party.sends, "Siv Påhitt", WOMAN, protected=True)
    person = people.register_person(party.referrer, new, key="p")
    at = (party.referrer, Desk(party.sends, Hand.REFERRER), person.pk)
    people.name_handler(*at, party.other_coordinator_user.pk, key="a")
    with pytest.raises(ConflictError, match="redan namngiven"):
        people.name_handler(*at, party.other_coordinator_user.pk, key="b")
    with unread([party.sends]):
        assert NamedHandler.objects.count() == 2


def test_two_who_name_the_same_handler_get_one_and_an_answer(at_once, monkeypatch):
    party = at_once
    new = people.NewPerson(party.sends, "Siv Påhitt", WOMAN, protected=True)
    person = people.register_person(party.referrer, new, key="p")
    at = (party.referrer, Desk(party.sends, Hand.REFERRER), person.pk)
    other = party.other_coordinator_user.pk
    first, second = meet(
        monkeypatch,
        (people, "_name", True),
        lambda: people.name_handler(*at, other, key="a"),
        lambda: people.name_handler(*at, other, key="b"),
    )
    faults = [one for one in (first, second) if one is not None]
    assert len(faults) == 1
    assert isinstance(faults[0], ConflictError)


def test_numbers_are_not_tried_by_registering(party, the_day):
    cache.clear()
    pages = Pages(party)
    said = {"name": "Siv Påhitt", "sex": "unknown"}
    codes = []
    for _ in range(lookups.MOST_A_MINUTE):
        assert not lookups.too_many(party.referrer_user.pk)
    codes.append(
        pages.send(party.referrer_user, "register_person", party.sends, number=WOMAN, **said)
    )
    assert codes[0].status_code == 429
    assert codes[0]["Retry-After"] == "60"
    with unread([party.sends]):
        assert Person.objects.count() == 0
    assert AuditEvent.objects.filter(why__contains="för många").count() == 1
    # Without a number nothing is looked for
    said |= {"born": "1985-07-09"}
    free = pages.send(party.referrer_user, "register_person", party.sends, **said)
    assert free.status_code == 302


def test_the_case_worker_s_registration_is_counted_too(party, the_day):
    cache.clear()
    for _ in range(lookups.MOST_A_MINUTE):
        lookups.too_many(party.worker_user.pk)
    said = {"name": "Siv Påhitt", "sex": "unknown", "number": MAN}
    pages = Pages(party)
    page = pages.send(party.worker_user, "register_participant", party.receives, **said)
    assert page.status_code == 429


def test_a_slot_that_somebody_else_took_is_not_taken_again(the_day, db):
    cache.clear()
    taken = [lookups.too_many(7) for _ in range(3)]
    # The count is read late, as by a process that began before the others were through
    minute = int(clock.now().timestamp()) // lookups.MINUTE
    cache.set(f"persons/search/7/{minute}", 0, 60)
    rest = [lookups.too_many(7) for _ in range(lookups.MOST_A_MINUTE)]
    assert taken == [False] * 3
    assert rest.count(False) == lookups.MOST_A_MINUTE - 3
