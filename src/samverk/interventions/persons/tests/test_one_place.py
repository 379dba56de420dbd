"""One person has one place in a queue, however many refer them, and the earliest clock counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError
from samverk.foundation.middleware import actor_for
from samverk.interventions.models import PriorityClass
from samverk.interventions.persons.actions import (
    confirming,
    consents,
    joining,
    queueing,
    receiving,
    referrals,
)
from samverk.interventions.persons.actions.referrals import correct_referral
from samverk.interventions.persons.models import Participation, Person, QueueEntry, Referral
from samverk.interventions.persons.queries.waits import waits_behind
from samverk.interventions.persons.records import text_of
from samverk.interventions.persons.tests.party import Party, user
from samverk.interventions.persons.tests.test_thread import CONTENT, Walk
from samverk.interventions.persons.tests.working import begun
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

FIRST, LATER = "2024-03-15T12:00:00+01:00", "2024-03-25T12:00:00+01:00"


def from_neighbour(party: Party, name: str) -> Referral:
    """The receiving organisation's own officer refers the same person: a second party."""
    body = party.receives
    actor = actor_for(user(f"Ylva {name}", Role.REFERRER, party.cast.neighbour_board))
    with unread([body]):
        known = Person.objects.first()
    assert known is not None
    new = consents.NewConsent(
        known.pk,
        "information_exchange",
        (party.cast.neighbour.pk,),
        "remissen",
        "skriftligt",
        date(2024, 3, 15),
    )
    consents.give_consent(actor, Desk(body, Hand.REFERRER), new, key=f"{name}/c")
    draft = referrals.draft_referral(
        actor, body, referrals.NewReferral(known.pk, party.delivery.pk), key=f"{name}/d"
    )
    referrals.save_referral(actor, body, draft.pk, CONTENT, key=f"{name}/s")
    return referrals.submit_referral(actor, body, draft.pk, "consent", key=f"{name}/i")


def accepted(party: Party, row: Referral, name: str, how: joining.Acceptance | None = None):
    with unread([party.receives]):
        copy = Referral.objects.get(thread=row.thread, side="received", delivery=row.delivery_id)
    at = (party.receiver, party.receives, copy.pk)
    receiving.take_up_referral(*at, key=f"{name}/t")
    return receiving.accept_referral(*at, how or joining.Acceptance("Passar"), key=f"{name}/a")


@pytest.fixture
def two(party):
    """Referred by two parties, ten days apart: the first waits, the second is sent in."""
    with time_machine.travel(FIRST, tick=False):
        walk = Walk(party, "a")
        first = walk.sent()
        entry = accepted(party, first, "a")
    with time_machine.travel(LATER, tick=False):
        second = from_neighbour(party, "b")
    return first, second, entry


@time_machine.travel(LATER, tick=False)
def test_two_parties_who_refer_the_same_person_make_one_place(party, two):
    _first, second, entry = two
    again = accepted(party, second, "b")
    assert again.pk == entry.pk
    with unread([party.receives]):
        assert QueueEntry.objects.count() == 1
        row = QueueEntry.objects.get()
        assert (row.clock_start, row.state) == (date(2024, 3, 15), "waiting")
        assert [one.event for one in row.steps.all()] == ["join", "join_again"]


@time_machine.travel(LATER, tick=False)
def test_each_referrer_sees_the_state_of_their_own(party, two):
    first, second, _ = two
    accepted(party, second, "b")
    for row, body, clock in (
        (first, party.sends, date(2024, 3, 15)),
        (second, party.receives, date(2024, 3, 25)),
    ):
        with unread([body]):
            sent = Referral.objects.select_related("delivery").get(pk=row.pk)
            found = waits_behind([sent])[row.pk]
        assert (found.state, found.clock_start) == ("waiting", clock)
        # An earlier day would tell that somebody else refers the person
        assert ("15\xa0mars" in found.order) == (row is first)


@time_machine.travel(LATER, tick=False)
def test_either_referrer_confirms_the_one_place(party, two):
    _, second, entry = two
    accepted(party, second, "b")
    actor = actor_for(type(party.receiver_user).objects.get(full_name="Ylva b"))
    confirming.confirm_wait(actor, party.receives, second.pk, key="k")
    with unread([party.receives]):
        entry.refresh_from_db()
    assert entry.confirmed_on == date(2024, 3, 25)


@time_machine.travel(LATER, tick=False)
def test_the_team_sees_it_while_it_assesses(party, two):
    _, second, _ = two
    with unread([party.receives]):
        copy = Referral.objects.get(thread=second.thread, side="received")
    client = Client()
    client.force_login(party.receiver_user)
    page = client.get(reverse("received_referral", args=[copy.pk])).content.decode()
    assert "finns redan i kön sedan den 15\xa0mars 2024" in page
    receiving.take_up_referral(party.receiver, party.receives, copy.pk, key="t")
    page = client.get(reverse("accept_referral", args=[copy.pk])).content.decode()
    assert "finns redan i kön sedan den 15\xa0mars 2024" in page


@time_machine.travel(LATER, tick=False)
def test_a_second_referral_of_an_earlier_day_moves_the_clock_back_and_never_forward(party):
    with time_machine.travel(FIRST, tick=False):
        early = Walk(party, "a").sent()
    late = from_neighbour(party, "b")
    entry = accepted(party, late, "b")
    accepted(party, early, "a")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert entry.clock_start == date(2024, 3, 15)
        entry.clock_start += timedelta(days=1)
        with pytest.raises(Exception, match="pgtrigger"), transaction.atomic():
            entry.save()


@time_machine.travel(LATER, tick=False)
def test_the_better_class_counts(party, two):
    _, second, entry = two
    group = PriorityClass.objects.create(
        delivery=party.delivery, rank=0, name="Unga", ground="Beslut"
    )
    accepted(party, second, "b", joining.Acceptance("Passar", group.pk, "Fyller 25"))
    with unread([party.receives]):
        entry.refresh_from_db()
        said = text_of(entry.person, entry, "priority_ground")
        assert (entry.priority, said) == (group, "Fyller 25")


@time_machine.travel(LATER, tick=False)
def test_one_who_takes_part_gets_no_place_in_the_queue(party, two):
    _, second, entry = two
    at = (party.receiver, party.receives, entry.pk)
    queueing.offer_place(*at, queueing.NewOffer(date(2024, 4, 2)), key="o")
    queueing.answer_offer(*at, queueing.Answer("accepted"), key="y")
    with unread([party.receives]):
        part = Participation.objects.get()
    begun(party, part, date(2024, 3, 25))
    with pytest.raises(ConflictError, match="deltar redan i Språnget sedan den 25\xa0mars 2024"):
        accepted(party, second, "b")
    with unread([party.receives]):
        assert QueueEntry.objects.count() == 1
        copy = Referral.objects.get(thread=second.thread, side="received")
        assert copy.state == "under_assessment"


@time_machine.travel(LATER, tick=False)
def test_the_database_refuses_a_second_place(party, two):
    _, _, entry = two
    refused = pytest.raises(IntegrityError, match="waits_once")
    with unread([party.receives]), refused, transaction.atomic():
        QueueEntry.objects.create(
            controller_id=entry.controller_id,
            person_id=entry.person_id,
            referral_id=entry.referral_id,
            delivery_id=entry.delivery_id,
            number=99,
            state="waiting",
            clock_start=date(2024, 3, 15),
            joined_on=date(2024, 3, 25),
            confirmed_on=date(2024, 3, 25),
        )


@time_machine.travel(LATER, tick=False)
def test_one_who_is_moved_to_a_queue_where_they_stand_has_one_place_there(party, two):
    first, second, entry = two
    accepted(party, second, "b")
    to = party.successor
    other = Walk(party, "c")
    row = other.draft(_person(party), to)
    referrals.submit_referral(party.referrer, party.sends, row.pk, "consent", key="c/i")
    there = accepted(party, row, "c")
    assert there.clock_start == date(2024, 3, 25)
    new = queueing.move_in_queue(party.coordinator, party.receives, entry.pk, to.pk, key="m")
    assert (new.pk, new.clock_start) == (there.pk, date(2024, 3, 15))
    with unread([party.receives]):
        assert QueueEntry.objects.filter(left_on=None).count() == 1
    for body, row in ((party.sends, first), (party.receives, second)):
        with unread([body]):
            sent = Referral.objects.select_related("delivery").get(pk=row.pk)
            assert waits_behind([sent])[row.pk].state == "waiting"


def _person(party: Party):
    with unread([party.sends]):
        return Person.objects.get()


def corrected(party: Party, referral: Referral, name: str) -> None:
    actor = actor_for(user(f"Sam {name}", Role.COORDINATOR, party.cast.neighbour_board))
    with unread([party.receives]):
        copy = Referral.objects.get(thread=referral.thread, side="received")
    correct_referral(actor, party.receives, copy.pk, "Fel person", key=f"fel/{name}")


@time_machine.travel(LATER, tick=False)
def test_a_wrong_referral_leaves_the_place_to_who_else_refers(party, two):
    first, second, entry = two
    accepted(party, second, "b")
    corrected(party, first, "c")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert entry.state == "entered_in_error"
        right = QueueEntry.objects.get(left_on=None)
        assert (right.referral.thread, right.clock_start) == (second.thread, date(2024, 3, 25))
        assert right.referral.tied_to is None
        sent = Referral.objects.select_related("delivery").get(pk=second.pk)
        assert waits_behind([sent])[second.pk].state == "waiting"


@time_machine.travel(LATER, tick=False)
def test_a_wrong_referral_that_was_tied_is_tied_no_more(party, two):
    _, second, entry = two
    accepted(party, second, "b")
    corrected(party, second, "c")
    with unread([party.receives]):
        entry.refresh_from_db()
        assert (entry.state, entry.clock_start) == ("waiting", date(2024, 3, 15))
        assert Referral.objects.get(thread=second.thread, side="received").tied_to is None
    # So a right one can be sent, and has the same place
    third = from_neighbour(party, "d")
    assert accepted(party, third, "d").pk == entry.pk


@time_machine.travel(LATER, tick=False)
def test_the_day_that_a_wrong_referral_brought_goes_with_it(party, two):
    """The earlier day was the wrong referral's: the right one's own day counts again."""
    first, second, _ = two
    place = accepted(party, second, "b")
    with unread([party.receives]):
        # As when the later referral made the place, and the earlier one was tied to it
        other = Referral.objects.get(thread=first.thread, side="received")
        mine = Referral.objects.get(thread=second.thread, side="received")
        QueueEntry.objects.filter(pk=place.pk).update(left_on=date(2024, 3, 25), state="removed")
        made = QueueEntry.objects.create(
            controller_id=party.receives,
            person_id=mine.person_id,
            referral=mine,
            delivery=party.delivery,
            number=98,
            state="waiting",
            clock_start=date(2024, 3, 15),
            joined_on=date(2024, 3, 25),
            confirmed_on=date(2024, 3, 25),
        )
        Referral.objects.filter(pk=mine.pk).update(tied_to=None)
        Referral.objects.filter(pk=other.pk).update(tied_to=made)
    corrected(party, first, "c")
    with unread([party.receives]):
        right = QueueEntry.objects.get(left_on=None)
        assert (right.referral, right.clock_start) == (mine, date(2024, 3, 25))
