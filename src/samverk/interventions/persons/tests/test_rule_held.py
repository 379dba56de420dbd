"""A place in a queue keeps by which version of the rule its person joined, and what was decided then."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from samverk.interventions.models import PriorityClass, TimeLimit
from samverk.interventions.persons.actions import queueing
from samverk.interventions.persons.models import QueueEntry
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import unread


def decided(delivery):
    PriorityClass.objects.create(
        delivery=delivery, rank=0, name="Unga", ground="Under 25", decided_in="KF § 4"
    )
    given = {"delivery": delivery, "from_date": date(2020, 1, 1)}
    TimeLimit.objects.create(kind="reconfirm", days=30, **given)


def kept(party, entry):
    with unread([party.receives]):
        return QueueEntry.objects.get(pk=entry.pk).rule


def test_what_is_decided_later_does_not_change_it(party):
    entry = Walk(party, "a").in_queue()
    was = kept(party, entry)
    assert was.startswith("Köregel 1: prioritetsklass, sedan när klockan startade")
    assert "Ingen prioritetsklass gällde. Väntan bekräftas med högst 90 dagar emellan." in was
    decided(party.delivery)
    assert kept(party, entry) == was
    with unread([party.receives]), pytest.raises(DatabaseError), transaction.atomic():
        QueueEntry.objects.filter(pk=entry.pk).update(rule="en annan")


def test_the_team_reads_it_with_the_decisions(party):
    decided(party.delivery)
    entry = Walk(party, "a").in_queue()
    page = text(Pages(party).get(party.receiver_user, "queue_entry", entry.pk))
    assert "Går före: Unga (KF § 4). Väntan bekräftas med högst 30 dagar emellan." in page


def test_a_place_that_is_moved_has_the_rule_of_the_queue_it_came_to(party):
    entry = Walk(party, "a").in_queue()
    decided(party.successor)
    new = queueing.move_in_queue(
        party.coordinator, party.receives, entry.pk, party.successor.pk, key="m"
    )
    assert "Unga (KF § 4)" in kept(party, new)
    assert "Unga" not in kept(party, entry)
