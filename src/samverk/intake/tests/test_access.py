"""Who may read in: those of the body, by a role there or in the whole organisation."""

from __future__ import annotations

import pytest

from samverk.directory import queries as directory
from samverk.foundation.actors import PUBLIC, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import Denied
from samverk.intake.access import bodies_open_to, diaries_open_to, may_read_in
from samverk.intake.tests.conftest import user

pytestmark = pytest.mark.django_db


def sn(home):
    return directory.body_ref(home.bodies.get(abbreviation="SN").pk)


def test_a_role_in_the_body_is_enough(actor, home):
    assert may_read_in(actor, sn(home))


def test_a_role_at_another_board_of_the_municipality_is_not(home):
    council = home.bodies.get(abbreviation="KF")
    someone = actor_for(user("kf@granby.example", Role.SECRETARY, home, council))
    refused = may_read_in(someone, sn(home))
    assert isinstance(refused, Denied)
    assert "läsa in och granska handlingar" in refused.why


def test_a_role_in_the_whole_organisation_reaches_its_bodies(outsider, neighbour):
    assert may_read_in(actor_for(outsider), sn(neighbour))


def test_a_role_elsewhere_is_not_enough(outsider, home):
    refused = may_read_in(actor_for(outsider), sn(home))
    assert isinstance(refused, Denied)
    assert "bara där du har din roll" in refused.why


def test_a_member_may_not(member, home):
    assert not may_read_in(actor_for(member), sn(home))


def test_the_public_may_not_and_is_told_to_log_in(home):
    refused = may_read_in(PUBLIC, sn(home))
    assert isinstance(refused, Denied)
    assert refused.why.startswith("Logga in")


def test_only_the_readers_own_bodies_are_listed(actor, home, neighbour):
    assert [one.full_name for one in bodies_open_to(actor)] == ["Socialnämnden, Granby"]
    assert bodies_open_to(PUBLIC) == []


def test_a_boards_secretary_registers_in_the_boards_diary_alone(actor, home):
    assert [body.abbreviation for body in diaries_open_to(actor, home.pk)] == ["SN"]


def test_an_organisations_registrar_registers_in_every_diary(outsider, neighbour):
    found = diaries_open_to(actor_for(outsider), neighbour.pk)
    assert {body.abbreviation for body in found} == {"KF", "KS", "SN"}


@pytest.mark.parametrize("role", [Role.CHAIR, Role.AUDITOR])
def test_roles_without_the_right_have_no_diary(role, home, board):
    someone = actor_for(user("nagon@granby.example", role, home, board))
    assert diaries_open_to(someone, home.pk) == []
