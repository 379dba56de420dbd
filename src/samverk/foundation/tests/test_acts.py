"""An act is carried out once per key, in one transaction with its event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from samverk.directory.models import Party
from samverk.foundation import acts
from samverk.foundation.actors import Actor, system
from samverk.foundation.errors import ConflictError
from samverk.foundation.models import AuditEvent, IdempotencyKey

pytestmark = pytest.mark.django_db

KIND = acts.kind("foundation.tried", "Prövat")
ANNA = system("Anna")


def act(**changes):
    return replace(acts.Act(ANNA, KIND, "nyckel", content=("C", 1)), **changes)


def add(abbreviation="C"):
    return Party.objects.create(abbreviation=abbreviation, name="Parti")


def test_an_act_leaves_its_event():
    party = acts.carry_out(act(why="prov"), add)
    event = AuditEvent.objects.get()
    assert (event.kind_name, event.actor_name, event.why) == ("Prövat", "Anna", "prov")
    assert (event.subject_type, event.subject_id) == ("directory.Party", str(party.pk))


def test_the_same_key_gives_what_was_made_the_first_time():
    first = acts.carry_out(act(), add)
    assert acts.carry_out(act(), lambda: pytest.fail("done twice")) == first
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": system("Bo")},
        {"actor": Actor(7, "Anna")},
        {"kind": acts.kind("foundation.tried_else", "Prövat annat")},
    ],
)
def test_the_same_key_from_another_person_or_act_is_a_conflict(changes):
    acts.carry_out(act(), add)
    with pytest.raises(ConflictError, match="till något annat"):
        acts.carry_out(act(**changes), add)


def test_the_same_key_with_other_content_is_a_conflict():
    acts.carry_out(act(), add)
    with pytest.raises(ConflictError, match="med andra uppgifter"):
        acts.carry_out(act(content=("C", 2)), add)


def test_work_that_fails_leaves_neither_event_nor_key():
    with pytest.raises(ZeroDivisionError):
        acts.carry_out(act(), lambda: 1 / 0)
    assert not AuditEvent.objects.exists()
    assert not IdempotencyKey.objects.exists()
    assert acts.carry_out(act(), add).abbreviation == "C"


def test_changed_rows_carry_the_event_in_their_history():
    acts.carry_out(act(), add)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_context FROM directory_partyevent")
        history = cursor.fetchone()[0]
    assert str(AuditEvent.objects.get().pk) in str(history)


def test_a_kind_has_one_name():
    assert acts.kind("foundation.tried", "Prövat") == KIND
    with pytest.raises(ValueError):
        acts.kind("foundation.tried", "Något annat")


def test_events_are_listed_for_several_things_latest_first():
    first = acts.carry_out(act(), add)
    second = acts.carry_out(act(key="annan"), lambda: add("M"))
    listed = [event.subject_id for event in acts.events_on(first, second)]
    assert listed == [str(second.pk), str(first.pk)]
    assert acts.events_on() == []
