"""The roles of whoever makes a request: asked once, by a question that is put together once."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from samverk.foundation.actors import HeldRole, Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import RoleAssignment
from samverk.foundation.models.users import with_roles_held_today
from samverk.foundation.tests.cast import TODAY, cast, the_day

__all__ = ["cast", "the_day"]
NOON = "{}T12:00:00+01:00"


def roles(user):
    """Give the roles of the user as read at once."""
    return actor_for(with_roles_held_today(user.pk)).roles


def test_each_user_has_their_own_roles(cast):
    town, there = cast.town.pk, cast.neighbour.pk
    assert roles(cast.member_user) == (HeldRole(Role.MEMBER, town, cast.board.pk),)
    assert roles(cast.outsider_user) == (HeldRole(Role.SECRETARY, there, cast.neighbour_board.pk),)
    assert [held.body for held in roles(cast.owner_user)] == [cast.board.pk, cast.council.pk]


def test_a_role_holds_from_its_first_day_to_its_last(cast):
    for_a_day = {"from_date": TODAY + timedelta(1), "to_date": TODAY + timedelta(2)}
    of = {"role": Role.HEAD.name, "organisation": cast.town, "body": cast.board}
    RoleAssignment.objects.create(user=cast.member_user, **of, **for_a_day)
    held = []
    for later in range(4):
        with time_machine.travel(NOON.format(TODAY + timedelta(later)), tick=False):
            held.append(Role.HEAD in {one.role for one in roles(cast.member_user)})
    assert held == [False, True, True, False]


def test_a_user_that_is_not_there_is_none(cast):
    assert with_roles_held_today(0) is None


def test_it_is_one_question(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        roles(cast.owner_user)
