"""Who may read in: the role may be held for the organisation or for one of its bodies."""

from __future__ import annotations

import pytest

from samverk.foundation.actors import PUBLIC, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.permissions import Denied
from samverk.intake.access import diaries_open_to, may_read_in, organisations_open_to
from samverk.intake.tests.conftest import user

pytestmark = pytest.mark.django_db


def test_a_role_in_one_body_is_enough_to_read_in_for_its_organisation(actor, home):
    assert may_read_in(actor, home.pk)


def test_a_role_in_the_whole_organisation_is_enough(outsider, neighbour):
    assert may_read_in(actor_for(outsider), neighbour.pk)


def test_a_role_elsewhere_is_not(outsider, home):
    refused = may_read_in(actor_for(outsider), home.pk)
    assert isinstance(refused, Denied)
    assert "Det har:" in refused.why


def test_a_member_may_not(member, home):
    assert not may_read_in(actor_for(member), home.pk)


def test_the_public_may_not_and_is_told_to_log_in(home):
    refused = may_read_in(PUBLIC, home.pk)
    assert isinstance(refused, Denied)
    assert refused.why.startswith("Logga in")


def test_only_the_readers_own_organisations_are_listed(actor, home, neighbour):
    assert [one.slug for one in organisations_open_to(actor)] == ["granby"]
    assert organisations_open_to(PUBLIC) == []


def test_a_boards_secretary_registers_in_the_boards_diary_alone(actor, home):
    assert [body.abbreviation for body in diaries_open_to(actor, home.pk)] == ["SN"]


def test_an_organisations_registrar_registers_in_every_diary(outsider, neighbour):
    found = diaries_open_to(actor_for(outsider), neighbour.pk)
    assert {body.abbreviation for body in found} == {"KF", "KS", "SN"}


@pytest.mark.parametrize("role", [Role.CHAIR, Role.AUDITOR])
def test_roles_without_the_right_have_no_diary(role, home, board):
    someone = actor_for(user("nagon@granby.example", role, home, board))
    assert diaries_open_to(someone, home.pk) == []
