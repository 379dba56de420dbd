"""What the free places of a start, and of the one place, tell of somebody whom the reader may not know of."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.errors import InputError
from samverk.interventions.models import CohortStart
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.models import Participation
from samverk.interventions.persons.queries.rooms import coming_groups, first_day_for
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, OTHER
from samverk.interventions.persons.tests.test_start_modes import (
    AUTUMN,
    SPRING,
    TODAY,
    UNTIL,
    answer,
    in_groups,
    offer,
    one_place,
    planned_of,
)
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

END = date(2024, 6, 30)


def held(party, name, number, first_day):
    """Let somebody be offered a place from a day, and say yes to it."""
    entry = Walk(party, name).in_queue(number)
    offer(party, entry, f"{name}/o", first_day=first_day)
    answer(party, entry, f"{name}/y")
    return planned_of(party, entry)


def hide(party, row):
    """Protect somebody, whom the case worker alone may know of from then on."""
    desk = Desk(party.receives, Hand.CASE_WORKER)
    persons.protect_person(party.worker, desk, row.person_id, key=f"p/{row.pk}")


def in_wide_groups(party):
    in_groups(party)
    CohortStart.objects.filter(starts_on=SPRING).update(places=2)


def told(party, user):
    """What a reader's page says of the groups, and what they are told that there is."""
    with reading([party.receives], user.pk):
        groups = {one.start.day: one.at_most for one in coming_groups(party.delivery, TODAY)}
    page = text(Pages(party).get(party.receiver_user, "queue", party.delivery.pk))
    return groups, page.split('id="starter-tabell"')[-1].split("I kö<")[0]


def test_a_start_says_the_same_whether_somebody_hidden_is_in_it_or_not(party):
    in_wide_groups(party)
    before = told(party, party.receiver_user)
    hide(party, held(party, "a", MAN, SPRING))
    assert told(party, party.receiver_user) == before
    assert before[0] == {SPRING: 2, AUTUMN: 2}
    assert told(party, party.worker_user)[0] == {SPRING: 1, AUTUMN: 2}


def test_a_start_that_is_full_says_so_and_nobody_is_offered_it(party):
    in_wide_groups(party)
    for name, number in (("a", MAN), ("b", OTHER)):
        hide(party, held(party, name, number, SPRING))
    groups, page = told(party, party.receiver_user)
    assert groups == {SPRING: 0, AUTUMN: 2}
    assert "Fullt" in page
    third = Walk(party, "c").in_queue()
    with pytest.raises(InputError, match="Ingen plats är ledig") as no:
        offer(party, third, "o3", first_day=SPRING)
    assert "upptagna" not in no.value.message


def test_those_whom_the_reader_knows_of_are_taken_off(party):
    in_wide_groups(party)
    held(party, "a", MAN, SPRING)
    assert told(party, party.receiver_user)[0] == {SPRING: 1, AUTUMN: 2}


def test_when_the_one_place_is_left_by_somebody_hidden_is_told_to_who_knows_of_them(party):
    one_place(party)
    row = held(party, "a", MAN, UNTIL)
    with unread([party.receives]):
        Participation.objects.filter(pk=row.pk).update(planned_end=END)
    queue = [party.receiver_user, "queue", party.delivery.pk]
    assert "upptagen till den 30" in text(Pages(party).get(*queue))
    hide(party, row)
    page = text(Pages(party).get(*queue))
    assert "inte känt när den blir ledig" in page
    assert "30" not in page.split("inte känt")[0].split("Lediga platser")[-1]
    second = Walk(party, "b").in_queue(OTHER)
    # Nor by trying one day after the other
    for day in (date(2024, 6, 29), END, date(2024, 7, 1)):
        with pytest.raises(InputError, match="inte känt när den blir ledig"):
            offer(party, second, f"o{day}", first_day=day)
    for user, day in ((party.receiver_user, None), (party.worker_user, END)):
        with reading([party.receives], user.pk):
            assert first_day_for(party.delivery, UNTIL, TODAY) == day
