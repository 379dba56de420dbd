"""An act is carried out once per key, in one transaction with its event."""

from __future__ import annotations

import hashlib
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


OUTER = acts.kind("foundation.tried_whole", "Prövat i ett")


def nested():
    """Carry out an act that adds a party, lets an inner act add another, and adds a third."""

    def work():
        first = add("S")
        acts.carry_out(act(key="nyckel/led"), add)
        add("M")
        return first

    return acts.carry_out(act(kind=OUTER, key="nyckel"), work)


def trails():
    """Answer what the history says of each party: its kind of act, event and outer events."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT abbreviation, pgh_context->>'kind', pgh_context->>'event',"
            " pgh_context->>'within' FROM directory_partyevent"
        )
        return {row[0]: row[1:] for row in cursor.fetchall()}


def test_an_act_within_another_has_an_event_that_points_at_it():
    nested()
    outer, inner = (AuditEvent.objects.get(kind=kind) for kind in (OUTER, KIND))
    assert (outer.part_of, inner.part_of) == (None, outer)


def test_rows_changed_by_an_inner_act_name_it_and_its_outer_one():
    nested()
    outer, inner = (AuditEvent.objects.get(kind=kind) for kind in (OUTER, KIND))
    assert trails()["C"] == (KIND, str(inner.pk), f'["{outer.pk}"]')


@pytest.mark.parametrize("party", ["S", "M"])
def test_rows_changed_before_and_after_an_inner_act_are_the_outers(party):
    nested()
    outer = AuditEvent.objects.get(kind=OUTER)
    assert trails()[party] == (OUTER, str(outer.pk), None)


def test_an_inner_act_that_fails_leaves_the_outers_trail_as_it_was():
    def work():
        with pytest.raises(ZeroDivisionError):
            acts.carry_out(act(key="nyckel/led"), lambda: 1 / 0)
        return add("M")

    acts.carry_out(act(kind=OUTER), work)
    assert trails()["M"][0] == OUTER
    assert AuditEvent.objects.get().kind == OUTER


def test_an_act_after_another_is_part_of_nothing():
    nested()
    acts.carry_out(act(key="senare"), lambda: add("V"))
    assert trails()["V"][2] is None
    assert AuditEvent.objects.filter(part_of__isnull=False).count() == 1


def test_a_composite_act_sent_again_does_nothing_twice():
    assert nested() == nested()
    assert AuditEvent.objects.count() == 2


def test_what_the_form_said_cannot_be_guessed_from_its_digest(settings):
    said = act(content="Anna är sjuk")
    assert said.digest != hashlib.sha256(repr("Anna är sjuk").encode()).hexdigest()
    before = said.digest
    settings.SECRET_KEY = "en annan installation"
    assert said.digest != before
    assert act(content=None).digest == ""


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
