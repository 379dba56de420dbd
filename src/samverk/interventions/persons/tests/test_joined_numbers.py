"""The number of a record that was emptied leads to the one that lives on, where it was the person's."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.exchange.models import Sent
from samverk.foundation.errors import ConflictError
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.arriving import take_in_referral
from samverk.interventions.persons.models import JoinedRecord, Person
from samverk.interventions.persons.queries.people import find_persons
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN
from samverk.interventions.persons.tests.test_far import far, incoming, payload_of, sent_by, there
from samverk.interventions.persons.tests.test_joined_records import (
    TODAY,
    WHY,
    bare,
    hidden,
    pages,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import resident
from samverk.interventions.persons.walls import reading, unread
from samverk.rules.interventions.hands import Hand

__all__ = ["far"]


def join(party, kept, other, key="ihop"):
    """Join two records, both with a number that is the person's."""
    what = persons.Joining(kept.pk, other.pk, WHY, number_is_theirs=True)
    return persons.join_records(party.coordinator, party.receives, what, key=key)


def registered(party, number, who=None, hand=Hand.CASE_WORKER, **more):
    new = persons.NewPerson(party.receives, "Siv Påhitt", number, **more)
    return persons.register_person(who or party.worker, new, key=f"ny/{number}", hand=hand)


def test_whoever_is_registered_with_it_is_the_one_who_is_kept(party):
    other, kept = resident(party, MAN), resident(party)
    join(party, kept, other)
    assert registered(party, MAN).pk == kept.pk
    with unread([party.receives]):
        assert [one.pk for one in find_persons(party.receives, MAN, TODAY)] == [kept.pk]
        assert Person.objects.count() == 1


def test_it_leads_on_through_a_second_joining(party):
    first, second, third = resident(party, MAN), resident(party), resident(party, OTHER)
    join(party, second, first)
    join(party, third, second, key="igen")
    for number in (MAN, WOMAN, OTHER):
        assert registered(party, number).pk == third.pk


def test_a_referral_written_here_comes_to_the_kept_one(party):
    other, kept = resident(party, MAN), bare(party)
    kept = persons.correct_number(
        party.coordinator, party.receives, kept.pk, persons.RightNumber(WHY, OTHER), key="r"
    )
    join(party, kept, other)
    walk = Walk(party, "w")
    assert walk.came(walk.sent(MAN)).person_id == kept.pk


def test_a_referral_from_another_installation_comes_to_the_kept_one(far):
    other, kept = resident(far, WOMAN), resident(far, MAN)
    join(far, kept, other)
    sent_by(far)
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    assert copy.person_id == kept.pk
    with unread([far.receives]):
        assert Person.objects.filter(controller=far.receives).count() == 1


@pytest.mark.parametrize("is_hidden", [True, False])
def test_one_who_is_hidden_stays_so(far, is_hidden):
    """What comes is the hidden one's; somebody who may not know of them makes a row of their own."""
    other, kept = resident(far, WOMAN), hidden(far, MAN)
    join(far, kept, other)
    assert registered(far, WOMAN, far.receiver, Hand.RECEIVER).pk != kept.pk
    with reading([far.receives], far.receiver_user.pk):
        assert not Person.objects.filter(pk=kept.pk).exists()
        assert not JoinedRecord.objects.exists()
    sent_by(far, protected=is_hidden)
    with there():
        copy = take_in_referral(incoming(far, payload_of(Sent.objects.get())))
    assert copy.person_id == kept.pk


def test_who_is_told_of_as_protected_is_protected_in_the_kept_record(party):
    other, kept = resident(party, MAN), resident(party)
    join(party, kept, other)
    assert registered(party, MAN, protected=True).pk == kept.pk
    with reading([party.receives], party.receiver_user.pk):
        assert not Person.objects.filter(pk=kept.pk).exists()


def test_nobody_else_is_given_it_by_a_correction(party):
    other, kept = resident(party, MAN), resident(party)
    made = join(party, kept, other)
    third = bare(party)
    at, right = (party.coordinator, party.receives), persons.RightNumber(WHY, MAN)
    with pytest.raises(ConflictError, match="har redan numret"):
        persons.correct_number(*at, third.pk, right, key="a")
    # The one who is kept may have it as their own
    assert persons.correct_number(*at, made.pk, right, key="b").pk == kept.pk


def test_the_page_asks_what_the_number_is_where_there_are_two(party):
    other, kept, without = resident(party, MAN), resident(party), bare(party)
    browser = pages(party)
    assert "numret" not in browser.get(compared(kept, without)).context["form"].fields
    shown = browser.get(compared(kept, other))
    assert "Vad är numret i posten som töms?" in shown.content.decode()
    said = {"key": shown.context["form"]["key"].value(), "why": WHY, "sure": "on"}
    again = browser.post(compared(kept, other), said)
    assert again.status_code == 400
    assert "Välj vad numret i posten som töms är" in again.content.decode()
    assert browser.post(compared(kept, other), said | {"numret": "deras"}).status_code == 302
    assert registered(party, MAN).pk == kept.pk


def compared(kept, other):
    return reverse("join_records", args=[kept.pk, other.pk])
