"""A number that somebody hidden has is as free as any other: nothing tells that they are there."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import Person, Protection
from samverk.interventions.persons.queries.people import find_persons
from samverk.interventions.persons.records import identity
from samverk.interventions.persons.tests.party import WOMAN, somebody
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

TODAY = date(2024, 3, 15)


@kept
def hidden(party):
    """Somebody whom the referrer alone may know of."""
    return somebody(party, protected=True)


def registered_by_another(party, key="x"):
    new = persons.NewPerson(party.sends, "Siv Påhitt", WOMAN)
    who = party.other_coordinator
    return persons.register_person(who, new, key=key, hand=Hand.COORDINATOR)


def test_whoever_may_not_know_registers_the_number_as_any_other(party, hidden):
    made = registered_by_another(party)
    assert made.pk != hidden.pk
    with unread([party.sends]):
        assert Person.objects.count() == 2
    with reading([party.sends], party.other_coordinator_user.pk):
        assert find_persons(party.sends, WOMAN, TODAY) == [made]


def test_somebody_else_hides_the_number_as_if_nobody_had_it(party, hidden):
    new = persons.NewPerson(party.sends, "Siv Påhitt", WOMAN, protected=True)
    made = persons.register_person(party.other_coordinator, new, key="x", hand=Hand.COORDINATOR)
    assert made.pk != hidden.pk
    for user, sees in ((party.referrer_user, hidden), (party.other_coordinator_user, made)):
        with reading([party.sends], user.pk):
            assert find_persons(party.sends, WOMAN, TODAY) == [sees]


def test_somebody_else_protects_the_number_as_if_nobody_had_it(party, hidden):
    made = registered_by_another(party)
    desk = Desk(party.sends, Hand.COORDINATOR)
    persons.protect_person(party.other_coordinator, desk, made.pk, key="p")
    with unread([party.sends]):
        assert Protection.objects.count() == 2
        assert Person.objects.values("number_key").distinct().count() == 1


def test_an_open_number_is_registered_once_whatever_asks(party):
    kept = somebody(party)
    kept.pk = uuid.uuid4()
    with unread([party.sends]), pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_the_named_handler_finds_the_hidden_one_and_registers_nobody_twice(party, hidden):
    assert somebody(party, protected=True).pk == hidden.pk
    with reading([party.sends], party.referrer_user.pk):
        assert find_persons(party.sends, WOMAN, TODAY) == [hidden]
    new = persons.NewPerson(party.sends, "Siv Påhitt", WOMAN)
    assert persons.register_person(party.referrer, new, key="y").pk == hidden.pk


def test_only_a_colleague_is_named(party, hidden):
    desk = Desk(party.sends, Hand.REFERRER)
    with pytest.raises(InputError, match="arbetar hos er"):
        persons.name_handler(party.referrer, desk, hidden.pk, party.receiver_user.pk, key="n")


def lifted(party, person):
    desk = Desk(party.sends, Hand.REFERRER)
    other = party.other_coordinator
    persons.name_handler(party.referrer, desk, person.pk, other.user, key="n")
    persons.ask_to_lift(party.referrer, desk, person.pk, key="a")
    return persons.lift_protection(other, Desk(party.sends, Hand.COORDINATOR), person.pk, key="l")


def test_when_the_protection_is_lifted_the_number_is_found_by_all(party, hidden):
    lifted(party, hidden)
    with reading([party.sends], None):
        assert find_persons(party.sends, WOMAN, TODAY) == [hidden]


def test_one_who_is_there_twice_is_told_of_first_when_the_protection_is_lifted(party, hidden):
    registered_by_another(party)
    with pytest.raises(ConflictError, match="en gång till"):
        lifted(party, hidden)
    with reading([party.sends], None):
        assert hidden not in find_persons(party.sends, WOMAN, TODAY)


def test_where_they_are_goes_when_they_are_protected(party):
    person = somebody(party, phone="070-1740605", address="Påhittsgatan 1")
    persons.protect_person(party.referrer, Desk(party.sends, Hand.REFERRER), person.pk, key="p")
    with unread([party.sends]):
        who = identity(Person.objects.get(pk=person.pk))
    assert (who.phone, who.address, who.number) == ("", "", "198507099805")


def test_a_form_that_is_sent_again_finds_nobody_who_has_been_hidden_since(party):
    person = somebody(party)
    desk = Desk(party.sends, Hand.COORDINATOR)
    persons.protect_person(party.other_coordinator, desk, person.pk, key="skydd")
    with pytest.raises(NotFoundError, match="Sidan finns inte"):
        somebody(party)


def test_one_who_is_there_openly_and_told_of_as_protected_is_protected(party):
    known = somebody(party, address="Hemgatan 1")
    new = persons.NewPerson(party.sends, "Siv Påhitt", WOMAN, protected=True)
    got = persons.register_person(party.referrer, new, key="again")
    assert got.pk == known.pk
    with unread([party.sends]):
        assert Protection.objects.get(lifted_at=None).person_id == known.pk
        assert identity(Person.objects.get()).address == ""
    with reading([party.sends], party.other_coordinator_user.pk):
        assert not Person.objects.exists()
    with reading([party.sends], party.referrer_user.pk):
        assert find_persons(party.sends, WOMAN, TODAY) == [got]
    assert AuditEvent.objects.filter(kind="persons.protected").count() == 1


def test_protected_once_more_the_person_is_known_by_none_of_those_named_before(party, hidden):
    lifted(party, hidden)
    desk = Desk(party.sends, Hand.COORDINATOR)
    persons.protect_person(party.other_coordinator, desk, hidden.pk, key="igen")
    for user, sees in ((party.referrer_user, []), (party.other_coordinator_user, [hidden])):
        with reading([party.sends], user.pk):
            assert list(Person.objects.all()) == sees
