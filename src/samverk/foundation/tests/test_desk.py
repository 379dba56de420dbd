"""The desk: piles from rooms it does not know, for those who have a role."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.actors import PUBLIC, Actor, HeldRole, Role
from samverk.foundation.desk import Desk, Pile, Task, Visit

DAY = date(2024, 3, 15)
SECRETARY = Actor(1, "Maj Ekedal", (HeldRole(Role.SECRETARY, 7, 70), HeldRole(Role.AUDITOR, 8)))
TASK = Task("Granska", "/inlasning/1/", "attention", "2 att granska")


def letters(_):
    return Pile("Brev", "brev", "Väntar på svar.", (TASK,))


def nothing(_):
    return Pile("Tomt", "tomt", "Inget.", ())


@pytest.fixture
def desk():
    return Desk()


def test_piles_lie_in_the_order_they_were_added(desk):
    desk.add(letters)
    desk.add(lambda _: Pile("Kallelser", "kallelser", "", (TASK,)))
    assert [pile.id for pile in desk.on(Visit(SECRETARY, DAY))] == ["brev", "kallelser"]


def test_a_pile_without_anything_in_it_is_left_out(desk):
    desk.add(nothing)
    assert desk.on(Visit(SECRETARY, DAY)) == []


def test_the_same_pile_is_laid_once(desk):
    desk.add(letters)
    desk.add(letters)
    assert len(desk.on(Visit(SECRETARY, DAY))) == 1


@pytest.mark.parametrize("actor", [PUBLIC, Actor(3, "Utan uppdrag")])
def test_nobody_without_a_role_has_a_desk(desk, actor):
    desk.add(letters)
    assert desk.on(Visit(actor, DAY)) == []


def test_the_rooms_are_told_who_comes_and_on_which_day(desk):
    met = []
    desk.add(lambda visit: met.append(visit) or nothing(visit))
    desk.on(Visit(SECRETARY, DAY))
    assert met == [Visit(SECRETARY, DAY)]


def test_a_visit_knows_the_organisations_of_every_role():
    assert Visit(SECRETARY, DAY).organisations == {7, 8}
    assert Visit(PUBLIC, DAY).organisations == frozenset()
