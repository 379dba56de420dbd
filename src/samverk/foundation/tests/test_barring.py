"""What jäv bars a reader from: asked once, forgotten by nobody, and gone after the request."""

from __future__ import annotations

import pytest
from django.db import connection

from samverk.foundation.actors import PUBLIC, Actor
from samverk.foundation.barring import NOTHING, Barred, Bars, barred_for, barred_now, reading_as
from samverk.foundation.compartments import opened

ASKED = "SELECT coalesce(current_setting('samverk.barred_items', true), '')"


def barred_items():
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return cursor.fetchone()[0]


def test_nobody_is_barred_outside_a_request():
    assert barred_now() == NOTHING


def test_what_is_barred_is_asked_once_and_gone_afterwards():
    asked = []

    def ask():
        asked.append(1)
        return Barred(frozenset({7}))

    with reading_as(ask):
        assert barred_now() == barred_now() == Barred(frozenset({7}))
    assert (len(asked), barred_now()) == (1, NOTHING)


def test_an_account_that_belongs_to_nobody_is_barred_from_nothing():
    assert barred_for(PUBLIC) == barred_for(Actor(1, "Maj")) == NOTHING


def test_the_makers_of_all_rooms_are_gathered():
    bars = Bars()
    bars.add(lambda person: Barred(items=frozenset({person})))
    bars.add(lambda person: Barred(cases=frozenset({person + 1})))
    assert bars.on(3) == Barred(items=frozenset({3}), cases=frozenset({4}))


@pytest.mark.django_db
def test_whoever_opens_a_compartment_shuts_what_is_barred():
    with reading_as(lambda: Barred(frozenset({4, 9}))), opened([1]):
        assert barred_items() == "4,9"
    assert barred_items() == ""


@pytest.mark.django_db
def test_an_inner_opening_leaves_the_outer_as_it_was():
    with reading_as(lambda: Barred(frozenset({4}))), opened([1]):
        with opened([2]):
            assert barred_items() == "4"
        assert barred_items() == "4"
